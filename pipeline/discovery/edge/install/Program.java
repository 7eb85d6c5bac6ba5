package discovery.edge.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Other people's programs: `git`, and `claude` where it is there.
final class Program {
    private static final int MINUTES = 5;

    private Program() {}

    /// Runs it to its end and gives what it printed.
    ///
    /// @throws IOException with the last line of what it said, when it ends with anything but 0
    static byte[] run(List<String> command) throws IOException {
        var out = Files.createTempFile("discover-", ".out");
        var err = Files.createTempFile("discover-", ".err");
        try {
            var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().put("GIT_TERMINAL_PROMPT", "0");
            var process = builder.start();
            // It is asked nothing; what asks all the same reads the end, on Windows too.
            process.getOutputStream().close();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException("%s took longer than %d minutes".formatted(command.getFirst(), MINUTES));
            }
            if (process.exitValue() != 0) {
                var said = Files.readString(err, StandardCharsets.ISO_8859_1).strip();
                if (said.isEmpty()) {
                    said = Files.readString(out, StandardCharsets.ISO_8859_1).strip();
                }
                throw new IOException("%s failed: %s".formatted(command.getFirst(),
                        said.substring(said.lastIndexOf('\n') + 1)));
            }
            return Files.readAllBytes(out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }

    /// Where a program is; empty when it is not on the PATH.
    static Optional<Path> find(String name) {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        for (var folder : path.split(java.io.File.pathSeparator, -1)) {
            var file = Path.of(folder.isEmpty() ? "." : folder).resolve(name);
            if (Files.isExecutable(file) && Files.isRegularFile(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }
}
