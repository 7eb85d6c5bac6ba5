package discovery.edge.release;

import discovery.edge.files.Published;
import discovery.edge.json.Json;
import discovery.edge.signing.VerificationException;
import discovery.edge.zstd.Zstd;
import discovery.release.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The last release, verified once and laid out under `OUT/previous/` for the stages that build on it: the manifest, the
/// dump, the vectors, the nightly patches that go on to be published; and under `older/`, where the folder of the last
/// release has them, the builds from which patches are to lead straight to tonight's.
///
/// @param folder   where that is
/// @param manifest of the last release
public record Previous(Path folder, Manifest manifest) {
    private static final String FOLDER = "previous";
    private static final String OLDER = "older";
    private static final String DELTAS = "deltas";
    private static final String PACKED = "skills.jsonl.zst";
    private static final String LEDGER = "infra.db";
    private static final String VECTORS = "embeddings.bin";

    /// An older build, from which a patch leads straight to tonight's.
    ///
    /// @param packed  its dump, packed
    /// @param vectors its `embeddings.bin`, unpacked
    public record Older(Manifest manifest, Path packed, Path vectors) {
        public byte[] dump() throws IOException {
            var content = manifest.file(PACKED).content().orElseThrow();
            return Zstd.unpack(Files.readAllBytes(packed), content.bytes());
        }
    }

    /// What an earlier stage of this night laid out; empty on a first night.
    public static Optional<Previous> of(Path out) throws IOException {
        var folder = out.resolve(FOLDER);
        return Files.exists(folder) ? Optional.of(new Previous(folder, manifest(folder))) : Optional.empty();
    }

    private static Manifest manifest(Path folder) throws IOException {
        return Manifest.of(Json.parse(Files.readString(folder.resolve(Release.MANIFEST))));
    }

    /// Its `skills.jsonl`.
    public Path dump() {
        return folder.resolve("skills.jsonl");
    }

    /// What it tells of the nights before it; not there where it does not.
    public Path history() {
        return folder.resolve("history.jsonl");
    }

    /// Its `embeddings.bin`.
    public Path vectors() {
        return folder.resolve(VECTORS);
    }

    /// Digest of its dump.
    public String dumpSha256() {
        return manifest.file(PACKED).content().orElseThrow().sha256();
    }

    /// A nightly patch or vectors' delta that it has of older nights, by its name.
    public Path delta(String name) {
        return folder.resolve(DELTAS).resolve(name);
    }

    /// The builds from which patches are to lead straight to tonight's.
    public List<Older> older() throws IOException {
        var older = folder.resolve(OLDER);
        if (!Files.isDirectory(older)) {
            return List.of();
        }
        try (var builds = Files.list(older)) {
            return builds.map(build -> {
                try {
                    return new Older(manifest(build), build.resolve(PACKED), build.resolve(VECTORS));
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }).sorted(Comparator.comparingLong(build -> build.manifest().seq())).toList();
        }
    }

    /// Fetches and verifies the release at a folder or address, and lays it out. Where it is laid out already, by a
    /// run that was interrupted, it stands if it is the same one.
    ///
    /// A folder may have older releases in its subfolder `older`, each in a folder of its own; they are verified like
    /// the last one, and those that no patch starts from are left out.
    public static Previous layOut(Path out, String where, byte[] root, Instant now)
            throws IOException, VerificationException {
        var release = Release.openPrevious(Origin.of(where), root, now);
        var there = of(out);
        if (there.isPresent() && there.get().manifest().equals(release.manifest())) {
            return there.get();
        }
        var older = older(where, release.manifest(), root, now);
        Published.replacing(out.resolve(FOLDER), folder -> {
            write(release, folder);
            Files.write(folder.resolve("skills.jsonl"), release.unpacked(PACKED));
            if (release.manifest().files().containsKey(LEDGER)) {
                release.copy(LEDGER, folder.resolve(LEDGER));
            }
            if (release.manifest().files().containsKey("history.jsonl.zst")) {
                Files.write(folder.resolve("history.jsonl"), release.unpacked("history.jsonl.zst"));
            }
            deltas(release, Files.createDirectory(folder.resolve(DELTAS)));
            Files.createDirectory(folder.resolve(OLDER));
            for (var build : older) {
                var place = Files.createDirectory(
                        folder.resolve(OLDER).resolve(Long.toString(build.manifest().seq())));
                write(build, place);
                build.copy(PACKED, place.resolve(PACKED));
            }
        });
        return of(out).orElseThrow();
    }

    private static void write(Release release, Path folder) throws IOException {
        Files.writeString(folder.resolve(Release.MANIFEST), Json.pretty(release.manifest().toTree()));
        release.unpack(Manifest.VECTORS, folder.resolve(VECTORS));
    }

    private static void deltas(Release release, Path folder) throws IOException {
        for (var delta : release.manifest().chain().values()) {
            var name = "delta-v" + delta.seq() + "-v" + delta.to();
            Files.write(folder.resolve(name + ".patch"),
                    release.checked(delta.path(), delta.bytes(), delta.sha256()));
            var vectors = delta.vectors();
            Files.write(folder.resolve(name + ".vectors"),
                    release.checked(vectors.path(), vectors.bytes(), vectors.sha256()));
        }
    }

    private static List<Release> older(String where, Manifest last, byte[] root, Instant now)
            throws IOException, VerificationException {
        var found = new java.util.ArrayList<Release>();
        if (where.matches("(?i)https?://.*") || !Files.isDirectory(Path.of(where, OLDER))) {
            return found;
        }
        try (var folders = Files.list(Path.of(where, OLDER))) {
            for (var folder : folders.filter(Files::isDirectory).sorted().toList()) {
                var release = Release.openPrevious(Origin.of(folder.toString()), root, now);
                var manifest = release.manifest();
                if (manifest.lineage().equals(last.lineage())
                        && Manifest.DIRECT.contains((int) (last.seq() + 1 - manifest.seq()))) {
                    found.add(release);
                }
            }
        }
        return found;
    }
}
