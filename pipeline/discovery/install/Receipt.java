package discovery.install;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What an installation left behind: enough to compare it and to take it out again.
///
/// @param schema 1
/// @param id     of the entry
/// @param way    `folder`, `file`, `server` or `plugin`
/// @param client who got it
/// @param name   of the folder, file, server or plugin
/// @param target absolute path of the folder or of the file's folder; of a plugin, its marketplace
/// @param commit that was installed; empty for a server
/// @param sha256 of the entry's own file, as the index had it
/// @param build  number of the build that said so
/// @param files  path below the target → SHA-256; for a server, `launch` → that of its configuration
public record Receipt(
        int schema,
        String id,
        String way,
        String client,
        String name,
        String target,
        String commit,
        String sha256,
        long build,
        SortedMap<String, String> files) {
    public Receipt {
        if (schema != 1) {
            throw new IllegalArgumentException("schema is %d; this program reads schema 1".formatted(schema));
        }
        files = new TreeMap<>(files == null ? Map.of() : files);
    }
}
