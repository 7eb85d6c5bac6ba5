package discovery.edge.client;

import discovery.edge.bench.Publisher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Syncs in processes of their own.
final class Children {
    private Children() {}

    /// @param arguments home, root file or `-`, instant, place
    public static void main(String... arguments) throws Exception {
        var root = arguments[1].equals("-") ? Optional.<byte[]>empty()
                : Optional.of(Files.readAllBytes(Path.of(arguments[1])));
        new Sync(new Home(Path.of(arguments[0])), root, List.of(arguments[3]), Instant.parse(arguments[2]),
                new Random(1)).run(false, false);
    }

    static Process sync(Home home, Publisher publisher, Path release) {
        try {
            var root = Files.write(Files.createTempFile("root", ".json"), publisher.root());
            root.toFile().deleteOnExit();
            return start(home, root, Clients.after(2), release.toString(), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    static Process start(Home home, Path root, Instant now, String place, List<String> before) throws IOException {
        var command = new ArrayList<>(before);
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto",
                "-cp", classPath(),
                Children.class.getName(), home.folder().toString(), root.toString(), now.toString(), place));
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    }
}
