package discovery.edge.sqlite;

import discovery.build.Dump;
import discovery.model.CanonicalJson;
import discovery.model.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.sqlite.SQLiteConnection;

/// Puts rows into the tables of `skills.db`.
final class Filling {
    /// What follows from the lists of the entries in a table.
    static final String LISTS = """
            INSERT INTO entry_tags
                SELECT DISTINCT j.value, e.slot FROM %1$s e, json_each(e.tags) j ORDER BY 1, 2;
            INSERT INTO entry_categories
                SELECT DISTINCT j.value, e.slot FROM %1$s e, json_each(e.categories) j ORDER BY 1, 2;
            INSERT INTO entry_sources
                SELECT DISTINCT j.value, e.slot FROM %1$s e, json_each(e.sources) j ORDER BY 1, 2;
            INSERT INTO entry_slugs
                SELECT DISTINCT j.value, e.slot FROM %1$s e, json_each(e.formerly) j ORDER BY 1, 2;
            """;
    /// `optimize` leaves one segment, whose pages are the same whatever the index has gone through. Its number, and the
    /// counters beside it, tell of that: the segment becomes number 1 of level 0, with nothing counted. (How both are kept
    /// is in SQLite's `fts5_index.c`: the number is in the bits of an id from 37 on, the record with id 10 ends with the
    /// last page.) A segment that was written at once has pages of another form than one that was merged, so one entry
    /// goes and comes back, and there is always something to merge.
    static final String OPTIMIZED = """
            INSERT INTO search (search, rowid, name, title, description, tags, categories, owner, gist)
                SELECT 'delete', slot, name, title, description, tags, categories, owner, gist FROM entries
                ORDER BY slot LIMIT 1;
            INSERT INTO search (rowid, name, title, description, tags, categories, owner, gist)
                SELECT slot, name, title, description, tags, categories, owner, gist FROM entries ORDER BY slot LIMIT 1;
            INSERT INTO search (search) VALUES ('optimize');
            UPDATE search_data SET id = (id & ((1 << 37) - 1)) | (1 << 37) WHERE id > 10 AND id >> 37 <> 1;
            UPDATE search_idx SET segid = 1 WHERE segid <> 1;
            UPDATE search_data SET block = CAST(x'0000000001010000010101' || substr(block,
                (SELECT CASE WHEN pages < 1 << 7 THEN -1 WHEN pages < 1 << 14 THEN -2 WHEN pages < 1 << 21 THEN -3 ELSE -4 END
                FROM (SELECT max(id) - (1 << 37) AS pages FROM search_data WHERE id < (1 << 37) + (1 << 31)))) AS BLOB)
            WHERE id = 10 AND EXISTS (SELECT * FROM search_idx);
            """;
    static final String INDEX = """
            INSERT INTO search (search) VALUES ('delete-all');
            INSERT INTO search (search) VALUES ('rebuild');
            """ + OPTIMIZED;
    private static final String WORDS = "slot, name, title, description, tags, categories, owner, gist";
    static final List<String> COLUMNS = List.of("slot", "id", "kind", "slug", "name", "title", "description",
            "repository", "place", "path", "commit_id", "blob", "sha256", "licence", "version", "author", "homepage",
            "language", "status", "archived", "fork", "tags", "categories", "gist", "tools", "events", "commands",
            "packages", "remotes", "sources", "provenance", "original", "reason", "flaws", "first_seen", "formerly");

    private Filling() {}

    static long fill(Connection connection, Iterator<Row> rows, int nextSlot) throws SQLException {
        SkillsDb.execute(connection, """
                CREATE TEMP TABLE contained (parent INTEGER NOT NULL, child TEXT NOT NULL);
                CREATE TEMP TABLE containing (child INTEGER, parent TEXT, PRIMARY KEY (child, parent)) WITHOUT ROWID;
                """);
        try (var entries = new Batch(connection,
                "INSERT INTO entries (%s) VALUES (%s)".formatted(String.join(", ", COLUMNS),
                        String.join(",", Collections.nCopies(COLUMNS.size(), "?"))));
                var numbers = new Batch(connection, "INSERT INTO numbers VALUES (?,?,?,?,?,?,?,?,?,?)");
                var findings = new Batch(connection, "INSERT INTO findings VALUES (?,?,?,?,?,?)");
                var verdicts = new Batch(connection, "INSERT INTO verdicts VALUES (?,?,?,?,?)");
                var contained = new Batch(connection, "INSERT INTO contained VALUES (?,?)");
                var containing = new Batch(connection, "INSERT OR IGNORE INTO containing VALUES (?,?)")) {
            var count = 0L;
            while (rows.hasNext()) {
                var row = rows.next();
                var slot = row.content().slot();
                if (slot < 0 || slot >= nextSlot) {
                    throw new IllegalArgumentException("entry `%s` has slot %d; slots are below %d".formatted(
                            row.content().id(), slot, nextSlot));
                }
                add(entries, row.content());
                add(numbers, slot, row.numbers());
                var number = 0;
                for (var each : row.content().findings()) {
                    findings.number(slot).number(number++).text(each.rule()).text(each.severity())
                            .number(each.line()).text(each.excerpt()).add();
                }
                number = 0;
                for (var each : row.content().verdicts()) {
                    verdicts.number(slot).number(number++).text(each.reader()).number(each.accepts() ? 1 : 0)
                            .list(each.rules()).add();
                }
                for (var id : row.content().members()) {
                    contained.number(slot).text(id).add();
                }
                for (var id : row.content().parents()) {
                    containing.number(slot).text(id).add();
                }
                count++;
            }
            return count;
        } catch (SQLException e) {
            if (e.getErrorCode() == 19) {
                throw new IllegalArgumentException("two entries have one id or slot: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    private static void add(Batch entries, Row.Content content) throws SQLException {
        entries.number(content.slot())
                .text(content.id())
                .text(content.kind().toString())
                .text(content.slug())
                .text(content.name())
                .text(content.title())
                .text(content.description())
                .number(content.repository())
                .text(content.place())
                .text(content.path())
                .text(content.commit())
                .text(content.blob())
                .text(content.sha256())
                .text(content.licence())
                .text(content.version())
                .text(content.author())
                .text(content.homepage())
                .text(content.language())
                .text(content.status())
                .number(content.archived() ? 1 : 0)
                .number(content.fork() ? 1 : 0)
                .list(content.tags())
                .list(content.categories())
                .text(content.gist())
                .list(content.tools())
                .list(content.events())
                .list(content.commands())
                .list(content.packages())
                .list(content.remotes())
                .list(content.sources())
                .text(CanonicalJson.of(content.provenance()))
                .text(content.original())
                .text(content.reason())
                .list(content.flaws())
                .number(content.firstSeen())
                .list(content.formerly())
                .add();
    }

    private static void add(Batch batch, int slot, Row.Numbers numbers) throws SQLException {
        var parts = new StringBuilder("[");
        for (var part : numbers.parts()) {
            parts.append(parts.length() > 1 ? "," : "").append(part < 0 ? "null" : part.toString());
        }
        batch.number(slot)
                .known(numbers.stars())
                .known(numbers.forks())
                .known(numbers.issues())
                .known(numbers.created())
                .known(numbers.pushed())
                .known(numbers.words())
                .number(numbers.score())
                .known(numbers.copies())
                .text(parts.append(']').toString())
                .add();
    }

    /// Fills by SQL what follows from the rows, in the order of its keys.
    static void derive(Connection connection) throws SQLException {
        lists(connection, "entries");
        SkillsDb.execute(connection, """
                INSERT INTO members
                    SELECT DISTINCT r.parent, c.slot FROM contained r JOIN entries c ON c.id = r.child ORDER BY 1, 2;
                """);
        refuse(connection, "SELECT child FROM contained WHERE child NOT IN (SELECT id FROM entries)",
                "`%s` is a member, but no entry");
        refuse(connection, """
                SELECT p.id FROM members m JOIN entries p ON p.slot = m.parent JOIN entries c ON c.slot = m.child
                WHERE NOT EXISTS (SELECT 1 FROM containing b WHERE b.child = c.slot AND b.parent = p.id)""",
                "`%s` has a member that doesn't name it as parent");
        refuse(connection, """
                SELECT b.parent FROM containing b LEFT JOIN entries p ON p.id = b.parent
                WHERE NOT EXISTS (SELECT 1 FROM members m WHERE m.parent = p.slot AND m.child = b.child)""",
                "`%s` is named as parent by what is no member of it");
        SkillsDb.execute(connection, """
                DROP TABLE contained;
                DROP TABLE containing;
                """);
    }

    private static void lists(Connection connection, String entries) throws SQLException {
        SkillsDb.execute(connection, LISTS.formatted(entries));
    }

    /// Takes out what a newer build no longer has, puts in what it has instead. Whoever calls it compares the result:
    /// the changes are believed.
    ///
    /// @param gone    slots
    /// @param changed rows of new or other content
    /// @param numbers rows of which the numbers alone are others
    static void change(Connection connection, Iterable<Integer> gone, List<Row> changed, Iterable<Row> numbers)
            throws SQLException {
        SkillsDb.execute(connection, """
                CREATE TEMP TABLE gone (slot INTEGER PRIMARY KEY);
                CREATE TEMP TABLE touched (slot INTEGER PRIMARY KEY);
                """);
        try (var out = new Batch(connection, "INSERT INTO gone VALUES (?)");
                var in = new Batch(connection, "INSERT INTO touched VALUES (?)")) {
            for (var slot : gone) {
                out.number(slot).add();
            }
            for (var row : changed) {
                in.number(row.content().slot()).add();
            }
        }
        words(connection, "(search, rowid, %s)", "'delete', ", "SELECT slot FROM gone UNION SELECT slot FROM touched");
        SkillsDb.execute(connection, """
                DELETE FROM members WHERE child IN (SELECT slot FROM gone);
                DELETE FROM members WHERE parent IN (SELECT slot FROM touched);
                INSERT OR IGNORE INTO gone SELECT slot FROM touched;
                DELETE FROM members WHERE parent IN (SELECT slot FROM gone);
                DELETE FROM entry_tags WHERE slot IN (SELECT slot FROM gone);
                DELETE FROM entry_categories WHERE slot IN (SELECT slot FROM gone);
                DELETE FROM entry_sources WHERE slot IN (SELECT slot FROM gone);
                DELETE FROM entry_slugs WHERE slot IN (SELECT slot FROM gone);
                DELETE FROM findings WHERE slot IN (SELECT slot FROM gone);
                DELETE FROM verdicts WHERE slot IN (SELECT slot FROM gone);
                DELETE FROM numbers WHERE slot IN (SELECT slot FROM gone);
                DELETE FROM entries WHERE slot IN (SELECT slot FROM gone);
                """);
        fill(connection, changed.iterator(), Integer.MAX_VALUE);
        lists(connection, "(SELECT * FROM entries WHERE slot IN (SELECT slot FROM touched))");
        try (var batch = new Batch(connection, "REPLACE INTO numbers VALUES (?,?,?,?,?,?,?,?,?,?)")) {
            for (var row : numbers) {
                add(batch, row.content().slot(), row.numbers());
            }
        }
        words(connection, "(rowid, %s)", "", "SELECT slot FROM touched");
        SkillsDb.execute(connection, """
                INSERT INTO members
                    SELECT DISTINCT r.parent, c.slot FROM contained r JOIN entries c ON c.id = r.child ORDER BY 1, 2;
                DROP TABLE contained;
                DROP TABLE containing;
                DROP TABLE gone;
                DROP TABLE touched;
                DELETE FROM meta;
                DELETE FROM parts;
                """);
    }

    /// Tells the full-text index of entries that come or go.
    private static void words(Connection connection, String into, String first, String slots) throws SQLException {
        SkillsDb.execute(connection, "INSERT INTO search %s SELECT %s%s FROM entries WHERE slot IN (%s) ORDER BY slot"
                .formatted(into.formatted(WORDS.substring(WORDS.indexOf(' ') + 1)), first, WORDS, slots));
    }

    private static void refuse(Connection connection, String sql, String sentence) throws SQLException {
        try (var statement = connection.createStatement(); var found = statement.executeQuery(sql + " LIMIT 1")) {
            if (found.next()) {
                throw new IllegalArgumentException(sentence.formatted(found.getString(1)));
            }
        }
    }

    static void describe(Connection connection, long count, int nextSlot, List<Dump.Part> parts)
            throws SQLException {
        try (var meta = new Batch(connection, "INSERT INTO meta VALUES (?,?)")) {
            meta.text("format").number(Dump.FORMAT).add();
            meta.text("schema").number(Dump.SCHEMA).add();
            meta.text("entries").number(count).add();
            meta.text("next_slot").number(nextSlot).add();
            meta.text("sqlite").text(connection.unwrap(SQLiteConnection.class).libversion()).add();
        }
        try (var batch = new Batch(connection, "INSERT INTO parts VALUES (?,?,?)")) {
            var position = 0;
            for (var part : parts) {
                batch.number(position++).text(part.name()).number(part.weight()).add();
            }
        }
    }
}
