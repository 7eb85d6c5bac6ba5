package discovery.edge.sign;

import discovery.edge.cli.Night;
import discovery.edge.files.Sha256;
import discovery.edge.json.Json;
import discovery.edge.release.Keyring;
import discovery.edge.release.Packing;
import discovery.edge.release.Previous;
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
        var packing = new Packing(folder, seq);
        var build = night.folder(Stage.BUILD);
        packing.addPacked("skills.jsonl", night.in(Stage.BUILD, "skills.jsonl"));
        packing.add("skills.db", night.in(Stage.BUILD, "skills.db"));
        packing.add("embeddings.bin", night.in(Stage.BUILD, "embeddings.bin"));
        packing.addPacked("changes.jsonl", night.in(Stage.DIFF, "changes.jsonl"));
        packing.addPacked("problems.jsonl", night.in(Stage.FETCH, "problems.jsonl"));
        packing.add("site.sha256", sums(folder));
        Files.delete(folder.resolve("site.sha256"));
        var deltas = deltas(packing, build);
        return packing.sign(items -> Manifest.of(seq, night.now(), night.now().plus(FRESH), lineage(keyring),
                model(), items, deltas, night.config().mirrors(), stats()), keyring,
                List.of(keyring.root().getBytes(StandardCharsets.US_ASCII)));
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

    private SortedMap<String, Manifest.Delta> deltas(Packing packing, Path build) throws IOException {
        var deltas = new TreeMap<String, Manifest.Delta>();
        if (previous.isEmpty()) {
            return deltas;
        }
        var last = previous.get();
        var name = "delta-v" + last.manifest().seq() + "-v" + seq;
        var patch = packing.add(name + ".patch", night.in(Stage.DIFF, name + ".patch"));
        var vectors = packing.add(name + ".vectors", night.in(Stage.DIFF, name + ".vectors"));
        deltas.put(last.manifest().version(), new Manifest.Delta(
                last.manifest().seq(), patch.path(), patch.bytes(), patch.sha256(), "zstd-patch",
                Sha256.of(last.dump()), Sha256.of(build.resolve("skills.jsonl")),
                Optional.of(new Manifest.Vectors(vectors.path(), vectors.bytes(), vectors.sha256(),
                        Sha256.of(last.vectors()), Sha256.of(build.resolve("embeddings.bin"))))));
        return deltas;
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
