package discovery.edge.vectors;

import discovery.build.VectorFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalInt;

/// Reads `embeddings.bin`, mapped into memory. Safe for several threads until it is closed; what it gave out by then
/// (`bytes`) must not be used after.
public final class VectorFileReader implements VectorFile.Vectors, AutoCloseable {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Arena arena;
    private final MemorySegment bytes;
    private final VectorFile.Header header;
    /// Slots by the hash of their text's digest, as slot + 1, in the next free place; 0: free. Made when first asked.
    private volatile int[] slots = {};

    private VectorFileReader(Arena arena, MemorySegment bytes, VectorFile.Header header) {
        this.arena = arena;
        this.bytes = bytes;
        this.header = header;
    }

    /// Opens a file; its header and its length are checked, its rows are not read.
    ///
    /// @throws IOException with one sentence, when it is not there or no file of vectors
    public static VectorFileReader open(Path file) throws IOException {
        var arena = Arena.ofShared();
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            var first = bytes.asSlice(0, Math.min(VectorFile.HEADER, bytes.byteSize()));
            var header = VectorFile.header(first.toArray(ValueLayout.JAVA_BYTE), bytes.byteSize());
            return new VectorFileReader(arena, bytes, header);
        } catch (IllegalArgumentException e) {
            arena.close();
            throw new IOException("%s: %s".formatted(file, e.getMessage()), e);
        } catch (IOException e) {
            arena.close();
            throw e;
        }
    }

    @Override
    public VectorFile.Header header() {
        return header;
    }

    /// The whole file. Row *n* begins at `header().offset(n)`.
    public MemorySegment bytes() {
        return bytes;
    }

    @Override
    public byte[] row(int slot) {
        return bytes.asSlice(header.offset(slot), header.rowBytes()).toArray(ValueLayout.JAVA_BYTE);
    }

    /// Whether the slot has no vector; slots beyond the last row have none.
    public boolean isHole(int slot) {
        return slot < 0 || slot >= header.rows() || isHoleAt(header.offset(slot));
    }

    private boolean isHoleAt(long offset) {
        for (var i = 0; i < VectorFile.SCALE; i += Integer.BYTES) {
            if (bytes.get(INT, offset + i) != 0) {
                return false;
            }
        }
        return true;
    }

    /// A slot whose vector was made of the text with this digest, the lowest of several; empty where there is none.
    ///
    /// @param digest SHA-256 of the text, lower-case hex
    public OptionalInt find(String digest) {
        var wanted = HexFormat.of().parseHex(digest);
        var table = slots();
        var mask = table.length - 1;
        for (var place = hash(wanted) & mask; table[place] != 0; place = place + 1 & mask) {
            if (hasDigest(table[place] - 1, wanted)) {
                return OptionalInt.of(table[place] - 1);
            }
        }
        return OptionalInt.empty();
    }

    private boolean hasDigest(int slot, byte[] digest) {
        return Arrays.equals(
                digest, bytes.asSlice(header.offset(slot), VectorFile.SCALE).toArray(ValueLayout.JAVA_BYTE));
    }

    private int[] slots() {
        var made = slots;
        if (made.length == 0) {
            synchronized (this) {
                made = slots.length == 0 ? index() : slots;
                slots = made;
            }
        }
        return made;
    }

    /// At most half full, so that a search ends soon: 8 to 16 bytes a row.
    private int[] index() {
        var table = new int[Integer.highestOneBit(Math.max(1, header.rows())) * 4];
        var mask = table.length - 1;
        for (var slot = 0; slot < header.rows(); slot++) {
            if (!isHole(slot)) {
                var place = bytes.get(INT, header.offset(slot)) & mask;
                while (table[place] != 0) {
                    place = place + 1 & mask;
                }
                table[place] = slot + 1;
            }
        }
        return table;
    }

    /// A digest is as good as random, so four bytes of it are.
    private static int hash(byte[] digest) {
        return MemorySegment.ofArray(digest).get(INT, 0);
    }

    /// Reads every row and compares it with the header.
    ///
    /// @throws IOException when there are more or fewer vectors than announced, or a hole is not all zero
    public void check() throws IOException {
        var vectors = 0;
        for (var slot = 0; slot < header.rows(); slot++) {
            if (!isHole(slot)) {
                vectors++;
            } else if (!Arrays.equals(row(slot), new byte[header.rowBytes()])) {
                throw new IOException("the hole in slot %d is not empty".formatted(slot));
            }
        }
        if (vectors != header.vectors()) {
            throw new IOException("there are %d vectors; the header announces %d".formatted(
                    vectors, header.vectors()));
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
