package discovery.edge.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TelemetryTest {
    /// A program that nobody told to be silent.
    static final class Asking {
        private Asking() {}

        public static void main(String[] args) throws IOException {
            try (var embedder = QuestionEmbedder.open(Path.of(args[0]))) {
                System.out.println(embedder.embed(List.of("pdf")).getFirst().length);
            }
        }
    }

    @Test
    void onnx_runtime_notes_and_sends_nothing(@TempDir Path home, @TempDir Path cache)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED", "-Djava.io.tmpdir=" + home,
                "-cp", System.getProperty("java.class.path", ""), Asking.class.getName(), cache.toString());
        builder.environment().keySet().removeAll(List.of("ORT_DISABLE_TELEMETRY", "CI", "XDG_CACHE_HOME", "TF_BUILD",
                "GITHUB_ACTIONS"));
        builder.environment().put("HOME", home.toString());
        builder.environment().put("TMPDIR", home.toString());
        var said = new File(cache.toFile(), "said");
        assertEquals(0, builder.redirectErrorStream(true).redirectOutput(said).start().waitFor(),
                () -> read(said.toPath()));
        try (var files = Files.list(home)) {
            assertEquals(List.of(), files.filter(file -> !file.toString().contains("hsperfdata")).toList());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
