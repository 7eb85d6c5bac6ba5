package discovery.edge.sqlite;

import discovery.build.Dump;
import discovery.model.Row;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import org.sqlite.SQLiteConnection;

/// Writes `skills.db` from the rows of the dump: the same bytes from the same rows, whatever their order, on every
/// system that has this version of SQLite.
///
/// The recipe was measured (52,341 rows; a fresh and a patched file alike): fill a file that is thrown away,
/// with `secure_delete`, so that nothing stale stays in a page; optimize the full-text index and give it the one form, so
/// that it has no history; set the schema's version; `VACUUM INTO` the file that stays, which orders its pages. Another
/// version of SQLite writes other bytes with the same content: then the dump is what is compared.
public final class SkillsDb {
    /// `SKIL`, where `file` and we look for what a database is.
    static final int APPLICATION = 0x534B_494C;

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
        var count = new long[1];
        made(file, false, connection -> {
            execute(connection, schema());
            connection.setAutoCommit(false);
            count[0] = Filling.fill(connection, rows, nextSlot);
            Filling.derive(connection);
            Filling.describe(connection, count[0], nextSlot, parts);
            execute(connection, Filling.INDEX);
        });
        return count[0];
    }

    /// Makes the file of a newer build out of an older one's: byte for byte what `write` makes of all its rows, at a
    /// fraction of the time. It believes what it is told, so compare the result's digest.
    ///
    /// @param old     the older build's file, which stays as it is
    /// @param gone    slots that the newer build no longer has
    /// @param changed rows that are new or of another content
    /// @param numbers rows of which the numbers alone are others
    /// @param header  of the newer build
    public static void update(
            Path old, Path file, Iterable<Integer> gone, List<Row> changed, Iterable<Row> numbers, Dump.Header header)
            throws IOException {
        var work = work(file);
        Files.deleteIfExists(work);
        Files.copy(old, work);
        made(file, true, connection -> {
            connection.setAutoCommit(false);
            Filling.change(connection, gone, changed, numbers);
            Filling.describe(connection, header.entries(), header.nextSlot(), header.parts());
            execute(connection, Filling.OPTIMIZED);
        });
    }

    private interface Work {
        void in(Connection connection) throws SQLException, IOException;
    }

    private static Path work(Path file) {
        return file.resolveSibling(".new-" + file.getFileName());
    }

    private static void made(Path file, boolean from, Work filling) throws IOException {
        if (Files.exists(file)) {
            throw new IOException("%s is already there; a database is never overwritten".formatted(file));
        }
        var work = work(file);
        if (!from) {
            Files.deleteIfExists(work);
        }
        var done = false;
        try (var connection = Connections.scratch(work)) {
            filling.in(connection);
            connection.commit();
            connection.setAutoCommit(true);
            execute(connection, "PRAGMA schema_version = 100");
            try (var vacuum = connection.prepareStatement("VACUUM INTO ?")) {
                vacuum.setString(1, file.toAbsolutePath().toString());
                vacuum.executeUpdate();
            }
            done = true;
        } catch (SQLException e) {
            throw new IOException("%s can't be written: %s".formatted(file, e.getMessage()), e);
        } finally {
            Files.deleteIfExists(work);
            if (!done) {
                Files.deleteIfExists(file);
            }
        }
    }

    /// All SQL that `write` runs but for the rows, as a script for the `sqlite3` program, to be measured beside it. The
    /// rows' statements belong where the line `place` stands; the last line makes the file `theirs.out.db`.
    public static String script(String place) throws IOException {
        return String.join("\n", "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                + " PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -65536; PRAGMA secure_delete = ON;", schema(),
                "BEGIN;", place, Filling.LISTS.formatted("entries"), Filling.INDEX, "COMMIT;",
                "PRAGMA schema_version = 100;", "VACUUM INTO 'theirs.out.db';", "");
    }

    /// The columns of `entries` that are written, in their order.
    public static List<String> columns() {
        return Filling.COLUMNS;
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
}
