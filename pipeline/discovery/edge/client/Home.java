package discovery.edge.client;

import discovery.build.Dump;
import discovery.edge.files.Published;
import discovery.edge.files.Sha256;
import discovery.edge.json.Json;
import discovery.edge.json.JsonLines;
import discovery.edge.release.AlteredException;
import discovery.edge.release.Release;
import discovery.edge.sqlite.SkillsDb;
import discovery.edge.sqlite.SkillsDbReader;
import discovery.edge.zstd.Zstd;
import discovery.release.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A client's folder:
/// ```
/// index/current         which build is in use        index/vSEQ/    skills.db, skills.jsonl.zst, embeddings.bin,
/// index/root.json       the newest root of trust                    manifest.json
/// index/revoked.json    what is hidden               index/sync_state.json
/// config/               settings.json, blocklist.json, priorities.yaml: the user's
/// cache/downloads/      what was begun to be downloaded
/// ```
/// A new build is laid out whole beside the others, then `current` is replaced in one step; the two before it stay.
public final class Home {
    static final String DATABASE = "skills.db";
    static final String DUMP = "skills.jsonl.zst";
    static final String VECTORS = "embeddings.bin";
    private static final int KEPT = 3;

    private final Path folder;
    private final Path index;

    public Home(Path folder) {
        this.folder = folder;
        this.index = folder.resolve("index");
    }

    Path folder() {
        return folder;
    }

    Path index() {
        return index;
    }

    Path place(long seq) {
        return index.resolve("v" + seq);
    }

    /// The build in use; empty before the first sync.
    public Optional<Path> current() throws IOException {
        var pointer = index.resolve("current");
        if (!Files.exists(pointer)) {
            return Optional.empty();
        }
        var name = Files.readString(pointer).strip();
        return Optional.of(name).filter(text -> text.matches("v[0-9]{1,18}")).map(index::resolve)
                .filter(Files::isDirectory);
    }

    /// The manifest of the build in use.
    ///
    /// @throws IOException when there is none
    public Manifest manifest() throws IOException {
        return manifest(inUse());
    }

    static Manifest manifest(Path build) throws IOException {
        return Manifest.of(Json.parse(Files.readString(build.resolve(Release.MANIFEST))));
    }

    /// Opens the database of the build in use. One that another version of this program made is made anew of the dump.
    public SkillsDbReader open() throws IOException {
        var build = inUse();
        try {
            return SkillsDbReader.open(build.resolve(DATABASE));
        } catch (IOException unreadable) {
            if (!Files.exists(build.resolve(DUMP))) {
                throw unreadable;
            }
            System.err.println("discover: making the database anew: " + unreadable.getMessage());
            remake(build);
            return SkillsDbReader.open(build.resolve(DATABASE));
        }
    }

    /// Makes the database of a build's dump, beside it, and puts it in its place.
    static void remake(Path build) throws IOException {
        var beside = build.resolve(".new-remade.db");
        Files.deleteIfExists(beside);
        database(build.resolve(DUMP), beside);
        Files.move(beside, build.resolve(DATABASE), java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    static void database(Path dump, Path file) throws IOException {
        try (var lines = JsonLines.lines(dump)) {
            var rows = Dump.read(lines.iterator(), Json::parse);
            SkillsDb.write(file, rows, rows.header());
        }
    }

    Path inUse() throws IOException {
        return current().orElseThrow(() -> new IOException(
                "there is no index at %s yet; run `discover sync --from DIR|URL` first".formatted(index)));
    }

    /// Numbers of the builds that are kept, the newest first.
    List<Long> builds() throws IOException {
        if (!Files.isDirectory(index)) {
            return List.of();
        }
        try (var builds = Files.list(index)) {
            return builds.filter(build -> Files.exists(build.resolve(Release.MANIFEST)))
                    .map(build -> String.valueOf(build.getFileName()))
                    .filter(name -> name.matches("v[0-9]{1,18}"))
                    .map(name -> Long.parseLong(name.substring(1)))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    /// Takes a build that is laid out into use, in one step.
    void use(long seq) throws IOException {
        Published.file(index.resolve("current"), ("v" + seq + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// Removes builds beyond the newest three. What another program has open stays until next time (Windows).
    void prune() throws IOException {
        var now = current();
        var old = builds().stream().map(this::place).filter(build -> !now.equals(Optional.of(build)))
                .skip(KEPT - 1).toList();
        for (var build : old) {
            try {
                Published.delete(build);
            } catch (IOException inUse) {
                System.err.println("discover: " + build + " is still open somewhere; it is removed next time");
            }
        }
    }

    /// Compares the files in use with what their manifest says, and the manifest with what was verified.
    ///
    /// @throws IOException naming the first that differs
    public Manifest verify() throws IOException {
        return verify(inUse());
    }

    static Manifest verify(Path build) throws IOException {
        var manifest = manifest(build);
        var packed = build.resolve(DUMP);
        try (var in = Zstd.unpacking(Files.newInputStream(packed))) {
            if (!Sha256.of(in).equals(inside(manifest))) {
                throw broken(packed);
            }
        }
        var database = build.resolve(DATABASE);
        if (!Sha256.of(database).equals(manifest.file(DATABASE).sha256())) {
            if (manifest.sqlite().equals(SkillsDb.version())) {
                throw broken(database);
            }
            compare(packed, database);
        }
        if (Files.exists(build.resolve(VECTORS))
                && !Sha256.of(build.resolve(VECTORS)).equals(manifest.vectors().sha256())) {
            throw broken(build.resolve(VECTORS));
        }
        return manifest;
    }

    static String inside(Manifest manifest) {
        return manifest.file(DUMP).content().orElseThrow().sha256();
    }

    static byte[] dump(Path build, Manifest manifest) throws IOException {
        return Zstd.unpack(build.resolve(DUMP), manifest.file(DUMP).content().orElseThrow().bytes());
    }

    /// A database of another SQLite has other bytes; then its rows must be those of the dump.
    private static void compare(Path packed, Path database) throws IOException {
        try (var lines = JsonLines.lines(packed); var reader = SkillsDbReader.open(database)) {
            reader.check();
            var expected = Dump.read(lines.iterator(), Json::parse);
            reader.rows(row -> {
                if (!expected.hasNext() || !expected.next().equals(row)) {
                    throw new IllegalArgumentException(row.content().id());
                }
            });
            if (expected.hasNext()) {
                throw broken(database);
            }
        } catch (IllegalArgumentException differs) {
            throw broken(database);
        }
    }

    private static IOException broken(Path file) {
        return new AlteredException(
                "%s is not what was signed; run `discover sync --force` to have it mended".formatted(file));
    }
}
