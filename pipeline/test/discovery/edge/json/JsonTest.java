package discovery.edge.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.model.Entry;
import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.Kind;
import discovery.model.Observation;
import discovery.model.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonTest {
    private static final Observation OBSERVATION = Observation.of("topics", Kind.SKILL,
            new Place(7, "a/b", "skills/pdf", "c", "b"),
            Facts.builder().put(Field.NAME, "pdf").put(Field.TOPICS, List.of("a", "b")).build());

    @TempDir
    Path temp;

    @Test
    void a_record_is_read_as_it_was_written() throws IOException {
        assertEquals(OBSERVATION, Json.read(Json.line(OBSERVATION), Observation.class));
        var repository = Observation.ofRepository("topics", Place.of(7, "a/b"), Facts.NONE);
        assertEquals(repository, Json.read(Json.line(repository), Observation.class));
    }

    @Test
    void an_entry_is_read_as_it_was_written() throws IOException {
        var entry = new Entry("skill.7.abc", "a--b", 3, Kind.SKILL, OBSERVATION.place(), OBSERVATION.facts(),
                new TreeMap<>(Map.of(Field.NAME, "topics")),
                List.of(new Entry.Claim(Field.NAME, "list", List.of("PDF"))), new TreeSet<>(List.of("topics")), 20_000,
                List.of("a--c"));
        assertEquals(entry, Json.read(Json.line(entry), Entry.class));
    }

    @Test
    void the_form_of_an_observation_is_fixed() {
        assertEquals("{\"source\":\"topics\",\"kind\":\"skill\",\"place\":{\"repository\":7,\"name\":\"a/b\","
                + "\"path\":\"skills/pdf\",\"commit\":\"c\",\"blob\":\"b\"},"
                + "\"facts\":{\"name\":[\"pdf\"],\"topics\":[\"a\",\"b\"]}}", Json.line(OBSERVATION));
    }

    @Test
    void json_lines_come_back_in_order_packed_or_not() throws IOException {
        for (var name : List.of("x.jsonl", "x.jsonl.zst")) {
            JsonLines.write(temp.resolve(name), List.of(OBSERVATION, OBSERVATION).stream());
            try (var read = JsonLines.read(temp.resolve(name), Observation.class)) {
                assertEquals(List.of(OBSERVATION, OBSERVATION), read.toList());
            }
        }
    }

    @Test
    void malformed_json_is_refused_with_its_line() {
        var e = assertThrows(MalformedException.class, () -> Json.parse("{\n\"a\": 1,\n}"));
        assertEquals(3, e.line().orElseThrow());
        assertThrows(MalformedException.class, () -> Json.parse("[".repeat(10_000)));
        assertThrows(MalformedException.class, () -> Json.parse("{\"a\":1,\"a\":2}"));
        assertThrows(MalformedException.class, () -> Json.parse("{} {}"));
        assertThrows(MalformedException.class, () -> Json.parse(""));
        assertThrows(MalformedException.class, () -> Json.parse("null"));
    }

    @Test
    void every_scalar_of_foreign_yaml_is_a_text() throws IOException {
        assertEquals(Map.of("a", "1.10", "b", "no", "c", List.of("2026-01-01", "~")),
                Yaml.parse("a: 1.10\nb: no\nc: [2026-01-01, ~]\n"));
    }

    @Test
    void hostile_yaml_is_refused_and_not_expanded() {
        var bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (var i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [*a%d,*a%d,*a%d,*a%d]\n".formatted(i, i, i - 1, i - 1, i - 1, i - 1));
        }
        assertThrows(MalformedException.class, () -> Yaml.parse(bomb.toString()));
        assertThrows(MalformedException.class, () -> Yaml.parse("[".repeat(10_000)));
        assertThrows(MalformedException.class, () -> Yaml.parse("a: !!javax.script.ScriptEngineManager []"));
        assertThrows(MalformedException.class, () -> Yaml.parse("a: [b"));
    }

    @Test
    void an_unknown_key_of_our_configuration_is_named_with_its_line() throws IOException {
        var file = Files.writeString(temp.resolve("c.yaml"),
                "schema: 1\nsources:\n  - id: a\n    kind: list\n    wlak: true\n");
        var message = refusal(file);
        assertTrue(message.contains("c.yaml:5: unknown key `wlak`; known here:"), message);
    }

    @Test
    void a_wrong_value_of_our_configuration_is_named_with_its_line() throws IOException {
        var cases = Map.of(
                "schema: 2\n", "schema is 2",
                "schema: 1\nsources:\n  - id: a b\n    kind: list\n", "id `a b` is not kebab-case",
                "schema: 1\nsources:\n  - id: a\n    kind: lst\n", "sources[0].kind`: `lst` is none of [github-topics,",
                "schema: 1\nsources: {\n", "`sources`: should be a list",
                "schema: 1\ntitle: [a\nb: c\n", "c.yaml:",
                "schema: one\n", "`schema`: `one` should be a whole number",
                "", "is empty");
        for (var each : cases.entrySet()) {
            var file = Files.writeString(temp.resolve("c.yaml"), each.getKey());
            var message = refusal(file);
            assertTrue(message.contains(each.getValue()) && message.contains("c.yaml"), message);
        }
    }

    private static String refusal(Path file) {
        return String.valueOf(
                assertThrows(IOException.class, () -> Yaml.read(file, discovery.model.Config.class)).getMessage());
    }
}
