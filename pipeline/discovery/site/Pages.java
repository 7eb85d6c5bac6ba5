package discovery.site;

/// Where the site's files go: a folder, a tar, a map in a test.
public interface Pages {
    /// Takes one file.
    ///
    /// @param path relative, ASCII, `/` between folders; each path is written once
    void write(String path, byte[] bytes);

    /// Takes one file with the bytes of another that it has taken: a second name, where files can have two.
    ///
    /// @param first path of that other file
    default void again(String path, String first, byte[] bytes) {
        write(path, bytes);
    }
}
