package discovery.edge.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.build.Dump;
import discovery.build.Edit;
import discovery.build.RandomRows;
import discovery.build.Samples;
import discovery.edge.json.Json;
import discovery.model.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SkillsDbTest {
    @TempDir
    Path folder;

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    static IntStream fewerSeeds() {
        return IntStream.range(0, 50);
    }

    private Path written(String name, List<Row> rows, int nextSlot) throws IOException {
        var file = folder.resolve(name);
        SkillsDb.write(file, rows.iterator(), nextSlot);
        return file;
    }

    private Path samples() throws IOException {
        var file = folder.resolve("samples.db");
        SkillsDb.write(file, Samples.rows().iterator(), Samples.HEADER);
        return file;
    }

    private static List<Row> read(Path file) throws IOException {
        var rows = new ArrayList<Row>();
        try (var reader = SkillsDbReader.open(file)) {
            reader.rows(rows::add);
        }
        return rows;
    }

    private static String sqlite3(Path file, String sql) throws IOException {
        return Programs.run("sqlite3", "-readonly", file.toString(), sql);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_rows_are_read_back(int seed) throws IOException {
        var rows = new RandomRows(seed).rows(20, 30);
        assertEquals(rows, read(written("a.db", rows, 30)));
    }

    @ParameterizedTest
    @MethodSource("fewerSeeds")
    void the_same_rows_are_the_same_bytes_in_any_order(int seed) throws IOException {
        var rows = new RandomRows(seed).rows(20, 30);
        var shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(seed));
        assertArrayEquals(
                Files.readAllBytes(written("a.db", rows, 30)), Files.readAllBytes(written("b.db", shuffled, 30)));
    }

    @Test
    void neither_locale_nor_time_zone_matter() throws IOException {
        var rows = new RandomRows(3).rows(600, 700);
        var here = Files.readAllBytes(written("a.db", rows, 700));
        var locale = Locale.getDefault();
        var zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertArrayEquals(here, Files.readAllBytes(written("b.db", rows, 700)));
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void the_database_of_the_dump_makes_the_dump() throws IOException {
        var lines = new ArrayList<String>();
        Dump.write(Samples.HEADER, Samples.rows().iterator(), lines::add);
        var reading = Dump.read(lines.iterator(), Json::parse);
        var file = folder.resolve("dump.db");
        SkillsDb.write(file, reading, reading.header());
        var again = new ArrayList<String>();
        try (var reader = SkillsDbReader.open(file)) {
            var rows = new ArrayList<Row>();
            reader.rows(rows::add);
            Dump.write(reader.header(), rows.iterator(), again::add);
        }
        assertEquals(lines, again);
    }

    @Test
    void the_sqlite3_program_counts_searches_and_finds_no_damage() throws IOException {
        var file = samples();
        assertEquals("mcp-server|1\nplugin|1\nskill|2", sqlite3(file, "SELECT * FROM by_kind ORDER BY kind"));
        assertEquals("ok", sqlite3(file, "PRAGMA integrity_check"));
        assertEquals("skill.4711.9f00\nskill.815.c0de", sqlite3(file,
                "SELECT id FROM search JOIN entries ON slot = search.rowid WHERE search MATCH 'forms' ORDER BY id"));
        assertEquals("skill.4711.9f00", sqlite3(file,
                "SELECT id FROM search JOIN entries ON slot = search.rowid WHERE search MATCH 'owner:acme NAIVE'"));
        assertEquals("acme-documents|1234|74.5|2026-02-16|https://github.com/acme/documents",
                sqlite3(file, "SELECT slug, stars, score, pushed, url FROM plugins"));
    }

    @Test
    void every_view_answers_in_the_sqlite3_program() throws IOException {
        var file = samples();
        var views = sqlite3(file, "SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name").lines().toList();
        var counts = new StringBuilder();
        for (var view : views) {
            counts.append(view).append(' ').append(
                    sqlite3(file, "PRAGMA trusted_schema = OFF; SELECT count(*) FROM " + view)).append('\n');
        }
        assertEquals("""
                agents 0
                best 3
                by_category 1
                by_kind 3
                by_licence 2
                by_owner 2
                by_source 3
                by_tag 4
                commands 0
                contents 1
                copies 1
                hooks 0
                listing 4
                marketplaces 0
                newest 4
                originals 3
                packs 0
                plugins 1
                rejected 1
                risky 1
                score_parts 8
                servers 1
                skills 2
                """, counts.toString());
        assertEquals("care|30|0.95\nuse|70|0.7357",
                sqlite3(file, "SELECT name, weight, value FROM score_parts WHERE id = 'skill.4711.9f00'"));
    }

    @Test
    void what_is_not_known_is_null() throws IOException {
        assertEquals("1|[null,3100]", sqlite3(samples(),
                "SELECT stars IS NULL AND copies IS NULL, parts FROM numbers WHERE slot = 3"));
    }

    @Test
    void the_file_says_what_it_is() throws IOException {
        var file = samples();
        assertEquals("entries|4\nformat|1\nnext_slot|7\nschema|1\nsqlite|" + SkillsDb.version(),
                sqlite3(file, "SELECT * FROM meta ORDER BY key"));
        assertEquals("1397442892\n1\n4096\n0\n0", sqlite3(file, "PRAGMA application_id; PRAGMA user_version;"
                + "PRAGMA page_size; PRAGMA freelist_count; PRAGMA auto_vacuum"));
        assertEquals("3.54.1", SkillsDb.version());
    }

    @Test
    void the_header_of_the_file_has_no_history() throws IOException {
        var one = Files.readAllBytes(written("a.db", new RandomRows(1).rows(5, 9), 9));
        var many = Files.readAllBytes(written("b.db", new RandomRows(1).rows(500, 900), 900));
        for (var at : new int[] {24, 40, 92, 96}) {
            for (var i = at; i < at + 4; i++) {
                assertEquals(one[i], many[i], "byte " + i);
            }
        }
    }

    @Test
    void a_name_of_a_file_may_be_odd() throws IOException {
        var odd = folder.resolve("a b?c#d%41'e\"ü;.db");
        SkillsDb.write(odd, Samples.rows().iterator(), 7);
        assertEquals(4, read(odd).size());
        try (var files = Files.list(folder)) {
            assertEquals(List.of(odd), files.toList());
        }
    }

    @Test
    void an_empty_index_is_one_too() throws IOException {
        assertEquals(List.of(), read(written("a.db", List.of(), 0)));
    }

    @Test
    void rows_that_cannot_be_are_refused_and_nothing_is_left() throws IOException {
        var rows = Samples.rows();
        refused("`no.such` is a member, but no entry",
                List.of(Edit.with(rows.get(0), "members", List.of("no.such"))));
        refused("`plugin.4711.01ab` has a member that doesn't name it as parent",
                List.of(rows.get(1), Edit.with(rows.get(2), "parents", List.of())));
        refused("`plugin.4711.01ab` is named as parent by what is no member of it",
                List.of(Edit.with(rows.get(1), "members", List.of()), rows.get(2)));
        refused("entry `skill.815.c0de` has slot 5; slots are below 4", List.of(rows.get(3)));
        assertTrue(refused(List.of(rows.get(0), rows.get(0))).startsWith("two entries have one id or slot: "));
        assertTrue(refused(List.of(rows.get(0), Edit.with(rows.get(0), "id", "other")))
                .startsWith("two entries have one id or slot: "));
    }

    private void refused(String message, List<Row> rows) throws IOException {
        assertEquals(message, refused(rows));
    }

    private String refused(List<Row> rows) throws IOException {
        var message = assertThrows(IllegalArgumentException.class, () -> written("a.db", rows, 4)).getMessage();
        try (var files = Files.list(folder)) {
            assertEquals(List.of(), files.toList());
        }
        return String.valueOf(message);
    }

    @Test
    void a_header_that_announces_others_is_refused() throws IOException {
        var file = folder.resolve("a.db");
        assertEquals("there are 4 entries; the header announces 5", assertThrows(
                IllegalArgumentException.class,
                () -> SkillsDb.write(file, Samples.rows().iterator(), new Dump.Header(5, 9))).getMessage());
        assertTrue(Files.notExists(file));
    }

    @Test
    void a_file_that_is_there_is_not_overwritten() throws IOException {
        var file = Files.writeString(folder.resolve("a.db"), "mine");
        assertThrows(IOException.class, () -> SkillsDb.write(file, Samples.rows().iterator(), 7));
        assertEquals("mine", Files.readString(file));
    }

    @Test
    void a_folder_that_is_not_there_is_said() {
        var file = folder.resolve("none/a.db");
        assertThrows(IOException.class, () -> SkillsDb.write(file, Samples.rows().iterator(), 7));
    }
}
