package discovery.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Map<String, String> ACTIONS =
            Map.of("GITHUB_RUN_ID", "77", "GITHUB_RUN_ATTEMPT", "2", "GITHUB_TOKEN", "ghs_verysecret");

    @TempDir
    Path out;

    private List<Map<?, ?>> lines() throws IOException {
        try (var lines = Files.lines(out.resolve("logs/night.jsonl"))) {
            return lines.<Map<?, ?>>map(line -> (Map<?, ?>) parsed(line)).toList();
        }
    }

    private static Object parsed(String line) {
        try {
            return Json.parse(line);
        } catch (discovery.edge.json.MalformedException e) {
            throw new AssertionError(line, e);
        }
    }

    @Test
    void a_stage_ends_with_its_counts_problems_and_sources() throws IOException {
        Files.createDirectories(out.resolve("fetch"));
        Files.writeString(out.resolve("fetch/sources.json"),
                "[{\"id\":\"topics\",\"state\":\"fresh\",\"things\":7},{\"id\":\"list\",\"state\":\"last-good\",\"things\":3}]");
        var problems = new TreeMap<>(Map.of("dead-link", 4L));
        var file = new StageFile("fetch", 1, "2026-03-09T03:00:00Z", new TreeMap<>(), new TreeMap<>(), 2, 10, problems,
                Optional.empty());
        Journal.of(out, "fetch", file.now(), Map.of()).ended(file,
                new Usage("fetch", 1.5, 2.5, 100, 1_000, 2, 10, problems));
        assertEquals(List.of("problem", "source", "source", "done"),
                lines().stream().map(line -> String.valueOf(line.get("event"))).toList());
        assertEquals(List.of("warn", "info", "warn", "info"),
                lines().stream().map(line -> String.valueOf(line.get("level"))).toList());
        assertEquals("list", lines().get(2).get("source"));
        assertEquals("10", String.valueOf(lines().get(3).get("out")));
        assertTrue(lines().stream().allMatch(line -> file.now().equals(line.get("run"))));
    }

    @Test
    void a_failure_is_a_line_without_secrets_and_control_characters() throws IOException {
        Journal.of(out, "sign", "", ACTIONS).failed(new IOException("ghs_verysecret\u001b[2J did\nnot work\u202e"));
        assertEquals("*** [2J did not work ", lines().getFirst().get("said"));
        assertEquals("77-2", lines().getFirst().get("run"));
        assertEquals("error", lines().getFirst().get("level"));
    }
}
