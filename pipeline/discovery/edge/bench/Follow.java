package discovery.edge.bench;

import discovery.edge.client.Home;
import discovery.edge.client.Sync;
import discovery.edge.release.WebOrigin;
import discovery.edge.search.Finder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// What a benchmark starts as a process of its own: one sync, as of an instant, and one question to what came of it.
public final class Follow {
    private Follow() {}

    /// @param arguments the home, the address of a release and the instant; for a first sync, the file of the root
    public static void main(String... arguments) throws Exception {
        var home = new Home(Path.of(arguments[0]));
        var root = arguments.length > 3 ? Optional.of(Files.readAllBytes(Path.of(arguments[3])))
                : Optional.<byte[]>empty();
        var outcome = new Sync(home, root, List.of(arguments[1]), Instant.parse(arguments[2]),
                new Random(1)).run(false, false);
        try (var reader = home.open()) {
            Finder.byWords(reader, "pdf form", 10);
        }
        System.out.println(outcome.said() + " bytes " + WebOrigin.bytesRead() + " .");
    }
}
