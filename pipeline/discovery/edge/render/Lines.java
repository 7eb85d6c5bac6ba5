package discovery.edge.render;

import discovery.site.Mark;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.NoSuchElementException;

/// The lines of a large file as octets, one after the other or from any place on.
final class Lines implements AutoCloseable {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101_0101_0101_0101L;

    private final RandomAccessFile file;
    private byte[] octets = new byte[1 << 16];
    /// Place in the file of the first octet.
    private long start;
    private int filled;
    private int from;
    private int to;
    private int next;

    Lines(Path file) throws IOException {
        this.file = new RandomAccessFile(file.toFile(), "r");
    }

    /// Where the next line begins.
    long place() {
        return start + next;
    }

    /// Makes the line at a place the next one.
    void goTo(long place) {
        if (place >= start && place <= start + filled) {
            next = (int) (place - start);
        } else {
            start = place;
            filled = 0;
            next = 0;
        }
    }

    boolean hasNext() throws IOException {
        return next < filled || fill();
    }

    void next() throws IOException {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var seen = next;
        var end = end(seen);
        while (end < 0) {
            seen = filled - next;
            var more = fill();
            seen += next;
            end = more ? end(seen) : filled;
        }
        from = next;
        to = end;
        next = Math.min(filled, end + 1);
    }

    /// What `from` and `to` speak of.
    byte[] octets() {
        return octets;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /// Reads more behind what is not taken yet; false at the end of the file.
    private boolean fill() throws IOException {
        if (next > 0) {
            System.arraycopy(octets, next, octets, 0, filled - next);
            start += next;
            filled -= next;
            next = 0;
        } else if (filled == octets.length) {
            octets = Arrays.copyOf(octets, 2 * octets.length);
        }
        file.seek(start + filled);
        var count = file.read(octets, filled, octets.length - filled);
        filled += Math.max(0, count);
        return count > 0;
    }

    /// Where the line ends that `at` is in, looking at eight octets at once; -1: not here.
    private int end(int at) {
        var i = at;
        for (; i + Long.BYTES <= filled; i += Long.BYTES) {
            var bits = (long) LONGS.get(octets, i) ^ '\n' * EACH;
            var found = bits - EACH & ~bits & EACH << 7;
            if (found != 0) {
                return i + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        for (; i < filled; i++) {
            if (octets[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /// A mark of octets, seven at once.
    static long mark(long secret, byte[] octets, int from, int to) {
        var mark = new Mark(secret);
        mark.bits(to - from);
        var i = from;
        for (; i + Long.BYTES <= to; i += 7) {
            mark.bits((long) LONGS.get(octets, i));
        }
        for (; i < to; i++) {
            mark.bits(octets[i] & 0xFF);
        }
        return mark.done();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
