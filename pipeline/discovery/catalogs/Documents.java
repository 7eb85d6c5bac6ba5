package discovery.catalogs;

/// Where documents go.
public interface Documents {
    /// Takes one document, to be written as UTF-8.
    ///
    /// @param path from the site's root, ASCII; each is written once
    void write(String path, String text);
}
