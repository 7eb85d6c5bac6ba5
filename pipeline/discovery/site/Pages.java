package discovery.site;

/// Where the site's files go: a folder, a tar, a map in a test.
public interface Pages {
    /// Takes one file.
    ///
    /// @param path relative, ASCII, `/` between folders; each path is written once
    void write(String path, byte[] bytes);
}
