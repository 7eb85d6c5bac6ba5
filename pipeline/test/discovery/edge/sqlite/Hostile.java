package discovery.edge.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/// Changes a database as somebody else would.
public final class Hostile {
    private Hostile() {}

    public static void run(Path file, String sql) throws IOException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
