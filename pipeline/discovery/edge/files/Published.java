package discovery.edge.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;

/// Folders and files that appear whole or not at all.
///
/// A folder is written beside its final name, synced and renamed once, into a place that is empty. What a killed run
/// left behind has a name that starts with `.new-` or `.old-`; nobody reads those, and the next run removes them.
public final class Published {
    private static final int MANY = 1_000;

    private Published() {}

    /// Writes into the folder it is given.
    public interface Writing {
        void into(Path folder) throws IOException;
    }

    /// Publishes a new folder.
    ///
    /// @throws IOException when the place is taken, or writing fails; then nothing is there
    public static void folder(Path place, Writing writing) throws IOException {
        if (Files.exists(place)) {
            throw new IOException("%s is already there; a finished folder is never overwritten".formatted(place));
        }
        write(place, writing);
    }

    /// Publishes a folder in place of the one that is there. The old one is moved aside first, so that a reader sees
    /// the old folder, for an instant none, then the new one; after a kill in between, `recover` brings the old one
    /// back.
    public static void replacing(Path place, Writing writing) throws IOException {
        var beside = written(place, writing);
        var old = beside(place, ".old-");
        delete(old);
        if (Files.exists(place)) {
            move(place, old);
        }
        move(beside, place);
        delete(old);
    }

    /// Brings the places below a folder into order after a kill: an old folder that was moved aside and not replaced
    /// comes back, unfinished ones go.
    public static void recover(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (var children = Files.list(parent)) {
            for (var child : children.sorted().toList()) {
                var name = child.getFileName().toString();
                if (name.startsWith(".old-")) {
                    var place = child.resolveSibling(name.substring(".old-".length()));
                    if (Files.exists(place)) {
                        delete(child);
                    } else {
                        move(child, place);
                    }
                } else if (name.startsWith(".new-")) {
                    delete(child);
                }
            }
        }
    }

    /// Writes one small file whole: beside, synced, then renamed over what is there.
    public static void file(Path place, byte[] bytes) throws IOException {
        var beside = beside(place, ".new-");
        Files.createDirectories(parentOf(place));
        Files.write(beside, bytes);
        sync(beside);
        move(beside, place);
    }

    /// Deletes a file or a folder with all it holds; what is not there is fine.
    public static void delete(Path path) throws IOException {
        if (!Files.exists(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var all = Files.walk(path)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    private static void write(Path place, Writing writing) throws IOException {
        move(written(place, writing), place);
    }

    private static Path written(Path place, Writing writing) throws IOException {
        Files.createDirectories(parentOf(place));
        var beside = beside(place, ".new-");
        delete(beside);
        Files.createDirectory(beside);
        var done = false;
        try {
            writing.into(beside);
            syncAll(beside);
            done = true;
        } finally {
            if (!done) {
                delete(beside);
            }
        }
        return beside;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException foreignFileSystem) {
            throw new IOException("%s can't be renamed in one step; use another --out".formatted(to),
                    foreignFileSystem);
        }
    }

    /// Small folders are synced file by file, so that a power cut can't leave a renamed folder with empty files. Folders
    /// with more than a thousand files (a site) are left to the file system's order: they are made again from what is
    /// synced, at the cost of time.
    private static void syncAll(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            var first = files.filter(Files::isRegularFile).limit(MANY + 1).toList();
            if (first.size() <= MANY) {
                for (var file : first) {
                    sync(file);
                }
            }
        }
    }

    private static void sync(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static Path beside(Path place, String prefix) throws IOException {
        var name = place.getFileName();
        if (name == null) {
            throw new NoSuchFileException(place.toString(), null, "names no file");
        }
        return place.resolveSibling(prefix + name);
    }

    private static Path parentOf(Path place) {
        var parent = place.toAbsolutePath().getParent();
        return parent == null ? place.toAbsolutePath() : parent;
    }
}
