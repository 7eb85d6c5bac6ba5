package discovery.build;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.json.Json;
import discovery.model.CanonicalJson;
import discovery.model.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DumpTest {
    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    private static Row again(Row row) throws IOException {
        return Dump.row(Json.parse(Dump.content(row)), Json.parse(Dump.numbers(row)));
    }

    private static List<String> lines(Dump.Header header, List<Row> rows) {
        var lines = new ArrayList<String>();
        Dump.write(header, rows.iterator(), lines::add);
        return lines;
    }

    private static String message(String content, String numbers) {
        return String.valueOf(assertThrows(
                IllegalArgumentException.class, () -> Dump.row(Json.parse(content), Json.parse(numbers)))
                .getMessage());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_is_written_is_read_back(int seed) throws IOException {
        for (var row : new RandomRows(seed).rows(5, 9)) {
            assertEquals(row, again(row));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_is_read_is_written_back(int seed) throws IOException {
        for (var row : new RandomRows(seed).rows(5, 9)) {
            assertEquals(Dump.content(row), Dump.content(again(row)));
            assertEquals(Dump.numbers(row), Dump.numbers(again(row)));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_row_is_two_lines_of_UTF_8(int seed) {
        for (var row : new RandomRows(seed).rows(5, 9)) {
            for (var line : List.of(Dump.content(row), Dump.numbers(row))) {
                assertEquals(1, line.lines().count());
                assertFalse(line.contains("\u2028") || line.contains("\u2029"));
                var bytes = line.getBytes(StandardCharsets.UTF_8);
                assertEquals(line, new String(bytes, StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void the_lines_are_as_ever() throws IOException {
        Golden.check("dump/skills.jsonl", String.join("\n", lines(Samples.HEADER, Samples.rows())) + "\n");
    }

    @Test
    void the_golden_file_is_read_as_ever() {
        var lines = lines(Samples.HEADER, Samples.rows());
        var reading = Dump.read(lines.iterator(), Json::parse);
        var rows = new ArrayList<Row>();
        reading.forEachRemaining(rows::add);
        assertEquals(Samples.HEADER, reading.header());
        assertEquals(Samples.rows(), rows);
    }

    @Test
    void neither_locale_nor_time_zone_matter() {
        var locale = Locale.getDefault();
        var zone = TimeZone.getDefault();
        var header = new Dump.Header(30, 40);
        var here = lines(header, new RandomRows(1).rows(30, 40));
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertTrue(here.equals(lines(header, new RandomRows(1).rows(30, 40))));
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void the_fields_of_a_row_are_all_there_and_all_known() throws IOException {
        var components = Arrays.stream(Row.Content.class.getRecordComponents())
                .map(component -> component.getName().equals("firstSeen") ? "first_seen" : component.getName())
                .collect(Collectors.toCollection(TreeSet::new));
        var fields = Fields.of(Samples.rows().getFirst().content());
        assertEquals(components, new TreeSet<>(fields.keySet()));
        assertEquals(40, fields.size());
        assertTrue(Dump.content(Samples.rows().getFirst()).startsWith("{\"id\":"));
    }

    @Test
    void what_is_empty_is_left_out() {
        var line = Dump.content(Samples.rows().getFirst());
        for (var absent : Set.of("repository", "place", "archived", "gist", "members", "original", "findings")) {
            assertFalse(line.contains("\"" + absent + "\":"), absent);
        }
    }

    @Test
    void the_shortest_header_has_no_parts() throws IOException {
        var line = "{\"format\":1,\"schema\":1,\"entries\":2,\"next_slot\":7}";
        assertEquals(line, Dump.header(2, 7));
        assertEquals(new Dump.Header(2, 7), Dump.header(Json.parse(line)));
        assertEquals(Samples.HEADER, Dump.header(Json.parse(Dump.header(Samples.HEADER))));
    }

    @Test
    void another_format_or_schema_is_refused() {
        var message = assertThrows(IllegalArgumentException.class, () -> Dump.header(
                Json.parse("{\"format\":2,\"schema\":1,\"what\":0}"))).getMessage();
        assertEquals("the dump has format 2 and schema 1; this program reads format 1 and schema 1", message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', value = {
            "[]                                    # entry is a list; it should be an object",
            "7                                     # entry is a number; it should be an object",
            "{}                                    # entry: `id` is missing",
            "{'id':7}                              # entry: `id` is or holds a number; it should be a text",
            "{'id':'a'}                            # entry `a`: `kind` is missing",
            "{'id':'a','kind':'x'}                 # entry `a`: `slot` is missing",
            "{'id':'a','kind':'x','slot':1}        # entry `a`: there is no kind `x`",
            "{'id':'a','kind':'x','slot':-1}       # entry `a`: `slot` is -1; it should be from 0 to 2147483647",
            "{'id':'a','kind':'x','slot':'1'}      # entry `a`: `slot` is or holds a text; "
                    + "it should be a whole number of 64 bits",
            "{'id':'a','kind':'x','slot':1.5}      # entry `a`: `slot` is or holds a number that is not whole or "
                    + "too large; it should be a whole number of 64 bits",
            "{'id':'a','slots':1}                  # entry `a`: unknown key `slots`",
            "{'id':'a','kind':'skill','slot':1,'slug':'s','name':'n','title':null} # entry `a`: `title` is null",
            "{'id':'a','kind':'skill','slot':1,'slug':'s','name':'n','tags':'t'} "
                    + "# entry `a`: `tags` is or holds a text; it should be a list",
            "{'id':'a','kind':'skill','slot':1,'slug':'s','name':'n','tags':['t',null]} "
                    + "# entry `a`: `tags` is or holds null; it should be a list of texts",
            "{'id':'a','kind':'skill','slot':1,'slug':'s','name':'n','provenance':{'a':1}} "
                    + "# entry `a`: `provenance` is or holds an object; it should be an object of texts",
            "{'id':'a','kind':'skill','slot':1,'slug':'s','name':'n','verdicts':[7]} "
                    + "# entry `a`: `verdicts` is or holds a number; it should be a list of objects",
            "{'id':'a','kind':'skill','slot':1,'slug':'s','name':'n','verdicts':[{'reeder':''}]} "
                    + "# entry `a`: `verdicts`: unknown key `reeder`",
            "{'id':'a','kind':'skill','slot':1,'slug':'s','name':'n','archived':1} "
                    + "# entry `a`: `archived` is or holds a number; it should be true or false",
    })
    void what_is_wrong_with_a_line_is_said(String line, String message) {
        assertEquals(message, message(line.replace('\'', '"'), "[0,0,0,0,0,0,0,0]"));
    }

    @Test
    void what_is_wrong_with_numbers_is_said() {
        var content = "{\"id\":\"a\",\"kind\":\"skill\",\"slot\":1,\"slug\":\"s\",\"name\":\"n\"}";
        assertAll(
                () -> assertEquals("entry `a`: the numbers should be an array of at least 8", message(content, "[1]")),
                () -> assertEquals(
                        "entry `a`: the numbers should be an array of at least 8", message(content, "{\"a\":1}")),
                () -> assertEquals(
                        "entry `a`: `score` should be a whole number from 0, or -1 for unknown",
                        message(content, "[0,0,0,0,0,0,\"1\",0]")),
                () -> assertEquals(
                        "entry `a`: `part 1` should be a whole number from 0, or -1 for unknown",
                        message(content, "[0,0,0,0,0,0,0,0,1,-2]")),
                () -> assertEquals(
                        "entry `a`: `stars` should be a whole number from 0, or -1 for unknown",
                        message(content, "[1.0,0,0,0,0,0,0,0]")),
                () -> assertEquals(
                        "entry `a`: 4294967296 is too large a number",
                        message(content, "[0,0,0,0,0,0,4294967296,0]")));
    }

    @Test
    void a_dump_that_is_cut_or_out_of_order_is_refused() {
        var lines = lines(Samples.HEADER, Samples.rows());
        var moved = new ArrayList<>(lines);
        Collections.rotate(moved.subList(1, 9), 2);
        assertAll(
                () -> assertEquals("line 1: the dump ends in the middle", refused(List.of())),
                () -> assertEquals("line 3: the dump ends in the middle", refused(lines.subList(0, 2))),
                () -> assertEquals(
                        "there are 3 entries; the header announces 4", refused(lines.subList(0, lines.size() - 2))),
                () -> assertEquals(
                        "line 5: entry `mcp-server.0.7c1e` stands after `skill.815.c0de`; ids ascend", refused(moved)),
                () -> assertTrue(refused(List.of(lines.getFirst(), "{")).startsWith("line 2: ")));
    }

    private static String refused(List<String> lines) {
        return String.valueOf(assertThrows(
                IllegalArgumentException.class,
                () -> Dump.read(lines.iterator(), Json::parse).forEachRemaining(_ -> {})).getMessage());
    }

    @Test
    void rows_that_contradict_the_header_are_not_written() {
        var rows = Samples.rows();
        assertAll(
                () -> assertEquals("there are 4 entries; the header announces 5", unwritten(5, 9, rows)),
                () -> assertEquals(
                        "entry `skill.815.c0de` is one more than the 3 announced", unwritten(3, 9, rows)),
                () -> assertEquals(
                        "entry `skill.815.c0de` has slot 5; slots are below 4", unwritten(4, 4, rows)),
                () -> assertEquals(
                        "entry `mcp-server.0.7c1e` stands after `mcp-server.0.7c1e`; ids ascend",
                        unwritten(2, 4, List.of(rows.get(0), rows.get(0)))),
                () -> assertEquals(
                        "entry `plugin.4711.01ab` has slot 3, which another has",
                        unwritten(2, 4, List.of(rows.get(0), Edit.with(rows.get(1), "slot", 3L)))));
    }

    private static String unwritten(int entries, int nextSlot, List<Row> rows) {
        return String.valueOf(assertThrows(
                IllegalArgumentException.class, () -> lines(new Dump.Header(entries, nextSlot), rows))
                .getMessage());
    }

    @Test
    void half_a_surrogate_pair_is_not_written() {
        for (var half : List.of("\ud83d", "a\ude00", "\ude00\ud83d")) {
            var row = Edit.with(Samples.rows().getFirst(), "title", half);
            assertThrows(IllegalArgumentException.class, () -> Dump.content(row));
        }
    }

    @Test
    void only_what_must_be_is_escaped() {
        assertEquals(
                "[\"\\\"\\\\/\\b\\t\\n\\f\\r\\u0000\\u001f\u007f\\u2028\\u2029<é😀\",true,1,{\"a\":-2}]",
                CanonicalJson
                        .of(List.of("\"\\/\b\t\n\f\r\u0000\u001f\u007f\u2028\u2029<é😀", true, 1, Map.of("a", -2L))));
        assertThrows(IllegalArgumentException.class, () -> CanonicalJson.of(1.5));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void lists_and_maps_of_texts_are_read_back(int seed) {
        var random = new RandomRows(seed);
        var texts = List.of(random.text(), random.text(), "");
        var map = new TreeMap<>(Map.of(random.text(), random.text(), "", ""));
        assertEquals(texts, CanonicalJson.texts(CanonicalJson.of(texts)));
        assertEquals(List.of(), CanonicalJson.texts("[]"));
        assertEquals(map, CanonicalJson.textMap(CanonicalJson.of(map)));
        assertEquals(Map.of(), CanonicalJson.textMap("{}"));
    }

    @Test
    void what_is_no_list_of_texts_is_refused() {
        for (var wrong : List.of("", "[", "[\"", "[\"a", "[\"a\\", "[\"a\\u12", "[\"a\\u12xy\"]", "[\"a\\u１２３４\"]",
                "[\"a\\x\"]", "[\"a\"", "[\"a\",]", "[1]", "[null]", "[\"a\"] ", " []", "{}", "[\"a\"\"b\"]")) {
            assertThrows(IllegalArgumentException.class, () -> CanonicalJson.texts(wrong), wrong);
        }
        for (var wrong : List.of("", "{", "[]", "{\"a\"}", "{\"a\":1}", "{\"a\":\"b\"", "{\"a\":\"b\",}")) {
            assertThrows(IllegalArgumentException.class, () -> CanonicalJson.textMap(wrong), wrong);
        }
    }
}
