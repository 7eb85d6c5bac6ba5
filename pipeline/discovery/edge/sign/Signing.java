package discovery.edge.sign;

import discovery.edge.cli.Night;
import discovery.edge.files.Sha256;
import discovery.edge.json.Json;
import discovery.edge.release.Keyring;
import discovery.edge.release.Packing;
import discovery.edge.release.Previous;
import discovery.edge.release.Release;
import discovery.edge.signing.TufRepository;
import discovery.model.Stage;
import discovery.release.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Makes the release of a night out of the folders of build, diff and render.
public final class Signing {
    /// After this a client says that its index is out of date.
    private static final Duration FRESH = Duration.ofDays(14);

    private final Night night;
    private final Optional<Previous> previous;
    private final long seq;

    public Signing(Night night) throws IOException {
        this.night = night;
        this.previous = Previous.of(night.out());
        this.seq = previous.map(last -> last.manifest().seq()).orElse(0L) + 1;
    }

    /// The keys, and a loud word where they are not real ones.
    public Keyring keyring() throws IOException {
        var keyring = Keyring.find(
                night.config().keys().map(night::beside), night.beside("keys/root.json"));
        TufRepository.ending(keyring.root().getBytes(StandardCharsets.US_ASCII), night.now()).ifPresent(
                warning -> System.err.println("sign: " + warning));
        if (!keyring.keys().signBuilds()) {
            throw new IOException(
                    "these keys can hide entries, but sign no build; set the text that `sign --init` printed"
                            + " first as " + Keyring.VARIABLE);
        }
        switch (keyring.from()) {
            case ENVIRONMENT -> {}
            case LOCAL -> System.err.println("sign: PREVIEW: signed with this machine's own keys, because "
                    + Keyring.VARIABLE + " is not set; nobody else trusts them, so this is not for publishing");
            case SAMPLE -> System.err.println("sign: SAMPLE KEYS: anybody can make these signatures; clients refuse"
                    + " them unless --root names the sample's root");
        }
        return keyring;
    }

    /// Fills the release's folder.
    public Manifest into(Path folder, Keyring keyring) throws IOException {
        if (keyring.from() == Keyring.From.LOCAL) {
            Files.writeString(folder.resolve(Release.PREVIEW),
                    "Signed with keys of one machine: not for publishing.\n");
        }
        var packing = new Packing(folder, seq);
        var build = facts(Stage.BUILD, "index.json");
        var dump = night.in(Stage.BUILD, "skills.jsonl");
        var inside = new Manifest.Content(Files.size(dump), Sha256.of(dump));
        packing.addPacked("skills.jsonl", night.in(Stage.BUILD, "skills.jsonl.zst"), inside);
        packing.add("skills.db", night.in(Stage.BUILD, "skills.db"));
        var vectors = night.in(Stage.BUILD, "embeddings.bin");
        var rows = new Manifest.Content(Files.size(vectors), Sha256.of(vectors));
        packing.addPacked("embeddings.bin", night.in(Stage.BUILD, "embeddings.bin.zst"), rows);
        var ledger = night.folder(Stage.BUILD).resolve("infra.db");
        if (Files.exists(ledger)) {
            packing.add("infra.db", ledger);
        }
        packing.pack("changes.jsonl", night.in(Stage.DIFF, "changes.jsonl"));
        packing.pack("history.jsonl", night.in(Stage.RENDER, "api/history.jsonl"));
        packing.pack("problems.jsonl", night.in(Stage.FETCH, "problems.jsonl"));
        var revoked = night.beside("revoked.json");
        packing.revoked(Files.exists(revoked) ? Files.readAllBytes(revoked) : Release.noneRevoked());
        var sums = sums(folder);
        packing.add("site.sha256", sums);
        Files.delete(sums);
        var after = new Packing.State(inside.sha256(), rows.sha256());
        var direct = new TreeMap<String, Manifest.Delta>();
        var chain = new TreeMap<String, Manifest.Delta>();
        if (previous.isPresent()) {
            var last = previous.get();
            var nightly = delta(packing, last.manifest(), after);
            direct.put(last.manifest().version(), nightly);
            for (var older : last.older()) {
                direct.put(older.manifest().version(), delta(packing, older.manifest(), after));
            }
            chain(packing, last, chain);
            chain.put(last.manifest().version(), nightly);
        }
        return packing.sign(items -> Manifest.of(seq, night.now(), night.now().plus(FRESH), lineage(keyring),
                model(), String.valueOf(build.get("sqlite")), items, direct, chain, night.config().mirrors(),
                night.config().releases(), stats()), keyring,
                roots(keyring));
    }

    /// Every root that a client may still have, so that it can walk to the newest.
    private List<byte[]> roots(Keyring keyring) throws IOException {
        var committed = night.beside("keys/root.json");
        return keyring.from() == Keyring.From.ENVIRONMENT && Files.exists(committed) ? Keyring.roots(committed)
                : List.of(keyring.root().getBytes(StandardCharsets.US_ASCII));
    }

    private Manifest.Delta delta(Packing packing, Manifest from, Packing.State after) throws IOException {
        var name = "delta-v" + from.seq() + "-v" + seq;
        return packing.delta(night.in(Stage.DIFF, name + ".patch"), night.in(Stage.DIFF, name + ".vectors"),
                from.seq(), Packing.State.of(from), after);
    }

    /// The nightly patches of the last release go on, but for those that are too old.
    private void chain(Packing packing, Previous last, SortedMap<String, Manifest.Delta> chain) throws IOException {
        for (var delta : last.manifest().chain().values()) {
            if (delta.seq() >= seq - Manifest.CHAIN) {
                var name = "delta-v" + delta.seq() + "-v" + delta.to();
                packing.again(delta, last.delta(name + ".patch"), last.delta(name + ".vectors"));
                chain.put(Manifest.version(delta.seq()), delta);
            }
        }
    }

    /// Lines that `sha256sum -c` reads: every file of the site.
    private Path sums(Path folder) throws IOException {
        var site = night.folder(Stage.RENDER);
        var lines = new StringBuilder();
        try (var files = Files.walk(site)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var name = site.relativize(file).toString().replace('\\', '/');
                if (!name.equals("stage.json")) {
                    lines.append(Sha256.of(file)).append("  ").append(name).append('\n');
                }
            }
        }
        return Files.writeString(folder.resolve("site.sha256"), lines);
    }

    /// Builds share a lineage as long as they share ids and slots: from the first build on, whatever becomes of keys.
    private String lineage(Keyring keyring) {
        return previous.map(last -> last.manifest().lineage())
                .orElseGet(() -> Sha256.of(keyring.root()).substring(0, 16));
    }

    private Manifest.Model model() {
        var facts = facts(Stage.BUILD, "index.json");
        return new Manifest.Model(String.valueOf(facts.get("model")), String.valueOf(facts.get("model_sha256")),
                number(facts, "recipe"), number(facts, "dimensions"));
    }

    private static int number(Map<?, ?> facts, String key) {
        return facts.get(key) instanceof Number number ? number.intValue() : 0;
    }

    private Manifest.Stats stats() {
        var index = facts(Stage.BUILD, "index.json");
        var counts = facts(Stage.DIFF, "counts.json");
        return new Manifest.Stats(
                number(index, "entries"), counts(Optional.ofNullable(index.get("kinds"))),
                counts(Optional.ofNullable(index.get("sources"))),
                number(counts, "added"), number(counts, "changed") + number(counts, "renamed"),
                number(counts, "removed"), counts(Optional.of(facts(Stage.FETCH, "ages.json"))));
    }

    private static SortedMap<String, Long> counts(Optional<?> tree) {
        var counts = new TreeMap<String, Long>();
        if (tree.isPresent() && tree.get() instanceof Map<?, ?> map) {
            map.forEach(
                    (key, value) -> counts.put(String.valueOf(key), value instanceof Number n ? n.longValue() : 0L));
        }
        return counts;
    }

    private Map<?, ?> facts(Stage stage, String file) {
        try {
            return Json.parse(Files.readString(night.in(stage, file))) instanceof Map<?, ?> map ? map : Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How many files a folder holds, `stage.json` not among them.
    public static long files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
