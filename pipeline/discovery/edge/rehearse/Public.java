package discovery.edge.rehearse;

import discovery.edge.files.Sha256;
import discovery.edge.json.Json;
import discovery.edge.release.Origin;
import discovery.edge.release.Release;
import discovery.edge.signing.VerificationException;
import discovery.release.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/// What everybody can see, looked at as a client does.
///
/// @param seq     number of the build that the pointer leads to; 0: nothing is public
/// @param problem what is wrong with it; empty: it is whole and signed
public record Public(long seq, Optional<String> problem) {
    /// Looks at everything: the pointer and what it leads to, and every public release.
    ///
    /// @param root of trust
    public static Public of(World world, byte[] root) throws IOException {
        var releases = world.folder().resolve("releases");
        try (var all = Files.list(releases)) {
            for (var release : all.filter(each -> each.getFileName().toString().matches("index-\\d+")).toList()) {
                var problem = whole(Manifest.of(Json.parse(Files.readString(release.resolve("manifest.json")))),
                        release);
                if (problem.isPresent()) {
                    return new Public(0, problem);
                }
            }
        }
        if (!Files.exists(world.pages())) {
            return new Public(0, Optional.empty());
        }
        try {
            var release = Release.open(new Origin.Folder(world.pages()), root, Instant.now());
            var seq = release.manifest().seq();
            var place = releases.resolve("index-" + seq);
            return new Public(seq, Files.exists(place) ? whole(release.manifest(), place)
                    : Optional.of("the pointer leads to index-%d, which is not public".formatted(seq)));
        } catch (VerificationException | IOException e) {
            return new Public(0, Optional.of("the pointer can't be trusted: " + e.getMessage()));
        }
    }

    /// Whether two public builds have one content.
    static Optional<String> sameDump(World world, long one, long other) {
        try {
            return dump(world, one).equals(dump(world, other)) ? Optional.empty()
                    : Optional.of("build %d is not what build %d was".formatted(other, one));
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static String dump(World world, long seq) throws IOException {
        var manifest = world.folder().resolve("releases").resolve("index-" + seq).resolve("manifest.json");
        return Manifest.of(Json.parse(Files.readString(manifest))).file("skills.jsonl.zst").content().orElseThrow()
                .sha256();
    }

    /// Whether the signed list of what is revoked names an entry.
    static Optional<String> revokes(World world, byte[] root, String id) {
        try {
            var release = Release.open(new Origin.Folder(world.pages()), root, Instant.now());
            var target = Optional.ofNullable(release.verified().targets().get(Release.REVOKED));
            var list = Files.readAllBytes(world.pages().resolve(Release.REVOKED));
            return target.filter(each -> each.sha256().equals(Sha256.of(list))).isPresent()
                    && new String(list, java.nio.charset.StandardCharsets.UTF_8).contains(id) ? Optional.empty()
                            : Optional.of("the signed list of what is revoked does not name " + id);
        } catch (VerificationException | IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> whole(Manifest manifest, Path release) throws IOException {
        var wanted = new TreeMap<String, String>();
        manifest.files().values().forEach(item -> wanted.put(item.path(), item.sha256()));
        for (var each : wanted.entrySet()) {
            var file = release.resolve(String.valueOf(Path.of(each.getKey()).getFileName()));
            if (!Files.exists(file) || !Sha256.of(file).equals(each.getValue())) {
                return Optional.of("%s has not the %s of its manifest".formatted(release.getFileName(), each.getKey()));
            }
        }
        return Optional.empty();
    }
}
