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
    private final String root;
    private final Optional<Path> since;
    /// What an earlier page is read into.
    private byte[] buffer = new byte[1 << 15];
    private final HashSet<String> made = new HashSet<>();

    /// @param folder that is there
    PageFiles(Path folder, Optional<Path> since) {
        this.folder = folder;
        root = folder.toString();
        this.since = since;
    }

    @Override
    public void write(String path, byte[] bytes) {
        enter(path);
        try {
            if (!isLinked(path, bytes)) {
                create(path, bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void again(String path, String first, byte[] bytes) {
        enter(path);
        try {
            if (!isLinked(path, folder.resolve(first))) {
                create(path, bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void enter(String path) {
        if (isOutside(path)) {
            throw new IllegalStateException(path + " leaves the site's folder");
        }
        makeFolderOf(path);
    }

    /// Makes those above first: to try and fail costs more than all the rest. Whether it could be made, the first file in
    /// it will tell.
    private void makeFolderOf(String path) {
        var end = path.lastIndexOf('/');
        if (end > 0 && made.add(path.substring(0, end))) {
            var parent = path.substring(0, end);
            makeFolderOf(parent);
            new File(root, parent).mkdir();
        }
    }

    /// Straight to the system: the newer ways spend more on a small file than the system does.
    private void create(String path, byte[] bytes) throws IOException {
        try (var out = new FileOutputStream(new File(root, path))) {
            out.write(bytes);
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
        return isLinked(path, before);
    }

    /// False where a file can't have another name: it has as many as the file system gives it, or none gives it two.
    private boolean isLinked(String path, Path before) {
        try {
            Files.createLink(folder.resolve(path), before);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
