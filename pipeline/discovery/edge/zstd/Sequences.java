package discovery.edge.zstd;

import com.github.luben.zstd.SequenceProducer;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// Hands sequences that were found elsewhere to zstd, block by block, so that the library only has to write them.
final class Sequences implements SequenceProducer, AutoCloseable {
    /// A shorter match has no code.
    private static final int LEAST = 3;
    private static final int BYTES = 16;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment pointer;
    private final int[] sequences;
    private int at;
    /// What is left of the sequence at hand.
    private int literals;
    private int length;

    /// @param sequences as `Parsing.of` gives them
    @SuppressWarnings("restricted") // The library calls back.
    Sequences(int[] sequences) {
        this.sequences = sequences;
        this.at = -3;
        next();
        try {
            var handle = MethodHandles.lookup().bind(this, "block", MethodType.methodType(long.class,
                    MemorySegment.class, MemorySegment.class, long.class, MemorySegment.class, long.class,
                    MemorySegment.class, long.class, int.class, long.class));
            pointer = Linker.nativeLinker().upcallStub(handle, FunctionDescriptor.of(ValueLayout.JAVA_LONG,
                    ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS,
                    ValueLayout.JAVA_LONG, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_LONG), arena);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void next() {
        at += 3;
        literals = at < sequences.length ? sequences[at] : Integer.MAX_VALUE;
        length = at < sequences.length ? sequences[at + 1] : 0;
    }

    /// What the library calls: `ZSTD_sequenceProducer_F`.
    @SuppressWarnings({"unused", "restricted", "UnusedMethod", "UnusedVariable"}) // By its address.
    private long block(
            MemorySegment state, MemorySegment out, long room, MemorySegment source, long bytes,
            MemorySegment dictionary, long dictionaryBytes, int level, long window) {
        var to = out.reinterpret(room * BYTES);
        var left = (int) bytes;
        var count = 0L;
        var plain = 0;
        while (left > 0) {
            var taken = Math.min(literals, left);
            plain += taken;
            literals -= taken;
            left -= taken;
            if (literals > 0 || left == 0) {
                break;
            }
            var part = Math.min(length, left);
            if (part < LEAST) {
                plain += part;
            } else {
                put(to, count++, sequences[at + 2], plain, part);
                plain = 0;
            }
            length -= part;
            left -= part;
            if (length == 0) {
                next();
            }
        }
        put(to, count++, 0, plain, 0);
        return count;
    }

    private static void put(MemorySegment to, long index, int offset, int plain, int length) {
        to.set(ValueLayout.JAVA_INT, index * BYTES, offset);
        to.set(ValueLayout.JAVA_INT, index * BYTES + 4, plain);
        to.set(ValueLayout.JAVA_INT, index * BYTES + 8, length);
        to.set(ValueLayout.JAVA_INT, index * BYTES + 12, 0);
    }

    @Override
    public long getFunctionPointer() {
        return pointer.address();
    }

    @Override
    public long createState() {
        return 0;
    }

    @Override
    public void freeState(long state) {}

    @Override
    public void close() {
        arena.close();
    }
}
