package discovery.edge.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Tables of keys and byte values in one SQLite file: a store that can be lost, costing time, not correctness.
///
/// What is put is there at once for this process; on disk it is there after `commit`, after some hundreds of further
/// puts, or after `close`. A process that is killed loses only what came after. Safe for several threads at once.
public final class KeyValues implements AutoCloseable {
    private static final int PUTS_BETWEEN_COMMITS = 500;

    private final Path file;
    private final Connection connection;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private int puts;

    private KeyValues(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /// Opens the file, which is made where there is none. One that is damaged is moved to `NAME.damaged`, and a new
    /// one is begun.
    ///
    /// @param tables names of the tables, lower-case letters each; made where they are missing
    /// @throws IOException when the folder can't be written to
    public static KeyValues open(Path file, List<String> tables) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try {
            return new KeyValues(file, connect(file, tables));
        } catch (SQLException damaged) {
            var aside = file.resolveSibling(file.getFileName() + ".damaged");
            if (Files.exists(file)) {
                Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            }
            for (var companion : List.of("-wal", "-shm", "-journal")) {
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + companion));
            }
            try {
                return new KeyValues(file, connect(file, tables));
            } catch (SQLException e) {
                throw new IOException("%s can't be opened: %s".formatted(file, e.getMessage()), e);
            }
        }
    }

    private static Connection connect(Path file, List<String> tables) throws SQLException {
        var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (var statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("pragma synchronous = normal");
            statement.execute("pragma busy_timeout = 10000");
            try (var rows = statement.executeQuery("pragma quick_check(1)")) {
                if (rows.next() && !rows.getString(1).equals("ok")) {
                    throw new SQLException(rows.getString(1));
                }
            }
            for (var table : tables) {
                statement.execute("create table if not exists %s(key text not null unique, value blob not null) strict"
                        .formatted(table));
            }
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    public Optional<byte[]> get(String table, String key) {
        return locked(() -> {
            var select = statement("select value from %s where key = ?".formatted(table));
            select.setString(1, key);
            try (var rows = select.executeQuery()) {
                return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
            }
        });
    }

    public boolean has(String table, String key) {
        return locked(() -> {
            var select = statement("select 1 from %s where key = ?".formatted(table));
            select.setString(1, key);
            try (var rows = select.executeQuery()) {
                return rows.next();
            }
        });
    }

    /// The keys that begin so, sorted.
    public List<String> keys(String table, String beginning) {
        return locked(() -> {
            var select = statement("select key from %s where substr(key, 1, ?) = ? order by key".formatted(table));
            select.setInt(1, beginning.length());
            select.setString(2, beginning);
            var keys = new ArrayList<String>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    keys.add(rows.getString(1));
                }
            }
            return keys;
        });
    }

    /// Stores the value in place of what was there.
    public void put(String table, String key, byte[] value) {
        locked(() -> {
            var insert = statement(
                    "insert into %s(key, value) values(?, ?) on conflict(key) do update set value = excluded.value"
                            .formatted(table));
            insert.setString(1, key);
            insert.setBytes(2, value);
            insert.executeUpdate();
            if (++puts >= PUTS_BETWEEN_COMMITS) {
                connection.commit();
                puts = 0;
            }
            return puts;
        });
    }

    public void remove(String table, String key) {
        locked(() -> {
            var delete = statement("delete from %s where key = ?".formatted(table));
            delete.setString(1, key);
            return delete.executeUpdate();
        });
    }

    /// Takes over what another such file holds in these tables, in place of what was there.
    ///
    /// @throws UncheckedIOException when that file can't be read; then some of it may be there
    public void absorb(Path other, List<String> tables) {
        locked(() -> {
            connection.commit();
            connection.setAutoCommit(true);
            try (var attach = connection.prepareStatement("attach database ? as part");
                    var statement = connection.createStatement()) {
                attach.setString(1, other.toString());
                attach.execute();
                try {
                    for (var table : tables) {
                        statement.execute(
                                ("insert into main.%1$s(key, value) select key, value from part.%1$s where true"
                                        + " on conflict(key) do update set value = excluded.value").formatted(table));
                    }
                } finally {
                    statement.execute("detach database part");
                }
            } finally {
                connection.setAutoCommit(false);
            }
            return 0;
        });
    }

    /// Brings to disk what was put and removed, all of it or nothing.
    public void commit() {
        locked(() -> {
            connection.commit();
            puts = 0;
            return puts;
        });
    }

    @Override
    public void close() {
        locked(() -> {
            connection.commit();
            for (var statement : statements.values()) {
                statement.close();
            }
            statements.clear();
            connection.close();
            return 0;
        });
    }

    private PreparedStatement statement(String sql) throws SQLException {
        var known = statements.get(sql);
        if (known != null) {
            return known;
        }
        var made = connection.prepareStatement(sql);
        statements.put(sql, made);
        return made;
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    private <T> T locked(Work<T> work) {
        lock.lock();
        try {
            return work.run();
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException("%s: %s".formatted(file, e.getMessage()), e));
        } finally {
            lock.unlock();
        }
    }
}
