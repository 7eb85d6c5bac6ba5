package discovery.site;

import discovery.edge.mustache.Templates;
import discovery.model.Row;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// A whole site in memory.
record Rendered(SortedMap<String, byte[]> files, Site.Written written) {
    private static final Templates TEMPLATES = Templates.ofClassPath();

    static Rendered of(List<Row> rows) {
        return of(Tiny.edition(rows));
    }

    static Rendered of(Edition edition) {
        var files = new TreeMap<String, byte[]>();
        var written = Site.render(edition, TEMPLATES, (path, bytes) -> {
            if (files.put(path, bytes) != null) {
                throw new AssertionError("written twice: " + path);
            }
        });
        return new Rendered(files, written);
    }

    String text(String path) {
        var bytes = files.get(path);
        if (bytes == null) {
            throw new AssertionError("no file " + path + " among " + files.keySet());
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    void each(String ending, BiConsumer<String, String> seen) {
        files.forEach((path, bytes) -> {
            if (path.endsWith(ending)) {
                seen.accept(path, new String(bytes, StandardCharsets.UTF_8));
            }
        });
    }
}
