package discovery.search;

import discovery.build.LittleEndian;
import discovery.build.VectorFile;
import discovery.search.Nearest.Near;
import discovery.search.Pools.Earlier;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/// How pools are kept between nights, on the machine that makes them. All numbers are little-endian, 4 bytes each.
///
/// | what |
/// |---|
/// | the letters `POOLS` and three zeros; format: 1; CRC-32C of all that follows; number of vectors, *n* |
/// | *n* slots, growing |
/// | *n* digests of texts, 32 bytes each |
/// | *n* times: length of the list; for each of it a slot and the cosine, a float |
final class PoolBytes {
    private static final long MAGIC = 0x53_4C_4F_4F_50L;
    private static final int FORMAT = 1;
    private static final int HEADER = 20;

    private PoolBytes() {}

    static byte[] write(Earlier pools) {
        var count = pools.slots().size();
        var length = HEADER + count * (4 + VectorFile.SCALE + 4);
        for (var list : pools.lists()) {
            length += 8 * list.size();
        }
        var bytes = new byte[length];
        LittleEndian.putLong(bytes, 0, MAGIC);
        LittleEndian.putInt(bytes, 8, FORMAT);
        LittleEndian.putInt(bytes, 16, count);
        var at = HEADER;
        for (var slot : pools.slots()) {
            LittleEndian.putInt(bytes, at, slot);
            at += 4;
        }
        for (var digest : pools.digests()) {
            System.arraycopy(HexFormat.of().parseHex(digest), 0, bytes, at, VectorFile.SCALE);
            at += VectorFile.SCALE;
        }
        for (var list : pools.lists()) {
            LittleEndian.putInt(bytes, at, list.size());
            at += 4;
            for (var near : list) {
                LittleEndian.putInt(bytes, at, near.slot());
                LittleEndian.putInt(bytes, at + 4, Float.floatToIntBits((float) near.cosine()));
                at += 8;
            }
        }
        LittleEndian.putInt(bytes, 12, sum(bytes));
        return bytes;
    }

    /// Empty for anything but what `write` gave.
    static Optional<Earlier> read(byte[] bytes) {
        if (bytes.length < HEADER || LittleEndian.getLong(bytes, 0) != MAGIC
                || LittleEndian.getInt(bytes, 8) != FORMAT || LittleEndian.getInt(bytes, 12) != sum(bytes)) {
            return Optional.empty();
        }
        var count = LittleEndian.getInt(bytes, 16);
        var slots = new ArrayList<Integer>(count);
        for (var i = 0; i < count; i++) {
            slots.add(LittleEndian.getInt(bytes, HEADER + 4 * i));
        }
        var at = HEADER + 4 * count;
        var digests = new ArrayList<String>(count);
        for (var i = 0; i < count; i++) {
            digests.add(HexFormat.of().formatHex(bytes, at, at + VectorFile.SCALE));
            at += VectorFile.SCALE;
        }
        var lists = new ArrayList<List<Near>>(count);
        for (var i = 0; i < count; i++) {
            var length = LittleEndian.getInt(bytes, at);
            at += 4;
            var list = new ArrayList<Near>(length);
            for (; length > 0; length--) {
                list.add(new Near(LittleEndian.getInt(bytes, at),
                        Float.intBitsToFloat(LittleEndian.getInt(bytes, at + 4))));
                at += 8;
            }
            lists.add(list);
        }
        return Optional.of(new Earlier(slots, digests, lists));
    }

    private static int sum(byte[] bytes) {
        var sum = new CRC32C();
        sum.update(bytes, 16, bytes.length - 16);
        return (int) sum.getValue();
    }
}
