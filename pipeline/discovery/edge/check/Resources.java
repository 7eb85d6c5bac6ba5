package discovery.edge.check;

import discovery.edge.json.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/// Our own files on the class path, so that an author needs no checkout of the index.
final class Resources {
    private Resources() {}

    static String text(String name) throws IOException {
        try (var in = open(name).orElseThrow(() -> new NoSuchFileException(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static <T> T yaml(String name, Class<T> type) throws IOException {
        return Yaml.read(name, text(name), type);
    }

    private static Optional<InputStream> open(String name) {
        return Optional.ofNullable(Resources.class.getResourceAsStream("/" + name));
    }
}
