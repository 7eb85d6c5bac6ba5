package discovery.edge.sqlite;

import discovery.edge.files.Unpacked;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.sqlite.util.LibraryLoaderUtil;

/// SQLite's own code, for programs that start often.
public final class NativeLibrary {
    private static final String PATH = "org.sqlite.lib.path";

    private NativeLibrary() {}

    /// Unpacks it once per machine. Without this the driver unpacks it at each start, which takes 70 ms. To be called
    /// before a database is opened; where the driver brings nothing for this platform, nothing changes.
    public static void keepIn(Path cache) throws IOException {
        var resource = new Unpacked.Resource(
                LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName(), "");
        if (System.getProperty(PATH) == null && Unpacked.exists(resource)) {
            System.setProperty(PATH, Unpacked.folder(cache, "sqlite", List.of(resource)).toString());
        }
    }
}
