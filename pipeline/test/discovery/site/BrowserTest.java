package discovery.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import discovery.edge.serve.StaticServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The site in a real browser (`pipeline/test/web`): its features, its accessibility, its markup, and hostile entries.
/// Attacks E1 and E4: escape sequences and scripts in what others wrote are shown as text.
class BrowserTest {
    private static final Path WEB = Path.of("pipeline", "test", "web");
    private static final Path CHROMIUM =
            Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));

    @Test
    void the_site_in_a_browser_E1_E4(@TempDir Path folder) throws IOException, InterruptedException {
        if (!Files.exists(WEB.resolve("node_modules")) || !Files.exists(CHROMIUM)) {
            var missing = "no Chromium or no packages of pipeline/test/web; scripts/check installs both";
            if (System.getenv("CI") != null) {
                fail(missing);
            }
            Assumptions.abort(missing);
        }
        var vectors = HostileSite.vectors(WEB.resolve("vectors.txt"));
        assertTrue(vectors.size() >= 500, () -> vectors.size() + " vectors");
        HostileSite.write(folder, vectors);
        try (var server = StaticServer.start(folder, 0)) {
            var log = folder.resolveSibling(folder.getFileName() + ".log");
            var builder = new ProcessBuilder(
                    "node", WEB.resolve("run.mjs").toString(), server.url(), folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
            var process = builder.start();
            var ended = process.waitFor(300, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            var said = Files.readString(log);
            assertTrue(ended, () -> "the browser did not end: " + said);
            assertEquals(0, process.exitValue(), said);
        }
    }
}
