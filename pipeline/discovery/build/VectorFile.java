package discovery.build;

import java.util.Arrays;
import java.util.HexFormat;

/// The layout of `embeddings.bin`: one vector a slot. All numbers are little-endian.
///
/// | bytes | what |
/// |---|---|
/// | 0–7 | the letters `SKILLVEC` |
/// | 8–11 | format: 1 |
/// | 12–15 | bytes of this header: 128; the rows begin here |
/// | 16–47 | SHA-256 of the model's file |
/// | 48–51 | number of the recipe that makes vectors of texts; raised on purpose when it gives other vectors |
/// | 52–55 | dims: components of a vector |
/// | 56–59 | bytes of a row: 36 + dims |
/// | 60–63 | rows: every slot below has a row |
/// | 64–67 | vectors: rows that are no holes |
/// | 68–127 | zero |
///
/// Row *n* begins at byte 128 + *n* · (36 + dims) and belongs to the entry with slot *n*:
///
/// | bytes | what |
/// |---|---|
/// | 0–31 | SHA-256 of the text, in UTF-8, that the vector was made of |
/// | 32–35 | scale, a float: component *i* is code *i* times scale |
/// | 36–… | dims codes, signed bytes from -127 to 127 (never -128: two products of codes fit 16 bits) |
///
/// A slot without a vector is a hole: its row is all zero. The same text has the same digest and so, under the same
/// model and recipe, the same row: who has one needs not make it again.
public final class VectorFile {
    public static final int FORMAT = 1;
    /// Bytes before the first row.
    public static final int HEADER = 128;
    /// Where in a row the scale stands, and the length of the digest before it.
    public static final int SCALE = 32;
    /// Where in a row the codes begin.
    public static final int CODES = 36;

    /// `SKILLVEC`
    private static final long MAGIC = 0x4345_564C_4C49_4B53L;
    private static final int MOST_DIMS = 4_096;

    private VectorFile() {}

    /// What a file says of itself.
    ///
    /// @param model   SHA-256 of the model's file, lower-case hex
    /// @param recipe  number of the recipe
    /// @param dims    components of a vector, from 1
    /// @param rows    slots that have a row
    /// @param vectors rows that are no holes
    public record Header(String model, int recipe, int dims, int rows, int vectors) {
        public Header {
            if (!isDigest(model)) {
                throw new IllegalArgumentException("`%s` is no SHA-256 in lower-case hex".formatted(model));
            }
            if (dims < 1 || dims > MOST_DIMS) {
                throw new IllegalArgumentException("%d dims; there should be 1 to %d".formatted(dims, MOST_DIMS));
            }
            if (recipe < 0 || rows < 0 || vectors < 0 || vectors > rows) {
                throw new IllegalArgumentException("recipe %d, %d rows, %d vectors can't be".formatted(
                        recipe, rows, vectors));
            }
        }

        /// Bytes of a row.
        public int rowBytes() {
            return CODES + dims;
        }

        /// Bytes of the whole file.
        public long fileBytes() {
            return HEADER + (long) rows * rowBytes();
        }

        /// Where the slot's row begins.
        public long offset(int slot) {
            if (slot < 0 || slot >= rows) {
                throw new IndexOutOfBoundsException("slot %d; there are %d rows".formatted(slot, rows));
            }
            return HEADER + (long) slot * rowBytes();
        }

        /// Whether vectors of the one file may stand in the other.
        public boolean isSameSpace(Header other) {
            return model.equals(other.model) && recipe == other.recipe && dims == other.dims;
        }
    }

    /// A file's rows, wherever they are kept.
    public interface Vectors {
        Header header();

        /// A copy of the slot's row, a hole's too.
        ///
        /// @throws IndexOutOfBoundsException for a slot that the file has no row for
        byte[] row(int slot);
    }

    /// The 128 bytes of a header.
    public static byte[] bytes(Header header) {
        var bytes = new byte[HEADER];
        LittleEndian.putLong(bytes, 0, MAGIC);
        LittleEndian.putInt(bytes, 8, FORMAT);
        LittleEndian.putInt(bytes, 12, HEADER);
        System.arraycopy(HexFormat.of().parseHex(header.model()), 0, bytes, 16, 32);
        LittleEndian.putInt(bytes, 48, header.recipe());
        LittleEndian.putInt(bytes, 52, header.dims());
        LittleEndian.putInt(bytes, 56, header.rowBytes());
        LittleEndian.putInt(bytes, 60, header.rows());
        LittleEndian.putInt(bytes, 64, header.vectors());
        return bytes;
    }

    /// The header of a file from its first bytes.
    ///
    /// @param length bytes of the whole file
    /// @throws IllegalArgumentException with one sentence, when this is no such file or its length is not what the
    ///                                  header says
    public static Header header(byte[] bytes, long length) {
        if (bytes.length < HEADER || length < HEADER) {
            throw new IllegalArgumentException("%d bytes are too few for a file of vectors".formatted(length));
        }
        if (LittleEndian.getLong(bytes, 0) != MAGIC) {
            throw new IllegalArgumentException("it does not begin with SKILLVEC, so it is no file of vectors");
        }
        var format = LittleEndian.getInt(bytes, 8);
        if (format != FORMAT) {
            throw new IllegalArgumentException("the vectors have format %d; this program reads format %d".formatted(
                    format, FORMAT));
        }
        var header = new Header(
                HexFormat.of().formatHex(bytes, 16, 48),
                LittleEndian.getInt(bytes, 48),
                LittleEndian.getInt(bytes, 52),
                LittleEndian.getInt(bytes, 60),
                LittleEndian.getInt(bytes, 64));
        if (!Arrays.equals(bytes(header), 0, HEADER, bytes, 0, HEADER)) {
            throw new IllegalArgumentException("the header of the vectors contradicts itself");
        }
        if (length != header.fileBytes()) {
            throw new IllegalArgumentException("the vectors have %d bytes; the header announces %d".formatted(
                    length, header.fileBytes()));
        }
        return header;
    }

    /// The bytes of one row.
    ///
    /// @param digest SHA-256 of the text, lower-case hex; not all zero, which means a hole
    /// @param scale  finite, from 0
    /// @param codes  from -127 to 127
    public static byte[] row(String digest, float scale, byte[] codes) {
        if (!isDigest(digest) || digest.chars().allMatch(unit -> unit == '0')) {
            throw new IllegalArgumentException("`%s` is no digest of a text".formatted(digest));
        }
        if (!(scale >= 0 && scale < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a scale of %s".formatted(scale));
        }
        var row = new byte[CODES + codes.length];
        System.arraycopy(HexFormat.of().parseHex(digest), 0, row, 0, SCALE);
        LittleEndian.putInt(row, SCALE, Float.floatToIntBits(scale));
        for (var i = 0; i < codes.length; i++) {
            if (codes[i] == Byte.MIN_VALUE) {
                throw new IllegalArgumentException("code -128 at %d; codes are from -127".formatted(i));
            }
            row[CODES + i] = codes[i];
        }
        return row;
    }

    /// Whether the row is a hole: no digest is all zero.
    public static boolean isHole(byte[] row) {
        for (var i = 0; i < SCALE; i++) {
            if (row[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /// The digest of the text of a row, lower-case hex; all zero for a hole.
    public static String digest(byte[] row) {
        return HexFormat.of().formatHex(row, 0, SCALE);
    }

    public static float scale(byte[] row) {
        return scale(row, 0);
    }

    /// @param at where the row begins
    public static float scale(byte[] rows, int at) {
        return Float.intBitsToFloat(LittleEndian.getInt(rows, at + SCALE));
    }

    public static byte[] codes(byte[] row) {
        return Arrays.copyOfRange(row, CODES, row.length);
    }

    /// The vectors of a file that is in memory.
    ///
    /// @throws IllegalArgumentException as `header` does
    public static Vectors of(byte[] file) {
        var header = header(file, file.length);
        return new Vectors() {
            @Override
            public Header header() {
                return header;
            }

            @Override
            public byte[] row(int slot) {
                var from = (int) header.offset(slot);
                return Arrays.copyOfRange(file, from, from + header.rowBytes());
            }
        };
    }

    static boolean isDigest(String text) {
        return text.length() == 64 && text.chars().allMatch(unit -> "0123456789abcdef".indexOf(unit) >= 0);
    }
}
