package discovery.edge.sqlite;

import discovery.build.Dump;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;

/// How databases are opened.
final class Connections {
    /// KiB of pages in memory.
    private static final int CACHE = 64 * 1_024;

    private Connections() {}

    static Connection memory() throws SQLException {
        return new SQLiteConfig().createConnection("jdbc:sqlite::memory:");
    }

    /// A new file that is filled and thrown away: no journal, no waiting for the disk.
    static Connection scratch(Path file) throws SQLException {
        var config = new SQLiteConfig();
        config.setPageSize(4_096);
        config.setEncoding(SQLiteConfig.Encoding.UTF8);
        config.setJournalMode(SQLiteConfig.JournalMode.OFF);
        config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
        config.setLockingMode(SQLiteConfig.LockingMode.EXCLUSIVE);
        config.setCacheSize(-CACHE);
        config.setApplicationId(SkillsDb.APPLICATION);
        config.setUserVersion(Dump.SCHEMA);
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "ON");
        return config.createConnection(url(file, ""));
    }

    /// A file that may be hostile (attack E12): read-only and immutable, so that nothing beside it is looked at and
    /// nothing of it can be changed; its schema is not trusted; its cells are checked as they are read; what a
    /// statement may take is limited. sqlite-jdbc can't set SQLITE_DBCONFIG_DEFENSIVE, which forbids writes that a
    /// read-only file doesn't take anyway.
    static Connection hardened(Path file) throws SQLException {
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        config.enableLoadExtension(false);
        var connection = config.createConnection(url(file, "?immutable=1"));
        try {
            harden(connection);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static void harden(Connection connection) throws SQLException {
        var limits = connection.unwrap(SQLiteConnection.class);
        limits.setLimit(SQLiteLimits.SQLITE_LIMIT_LENGTH, 10_000_000);
        limits.setLimit(SQLiteLimits.SQLITE_LIMIT_SQL_LENGTH, 100_000);
        limits.setLimit(SQLiteLimits.SQLITE_LIMIT_EXPR_DEPTH, 50);
        limits.setLimit(SQLiteLimits.SQLITE_LIMIT_COMPOUND_SELECT, 10);
        limits.setLimit(SQLiteLimits.SQLITE_LIMIT_VDBE_OP, 25_000);
        limits.setLimit(SQLiteLimits.SQLITE_LIMIT_ATTACHED, 0);
        limits.setLimit(SQLiteLimits.SQLITE_LIMIT_TRIGGER_DEPTH, 0);
        limits.setLimit(SQLiteLimits.SQLITE_LIMIT_WORKER_THREADS, 0);
        for (var pragma : new String[] {"trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0",
                "query_only = ON", "temp_store = MEMORY"}) {
            SkillsDb.execute(connection, "PRAGMA " + pragma);
        }
    }

    /// As a URI, in which every character of a file's name stands for itself.
    private static String url(Path file, String parameters) {
        return "jdbc:sqlite:" + file.toAbsolutePath().toUri() + parameters;
    }
}
