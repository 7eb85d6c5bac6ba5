package discovery.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.json.Json;
import discovery.edge.json.MalformedException;
import discovery.edge.json.Yaml;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What the schema of SARIF 2.1.0 demands of the parts of it that we write.
class SarifTest {
    private static final Set<String> LEVELS = Set.of("none", "note", "warning", "error");

    @Test
    void a_document_has_what_the_schema_demands() throws IOException, MalformedException {
        var rules = Yaml.read(Path.of("manifests/safety.yaml"), SafetyRules.class);
        var results = List.<Object>of(
                Sarif.result("acts-secretly", "error", "Why.", "o/n/a b%c/ü#?/SKILL.md", 3, "line"),
                Sarif.result("agent-skills/unknown-key", "note", "Why.", "x", 1, ""));
        var document = object(Json.parse(Json.pretty(Sarif.document(rules, results))));
        assertEquals("2.1.0", document.get("version"));
        var runs = list(at(document, "runs"));
        assertEquals(1, runs.size());
        var run = object(runs.getFirst());
        var driver = object(at(object(at(run, "tool")), "driver"));
        assertFalse(String.valueOf(driver.get("name")).isEmpty());
        var ids = list(at(driver, "rules")).stream().map(rule -> at(object(rule), "id")).toList();
        assertEquals(ids.stream().distinct().toList(), ids, "rules are unique");
        assertEquals(2, list(at(run, "results")).size());
        for (var each : list(at(run, "results"))) {
            var result = object(each);
            assertTrue(LEVELS.contains(String.valueOf(result.get("level"))), result.toString());
            assertFalse(String.valueOf(at(object(at(result, "message")), "text")).isEmpty());
            var place = object(at(object(list(at(result, "locations")).getFirst()), "physicalLocation"));
            var uri = URI.create(String.valueOf(at(object(at(place, "artifactLocation")), "uri")));
            assertFalse(uri.isAbsolute() || uri.getRawFragment() != null || uri.getRawQuery() != null, uri.toString());
            assertTrue(((Number) at(object(at(place, "region")), "startLine")).intValue() >= 1);
        }
    }

    private static Object at(Map<?, ?> object, String key) {
        return Optional.<Object>ofNullable(object.get(key)).orElseThrow();
    }

    private static Map<?, ?> object(Object value) {
        return (Map<?, ?>) value;
    }

    private static List<?> list(Object value) {
        return (List<?>) value;
    }
}
