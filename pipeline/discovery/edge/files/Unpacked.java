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
import java.util.Optional;
import java.util.zip.CRC32;

/// Resources of the class path as files, for native code that wants a path. Unpacked once per machine and kept: ONNX
/// Runtime by itself unpacks 28 MB at each start and leaves them behind when it is killed; SQLite's driver unpacks its
/// library at each start and compares it byte by byte.
///
/// A file is made beside its name, synced and renamed, by one process at a time; a kill leaves at most one unfinished
/// file, which the next process overwrites. A start compares size and CRC-32 with what the jar says, and notes that it
/// did; the next ones compare the note with the files' sizes and times and open no jar, which saves a tenth of a second.
/// The SHA-256, where there is one, is checked when a file is unpacked. A folder that strangers can write to is not
/// made safe by this.
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

    /// Finds out which resources there are, which may need a look into every jar.
    public interface Finding {
        List<Resource> resources() throws IOException;
    }

    /// A folder in `cache` that holds the resources under their own names, whole. Its own name ends in the CRC of the
    /// first resource, so that versions live side by side.
    ///
    /// @param finding not asked where a note says that all is as it was
    /// @return empty where there are no resources
    /// @throws IOException if a resource is missing or has another SHA-256, or the folder cannot be written
    public static Optional<Path> folder(Path cache, String name, Finding finding) throws IOException {
        var note = cache.resolve(name + ".seen");
        var seen = Seen.folder(note, Seen.jars());
        if (seen.isPresent()) {
            return seen;
        }
        var resources = finding.resources();
        return resources.isEmpty() ? Optional.empty() : Optional.of(made(cache, name, resources, note));
    }

    /// Makes a file.
    public interface Making {
        void make(Path file) throws IOException;
    }

    /// A file in a folder that is made of another one there, once; it appears whole or not at all.
    ///
    /// @param from what it is made of; when that changes, it is made anew
    /// @return empty where the folder cannot be written
    public static Optional<Path> derived(Path folder, String name, String from, Making making) throws IOException {
        var note = folder.resolveSibling(name + ".seen");
        if (Seen.folder(note, "").filter(folder::equals).isPresent()) {
            return Optional.of(folder.resolve(name));
        }
        if (!Files.isWritable(folder)) {
            return Optional.empty();
        }
        var unfinished = Files.createTempFile(folder, name, ".new");
        try {
            making.make(unfinished);
            Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        Seen.write(note, folder, "", List.of(name, from));
        return Optional.of(folder.resolve(name));
    }

    private static Path made(Path cache, String name, List<Resource> resources, Path note) throws IOException {
        var first = markOf(locate(resources.getFirst()));
        var folder = cache.resolve(name + "-" + HexFormat.of().toHexDigits(first.crc(), 8));
        if (!areWhole(resources, folder)) {
            unpack(resources, folder);
        }
        // What is in no jar may change without a jar's doing so.
        var inJars = true;
        for (var resource : resources) {
            inJars &= locate(resource).getProtocol().equals("jar");
        }
        if (inJars) {
            Seen.write(note, folder, Seen.jars(), resources.stream().map(Resource::name).toList());
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
