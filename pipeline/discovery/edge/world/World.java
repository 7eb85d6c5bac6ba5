package discovery.edge.world;

import discovery.edge.json.MalformedException;
import discovery.edge.json.Yaml;
import discovery.fetch.Foreign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A folder with `github/` and `mcp-registry/`, or one laid over another: first the lower folder's files, without those
/// that the upper one's `overlay.yaml` removes, moved as it says; then the upper one's files, which win.
///
/// @param files paths with `/`, and where they really are
/// @param moved paths of before, and of now
record World(SortedMap<String, Path> files, Map<String, String> moved) {
    private static final String OVERLAY = "overlay.yaml";

    /// @param under the world that this one is laid over; empty: it stands alone
    static World open(Path folder, Optional<Path> under) throws IOException {
        var moved = new HashMap<String, String>();
        var files = new TreeMap<String, Path>();
        if (under.isPresent()) {
            files.putAll(listed(under.get()));
            var overlay = folder.resolve(OVERLAY);
            if (Files.isRegularFile(overlay)) {
                apply(overlay, files, moved);
            }
        }
        files.putAll(listed(folder));
        files.remove(OVERLAY);
        return new World(files, moved);
    }

    private static SortedMap<String, Path> listed(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("%s is no folder; `nights` should name one".formatted(folder));
        }
        var files = new TreeMap<String, Path>();
        try (var all = Files.walk(folder)) {
            for (var file : all.filter(each -> !Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)).toList()) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), file);
            }
        }
        return files;
    }

    private static void apply(Path overlay, SortedMap<String, Path> files, Map<String, String> moved)
            throws IOException {
        var document = parsed(overlay);
        for (var path : document.texts("removed")) {
            files.keySet().removeIf(file -> file.equals(path) || file.startsWith(path + "/"));
        }
        for (var move : document.at("moved").items()) {
            var from = move.text("from").orElseThrow(() -> new IOException(overlay + ": a move without `from`"));
            var to = move.text("to").orElseThrow(() -> new IOException(overlay + ": a move without `to`"));
            for (var file : files.keySet().toArray(String[]::new)) {
                if (file.equals(from) || file.startsWith(from + "/")) {
                    var now = to + file.substring(from.length());
                    Optional.ofNullable(files.remove(file)).ifPresent(real -> files.put(now, real));
                    moved.put(file, now);
                }
            }
        }
    }

    private static Foreign parsed(Path overlay) throws IOException {
        try {
            return new Foreign(Yaml.parse(Files.readString(overlay)));
        } catch (MalformedException e) {
            throw new IOException(overlay + e.place(), e);
        }
    }
}
