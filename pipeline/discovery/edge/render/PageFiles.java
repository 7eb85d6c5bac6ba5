package discovery.edge.render;

import discovery.site.Pages;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;

/// Pages as files. Folders are made as they come. A file is never written into: what is there is removed first, because
/// others may know it by a second name.
final class PageFiles implements Pages {
    private final Path folder;
    private final String root;
    private final boolean taken;
    private final HashSet<String> made = new HashSet<>();

    /// @param folder that is there
    /// @param taken  it has files already
    PageFiles(Path folder, boolean taken) {
        this.folder = folder;
        root = folder.toString();
        this.taken = taken;
    }

    @Override
    public void write(String path, byte[] bytes) {
        enter(path);
        try {
            create(path, bytes);
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

    /// Removes a file, and the folders that are empty then.
    void remove(String path) {
        if (isOutside(path)) {
            throw new IllegalStateException(path + " leaves the site's folder");
        }
        var gone = new File(root, path).delete();
        for (var end = path.lastIndexOf('/'); gone && end > 0; end = path.lastIndexOf('/', end - 1)) {
            gone = new File(root, path.substring(0, end)).delete();
        }
    }

    private void enter(String path) {
        if (isOutside(path)) {
            throw new IllegalStateException(path + " leaves the site's folder");
        }
        makeFolderOf(path);
        if (taken) {
            new File(root, path).delete();
        }
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
