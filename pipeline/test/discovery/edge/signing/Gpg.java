package discovery.edge.signing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The real `gpg` with an empty home of its own. It starts no agent: public keys need none, and none is left behind.
record Gpg(Path home) implements AutoCloseable {

    record Result(int exit, String output) {
    }

    /// The home lies right under `/tmp`, because the path of gpg's sockets may have no more than about 100 bytes.
    static Gpg open() throws IOException {
        var private700 = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        return new Gpg(Files.createTempDirectory(Path.of("/tmp"), "gpg", private700));
    }

    void write(String name, byte[] bytes) throws IOException {
        Files.write(home.resolve(name), bytes);
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("gpg", "--batch", "--no-tty", "--no-autostart"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().put("GNUPGHOME", home.toString());
        builder.environment().put("LC_ALL", "C");
        Process process;
        try {
            process = builder.start();
        } catch (IOException absent) {
            throw new AssertionError(
                    "gpg could not be started; install GnuPG 2.2 or later (Debian, Ubuntu: apt-get install gnupg; "
                            + "macOS: brew install gnupg).",
                    absent);
        }
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.walk(home)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
