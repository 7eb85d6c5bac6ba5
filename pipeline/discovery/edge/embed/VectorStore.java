package discovery.edge.embed;

import discovery.build.VectorFile;
import discovery.embed.Recipe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Vectors that were made on this machine, by the digest of their text: rows of `embeddings.bin`, appended one after the
/// other. It can be lost, which costs time; a row that a killed run wrote in part is not read.
///
/// There is one file for each model and recipe. One process at a time writes it; a second one works without it.
public final class VectorStore implements AutoCloseable {
    private final FileChannel channel;
    private final boolean writes;
    private final int rowBytes;
    private final Map<String, Long> places = new HashMap<>();
    private long end;

    private VectorStore(FileChannel channel, boolean writes, int rowBytes) {
        this.channel = channel;
        this.writes = writes;
        this.rowBytes = rowBytes;
    }

    public static VectorStore open(Path folder, Recipe recipe) throws IOException {
        Files.createDirectories(folder);
        var file = folder.resolve(name(recipe) + ".rows");
        var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        var store = new VectorStore(
                channel, channel.tryLock() != null, VectorFile.CODES + recipe.dimensions());
        store.load();
        store.take(folder, name(recipe));
        return store;
    }

    /// What the names of its files begin with.
    static String name(Recipe recipe) {
        return "%s-%d".formatted(recipe.modelSha256().substring(0, 16), recipe.number());
    }

    /// Takes over what other machines made: files beside it whose name begins alike, such as shards of a new model.
    private void take(Path folder, String name) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.filter(each -> String.valueOf(each.getFileName()).startsWith(name + "."))
                    .filter(each -> !String.valueOf(each.getFileName()).equals(name + ".rows"))
                    .filter(each -> each.toString().endsWith(".rows")).sorted().toList()) {
                var bytes = Files.readAllBytes(file);
                for (var at = 0; at + rowBytes <= bytes.length; at += rowBytes) {
                    add(Arrays.copyOfRange(bytes, at, at + rowBytes));
                }
            }
        }
    }

    private void load() throws IOException {
        var rows = channel.size() / rowBytes;
        for (var i = 0L; i < rows; i++) {
            var row = read(i * rowBytes);
            if (!VectorFile.isHole(row)) {
                places.put(VectorFile.digest(row), i * rowBytes);
            }
        }
        end = rows * rowBytes;
    }

    public Optional<byte[]> find(String digest) throws IOException {
        var place = places.get(digest);
        return place == null ? Optional.empty() : Optional.of(read(place));
    }

    public void add(byte[] row) throws IOException {
        if (writes && !VectorFile.isHole(row) && !places.containsKey(VectorFile.digest(row))) {
            var bytes = ByteBuffer.wrap(row);
            for (var at = end; bytes.hasRemaining(); ) {
                at += channel.write(bytes, at);
            }
            places.put(VectorFile.digest(row), end);
            end += rowBytes;
        }
    }

    private byte[] read(long at) throws IOException {
        var bytes = ByteBuffer.allocate(rowBytes);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                throw new IOException("the vector store ends in the middle of a row");
            }
        }
        return bytes.array();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
