package discovery.edge.sqlite;

import discovery.build.CanonicalJson;
import discovery.build.Dump;
import discovery.model.Row;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Iterator;
import java.util.List;
import org.sqlite.SQLiteConnection;

/// Writes `skills.db` from the rows of the dump: the same bytes from the same rows, whatever their order, on every
/// system that has this version of SQLite.
///
/// The recipe was measured (52,341 rows; a fresh and a patched file alike): fill a file that is thrown away,
/// with `secure_delete`, so that nothing stale stays in a page; empty, rebuild and optimize the full-text index, so
/// that it has no history; set the schema's version; `VACUUM INTO` the file that stays, which orders its pages. Another
/// version of SQLite writes other bytes with the same content: then the dump is what is compared.
public final class SkillsDb {
    /// `SKIL`, where `file` and we look for what a database is.
    static final int APPLICATION = 0x534B_494C;

    /// Rows that are handed to SQLite at once.
    private static final int BATCH = 500;

    private SkillsDb() {}

    /// The version of SQLite that determines the bytes, such as `3.54.1`.
    public static String version() {
        try (var connection = Connections.memory()) {
            return connection.unwrap(SQLiteConnection.class).libversion();
        } catch (SQLException e) {
            throw new IllegalStateException("SQLite doesn't say its version", e);
        }
    }

    /// Writes a new file. Memory doesn't grow with the number of rows.
    ///
    /// @param file     a file that is not there; beside it stands, meanwhile, one that starts with `.new-`
    /// @param rows     taken once, in any order
    /// @param nextSlot every slot is below it
    /// @throws IOException              when the disk doesn't take it; nothing is left then
    /// @throws IllegalArgumentException when ids or slots repeat, or members and parents don't match
    public static void write(Path file, Iterator<Row> rows, int nextSlot) throws IOException {
        write(file, rows, nextSlot, List.of());
    }

    /// Writes a new file from a whole dump.
    ///
    /// @throws IllegalArgumentException also when there are not as many rows as the header says
    public static void write(Path file, Iterator<Row> rows, Dump.Header header) throws IOException {
        var count = write(file, rows, header.nextSlot(), header.parts());
        if (count != header.entries()) {
            Files.delete(file);
            throw new IllegalArgumentException("there are %d entries; the header announces %d".formatted(
                    count, header.entries()));
        }
    }

    private static long write(Path file, Iterator<Row> rows, int nextSlot, List<Dump.Part> parts) throws IOException {
        if (Files.exists(file)) {
            throw new IOException("%s is already there; a database is never overwritten".formatted(file));
        }
        var work = file.resolveSibling(".new-" + file.getFileName());
        Files.deleteIfExists(work);
        var done = false;
        try (var connection = Connections.scratch(work)) {
            execute(connection, schema());
            connection.setAutoCommit(false);
            var count = fill(connection, rows, nextSlot);
            derive(connection);
            describe(connection, count, nextSlot, parts);
            connection.commit();
            connection.setAutoCommit(true);
            execute(connection, "PRAGMA schema_version = 100");
            try (var vacuum = connection.prepareStatement("VACUUM INTO ?")) {
                vacuum.setString(1, file.toAbsolutePath().toString());
                vacuum.executeUpdate();
            }
            done = true;
            return count;
        } catch (SQLException e) {
            throw new IOException("%s can't be written: %s".formatted(file, e.getMessage()), e);
        } finally {
            Files.deleteIfExists(work);
            if (!done) {
                Files.deleteIfExists(file);
            }
        }
    }

    /// The text of `schema.sql`.
    static String schema() throws IOException {
        try (var in = SkillsDb.class.getResourceAsStream("/discovery/build/schema.sql")) {
            if (in == null) {
                throw new FileNotFoundException("discovery/build/schema.sql is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static long fill(Connection connection, Iterator<Row> rows, int nextSlot) throws SQLException {
        execute(connection, """
                CREATE TEMP TABLE contained (parent INTEGER NOT NULL, child TEXT NOT NULL);
                CREATE TEMP TABLE containing (child INTEGER, parent TEXT, PRIMARY KEY (child, parent)) WITHOUT ROWID;
                """);
        try (var entries = new Batch(connection, """
                        INSERT INTO entries (slot, id, kind, slug, name, title, description, repository, place, path,
                            commit_id, blob, sha256, licence, version, author, homepage, language, status, archived,
                            fork, tags, categories, gist, tools, events, commands, packages, remotes, sources,
                            provenance, original, reason, flaws, first_seen)
                        VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)""");
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
    private static void derive(Connection connection) throws SQLException {
        execute(connection, """
                INSERT INTO entry_tags
                    SELECT DISTINCT j.value, e.slot FROM entries e, json_each(e.tags) j ORDER BY 1, 2;
                INSERT INTO entry_categories
                    SELECT DISTINCT j.value, e.slot FROM entries e, json_each(e.categories) j ORDER BY 1, 2;
                INSERT INTO entry_sources
                    SELECT DISTINCT j.value, e.slot FROM entries e, json_each(e.sources) j ORDER BY 1, 2;
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
        execute(connection, """
                DROP TABLE contained;
                DROP TABLE containing;
                INSERT INTO search (search) VALUES ('delete-all');
                INSERT INTO search (search) VALUES ('rebuild');
                INSERT INTO search (search) VALUES ('optimize');
                """);
    }

    private static void refuse(Connection connection, String sql, String sentence) throws SQLException {
        try (var statement = connection.createStatement(); var found = statement.executeQuery(sql + " LIMIT 1")) {
            if (found.next()) {
                throw new IllegalArgumentException(sentence.formatted(found.getString(1)));
            }
        }
    }

    private static void describe(Connection connection, long count, int nextSlot, List<Dump.Part> parts)
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

    /// A statement that is run for row after row, many at once.
    private static final class Batch implements AutoCloseable {
        private final PreparedStatement statement;
        private int column;
        private int waiting;

        Batch(Connection connection, String sql) throws SQLException {
            statement = connection.prepareStatement(sql);
        }

        Batch text(String text) throws SQLException {
            statement.setString(++column, text);
            return this;
        }

        Batch list(List<String> texts) throws SQLException {
            return text(CanonicalJson.of(texts));
        }

        Batch number(long number) throws SQLException {
            statement.setLong(++column, number);
            return this;
        }

        /// NULL for -1.
        Batch known(long number) throws SQLException {
            if (number >= 0) {
                return number(number);
            }
            statement.setNull(++column, Types.INTEGER);
            return this;
        }

        void add() throws SQLException {
            statement.addBatch();
            column = 0;
            if (++waiting == BATCH) {
                run();
            }
        }

        private void run() throws SQLException {
            statement.executeBatch();
            waiting = 0;
        }

        /// Hands over what waits.
        @Override
        public void close() throws SQLException {
            try (statement) {
                if (waiting > 0) {
                    run();
                }
            }
        }
    }
}
