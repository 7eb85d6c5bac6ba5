package discovery.edge.mcp;

import discovery.edge.cli.ClientOptions;
import discovery.edge.client.Home;
import discovery.edge.client.Sync;
import discovery.edge.release.Keyring;
import discovery.edge.signing.VerificationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A sync beside the answers, when one is due: it blocks nobody, and whatever goes wrong, what is in use stays.
final class Upkeep {
    private Upkeep() {}

    static void start(ClientOptions options) {
        if (options.from().isPresent() || Files.exists(known(options))) {
            Thread.ofPlatform().daemon().name("sync").start(() -> sync(options));
        }
    }

    private static void sync(ClientOptions options) {
        try {
            var places = options.from().map(from -> List.of(from.split(",", -1))).orElse(List.of());
            new Sync(new Home(options.home()), root(options), places, Instant.now(), new Random()).run(false, true);
        } catch (IOException | VerificationException | RuntimeException e) {
            System.err.println("discover mcp: the sync failed, what is in use stays: " + e.getMessage());
        }
    }

    private static Path known(ClientOptions options) {
        return options.home().resolve("index").resolve("root.json");
    }

    private static Optional<byte[]> root(ClientOptions options) throws IOException {
        if (options.root().isEmpty() && Files.exists(known(options))) {
            return Optional.empty();
        }
        var home = Optional.ofNullable(System.getenv("SKILL_INDEX_HOME")).map(Path::of).orElse(Path.of(""));
        return Optional.of(Keyring.trustedRoot(
                options.root(), Optional.empty(), home.resolve("manifests").resolve("keys").resolve("root.json")));
    }
}
