package discovery.edge.bench;

import discovery.edge.json.Json;
import discovery.edge.json.JsonLines;
import discovery.edge.json.MalformedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Real files, from the folder that `BENCH_CORPUS` names: `skills.jsonl.zst` and its neighbours, one JSON object a line.
final class Corpus {
    static final List<String> SHEETS = List.of("skills", "agents", "commands");
    static final List<String> DOCUMENTS = List.of("hooks", "plugins", "mcp-servers");

    /// @param head the front matter without its fences, empty where there is none; `body` the rest or the whole
    record File(String blob, String repository, String path, String head, String body) {
        String text() {
            return head.isEmpty() ? body : "---\n" + head + "\n---\n" + body;
        }
    }

    private final Path folder;

    Corpus(Path folder) {
        this.folder = folder;
    }

    /// The files of one kind. Close the stream.
    Stream<File> files(String kind) throws IOException {
        return JsonLines.lines(folder.resolve(kind + ".jsonl.zst")).map(line -> {
            try {
                var row = (Map<?, ?>) Json.parse(line);
                return new File(text(row, "blob"), text(row, "repo"), text(row, "path"), text(row, "frontmatter"),
                        row.containsKey("raw") ? text(row, "raw") : text(row, "body"));
            } catch (MalformedException e) {
                throw new UncheckedIOException(new IOException(kind + " of the corpus: " + e.getMessage(), e));
            }
        });
    }

    private static String text(Map<?, ?> row, String key) {
        var value = row.get(key);
        return value instanceof String text ? text : value == null ? "" : Json.line(value);
    }
}
