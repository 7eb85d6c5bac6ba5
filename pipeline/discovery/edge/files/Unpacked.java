package discovery.edge.files;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/// Resources of the class path as files, for native code that wants a path. Unpacked once per machine and kept: ONNX
/// Runtime by itself unpacks 28 MB at each start and leaves them behind when it is killed; SQLite's driver unpacks its
/// library at each start and compares it byte by byte.
///
/// A file is made beside its name, synced and renamed, by one process at a time; a kill leaves at most one unfinished
/// file, which the next process overwrites. Each start compares size and CRC-32 with what the jar says, which costs
/// about 20 ms for 110 MB and finds damage; the SHA-256, where there is one, is checked when a file is unpacked. A
/// folder that strangers can write to is not made safe by this.
public final class Unpacked {
    private static final int BUFFER = 1 << 16;

    /// A resource to unpack.
    ///
    /// @param path   absolute, on the class path
    /// @param sha256 that it must have, lower-case hex; empty where the jar is trusted
    public record Resource(String path, String sha256) {
        public String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /// What a jar knows of an entry without reading it.
    private record Mark(long size, long crc) {}

    private Unpacked() {}

    /// A folder in `cache` that holds the resources under their own names, whole. Its own name ends in the CRC of the
    /// first resource, so that versions live side by side.
    ///
    /// @throws IOException if a resource is missing or has another SHA-256, or the folder cannot be written
    public static Path folder(Path cache, String name, List<Resource> resources) throws IOException {
        var first = markOf(locate(resources.getFirst()));
        var folder = cache.resolve(name + "-" + HexFormat.of().toHexDigits(first.crc(), 8));
        if (!areWhole(resources, folder)) {
            unpack(resources, folder);
        }
        return folder;
    }

    private static boolean areWhole(List<Resource> resources, Path folder) throws IOException {
        for (var resource : resources) {
            if (!isWhole(folder.resolve(resource.name()), markOf(locate(resource)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWhole(Path file, Mark mark) throws IOException {
        // The size first: it is free.
        if (!Files.isRegularFile(file) || Files.size(file) != mark.size()) {
            return false;
        }
        // Mapped, not read: to copy it would take twice as long as to look at it.
        try (var arena = Arena.ofConfined(); var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var crc = new CRC32();
            crc.update(channel.map(FileChannel.MapMode.READ_ONLY, 0, mark.size(), arena).asByteBuffer());
            return crc.getValue() == mark.crc();
        }
    }

    /// One thread of one process at a time; the lock ends with the process however it ends.
    private static synchronized void unpack(List<Resource> resources, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var channel = FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            for (var resource : resources) {
                var file = folder.resolve(resource.name());
                if (!isWhole(file, markOf(locate(resource)))) {
                    unpack(resource, file);
                }
            }
        }
    }

    private static void unpack(Resource resource, Path file) throws IOException {
        var unfinished = file.resolveSibling(resource.name() + ".new");
        var digest = Sha256.digest();
        try (var in = new DigestInputStream(locate(resource).openStream(), digest);
                var channel = FileChannel.open(
                        unfinished,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                var out = Channels.newOutputStream(channel)) {
            in.transferTo(out);
            channel.force(true);
        }
        var found = Sha256.hex(digest.digest());
        if (!resource.sha256().isEmpty() && !resource.sha256().equals(found)) {
            Files.delete(unfinished);
            throw new IOException("%s on the class path has SHA-256 %s, but the recipe is for %s"
                    .formatted(resource.path(), found, resource.sha256()));
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    public static boolean exists(Resource resource) {
        return Unpacked.class.getResource(resource.path()) != null;
    }

    private static URL locate(Resource resource) throws IOException {
        var url = Unpacked.class.getResource(resource.path());
        if (url == null) {
            throw new IOException(resource.path() + " is not on the class path");
        }
        return url;
    }

    private static Mark markOf(URL resource) throws IOException {
        var connection = resource.openConnection();
        if (connection instanceof JarURLConnection jar) {
            var entry = jar.getJarEntry();
            if (entry != null) {
                return new Mark(entry.getSize(), entry.getCrc());
            }
        }
        try (var in = connection.getInputStream()) {
            return markOf(in);
        }
    }

    private static Mark markOf(InputStream in) throws IOException {
        var crc = new CRC32();
        var buffer = new byte[BUFFER];
        var size = 0L;
        for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            crc.update(buffer, 0, read);
            size += read;
        }
        return new Mark(size, crc.getValue());
    }
}
