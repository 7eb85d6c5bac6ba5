package discovery.edge.release;

import discovery.edge.files.Published;
import discovery.edge.json.Json;
import discovery.edge.signing.VerificationException;
import discovery.release.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// The last release, verified once and laid out under `OUT/previous/` for the stages that build on it: the manifest, the
/// dump and the vectors.
///
/// @param manifest of the last release
/// @param dump     its `skills.jsonl`
/// @param vectors  its `embeddings.bin`
public record Previous(Manifest manifest, Path dump, Path vectors) {
    private static final String FOLDER = "previous";

    /// What an earlier stage of this night laid out; empty on a first night.
    public static Optional<Previous> of(Path out) throws IOException {
        var folder = out.resolve(FOLDER);
        if (!Files.exists(folder)) {
            return Optional.empty();
        }
        var manifest = Manifest.of(Json.parse(Files.readString(folder.resolve(Release.MANIFEST))));
        return Optional.of(new Previous(
                manifest, folder.resolve("skills.jsonl"), folder.resolve("embeddings.bin")));
    }

    /// Fetches and verifies the release at a folder or address, and lays it out. Where it is laid out already, by a
    /// run that was interrupted, it stands if it is the same one.
    public static Previous layOut(Path out, String where, byte[] root, Instant now)
            throws IOException, VerificationException {
        var release = Release.openPrevious(Origin.of(where), root, now);
        var there = of(out);
        if (there.isPresent() && there.get().manifest().equals(release.manifest())) {
            return there.get();
        }
        Published.replacing(out.resolve(FOLDER), folder -> {
            Files.writeString(folder.resolve(Release.MANIFEST), Json.pretty(release.manifest().toTree()));
            Files.write(folder.resolve("skills.jsonl"), release.unpacked("skills.jsonl.zst"));
            release.copy("embeddings.bin", folder.resolve("embeddings.bin"));
        });
        return of(out).orElseThrow();
    }
}
