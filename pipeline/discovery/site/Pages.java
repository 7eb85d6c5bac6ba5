package discovery.site;

import java.util.Optional;
import java.util.OptionalLong;

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

    /// Takes the files of one thing, unless they are there from an earlier night, made of the same.
    ///
    /// @param name   path of the first of its files
    /// @param of     a mark of all that its files are made of
    /// @param making writes them; not run when they are there
    /// @return how much stays; empty: they were made
    default Optional<Kept> unless(String name, long of, Runnable making) {
        making.run();
        return Optional.empty();
    }

    /// Files that stayed as they were.
    record Kept(long files, long bytes) {}

    /// The secret of the marks; empty where nothing is remembered from night to night, so that nobody need take any.
    default OptionalLong secret() {
        return OptionalLong.empty();
    }
}
