package discovery.edge.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A seed that a source refuses would have the fuzzer look at nothing.
class ForeignNightTest {
    @ParameterizedTest
    @CsvSource({
            "registry-page, mcp-registry, x", "glama-page, glama, x", "plugins-page, claude-plugins, x",
            "skills-page, skillsmp, x", "docker-server, docker-registry, servers/x/server.yaml",
            "list-file, list, README.md"
    })
    void a_seed_is_read(String target, String kind, String path) throws IOException {
        for (var seed : Seeds.of(target)) {
            assertTrue(ForeignNight.read(kind, path, new String(seed, StandardCharsets.UTF_8), seed.length) > 0,
                    target);
        }
    }
}
