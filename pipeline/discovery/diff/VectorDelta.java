package discovery.diff;

import discovery.build.LittleEndian;
import discovery.build.VectorFile;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;

/// The layout of `delta-vA-vB.vectors`: what makes the `embeddings.bin` of one build that of another. All numbers are
/// little-endian.
///
/// | bytes | what |
/// |---|---|
/// | 0–7 | the letters `SKILVDLT` |
/// | 8–11 | format: 1 |
/// | 12–15 | dims, the same in both files |
/// | 16–19 | rows before |
/// | 20–23 | rows after; those beyond the rows before are holes unless they are added |
/// | 24–27 | *c*: changed rows, which are no holes before or after |
/// | 28–31 | *a*: added rows, which are holes before or beyond the rows before |
/// | 32–35 | *e*: emptied rows, which are holes after |
/// | 36–67 | SHA-256 of the whole file before |
/// | 68–99 | SHA-256 of the whole file after |
/// | 100–127 | zero |
/// | 128–255 | the header of the file after, as `VectorFile` lays it out |
///
/// Then columns, because like next to like packs better than whole rows do:
///
/// 1. slots, an int each: *c* changed, *a* added, *e* emptied, ascending in each group
/// 2. digests, 32 bytes each: of the changed, of the added
/// 3. scales, a float each: of the changed, of the added
/// 4. codes, dims bytes each: of the changed *minus the old row's code*, modulo 256, since an edited text keeps most of
///    its meaning; then of the added as they are
///
/// It is not packed; who ships it packs it. Law: `apply(before, make(before, after))` is `after`, byte for byte.
public final class VectorDelta {
    public static final int FORMAT = 1;

    /// `SKILVDLT`
    private static final byte[] MAGIC = {'S', 'K', 'I', 'L', 'V', 'D', 'L', 'T'};
    private static final int HEADER = 128;
    private static final int START = HEADER + VectorFile.HEADER;

    private VectorDelta() {}

    /// What a delta says of itself.
    ///
    /// @param before SHA-256 of the whole file that it applies to, lower-case hex: compare it first
    /// @param after  SHA-256 of the whole file that it makes: compare it in the end
    /// @param result header of the file that it makes
    public record Header(
            int rowsBefore, String before, String after, int changed, int added, int emptied,
            VectorFile.Header result) {

        private int records() {
            return Math.addExact(Math.addExact(changed, added), emptied);
        }

        /// Bytes of the whole delta.
        private long bytes() {
            return START + 4L * records() + (long) (changed + added) * result.rowBytes();
        }
    }

    /// The delta between two files.
    ///
    /// @param before digest of the whole old file, lower-case hex
    /// @param after  digest of the whole new file
    /// @param most   bytes; a larger delta is not made
    /// @return empty where the files have different dims or the delta would be larger than `most`: then take the file
    public static Optional<byte[]> make(
            VectorFile.Vectors old, VectorFile.Vectors now, String before, String after, long most) {
        var was = old.header();
        var is = now.header();
        if (was.dims() != is.dims()) {
            return Optional.empty();
        }
        var changed = new BitSet();
        var added = new BitSet();
        var emptied = new BitSet();
        for (var slot = 0; slot < is.rows(); slot++) {
            var left = slot < was.rows() ? old.row(slot) : new byte[was.rowBytes()];
            var right = now.row(slot);
            if (!Arrays.equals(left, right)) {
                (VectorFile.isHole(left) ? added : VectorFile.isHole(right) ? emptied : changed).set(slot);
            }
        }
        var header = new Header(was.rows(), before, after,
                changed.cardinality(), added.cardinality(), emptied.cardinality(), is);
        return header.bytes() > Math.min(most, Integer.MAX_VALUE - 8)
                ? Optional.empty()
                : Optional.of(write(header, old, now, changed, added, emptied));
    }

    private static byte[] write(
            Header header, VectorFile.Vectors old, VectorFile.Vectors now,
            BitSet changed, BitSet added, BitSet emptied) {
        var delta = new byte[(int) header.bytes()];
        putHeader(delta, header);
        var columns = new Columns(header);
        var record = 0;
        for (var slot = changed.nextSetBit(0); slot >= 0; slot = changed.nextSetBit(slot + 1)) {
            var row = now.row(slot);
            subtract(row, old.row(slot));
            columns.put(delta, record++, slot, row);
        }
        for (var slot = added.nextSetBit(0); slot >= 0; slot = added.nextSetBit(slot + 1)) {
            columns.put(delta, record++, slot, now.row(slot));
        }
        for (var slot = emptied.nextSetBit(0); slot >= 0; slot = emptied.nextSetBit(slot + 1)) {
            LittleEndian.putInt(delta, columns.slot(record++), slot);
        }
        return delta;
    }

    private static void putHeader(byte[] delta, Header header) {
        System.arraycopy(MAGIC, 0, delta, 0, MAGIC.length);
        LittleEndian.putInt(delta, 8, FORMAT);
        LittleEndian.putInt(delta, 12, header.result().dims());
        LittleEndian.putInt(delta, 16, header.rowsBefore());
        LittleEndian.putInt(delta, 20, header.result().rows());
        LittleEndian.putInt(delta, 24, header.changed());
        LittleEndian.putInt(delta, 28, header.added());
        LittleEndian.putInt(delta, 32, header.emptied());
        System.arraycopy(HexFormat.of().parseHex(header.before()), 0, delta, 36, 32);
        System.arraycopy(HexFormat.of().parseHex(header.after()), 0, delta, 68, 32);
        System.arraycopy(VectorFile.bytes(header.result()), 0, delta, HEADER, VectorFile.HEADER);
    }

    /// What a delta says of itself.
    ///
    /// @throws IllegalArgumentException with one sentence, when it is no delta, or not whole
    public static Header header(byte[] delta) {
        if (delta.length < START || !Arrays.equals(delta, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IllegalArgumentException("it does not begin as a delta of vectors does");
        }
        var format = LittleEndian.getInt(delta, 8);
        if (format != FORMAT) {
            throw new IllegalArgumentException("the delta has format %d; this program reads format %d".formatted(
                    format, FORMAT));
        }
        var rows = LittleEndian.getInt(delta, 20);
        var dims = LittleEndian.getInt(delta, 12);
        var result = VectorFile.header(
                Arrays.copyOfRange(delta, HEADER, START),
                VectorFile.HEADER + (long) rows * (VectorFile.CODES + dims));
        var header = new Header(
                LittleEndian.getInt(delta, 16),
                HexFormat.of().formatHex(delta, 36, 68),
                HexFormat.of().formatHex(delta, 68, 100),
                LittleEndian.getInt(delta, 24),
                LittleEndian.getInt(delta, 28),
                LittleEndian.getInt(delta, 32),
                result);
        if (result.dims() != dims || result.rows() != rows || header.rowsBefore() < 0
                || header.changed() < 0 || header.added() < 0 || header.emptied() < 0
                || (long) header.changed() + header.added() + header.emptied() > rows
                || delta.length != header.bytes()) {
            throw new IllegalArgumentException("the delta contradicts itself or is not whole");
        }
        return header;
    }

    /// Writes the new file, from its first byte to its last. Only compare afterwards: a file that the delta was not
    /// made from gives another result.
    ///
    /// @param old  the file that the delta was made from; its digest is `header(delta).before()`
    /// @param sink gets the bytes in pieces, which it may keep
    /// @throws IllegalArgumentException before anything is written, when the delta is damaged or for another file
    public static void apply(VectorFile.Vectors old, byte[] delta, Consumer<byte[]> sink) {
        var header = header(delta);
        var was = old.header();
        if (was.rows() != header.rowsBefore() || was.dims() != header.result().dims()) {
            throw new IllegalArgumentException(
                    "the delta is for a file with %d rows of %d dims; this one has %d of %d".formatted(
                            header.rowsBefore(), header.result().dims(), was.rows(), was.dims()));
        }
        var columns = new Columns(header);
        columns.check(delta);
        sink.accept(VectorFile.bytes(header.result()));
        var changed = 0;
        var added = header.changed();
        var emptied = header.changed() + header.added();
        for (var slot = 0; slot < header.result().rows(); slot++) {
            var row = slot < was.rows() ? old.row(slot) : new byte[was.rowBytes()];
            if (changed < header.changed() && columns.slotOf(delta, changed) == slot) {
                var other = columns.row(delta, changed++);
                add(other, row);
                row = other;
            } else if (added < header.changed() + header.added() && columns.slotOf(delta, added) == slot) {
                row = columns.row(delta, added++);
            } else if (emptied < header.records() && columns.slotOf(delta, emptied) == slot) {
                row = new byte[was.rowBytes()];
                emptied++;
            }
            sink.accept(row);
        }
    }

    private static void subtract(byte[] row, byte[] old) {
        for (var i = VectorFile.CODES; i < row.length; i++) {
            row[i] -= old[i];
        }
    }

    private static void add(byte[] row, byte[] old) {
        for (var i = VectorFile.CODES; i < row.length; i++) {
            row[i] += old[i];
        }
    }

    /// Where in a delta what stands.
    private static final class Columns {
        private final Header header;
        private final int vectors;
        private final int dims;
        private final int digests;
        private final int scales;
        private final int codes;

        Columns(Header header) {
            this.header = header;
            vectors = header.changed() + header.added();
            dims = header.result().dims();
            digests = START + 4 * header.records();
            scales = digests + VectorFile.SCALE * vectors;
            codes = scales + 4 * vectors;
        }

        int slot(int record) {
            return START + 4 * record;
        }

        int slotOf(byte[] delta, int record) {
            return LittleEndian.getInt(delta, slot(record));
        }

        void put(byte[] delta, int record, int slot, byte[] row) {
            LittleEndian.putInt(delta, slot(record), slot);
            System.arraycopy(row, 0, delta, digests + VectorFile.SCALE * record, VectorFile.SCALE);
            System.arraycopy(row, VectorFile.SCALE, delta, scales + 4 * record, 4);
            System.arraycopy(row, VectorFile.CODES, delta, codes + dims * record, dims);
        }

        byte[] row(byte[] delta, int record) {
            var row = new byte[VectorFile.CODES + dims];
            System.arraycopy(delta, digests + VectorFile.SCALE * record, row, 0, VectorFile.SCALE);
            System.arraycopy(delta, scales + 4 * record, row, VectorFile.SCALE, 4);
            System.arraycopy(delta, codes + dims * record, row, VectorFile.CODES, dims);
            return row;
        }

        /// Holds that the slots of each group ascend and have a row.
        void check(byte[] delta) {
            ascending(delta, 0, header.changed());
            ascending(delta, header.changed(), vectors);
            ascending(delta, vectors, header.records());
        }

        private void ascending(byte[] delta, int from, int to) {
            var last = -1;
            for (var record = from; record < to; record++) {
                var slot = slotOf(delta, record);
                if (slot <= last || slot >= header.result().rows()) {
                    throw new IllegalArgumentException("slot %d of the delta is out of order".formatted(slot));
                }
                last = slot;
            }
        }
    }
}
