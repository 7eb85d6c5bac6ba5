package discovery.edge.merge;

import discovery.merge.Sketches;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// Sketches in a file that the system maps into memory as far as there is room: the heap holds 8 bytes a sketch. First
/// all are added, then they are read. Not safe for several threads.
final class SketchFile implements Sketches, AutoCloseable {
    private static final ValueLayout.OfLong LAYOUT =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final Path file;
    private final DataOutputStream out;
    private final Arena arena = Arena.ofConfined();
    private MemorySegment memory = MemorySegment.NULL;
    /// Where each sketch begins, in hashes; one more than there are.
    private long[] begins = new long[1 << 10];
    private int count;

    SketchFile(Path folder) throws IOException {
        file = Files.createTempFile(folder, ".new-sketches", ".bin");
        out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
    }

    /// Keeps a sketch and gives its number.
    int add(long[] sketch) throws IOException {
        if (count + 1 == begins.length) {
            begins = Arrays.copyOf(begins, 2 * begins.length);
        }
        for (var hash : sketch) {
            out.writeLong(hash);
        }
        begins[count + 1] = begins[count] + sketch.length;
        return count++;
    }

    /// Ends adding.
    void map() throws IOException {
        out.close();
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            memory = begins[count] == 0
                    ? MemorySegment.NULL
                    : channel.map(FileChannel.MapMode.READ_WRITE, 0, begins[count] * Long.BYTES, arena);
        }
    }

    @Override
    public int size(int sketch) {
        return (int) (begins[sketch + 1] - begins[sketch]);
    }

    @Override
    public long at(int sketch, int place) {
        return memory.get(LAYOUT, (begins[sketch] + place) * Long.BYTES);
    }

    @Override
    public void mark(int sketch, int place) {
        memory.set(LAYOUT, (begins[sketch] + place) * Long.BYTES, at(sketch, place) | MARK);
    }

    @Override
    public void close() throws IOException {
        out.close();
        arena.close();
        Files.deleteIfExists(file);
    }
}
