package discovery.edge.bench;

import discovery.edge.json.Json;
import discovery.edge.json.JsonLines;
import discovery.edge.json.MalformedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Lines of JSON whose shape is not ours.
final class Labels {
    private Labels() {}

    /// Close the stream.
    static Stream<Map<?, ?>> read(Path file) throws IOException {
        return JsonLines.lines(file).map(line -> {
            try {
                return (Map<?, ?>) Json.parse(line);
            } catch (MalformedException e) {
                throw new UncheckedIOException(new IOException("%s: %s".formatted(file, e.getMessage()), e));
            }
        });
    }

    static Object at(Map<?, ?> object, String key) {
        return Optional.<Object>ofNullable(object.get(key)).orElse("");
    }

    /// The value as a text; empty where there is none.
    static String text(Map<?, ?> object, String key) {
        return String.valueOf(at(object, key));
    }
}
