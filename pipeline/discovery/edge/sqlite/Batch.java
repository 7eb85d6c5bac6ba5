package discovery.edge.sqlite;

import discovery.model.CanonicalJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

/// A statement that is run for row after row, many at once.
final class Batch implements AutoCloseable {
    /// Rows that are handed to SQLite at once.
    private static final int ROWS = 500;

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
        if (++waiting == ROWS) {
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
