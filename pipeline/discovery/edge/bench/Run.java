package discovery.edge.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Another program, run with an environment of its own: only what is named here, and the PATH.
///
/// @param out standard output
/// @param all both outputs
record Run(int code, String out, String all) {
    private static final int MINUTES = 3;

    static Run of(Path folder, Map<String, String> environment, List<String> words) throws IOException {
        var out = Files.createTempFile("bench-", ".out");
        var err = Files.createTempFile("bench-", ".err");
        try {
            var builder = new ProcessBuilder(words).directory(folder.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().clear();
            builder.environment().put("PATH", Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin"));
            builder.environment().putAll(environment);
            var process = builder.start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            var said = Files.readString(out, StandardCharsets.ISO_8859_1);
            return new Run(process.isAlive() ? -1 : process.exitValue(), said,
                    said + Files.readString(err, StandardCharsets.ISO_8859_1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }
}
