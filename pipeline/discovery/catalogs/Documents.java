package discovery.catalogs;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where documents go.
public interface Documents {
    /// Takes one document, to be written as UTF-8.
    ///
    /// @param path from the site's root, ASCII; each is written once
    void write(String path, String text);

    /// Takes a long document piece by piece.
    default void write(String path, Stream<String> pieces) {
        write(path, pieces.collect(Collectors.joining()));
    }
}
