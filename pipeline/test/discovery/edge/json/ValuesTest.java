package discovery.edge.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import discovery.model.CanonicalJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValuesTest {
    @TempDir
    Path folder;

    @Test
    void every_line_is_what_the_usual_reader_makes_of_it() throws Exception {
        same(List.of("{}", "[]", "[0,-1,7,123456789012345678,-9]", "{\"a\":\"\",\"b\":[true,false,{\"c\":\"é漢😀\"}]}",
                "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u2028\\u00e9x\"}",
                "{\"é\":\"a word that is longer than those kept\"}",
                "{\"a\":\"same\",\"b\":\"same\",\"c\":\"other\"}"));
    }

    @Test
    void what_is_spelled_otherwise_is_read_as_well() throws Exception {
        same(List.of("{ \"a\" : 1 }", "[1.5,1e3]", "{\"a\":null}", "[\"\\ud83d\\ude00\"]", "[1234567890123456789]",
                "[-0]", " [1]", "[1] "));
    }

    @Test
    void what_is_no_json_is_an_error_as_it_is_elsewhere() throws Exception {
        for (var line : List.of("{\"a\":1,\"a\":2}", "{\"a\":1", "[1]]", "[01]", "\"open", "nul", "{\"a\" 1}", "[1,]",
                "[\"\u0001\"]", "null")) {
            assertThrows(MalformedException.class, () -> Json.parse(line), line);
            assertThrows(UncheckedIOException.class, () -> read(line + "\n"), line);
        }
    }

    @Test
    void random_texts_come_back() throws Exception {
        var random = new Random(7);
        var lines = new ArrayList<String>();
        for (var i = 0; i < 400; i++) {
            var object = new LinkedHashMap<String, Object>();
            for (var j = 0; j < 5; j++) {
                object.put("key" + j, text(random, random.nextInt(60)));
            }
            // Longer than what is read at once, now and then.
            object.put("long", text(random, i % 100 == 0 ? 200_000 : 200));
            lines.add(CanonicalJson.of(object));
        }
        same(lines);
    }

    private static String text(Random random, int length) {
        var text = new StringBuilder();
        for (var i = 0; i < length; i++) {
            switch (random.nextInt(12)) {
                case 0 -> text.appendCodePoint(0x1F600 + random.nextInt(50));
                case 1 -> text.append((char) (0xA0 + random.nextInt(0x3000)));
                case 2 -> text.append("\"\\\n\u0003\u2028".charAt(random.nextInt(5)));
                default -> text.append((char) ('a' + random.nextInt(26)));
            }
        }
        return text.toString();
    }

    private void same(List<String> lines) throws Exception {
        var expected = new ArrayList<Object>();
        for (var line : lines) {
            expected.add(Json.parse(line));
        }
        assertEquals(expected, read(String.join("\n", lines) + "\n"));
        assertEquals(expected, read(String.join("\n", lines)));
    }

    private List<Object> read(String content) throws IOException {
        var file = Files.write(folder.resolve("lines.jsonl"), content.getBytes(StandardCharsets.UTF_8));
        var all = new ArrayList<Object>();
        try (var values = Values.of(file)) {
            values.forEachRemaining(all::add);
        }
        return all;
    }
}
