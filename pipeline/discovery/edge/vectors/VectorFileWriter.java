package discovery.edge.vectors;

import discovery.build.VectorFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;

/// Writes `embeddings.bin` row by row, in any order of slots; slots without a row stay holes. The layout is that of
/// `VectorFile`. The same rows make the same bytes in any order. Not safe for several threads; takes one bit a row.
public final class VectorFileWriter implements AutoCloseable {
    private final FileChannel channel;
    private final String model;
    private final int recipe;
    private final int dims;
    private final int rows;
    private final BitSet filled = new BitSet();

    /// @param file   a file that is not there
    /// @param model  SHA-256 of the model's file, lower-case hex
    /// @param recipe number of the recipe
    /// @param rows   slots that get a row: the dump's `next_slot`
    public VectorFileWriter(Path file, String model, int recipe, int dims, int rows) throws IOException {
        this.model = model;
        this.recipe = recipe;
        this.dims = dims;
        this.rows = rows;
        var length = header().fileBytes();
        channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        // What lies between is zero, on every file system, until it is written.
        write(ByteBuffer.wrap(new byte[] {0}), length - 1);
    }

    private VectorFile.Header header() {
        return new VectorFile.Header(model, recipe, dims, rows, filled.cardinality());
    }

    /// Writes the vector of a slot.
    ///
    /// @param digest SHA-256 of the text that it was made of, lower-case hex
    /// @throws IllegalArgumentException when the slot has one already or the vector is none of this file's
    public void put(int slot, String digest, float scale, byte[] codes) throws IOException {
        if (codes.length != dims) {
            throw new IllegalArgumentException("a vector of %d in a file of %d".formatted(codes.length, dims));
        }
        put(slot, VectorFile.row(digest, scale, codes));
    }

    /// Writes a row as another file of the same model, recipe and dims has it.
    ///
    /// @throws IllegalArgumentException when the slot has one already or the row is none of this file's
    public void put(int slot, byte[] row) throws IOException {
        var header = header();
        if (row.length != header.rowBytes() || VectorFile.isHole(row)) {
            throw new IllegalArgumentException("that is no row of a vector of %d".formatted(dims));
        }
        if (filled.get(slot)) {
            throw new IllegalArgumentException("slot %d has a vector already".formatted(slot));
        }
        write(ByteBuffer.wrap(row), header.offset(slot));
        filled.set(slot);
    }

    /// Vectors so far.
    public int count() {
        return filled.cardinality();
    }

    private void write(ByteBuffer bytes, long at) throws IOException {
        for (var position = at; bytes.hasRemaining(); ) {
            position += channel.write(bytes, position);
        }
    }

    /// Writes the header, without which the file is none.
    @Override
    public void close() throws IOException {
        try (channel) {
            write(ByteBuffer.wrap(VectorFile.bytes(header())), 0);
        }
    }
}
