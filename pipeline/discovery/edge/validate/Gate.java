package discovery.edge.validate;

import discovery.build.Dump;
import discovery.build.VectorFile;
import discovery.diff.VectorDelta;
import discovery.edge.files.Sha256;
import discovery.edge.json.Json;
import discovery.edge.release.Origin;
import discovery.edge.release.Previous;
import discovery.edge.release.Release;
import discovery.edge.schema.Schema;
import discovery.edge.serve.StaticServer;
import discovery.edge.search.Finder;
import discovery.edge.signing.TufRepository;
import discovery.edge.signing.VerificationException;
import discovery.edge.sqlite.SkillsDb;
import discovery.edge.sqlite.SkillsDbReader;
import discovery.edge.vectors.PlainScan;
import discovery.edge.vectors.VectorFileReader;
import discovery.edge.zstd.Patch;
import discovery.edge.zstd.Zstd;
import discovery.embed.Quantised;
import discovery.release.Gates;
import discovery.release.Manifest;
import discovery.search.Hubs;
import discovery.search.Nearest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Looks at a release with the code that clients use, check by check. A check that can't be made has failed.
public final class Gate {
    /// Entries that are looked for by their name.
    private static final int PROBES = 25;
    /// So many of what is wrong are named.
    private static final int MOST_NAMED = 10;
    /// Entries whose neighbours are looked at, and from how many entries on a hub would stand out.
    private static final int HUB_SAMPLES = 100;
    private static final int HUB_ENTRIES = 5_000;
    /// Of 200 drawn from a real night no entry was a neighbour of more than 2 in 100.
    private static final double HUB_SHARE = 0.15;

    private interface Look {
        /// @return what was found, when it is good
        String at() throws Exception;
    }

    private final Path folder;
    private final Path site;
    private final Path work;
    private final byte[] root;
    private final Instant now;
    private final Gates gates;
    private final Optional<Previous> previous;
    private final List<Verdict.Check> checks = new ArrayList<>();

    /// @param folder the release
    /// @param work   an empty folder for what is unpacked; the caller removes it
    /// @param root   the trusted root
    public Gate(
            Path folder, Path site, Path work, byte[] root, Instant now, Gates gates, Optional<Previous> previous) {
        this.folder = folder;
        this.site = site;
        this.work = work;
        this.root = root.clone();
        this.now = now;
        this.gates = gates;
        this.previous = previous;
    }

    public Verdict look() throws IOException {
        var manifestFile = folder.resolve(Release.MANIFEST);
        // As a client reads it: over http, from a server of this machine.
        try (var server = StaticServer.start(folder, 0)) {
            return look(manifestFile, server.url());
        }
    }

    private Verdict look(Path manifestFile, String place) throws IOException {
        var opened = new ArrayList<Release>();
        check("signatures", () -> {
            var release = Release.open(Origin.of(place), root, now);
            opened.add(release);
            return "The metadata verifies from the trusted root, up to build " + release.manifest().seq() + ".";
        });
        if (opened.isEmpty()) {
            return new Verdict(0, Files.exists(manifestFile) ? Sha256.of(manifestFile) : "", checks);
        }
        look(opened.getFirst());
        return new Verdict(opened.getFirst().manifest().seq(), Sha256.of(manifestFile), checks);
    }

    private void look(Release release) {
        var manifest = release.manifest();
        check("manifest", () -> {
            var objections = Schema.objections(Files.readString(folder.resolve(Release.MANIFEST)));
            return good(objections.isEmpty(), "It is as its schema says.", String.join("; ", objections));
        });
        check("openpgp", () -> openPgp(release));
        check("files", () -> release.verifyAll() + " files have the size and digest that was signed.");
        check("sizes", () -> sizes(manifest));
        check("expiry", () -> TufRepository.ending(release.verified().root().getBytes(StandardCharsets.US_ASCII), now)
                .orElse("The root lasts more than 90 days; the build says that it is old from " + manifest.expires()
                        + " on."));
        check("dump", () -> dump(release));
        check("database", () -> database(release));
        check("search", this::search);
        check("golden", this::golden);
        check("vectors", () -> vectors(release));
        check("hubs", this::hubs);
        check("delta", () -> delta(release));
        check("counts", () -> counts(manifest));
        check("changes", () -> changes(manifest));
        check("ages", () -> ages(manifest));
        check("site", () -> site(release));
    }

    private void check(String name, Look look) {
        try {
            checks.add(new Verdict.Check(name, true, look.at()));
        } catch (VerificationException | IOException | RuntimeException e) {
            var message = Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
            checks.add(new Verdict.Check(name, false, message));
        } catch (Exception e) {
            checks.add(new Verdict.Check(name, false, e.toString()));
        }
    }

    private static String good(boolean is, String sentence, String otherwise) throws IOException {
        if (!is) {
            throw new IOException(otherwise);
        }
        return sentence;
    }

    private String sizes(Manifest manifest) throws IOException {
        var over = new ArrayList<String>();
        gates.mostBytes().forEach((name, most) -> Optional.ofNullable(manifest.files().get(name))
                .filter(item -> item.bytes() > most)
                .ifPresent(item -> over.add(name + " has " + item.bytes() + " bytes, more than " + most)));
        var assets = release().size();
        if (assets > gates.mostAssets()) {
            over.add("the release has " + assets + " files, more than " + gates.mostAssets());
        }
        var pages = bytes(site);
        if (pages > gates.mostSite()) {
            over.add("the site has " + pages + " bytes, more than " + gates.mostSite());
        }
        return good(over.isEmpty(), "No file is larger than its platform takes.", String.join("; ", over));
    }

    private List<Path> release() throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static long bytes(Path folder) throws IOException {
        var sum = 0L;
        try (var all = Files.walk(folder)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                sum += Files.size(file);
            }
        }
        return sum;
    }

    /// Unpacks the dump and reads every row of it.
    private String dump(Release release) throws IOException {
        Files.write(work.resolve("skills.jsonl"), release.unpacked("skills.jsonl.zst"));
        var kinds = new TreeMap<String, Long>();
        var count = 0L;
        var unsafe = new ArrayList<String>();
        try (var lines = Files.lines(work.resolve("skills.jsonl"))) {
            var rows = Dump.read(lines.iterator(), Json::parse);
            while (rows.hasNext()) {
                var row = rows.next();
                unsafe.addAll(Texts.objections(row));
                kinds.merge(row.content().kind().toString(), 1L, Long::sum);
                count++;
            }
        }
        var stats = release.manifest().stats();
        if (!unsafe.isEmpty()) {
            throw new IOException(unsafe.size() + " texts must not be shown: "
                    + String.join("; ", unsafe.stream().limit(MOST_NAMED).toList()));
        }
        return good(count == stats.total() && kinds.equals(stats.kinds()),
                count + " entries, in order, as the manifest counts them; no secret and nothing unseen in what is shown.",
                "it holds " + kinds + "; the manifest says " + stats.kinds());
    }

    /// The database is what everybody can make of the dump.
    private String database(Release release) throws IOException {
        release.copy("skills.db", work.resolve("skills.db"));
        try (var lines = Files.lines(work.resolve("skills.jsonl"))) {
            var rows = Dump.read(lines.iterator(), Json::parse);
            SkillsDb.write(work.resolve("made.db"), rows, rows.header());
        }
        try (var reader = SkillsDbReader.open(work.resolve("skills.db"))) {
            reader.check();
        }
        return good(Files.mismatch(work.resolve("made.db"), work.resolve("skills.db")) < 0,
                "It is whole, and byte for byte what SQLite " + SkillsDb.version() + " makes of the dump.",
                "it is not what SQLite " + SkillsDb.version() + " makes of the dump");
    }

    /// A client finds entries by their names.
    private String search() throws IOException {
        var lost = new ArrayList<String>();
        var asked = 0;
        try (var reader = SkillsDbReader.open(work.resolve("skills.db"));
                var lines = Files.lines(work.resolve("skills.jsonl"))) {
            var rows = Dump.read(lines.iterator(), Json::parse);
            var every = Math.max(1, rows.header().entries() / PROBES);
            for (var number = 0L; rows.hasNext(); number++) {
                var row = rows.next();
                if (number % every == 0 && row.content().name().matches("[a-z0-9 -]{4,60}")) {
                    asked++;
                    var hits = Finder.byWords(reader, row.content().name(), 50);
                    if (hits.stream().noneMatch(hit -> hit.id().equals(row.content().id())
                            || hit.name().equals(row.content().name()))) {
                        lost.add(row.content().name());
                    }
                }
            }
        }
        return good(lost.size() * 10 <= asked, asked + " names asked for, " + (asked - lost.size()) + " found.",
                "not found by their own names: " + String.join(", ", lost));
    }

    private String openPgp(Release release) throws IOException {
        var key = Files.readAllBytes(folder.resolve(Release.PUBLIC_KEY));
        var target = release.verified().targets().get("v" + release.manifest().seq() + "/" + Release.PUBLIC_KEY);
        if (target == null || !target.sha256().equals(Sha256.of(key))) {
            throw new IOException("skill-index.asc is not the key that the metadata signs");
        }
        return good(release.signedBy(key),
                "manifest.json.asc is a signature of the manifest by the key in skill-index.asc, which is a signed target.",
                "manifest.json.asc is no signature of the manifest");
    }

    /// What the last release answered is still answered.
    private String golden() throws IOException {
        if (previous.isEmpty()) {
            return "There is no release before this one.";
        }
        try (var reader = SkillsDbReader.open(work.resolve("skills.db"))) {
            var golden = Golden.of(previous.get().dump(), reader, work);
            var said = "%d questions: %d %% of the first ten of the last release are among this one's, moved by %.2f"
                    .formatted(golden.questions(), golden.recall(), golden.shift() / 100.0) + " places on average.";
            return good(golden.recall() >= gates.leastRecall() || gates.isExempt("golden", today()), said,
                    said + " At least " + gates.leastRecall() + " % should be; " + Gates.override("golden"));
        }
    }

    private String today() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC).toString();
    }

    private String changes(Manifest manifest) throws IOException {
        var before = previous.map(last -> last.manifest().stats().total()).orElse(0L);
        var stats = manifest.stats();
        var found = gates.changed(before, stats, today());
        return good(found.isEmpty(), stats.added() + " new, " + stats.updated() + " changed, " + stats.removed()
                + " gone, of " + before + ".", found.orElse(""));
    }

    private String ages(Manifest manifest) throws IOException {
        var found = gates.aged(manifest.stats(), today());
        var oldest = manifest.stats().ages().entrySet().stream().max(java.util.Map.Entry.comparingByValue());
        return good(found.isEmpty(), oldest.map(source -> "The oldest data is that of " + source.getKey() + ": "
                + source.getValue() + " days.").orElse("No source has an age."), String.join("; ", found));
    }

    private String vectors(Release release) throws IOException {
        release.unpack(Manifest.VECTORS, work.resolve("embeddings.bin"));
        try (var reader = VectorFileReader.open(work.resolve("embeddings.bin"));
                var lines = Files.lines(work.resolve("skills.jsonl"))) {
            reader.check();
            var without = new ArrayList<String>();
            var rows = Dump.read(lines.iterator(), Json::parse);
            rows.forEachRemaining(row -> {
                if (reader.isHole(row.content().slot())) {
                    without.add(row.content().id());
                }
            });
            return good(without.isEmpty() && reader.header().vectors() == rows.header().entries(),
                    reader.header().vectors() + " vectors, one for each entry.",
                    without.size() + " entries have no vector, and " + reader.header().vectors()
                            + " vectors are there");
        }
    }

    /// No text was written to be near to everything (attack E6): of the neighbours of entries drawn evenly, none is in
    /// more than a share. Where there are few entries, all are neighbours.
    private String hubs() throws IOException {
        try (var reader = VectorFileReader.open(work.resolve("embeddings.bin"))) {
            var rows = reader.header().rows();
            if (rows < HUB_ENTRIES) {
                return "There are too few entries for one to stand out.";
            }
            var scan = new PlainScan(reader);
            var nearest = new ArrayList<List<Integer>>();
            for (var sample = 0; sample < HUB_SAMPLES; sample++) {
                var slot = (int) ((long) sample * rows / HUB_SAMPLES);
                if (!reader.isHole(slot)) {
                    var row = reader.row(slot);
                    nearest.add(scan.nearest(Quantised.of(VectorFile.codes(row), VectorFile.scale(row)), 10,
                            other -> other != slot).stream().map(Nearest.Near::slot).toList());
                }
            }
            var hubs = Hubs.of(nearest, HUB_SHARE);
            return good(hubs.isEmpty(), "Of " + nearest.size() + " entries drawn, none shares a neighbour with many.",
                    "near to everything, as no honest text is: the slots " + hubs);
        }
    }

    /// Law: the delta applied to the last release is this one.
    private String delta(Release release) throws IOException {
        if (previous.isEmpty()) {
            return "There is no release before this one.";
        }
        var last = previous.get();
        var said = new ArrayList<String>();
        said.add(delta(release, last.manifest(), Files.readAllBytes(last.dump()), last.vectors()));
        for (var older : last.older()) {
            said.add(delta(release, older.manifest(), older.dump(), older.vectors()));
        }
        var chained = release.manifest().chain().values().stream()
                .filter(step -> step.seq() >= last.manifest().seq() - Manifest.CHAIN).count();
        return String.join(", ", said) + "; " + chained + " nightly ones.";
    }

    private String delta(Release release, Manifest from, byte[] oldDump, Path oldVectors) throws IOException {
        var delta = Optional.ofNullable(release.manifest().deltas().get(from.version()))
                .orElseThrow(() -> new IOException("there is no delta from " + from.version()));
        if (delta.bytes() > 0) {
            var patch = release.checked(delta.path(), delta.bytes(), delta.sha256());
            var made = Patch.apply(oldDump, patch, Integer.MAX_VALUE);
            good(Sha256.of(made).equals(delta.resultSha256())
                    && Sha256.of(made).equals(Sha256.of(work.resolve("skills.jsonl"))),
                    "", "the patch from " + from.version() + " does not lead to the dump");
            worth(delta.bytes(), release.manifest().file("skills.jsonl.zst").bytes());
        }
        var part = delta.vectors();
        if (part.bytes() > 0) {
            var full = release.manifest().file(Manifest.VECTORS).bytes();
            var bytes = Zstd.unpack(release.checked(part.path(), part.bytes(), part.sha256()),
                    2 * release.manifest().vectors().bytes());
            try (var before = VectorFileReader.open(oldVectors)) {
                var out = new ByteArrayOutputStream();
                VectorDelta.apply((VectorFile.Vectors) before, bytes, out::writeBytes);
                good(Sha256.of(out.toByteArray()).equals(Sha256.of(work.resolve("embeddings.bin"))),
                        "", "the delta of the vectors from " + from.version() + " does not lead to them");
            }
            worth(part.bytes(), full);
        }
        return "from " + from.version() + " by " + delta.bytes() + " + " + part.bytes() + " bytes";
    }

    private static void worth(long bytes, long full) throws IOException {
        good(bytes * 100 <= full * Manifest.WORTH, "",
                "a delta of " + bytes + " bytes is no saving beside " + full + "; publish an empty one");
    }

    private String counts(Manifest manifest) throws IOException {
        var found = new ArrayList<String>();
        if (manifest.stats().total() < gates.leastEntries()) {
            found.add("there are " + manifest.stats().total() + " entries, fewer than " + gates.leastEntries());
        }
        previous.ifPresent(last -> found.addAll(gates.shrunk(last.manifest().stats(), manifest.stats(), today())));
        return good(found.isEmpty(), manifest.stats().total() + " entries; nothing shrank more than it may.",
                String.join("; ", found));
    }

    /// The site is the one whose digests were signed, and it has a page to begin with.
    private String site(Release release) throws IOException {
        var lines = new String(release.bytes("site.sha256"), StandardCharsets.UTF_8).lines().toList();
        for (var line : lines) {
            var file = site.resolve(line.substring(66));
            if (!Files.isRegularFile(file) || !Sha256.of(file).equals(line.substring(0, 64))) {
                throw new IOException(line.substring(66) + " is not the page that was signed");
            }
        }
        return good(Files.size(site.resolve("index.html")) > 0, lines.size() + " files are as they were signed.",
                "index.html is empty");
    }
}
