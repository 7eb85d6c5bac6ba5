package discovery.edge.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.build.RandomRows;
import discovery.build.Samples;
import discovery.edge.search.Finder;
import discovery.model.Kind;
import discovery.search.Candidate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SkillsDbReaderTest {
    private static final String FORGED = "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET ";

    @TempDir
    Path folder;

    private Path file;

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("skills.db");
        SkillsDb.write(file, Samples.rows().iterator(), Samples.HEADER);
    }

    private List<String> search(String words) throws IOException {
        try (var reader = SkillsDbReader.open(file)) {
            return Finder.byWords(reader, words, 10).stream().map(Candidate::id).toList();
        }
    }

    /// The file after a statement by the `sqlite3` program.
    private void forge(String sql) throws IOException {
        Programs.run("sqlite3", "-cmd", ".dbconfig defensive off", file.toString(), sql);
    }

    private String refusal() {
        return String.valueOf(
                assertThrows(IOException.class, () -> SkillsDbReader.open(file).close()).getMessage());
    }

    @Test
    void it_counts_by_kind_and_finds_by_id_and_by_slug() throws IOException {
        try (var reader = SkillsDbReader.open(file)) {
            reader.check();
            assertEquals(Map.of(Kind.MCP_SERVER, 1L, Kind.PLUGIN, 1L, Kind.SKILL, 2L), reader.counts());
            assertEquals(Optional.of(Samples.rows().get(2)), reader.bySlugOrId("skill.4711.9f00"));
            assertEquals(Optional.of(Samples.rows().get(2)), reader.bySlugOrId("acme-pdf-forms"));
            assertEquals(Optional.of(Samples.rows().get(2)), reader.bySlugOrId("acme-pdf"), "by a former one");
            assertEquals(Optional.of(Samples.rows().get(2)), reader.bySlugOrId("acme-forms"), "the better of two");
            assertEquals(Optional.of(Samples.rows().get(1)), reader.bySlot(0));
            assertEquals(Optional.empty(), reader.bySlugOrId("' OR 1 = 1 --"));
            assertEquals(Optional.of("4"), reader.meta("entries"));
            assertEquals(Optional.empty(), reader.meta("nothing"));
            assertEquals(Samples.HEADER, reader.header());
        }
    }

    @Test
    void a_remembered_candidate_says_what_the_next_question_found() throws IOException {
        try (var reader = SkillsDbReader.open(file)) {
            var words = reader.fullText();
            var slots = Samples.rows().stream().map(row -> row.content().slot()).sorted().toList();
            var first = words.candidates(slots.subList(0, 2), Map.of(slots.get(0), 7.0), Map.of());
            var then = words.candidates(slots, Map.of(slots.get(1), 3.0), Map.of(slots.get(0), 0.5));
            assertEquals(slots.size(), then.size());
            assertEquals(List.of(7.0, 0.0), first.stream().map(Candidate::words).toList());
            assertEquals(List.of(0.0, 3.0), then.stream().limit(2).map(Candidate::words).toList());
            assertEquals(List.of(0.5, 0.0), then.stream().limit(2).map(Candidate::meaning).toList());
            assertEquals(first.getFirst().found(0, 0.5), then.getFirst());
            assertEquals(List.of(), words.candidates(List.of(4_711), Map.of(), Map.of()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", " ", "\0", "\"", "'", "\"\"\"", "*", "^", ":", "(", ")", "NEAR(", "AND", "OR NOT", "name:pdf",
            "{name}:pdf",
            "-name : pdf", "pdf\0forms", "pdf*", "+", "a AND", "\ud83d", "😀", "\u0301", "日本",
            "'; DROP TABLE entries; --",
            "pdf\" OR \"forms", "\\", "\n", "ﬁ", "İ", "\ue000"})
    void any_text_is_a_question(String words) throws IOException {
        assertTrue(search(words).size() <= 4);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void any_odd_text_is_a_question(int seed) throws IOException {
        assertTrue(search(new RandomRows(seed).text() + new RandomRows(~seed).text()).size() <= 4);
    }

    @Test
    void a_file_that_is_no_database_is_refused() throws IOException {
        for (var bytes : List.of(new byte[0], new byte[100], "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII),
                new byte[100_000])) {
            Files.write(file, bytes);
            assertThrows(IOException.class, () -> SkillsDbReader.open(file));
        }
        assertThrows(IOException.class, () -> SkillsDbReader.open(folder.resolve("none.db")));
        assertThrows(IOException.class, () -> SkillsDbReader.open(folder));
    }

    @Test
    void another_schema_is_refused_by_its_number() throws IOException {
        forge("PRAGMA user_version = 2");
        assertEquals(file + " has schema 2; this program reads schema 1", refusal());
        forge("PRAGMA application_id = 0");
        assertEquals(file + " is no database of skills", refusal());
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "CREATE TRIGGER t AFTER INSERT ON entries BEGIN SELECT load_extension('x'); END",
            "CREATE VIEW evil AS SELECT writefile('/tmp/x', 'y')",
            "DROP VIEW skills; CREATE VIEW skills AS SELECT fts3_tokenizer('a')",
            "CREATE TABLE more (a)",
            "CREATE VIRTUAL TABLE search_more USING fts5 (a)",
            "CREATE INDEX i ON entries (abs(slot))",
            "DROP TABLE findings",
            FORGED + "sql = 'CREATE VIEW best AS SELECT 1' WHERE name = 'best'",
            FORGED + "sql = 'CREATE TABLE entries (' WHERE name = 'entries'",
            FORGED + "rootpage = 999999 WHERE name = 'entries'"})
    void a_schema_that_is_not_ours_is_refused(String sql) throws IOException {
        forge(sql);
        assertFalse(refusal().isEmpty());
    }

    @Test
    void nothing_beside_the_file_is_looked_at_and_nothing_is_written() throws IOException {
        Files.write(folder.resolve("skills.db-wal"), new byte[4_096]);
        Files.write(folder.resolve("skills.db-journal"), new byte[4_096]);
        var before = Files.readAllBytes(file);
        assertEquals(3, search("pdf").size());
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void damage_is_found_or_harmless() throws IOException {
        SkillsDb.write(folder.resolve("large.db"), new RandomRows(5).rows(300, 400).iterator(), 400);
        var whole = Files.readAllBytes(folder.resolve("large.db"));
        var found = 0;
        for (var seed = 0; seed < 100; seed++) {
            var damaged = whole.clone();
            var random = new Random(seed);
            for (var i = 0; i < 20; i++) {
                damaged[100 + random.nextInt(damaged.length - 100)] = (byte) random.nextInt();
            }
            Files.write(file, damaged);
            try (var reader = SkillsDbReader.open(file)) {
                Finder.byWords(reader, "pdf form", 10);
                reader.rows(_ -> {});
                reader.check();
            } catch (IOException damage) {
                found++;
            }
        }
        assertTrue(found > 50, found + " of 100 found");
    }

    @Test
    void a_file_that_was_cut_is_refused() throws IOException {
        var whole = Files.readAllBytes(file);
        for (var length = 512; length < whole.length; length += 4_096) {
            Files.write(file, Arrays.copyOf(whole, length));
            damaged();
        }
    }

    @Test
    void an_index_that_contradicts_its_table_is_damage() throws IOException {
        forge("UPDATE entries SET id = 'x' WHERE slot = 3;" + FORGED + "rootpage ="
                + " (SELECT rootpage FROM sqlite_schema WHERE name = 'entries_by_slug')"
                + " WHERE name = 'sqlite_autoindex_entries_1'");
        damaged();
    }

    @Test
    void a_full_text_index_that_lacks_a_part_is_damage() throws IOException {
        forge("DELETE FROM search_data WHERE id > 10");
        damaged();
    }

    private void damaged() {
        assertThrows(IOException.class, () -> {
            try (var reader = SkillsDbReader.open(file)) {
                reader.check();
            }
        });
    }
}
