package discovery.edge.render;

import discovery.site.Pages;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;

/// Pages as files. Folders are made as they come. What an earlier site has already, byte for byte, is linked: to write a
/// file costs more than to read one.
final class PageFiles implements Pages {
    private final Path folder;
    private final Optional<Path> since;
    /// What an earlier page is read into.
    private byte[] buffer = new byte[1 << 15];
    private final HashSet<String> made = new HashSet<>();

    PageFiles(Path folder, Optional<Path> since) {
        this.folder = folder;
        this.since = since;
    }

    @Override
    public void write(String path, byte[] bytes) {
        if (isOutside(path)) {
            throw new IllegalStateException(path + " leaves the site's folder");
        }
        try {
            var parent = path.substring(0, Math.max(0, path.lastIndexOf('/')));
            if (made.add(parent)) {
                Files.createDirectories(folder.resolve(parent));
            }
            if (!isLinked(path, bytes)) {
                // Straight to the system: the newer ways spend more on a small file than the system does.
                try (var out = new FileOutputStream(new File(folder.toString(), path))) {
                    out.write(bytes);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOutside(String path) {
        return path.isEmpty() || path.startsWith("/") || path.indexOf('\\') >= 0 || path.indexOf(':') >= 0
                || ("/" + path + "/").contains("/../");
    }

    private boolean isLinked(String path, byte[] bytes) throws IOException {
        if (since.isEmpty()) {
            return false;
        }
        var before = since.get().resolve(path);
        if (buffer.length <= bytes.length) {
            buffer = new byte[2 * bytes.length + 1];
        }
        try (var in = new FileInputStream(before.toString())) {
            var count = in.readNBytes(buffer, 0, bytes.length + 1);
            if (!Arrays.equals(buffer, 0, count, bytes, 0, bytes.length)) {
                return false;
            }
        } catch (FileNotFoundException e) {
            return false;
        }
        Files.createLink(folder.resolve(path), before);
        return true;
    }
}
