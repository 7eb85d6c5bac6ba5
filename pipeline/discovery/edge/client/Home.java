package discovery.edge.client;

import discovery.edge.files.Published;
import discovery.edge.files.Sha256;
import discovery.edge.json.Json;
import discovery.edge.release.Origin;
import discovery.edge.release.Release;
import discovery.edge.signing.VerificationException;
import discovery.edge.sqlite.SkillsDbReader;
import discovery.release.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// A client's folder: `index/vSEQ/` for each build that it keeps, and `index/current`, which names the one in use.
///
/// A new build is laid out whole beside the others, then `current` is replaced in one step; the two before it stay.
public final class Home {
    private static final int KEPT = 3;

    private final Path index;

    public Home(Path folder) {
        this.index = folder.resolve("index");
    }

    /// The build in use; empty before the first sync.
    public Optional<Path> current() throws IOException {
        var pointer = index.resolve("current");
        if (!Files.exists(pointer)) {
            return Optional.empty();
        }
        return Optional.of(index.resolve(Files.readString(pointer).strip())).filter(Files::isDirectory);
    }

    /// The manifest of the build in use.
    ///
    /// @throws IOException when there is none
    public Manifest manifest() throws IOException {
        return Manifest.of(Json.parse(Files.readString(inUse().resolve(Release.MANIFEST))));
    }

    /// Opens the database of the build in use.
    public SkillsDbReader open() throws IOException {
        return SkillsDbReader.open(inUse().resolve("skills.db"));
    }

    private Path inUse() throws IOException {
        return current().orElseThrow(() -> new IOException(
                "there is no index at %s yet; run `discover sync --from DIR|URL` first".formatted(index)));
    }

    /// Fetches the release at a folder or address if it is newer, verifies it, opens and asks it, and takes it into
    /// use. Whatever goes wrong before that, the index in use stays.
    ///
    /// @return the manifest of the build in use afterwards
    public Manifest sync(Origin origin, byte[] root, Instant now) throws IOException, VerificationException {
        Published.recover(index);
        var release = Release.open(origin, root, now);
        var manifest = release.manifest();
        var before = current().isPresent() ? Optional.of(manifest()) : Optional.<Manifest>empty();
        if (before.filter(last -> last.seq() > manifest.seq()).isPresent()) {
            throw new IOException("%s has build %d, older than build %d, which is in use; that stays".formatted(
                    origin, manifest.seq(), before.orElseThrow().seq()));
        }
        if (before.filter(last -> last.seq() == manifest.seq()).isPresent()) {
            return before.orElseThrow();
        }
        var place = index.resolve("v" + manifest.seq());
        Published.replacing(place, folder -> {
            release.copy("skills.db", folder.resolve("skills.db"));
            release.copy("embeddings.bin", folder.resolve("embeddings.bin"));
            Files.writeString(folder.resolve(Release.MANIFEST), Json.pretty(manifest.toTree()));
            try (var reader = SkillsDbReader.open(folder.resolve("skills.db"))) {
                reader.check();
            }
        });
        Published.file(index.resolve("current"),
                ("v" + manifest.seq() + "\n").getBytes(StandardCharsets.UTF_8));
        prune();
        return manifest;
    }

    private void prune() throws IOException {
        try (var builds = Files.list(index)) {
            var old = builds.filter(Files::isDirectory)
                    .filter(build -> String.valueOf(build.getFileName()).matches("v[0-9]+"))
                    .sorted(Comparator.comparingLong(Home::number).reversed())
                    .skip(KEPT)
                    .toList();
            for (var build : old) {
                Published.delete(build);
            }
        }
    }

    private static long number(Path build) {
        return Long.parseLong(String.valueOf(build.getFileName()).substring(1));
    }

    /// Compares the files in use with what their manifest says.
    ///
    /// @throws IOException naming the first that differs
    public Manifest verify() throws IOException {
        var manifest = manifest();
        for (var name : java.util.List.of("skills.db", "embeddings.bin")) {
            if (!Sha256.of(inUse().resolve(name)).equals(manifest.file(name).sha256())) {
                throw new IOException("%s is not what was signed; run `discover sync` again"
                        .formatted(inUse().resolve(name)));
            }
        }
        return manifest;
    }
}
