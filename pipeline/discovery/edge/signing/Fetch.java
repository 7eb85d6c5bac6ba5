package discovery.edge.signing;

import java.io.IOException;

/// Where metadata comes from: a folder, a mirror, a map in a test.
@FunctionalInterface
public interface Fetch {

    /// The bytes of one metadata file.
    ///
    /// @param name     as in `timestamp.json` or `412.targets.json`; made of `a-z`, `0-9` and dots
    /// @param maxBytes the limit; when the file is longer, stop reading and return its first `maxBytes + 1` bytes
    /// @throws java.io.FileNotFoundException when there is no such file; so does `java.nio.file.NoSuchFileException`
    /// @throws IOException                   when it could not be read for another reason
    byte[] fetch(String name, long maxBytes) throws IOException;
}
