package discovery.build;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The layout of `related.bin`: which entries are shown as related to each, by slots. All numbers are little-endian.
///
/// | bytes | what |
/// |---|---|
/// | 0–7 | the letters `SKILLREL` |
/// | 8–11 | format: 1 |
/// | 12–15 | most: slots of a row |
/// | 16–19 | rows: every slot below has a row |
/// | 20–… | the rows, each of `most` numbers of 4 bytes |
///
/// Row *n* belongs to the entry with slot *n*: slots of those that are related, the most alike first; -1 where there are
/// no more.
public final class RelatedFile {
    private static final long MAGIC = 0x4C45_524C_4C49_4B53L;
    private static final int FORMAT = 1;
    private static final int HEADER = 20;

    private final byte[] bytes;
    private final int most;
    private final int rows;

    private RelatedFile(byte[] bytes, int most, int rows) {
        this.bytes = bytes;
        this.most = most;
        this.rows = rows;
    }

    /// A file in which nothing is related yet.
    public static RelatedFile empty(int most, int rows) {
        var bytes = new byte[HEADER + 4 * most * rows];
        Arrays.fill(bytes, HEADER, bytes.length, (byte) -1);
        LittleEndian.putLong(bytes, 0, MAGIC);
        LittleEndian.putInt(bytes, 8, FORMAT);
        LittleEndian.putInt(bytes, 12, most);
        LittleEndian.putInt(bytes, 16, rows);
        return new RelatedFile(bytes, most, rows);
    }

    /// @throws IllegalArgumentException with one sentence, when these bytes are no such file
    public static RelatedFile of(byte[] bytes) {
        if (bytes.length < HEADER || LittleEndian.getLong(bytes, 0) != MAGIC
                || LittleEndian.getInt(bytes, 8) != FORMAT) {
            throw new IllegalArgumentException("this is no file of related entries of format " + FORMAT);
        }
        var most = LittleEndian.getInt(bytes, 12);
        var rows = LittleEndian.getInt(bytes, 16);
        if (most < 0 || rows < 0 || HEADER + 4L * most * rows != bytes.length) {
            throw new IllegalArgumentException("the file of related entries has %d bytes; its header announces %d"
                    .formatted(bytes.length, HEADER + 4L * most * rows));
        }
        return new RelatedFile(bytes, most, rows);
    }

    /// Sets a row; what is beyond `most` is left out.
    public void put(int slot, List<Integer> related) {
        for (var i = 0; i < Math.min(most, related.size()); i++) {
            LittleEndian.putInt(bytes, at(slot) + 4 * i, related.get(i));
        }
    }

    /// The slots of a row; none for a slot without one.
    public List<Integer> of(int slot) {
        var related = new ArrayList<Integer>(most);
        for (var i = 0; slot >= 0 && slot < rows && i < most; i++) {
            var other = LittleEndian.getInt(bytes, at(slot) + 4 * i);
            if (other >= 0) {
                related.add(other);
            }
        }
        return related;
    }

    private int at(int slot) {
        return HEADER + 4 * most * slot;
    }

    /// The whole file.
    public byte[] bytes() {
        return bytes.clone();
    }
}
