package discovery.edge.client;

import discovery.build.VectorFile;
import discovery.diff.VectorDelta;
import discovery.edge.diff.RowChanges;
import discovery.edge.files.Sha256;
import discovery.edge.json.Json;
import discovery.edge.release.Release;
import discovery.edge.sqlite.SkillsDb;
import discovery.edge.sqlite.SkillsDbReader;
import discovery.edge.vectors.VectorFileReader;
import discovery.edge.zstd.Patch;
import discovery.edge.zstd.Zstd;
import discovery.build.Dump;
import discovery.release.Manifest;
import discovery.release.Route;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Lays a new build out in a folder: by patches from the build at hand where that is a saving, else by full downloads.
/// Whatever fails on the way by patches ends in the full file; what comes out has been compared with the manifest.
final class Making {
    private final Mirrors mirrors;
    private final Manifest manifest;
    private final byte[] manifestBytes;
    private final boolean here;
    private final Optional<Path> old;
    private final Optional<Manifest> oldManifest;
    private final Set<String> bad;
    private final List<String> found = new ArrayList<>();
    private final List<String> how = new ArrayList<>();

    /// @param here the manifest came from this machine
    /// @param old  the build at hand, if it is of the same lineage
    /// @param bad  digests of deltas that led nowhere before
    Making(Mirrors mirrors, Manifest manifest, byte[] manifestBytes, boolean here, Optional<Path> old, List<String> bad)
            throws IOException {
        this.mirrors = mirrors;
        this.manifest = manifest;
        this.manifestBytes = manifestBytes.clone();
        this.here = here;
        var was = old.isPresent() ? Optional.of(Home.manifest(old.get())) : Optional.<Manifest>empty();
        var usable = was.filter(before -> before.lineage().equals(manifest.lineage())).isPresent();
        this.old = old.filter(build -> usable);
        this.oldManifest = was.filter(before -> usable);
        this.bad = new HashSet<>(bad);
    }

    /// Digests of deltas that led nowhere this time.
    List<String> bad() {
        return List.copyOf(found);
    }

    /// What was downloaded, in words.
    String how() {
        return String.join(", ", how);
    }

    /// @param vectors whether they are wanted
    void into(Path folder, boolean vectors) throws IOException {
        Files.write(folder.resolve(Release.MANIFEST), manifestBytes);
        var before = oldDump();
        var dump = before.flatMap(bytes -> patched(bytes));
        if (dump.isPresent()) {
            try (var out = Zstd.packing(Files.newOutputStream(folder.resolve(Home.DUMP)), Zstd.KEEP)) {
                out.write(dump.get());
            }
        } else {
            full(folder);
        }
        database(folder, before, dump);
        if (vectors && !vectorsPatched(folder)) {
            fullVectors(folder.resolve(Home.VECTORS));
        }
    }

    private void fullVectors(Path place) throws IOException {
        var packed = download(Manifest.VECTORS, manifest.file(Manifest.VECTORS));
        var content = manifest.vectors();
        Zstd.unpack(packed, place, content.bytes());
        if (Files.size(place) != content.bytes() || !Sha256.of(place).equals(content.sha256())) {
            throw new IOException("the vectors are not what was signed, though their packed form is; report it");
        }
        Files.delete(packed);
        how.add("all vectors");
    }

    private Path download(String name, Manifest.Item item) throws IOException {
        return mirrors.download(item.path(), item.bytes(), item.sha256(), manifest.url(name), here);
    }

    /// The dump at hand, if it is what was signed.
    private Optional<byte[]> oldDump() {
        if (old.isEmpty() || !Files.exists(old.get().resolve(Home.DUMP))) {
            return Optional.empty();
        }
        try {
            return Optional.of(Home.dump(old.get(), oldManifest.orElseThrow()));
        } catch (IOException | ArithmeticException damaged) {
            return Optional.empty();
        }
    }

    private List<Manifest.Delta> route(java.util.function.ToLongFunction<Manifest.Delta> bytes, long full) {
        return oldManifest.map(was -> Route.of(manifest, was.seq(), bytes, full, bad)).orElse(List.of());
    }

    private Optional<byte[]> patched(byte[] start) {
        var full = manifest.file(Home.DUMP);
        var most = full.content().orElseThrow().bytes();
        var route = route(Route::dump, full.bytes());
        if (route.isEmpty() || !route.getFirst().fromSha256().equals(Home.inside(oldManifest.orElseThrow()))) {
            return Optional.empty();
        }
        var bytes = start;
        for (var delta : route) {
            try {
                var patch = mirrors.bytes(delta.path(), delta.bytes(), delta.sha256());
                bytes = Patch.apply(bytes, patch, Math.max(most, bytes.length) * 2);
            } catch (IOException e) {
                System.err.println("discover: " + e.getMessage() + "; taking the full file");
                return Optional.empty();
            }
        }
        if (bytes.length != most || !Sha256.of(bytes).equals(Home.inside(manifest))) {
            System.err.println("discover: the patches do not lead to the dump that was signed; taking the full file");
            // Where the start was damaged, the patch is not to blame.
            if (Sha256.of(start).equals(Home.inside(oldManifest.orElseThrow()))) {
                route.forEach(delta -> found.add(delta.sha256()));
            }
            return Optional.empty();
        }
        how.add(route.size() == 1 ? "one patch" : route.size() + " patches");
        return Optional.of(bytes);
    }

    private void full(Path folder) throws IOException {
        var item = manifest.file(Home.DUMP);
        var content = item.content().orElseThrow();
        var packed = download(Home.DUMP, item);
        try (var in = Zstd.unpacking(Files.newInputStream(packed))) {
            if (!Sha256.of(new Bounded(in, content.bytes())).equals(content.sha256())) {
                throw new IOException("the dump is not what was signed, though its packed form is; report it");
            }
        }
        Files.move(packed, folder.resolve(Home.DUMP));
        how.add("the full dump");
    }

    private void database(Path folder, Optional<byte[]> before, Optional<byte[]> dump) throws IOException {
        var place = folder.resolve(Home.DATABASE);
        var wanted = manifest.file(Home.DATABASE).sha256();
        var same = manifest.sqlite().equals(SkillsDb.version());
        if (same && dump.isPresent() && before.isPresent()) {
            try {
                update(before.get(), dump.get(), place);
                if (Sha256.of(place).equals(wanted)) {
                    return;
                }
            } catch (IOException | IllegalArgumentException fromNew) {
                // The old database was changed by somebody; it is not needed.
            }
            Files.deleteIfExists(place);
        }
        Home.database(folder.resolve(Home.DUMP), place);
        if (same && !Sha256.of(place).equals(wanted)) {
            throw new IOException("SQLite %s made another database of the dump than was signed; report it"
                    .formatted(SkillsDb.version()));
        }
        if (!same) {
            try (var reader = SkillsDbReader.open(place)) {
                reader.check();
            }
        }
    }

    private void update(byte[] before, byte[] now, Path place) throws IOException {
        var changes = RowChanges.between(before, now, Json::parse);
        var end = 0;
        while (now[end] != '\n') {
            end++;
        }
        var header = Dump.header(Json.parse(new String(Arrays.copyOf(now, end), StandardCharsets.UTF_8)));
        SkillsDb.update(old.orElseThrow().resolve(Home.DATABASE), place, changes.gone(), changes.changed(),
                changes.numbers(), header);
    }

    private boolean vectorsPatched(Path folder) throws IOException {
        var item = manifest.vectors();
        var start = old.map(build -> build.resolve(Home.VECTORS)).filter(Files::exists);
        if (start.isEmpty()) {
            return false;
        }
        var place = folder.resolve(Home.VECTORS);
        var was = oldManifest.orElseThrow().vectors().sha256();
        if (was.equals(item.sha256()) && Sha256.of(start.get()).equals(was)) {
            Files.copy(start.get(), place);
            return true;
        }
        var route = route(Route::vectors, manifest.file(Manifest.VECTORS).bytes());
        if (route.isEmpty() || !route.getFirst().vectors().fromSha256().equals(was)) {
            return false;
        }
        var from = start.get();
        try {
            for (var delta : route) {
                var step = step(folder, delta);
                apply(from, delta.vectors(), item.bytes(), step);
                if (!from.equals(start.get())) {
                    Files.delete(from);
                }
                from = step;
            }
            if (Files.size(from) == item.bytes() && Sha256.of(from).equals(item.sha256())) {
                Files.move(from, place);
                how.add("vectors by " + route.size() + (route.size() == 1 ? " delta" : " deltas"));
                return true;
            }
            if (Sha256.of(start.get()).equals(was)) {
                route.forEach(delta -> found.add(delta.vectors().sha256()));
            }
            System.err
                    .println("discover: the deltas do not lead to the vectors that were signed; taking the full file");
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            System.err.println("discover: " + e.getMessage() + "; taking the full file");
        }
        for (var delta : route) {
            Files.deleteIfExists(step(folder, delta));
        }
        return false;
    }

    private static Path step(Path folder, Manifest.Delta delta) {
        return folder.resolve(".new-vectors-" + delta.to());
    }

    private void apply(Path from, Manifest.Vectors part, long size, Path place) throws IOException {
        var delta = Zstd.unpack(mirrors.bytes(part.path(), part.bytes(), part.sha256()), 2 * size + (1 << 20));
        try (var before = VectorFileReader.open(from);
                var out = new BufferedOutputStream(Files.newOutputStream(place), 1 << 16)) {
            VectorDelta.apply((VectorFile.Vectors) before, delta, bytes -> {
                try {
                    out.write(bytes);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
