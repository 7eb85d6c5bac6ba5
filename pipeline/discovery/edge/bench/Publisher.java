package discovery.edge.bench;

import discovery.build.Dump;
import discovery.build.VectorFile;
import discovery.edge.build.Building;
import discovery.edge.diff.Deltas;
import discovery.edge.diff.RowChanges;
import discovery.edge.files.Sha256;
import discovery.edge.json.Json;
import discovery.edge.json.JsonLines;
import discovery.edge.release.Keyring;
import discovery.edge.release.Packing;
import discovery.edge.release.Release;
import discovery.edge.signing.Keys;
import discovery.edge.signing.TufExpiry;
import discovery.edge.signing.TufRepository;
import discovery.edge.sqlite.SkillsDb;
import discovery.edge.vectors.VectorFileWriter;
import discovery.model.Row;
import discovery.release.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/// Publishes nights of given rows as the stages do from build to sign, without a site: for benchmarks and for tests of
/// clients. Vectors are random ones, the same for the same text.
public final class Publisher {
    private static final String MODEL = "0".repeat(64);

    private final Path folder;
    private final int dims;
    private final Keys keys;
    private final List<Night> nights = new ArrayList<>();
    private List<byte[]> roots;
    private Keyring keyring;
    private double deltaCpu;
    private Optional<String> releases = Optional.empty();

    /// One night that was published.
    ///
    /// @param release what clients get
    public record Night(long seq, Path release, Path dump, Path packed, Path vectors, Path database, Manifest manifest,
            Instant built) {}

    /// Changes something before it is signed, as a bad publisher would.
    public interface Tamper {
        /// @param name as in `delta-v1-v2.patch`, `skills.db` or `manifest`
        byte[] change(String name, byte[] bytes) throws IOException;
    }

    /// @param folder gets `work/N` and `release/N` for each night
    /// @param dims   of the vectors
    public Publisher(Path folder, int dims, Keys keys) {
        this.folder = folder;
        this.dims = dims;
        this.keys = keys;
        this.roots = List.of(TufRepository.firstRoot(keys, TufExpiry.DEFAULT));
        this.keyring = keyring(keys);
    }

    private Keyring keyring(Keys signing) {
        return new Keyring(signing, new String(roots.getLast(), StandardCharsets.US_ASCII), Keyring.From.ENVIRONMENT);
    }

    /// Big files are at this address, each below the tag of its build, from the next night on.
    public void releasesAt(String address) {
        releases = Optional.of(address);
    }

    /// The root that clients come with.
    public byte[] root() {
        return roots.getFirst().clone();
    }

    /// Changes all keys; from the next night on clients walk over.
    public void rotate(Keys next, Instant now) {
        var last = roots.size() == 1 ? keys : keyring.keys();
        var more = new ArrayList<>(roots);
        more.add(TufRepository.nextRoot(roots.getLast(), last, next, now, TufExpiry.DEFAULT));
        roots = List.copyOf(more);
        keyring = keyring(next);
    }

    public List<Night> nights() {
        return List.copyOf(nights);
    }

    /// CPU seconds that making the last night's deltas took.
    public double deltaCpu() {
        return deltaCpu;
    }

    public Night publish(List<Row> rows, int nextSlot, Instant now) throws IOException {
        return publish(rows, nextSlot, now, (name, bytes) -> bytes, Optional.empty());
    }

    /// @param revoked what is hidden in every build
    public Night publish(List<Row> rows, int nextSlot, Instant now, Tamper tamper, Optional<byte[]> revoked)
            throws IOException {
        var seq = nights.size() + 1L;
        var work = Files.createDirectories(folder.resolve("work").resolve(Long.toString(seq)));
        var dump = work.resolve("skills.jsonl");
        var header = new Dump.Header(rows.size(), nextSlot, List.of(new Dump.Part("care", 1)));
        try (var out = new JsonLines.Writer(dump)) {
            Dump.write(header, rows.iterator(), out::line);
        }
        var packed = work.resolve("skills.jsonl.zst");
        Building.pack(dump, packed);
        var database = database(rows, header, dump, work.resolve("skills.db"));
        var vectors = vectors(rows, nextSlot, work.resolve("embeddings.bin"));
        Building.pack(vectors, work.resolve("embeddings.bin.zst"));
        var deltas = Files.createDirectories(work.resolve("deltas"));
        deltas(dump, packed, vectors, seq, deltas);
        var release = Files.createDirectories(folder.resolve("release").resolve(Long.toString(seq)));
        var manifest = pack(rows, seq, now, tamper, revoked, work, release);
        var night = new Night(seq, release, dump, packed, vectors, database, manifest, now);
        nights.add(night);
        return night;
    }

    /// Made of the last night's: byte for byte what is made anew, as `SkillsDbUpdateTest` holds, and sooner.
    private Path database(List<Row> rows, Dump.Header header, Path dump, Path file) throws IOException {
        if (nights.isEmpty()) {
            SkillsDb.write(file, rows.iterator(), header);
        } else {
            var changes = RowChanges.between(Files.readAllBytes(nights.getLast().dump()), Files.readAllBytes(dump),
                    Json::parse);
            SkillsDb.update(nights.getLast().database(), file, changes.gone(), changes.changed(), changes.numbers(),
                    header);
        }
        return file;
    }

    private Path vectors(List<Row> rows, int nextSlot, Path file) throws IOException {
        try (var writer = new VectorFileWriter(file, MODEL, 1, dims, nextSlot)) {
            for (var row : rows) {
                var content = row.content();
                var digest = Sha256.of(content.name() + "\n" + content.description() + "\n" + content.gist());
                var random = new Random(Long.parseUnsignedLong(digest.substring(0, 16), 16));
                var codes = new byte[dims];
                for (var i = 0; i < dims; i++) {
                    codes[i] = (byte) Math.clamp(Math.round(random.nextGaussian() * 33), -127, 127);
                }
                writer.put(content.slot(), VectorFile.row(digest, 0.01f, codes));
            }
        }
        return file;
    }

    private void deltas(Path dump, Path packed, Path vectors, long seq, Path out) throws IOException {
        if (nights.isEmpty()) {
            return;
        }
        var started = Cpu.seconds();
        var deltas = new Deltas(dump, Files.size(packed), vectors, Sha256.of(vectors), seq);
        for (var night : bases(seq)) {
            deltas.from(Files.readAllBytes(night.dump()), night.vectors(), Sha256.of(night.vectors()), night.seq(),
                    out);
        }
        deltaCpu = Cpu.seconds() - started;
    }

    private List<Night> bases(long seq) {
        return nights.stream().filter(night -> night.seq() == seq - 1
                || Manifest.DIRECT.contains((int) (seq - night.seq()))).toList();
    }

    private Manifest pack(
            List<Row> rows, long seq, Instant now, Tamper tamper, Optional<byte[]> revoked, Path work, Path release)
            throws IOException {
        var packing = new Packing(release, seq);
        var dump = work.resolve("skills.jsonl");
        var inside = new Manifest.Content(Files.size(dump), Sha256.of(dump));
        packing.addPacked("skills.jsonl", changed("skills.jsonl.zst", work, tamper), inside);
        packing.add("skills.db", changed("skills.db", work, tamper));
        var vectors = work.resolve("embeddings.bin");
        var all = new Manifest.Content(Files.size(vectors), Sha256.of(vectors));
        packing.addPacked("embeddings.bin", changed(Manifest.VECTORS, work, tamper), all);
        var after = new Packing.State(inside.sha256(), all.sha256());
        var direct = new TreeMap<String, Manifest.Delta>();
        var chain = new TreeMap<String, Manifest.Delta>();
        for (var night : bases(seq)) {
            var name = Deltas.name(night.seq(), seq);
            var delta = packing.delta(changed(name + ".patch", work.resolve("deltas"), tamper),
                    changed(name + ".vectors", work.resolve("deltas"), tamper), night.seq(),
                    Packing.State.of(night.manifest()), after);
            direct.put(night.manifest().version(), delta);
            if (night.seq() == seq - 1) {
                chain(packing, night, seq, chain);
                chain.put(night.manifest().version(), delta);
            }
        }
        packing.revoked(revoked.orElseGet(Release::noneRevoked));
        var kinds = new TreeMap<String, Long>();
        rows.forEach(row -> kinds.merge(row.content().kind().toString(), 1L, Long::sum));
        var stats = new Manifest.Stats(rows.size(), kinds, new TreeMap<>(Map.of("bench", (long) rows.size())), 0, 0, 0,
                new TreeMap<>(Map.of("bench", 0L)));
        return packing.sign(items -> manifest(Manifest.of(seq, now, now.plus(Duration.ofDays(14)), "00112233445566ff",
                new Manifest.Model("random", MODEL, 1, dims), SkillsDb.version(), items, direct, chain, List.of(),
                releases, stats), tamper), keyring, roots);
    }

    private static Manifest manifest(Manifest manifest, Tamper tamper) {
        try {
            var text = Json.pretty(manifest.toTree());
            var changed = tamper.change("manifest", text.getBytes(StandardCharsets.UTF_8));
            return Manifest.of(Json.parse(new String(changed, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void chain(Packing packing, Night last, long seq, SortedMap<String, Manifest.Delta> chain)
            throws IOException {
        for (var delta : last.manifest().chain().values()) {
            if (delta.seq() >= seq - Manifest.CHAIN) {
                packing.again(delta, last.release().resolve(delta.path()),
                        last.release().resolve(delta.vectors().path()));
                chain.put(Manifest.version(delta.seq()), delta);
            }
        }
    }

    private static Path changed(String name, Path work, Tamper tamper) throws IOException {
        var file = work.resolve(name);
        var bytes = Files.readAllBytes(file);
        var other = tamper.change(name, bytes);
        return Arrays.equals(other, bytes) ? file : Files.write(work.resolve("changed-" + name), other);
    }

    /// Another set of keys that anybody can derive.
    public static Keys keys(int fill) {
        var seed = new byte[Keys.SEED_BYTES];
        Arrays.fill(seed, (byte) fill);
        return Keys.fromSeed(seed, "Skill index bench <bench@example.invalid>", Instant.parse("2020-01-01T00:00:00Z"));
    }
}
