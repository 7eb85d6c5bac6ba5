package discovery.edge.bench;

import discovery.edge.build.Building;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a benchmark starts as a process of its own: it makes a database and a packed dump of a dump.
public final class Remake {
    private Remake() {}

    /// @param arguments the dump and a folder that is not there
    public static void main(String... arguments) throws Exception {
        var folder = Files.createDirectory(Path.of(arguments[1]));
        var dump = Path.of(arguments[0]);
        Building.database(dump, folder.resolve("skills.db"));
        Building.pack(dump, folder.resolve("skills.jsonl.zst"));
    }
}
