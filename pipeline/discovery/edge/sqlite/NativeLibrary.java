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
        if (System.getProperty(PATH) == null) {
            Unpacked.folder(cache, "sqlite", NativeLibrary::resources)
                    .ifPresent(folder -> System.setProperty(PATH, folder.toString()));
        }
    }

    private static List<Unpacked.Resource> resources() {
        var resource = new Unpacked.Resource(
                LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName(), "");
        return Unpacked.exists(resource) ? List.of(resource) : List.of();
    }
}
