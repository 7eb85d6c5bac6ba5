package discovery.edge.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonListTest {
    private static final Set<String> KEYS = Set.of("total", "name", "topics", "license", "id");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<Object> items(String text) throws MalformedException {
        var items = new ArrayList<>();
        JsonList.read(bytes(text), "items", KEYS, items::add);
        return items;
    }

    @Test
    void elements_come_one_by_one_with_what_is_wanted_of_them() throws MalformedException {
        var items = new ArrayList<>();
        var rest = JsonList.read(bytes("""
                {"total": 2, "other": {"name": "no"}, "items": [
                  {"name": "a", "owner": {"name": "b"}, "topics": ["x", null, "y"], "license": {"id": 1.5, "url": "u"}},
                  {"name": null, "id": 7}, null, "plain"]}"""), "items", KEYS, items::add);
        assertEquals(Map.of("total", 2), rest);
        assertEquals(List.of(Map.of("name", "a", "topics", List.of("x", "y"), "license", Map.of("id", 1.5)),
                Map.of("id", 7), "plain"), items);
    }

    @Test
    void a_list_that_is_none_and_a_document_without_it_have_no_elements() throws MalformedException {
        assertEquals(List.of(), items("{\"items\": {\"name\": \"a\"}}"));
        assertEquals(List.of(), items("{}"));
    }

    @Test
    void what_is_cut_off_or_goes_on_is_no_document() {
        for (var text : List.of("", "[1]", "{\"items\": [1, 2", "{\"items\": [1]} {}", "{\"items\": [1],}",
                "{\"x\": \"\u0007\"}")) {
            assertThrows(MalformedException.class, () -> items(text), text);
            if (!text.equals("[1]")) {
                assertThrows(MalformedException.class, () -> JsonList.check(bytes(text)), text);
            }
        }
    }

    @Test
    void ten_thousand_levels_are_refused_in_what_is_wanted_and_in_what_is_not() {
        var deep = "[".repeat(10_000) + "]".repeat(10_000);
        for (var text : List.of("{\"items\": [%s]}", "{\"name\": %s}", "{\"other\": %s}")) {
            assertThrows(MalformedException.class, () -> items(text.formatted(deep)), text);
        }
        assertThrows(MalformedException.class, () -> JsonList.check(bytes(deep)));
    }

    @Test
    void bytes_that_are_no_utf8_become_replacement_characters() throws MalformedException {
        var text = "{\"items\": [\"a?b\"]}".getBytes(StandardCharsets.US_ASCII);
        text[13] = (byte) 0xff;
        var items = new ArrayList<>();
        JsonList.read(text, "items", KEYS, items::add);
        assertEquals(List.of("a\ufffdb"), items);
    }
}
