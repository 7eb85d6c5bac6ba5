package discovery.edge.sqlite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Programs of other people that read our files.
final class Programs {
    private Programs() {}

    /// What the program writes, without the last line's end.
    static String run(String... command) throws IOException {
        var process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return output.stripTrailing();
    }
}
