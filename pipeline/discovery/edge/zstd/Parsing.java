package discovery.edge.zstd;

import java.nio.ByteOrder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/// How the new bytes are told by the old ones: a list of sequences as zstd has them, each some bytes as they are and then
/// a match, which is a length and how far back it lies. The old bytes stand before the new ones.
///
/// Both are texts of lines. Lines that are the same on both sides are one long match. Where lines differ, the cheapest
/// way through them is looked for among matches in the line that stood there, in what was written last and in all of the
/// old text, with costs in bits as zstd's codes have them: a match far away costs more than six letters do, which the
/// library's own search doesn't mind.
final class Parsing {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long PRIME = 0x9E37_79B1_85EB_CA87L;
    /// The old text is known at every eighth place, by the eight bytes there.
    private static final int STEP = 8;
    private static final int NEAR_BITS = 16;
    /// A match of this length is taken as it is.
    private static final int ENOUGH = 40;
    /// At most so many bytes are gone through at once.
    private static final int PIECE = 1 << 16;
    /// Costs in tenths of a bit: a byte as it is, a sequence beside its offset.
    private static final int LITERAL = 52;
    private static final int SEQUENCE = 160;

    private final byte[] old;
    private final byte[] now;
    private final int[] far;
    private final int farShift;
    private final int[] near = new int[1 << NEAR_BITS];
    private int nearEnd;
    private int[] sequences = new int[1 << 12];
    private int size;
    private int done;
    private long different;

    private Parsing(byte[] old, byte[] now) {
        this.old = old;
        this.now = now;
        var bits = Math.clamp(64 - Long.numberOfLeadingZeros(old.length / STEP + 1L), 8, 24);
        this.far = new int[1 << bits];
        this.farShift = 64 - bits;
        Arrays.fill(far, -1);
        Arrays.fill(near, -1);
    }

    /// Three numbers for each sequence: bytes as they are, length and distance of the match. What is behind the last
    /// sequence is as it is. Empty where more than `most` bytes are in lines that differ.
    static int[] of(byte[] old, byte[] now, long most) {
        var parsing = new Parsing(old, now);
        return parsing.walk(most) ? Arrays.copyOf(parsing.sequences, parsing.size) : new int[0];
    }

    private boolean walk(long most) {
        var lines = Lines.of(old);
        var left = 0;
        var right = 0;
        for (var at = 0; at + STEP <= old.length; at += STEP) {
            far[hash((long) LONG.get(old, at), farShift)] = at;
        }
        while (right < now.length) {
            var same = Arrays.mismatch(old, left, old.length, now, right, now.length);
            if (same < 0 || same == now.length - right) {
                match(right, now.length - right, distance(right, left));
                return true;
            }
            match(right, same, distance(right, left));
            right += same;
            left += same;
            // The next line that stands in both, once in the old text and not before where we are.
            var next = right;
            var found = -1;
            while (next < now.length && found < 0) {
                next = Lines.next(now, next);
                found = next < now.length ? lines.find(now, next, left) : -1;
            }
            var end = found < 0 ? now.length : next;
            var to = found < 0 ? old.length : found;
            while (end > right && to > left && old[to - 1] == now[end - 1]) {
                end--;
                to--;
            }
            different += end - right;
            if (different > most) {
                return false;
            }
            for (var from = right; from < end; from += PIECE) {
                piece(from, Math.min(end, from + PIECE), distance(right, left), distance(end, to));
            }
            right = end;
            left = to;
        }
        return true;
    }

    private int distance(int right, int left) {
        return old.length + right - left;
    }

    private static int hash(long bytes, int shift) {
        return (int) ((bytes * PRIME) >>> shift);
    }

    /// Adds a match, to the last one where it goes on.
    private void match(int at, int length, int distance) {
        if (length <= 0) {
            return;
        }
        if (size > 0 && done == at && sequences[size - 1] == distance) {
            sequences[size - 2] += length;
        } else {
            if (size + 3 > sequences.length) {
                sequences = Arrays.copyOf(sequences, sequences.length * 2);
            }
            sequences[size++] = at - done;
            sequences[size++] = length;
            sequences[size++] = distance;
        }
        done = at + length;
    }

    /// How many bytes from there on, not beyond the end, are those that stand so far back.
    private int same(int at, int distance, int end) {
        var start = old.length + at - distance;
        if (start >= old.length) {
            var other = start - old.length;
            var length = Arrays.mismatch(now, other, end - at + other, now, at, end);
            return length < 0 ? end - at : length;
        }
        if (start < 0) {
            return 0;
        }
        var length = Arrays.mismatch(old, start, old.length, now, at, end);
        return length < 0 ? Math.min(old.length - start, end - at) : length;
    }

    /// The cheapest way through a stretch.
    ///
    /// @param before distance of the match before it
    /// @param after  distance of the match behind it
    private void piece(int from, int end, int before, int after) {
        var length = end - from;
        var cost = new long[length + 1];
        var step = new int[length + 1];
        var back = new int[length + 1];
        Arrays.fill(cost, Long.MAX_VALUE);
        cost[0] = 0;
        remember(from);
        for (var i = 0; i < length; i++) {
            if (cost[i] == Long.MAX_VALUE) {
                continue;
            }
            relax(cost, step, back, i, 1, 0, cost[i] + LITERAL);
            var at = from + i;
            var longest = 0;
            longest = Math.max(longest, offer(cost, step, back, i, at, end, before, 0));
            longest = Math.max(longest, offer(cost, step, back, i, at, end, after, 20));
            if (at + 8 <= now.length && longest < ENOUGH) {
                var eight = (long) LONG.get(now, at);
                var recent = near[hash(eight << 32, 64 - NEAR_BITS)];
                if (recent >= 0 && recent < at) {
                    longest = Math.max(longest, offer(cost, step, back, i, at, end, at - recent, bits(at - recent)));
                }
                var there = far[hash(eight, farShift)];
                if (there >= 0) {
                    var distance = distance(at, there);
                    longest = Math.max(longest, offer(cost, step, back, i, at, end, distance, bits(distance)));
                }
            }
            remember(at + 1);
            if (longest >= ENOUGH) {
                i += longest - 1;
            }
        }
        var path = new int[length];
        var count = 0;
        for (var i = length; i > 0; i -= step[i]) {
            path[count++] = i;
        }
        while (count > 0) {
            var i = path[--count];
            if (back[i] > 0) {
                match(from + i - step[i], step[i], back[i]);
            }
        }
    }

    private static int bits(int distance) {
        return 10 * (32 - Integer.numberOfLeadingZeros(distance));
    }

    /// Offers the match at this distance, whole and shortened.
    private int offer(
            long[] cost, int[] step, int[] back, int i, int at, int end, int distance, int price) {
        var length = same(at, distance, end);
        if (length >= 4) {
            var base = cost[i] + SEQUENCE + price;
            for (var part = length >= ENOUGH ? length : 4; part <= length; part++) {
                relax(cost, step, back, i, part, distance, base + (part < 32 ? 0 : 30));
            }
        }
        return length;
    }

    private static void relax(long[] cost, int[] step, int[] back, int i, int length, int distance, long price) {
        if (price < cost[i + length]) {
            cost[i + length] = price;
            step[i + length] = length;
            back[i + length] = distance;
        }
    }

    /// Notes the new text up to here by four bytes, but only what is near.
    private void remember(int to) {
        for (var at = Math.max(nearEnd, to - PIECE); at < to && at + 4 <= now.length; at++) {
            near[hash((long) (int) INT.get(now, at) << 32, 64 - NEAR_BITS)] = at;
        }
        nearEnd = Math.max(nearEnd, to);
    }

    /// The lines of a text by what is in them, those that stand there once.
    private static final class Lines {
        private static final int TWICE = -2;

        private final byte[] text;
        private final int[] starts;

        private Lines(byte[] text, int[] starts) {
            this.text = text;
            this.starts = starts;
        }

        static Lines of(byte[] text) {
            var count = 1;
            for (var each : text) {
                count += each == '\n' ? 1 : 0;
            }
            var bits = 33 - Integer.numberOfLeadingZeros(count);
            var lines = new Lines(text, new int[1 << bits]);
            Arrays.fill(lines.starts, -1);
            for (var at = 0; at < text.length; at = next(text, at)) {
                var place = lines.place(text, at);
                lines.starts[place] = lines.starts[place] == -1 ? at : TWICE;
            }
            return lines;
        }

        static int next(byte[] text, int from) {
            for (var i = from; i < text.length; i++) {
                if (text[i] == '\n') {
                    return i + 1;
                }
            }
            return text.length;
        }

        private int place(byte[] other, int from) {
            var end = next(other, from);
            var hash = PRIME;
            for (var i = from; i < end; i++) {
                hash = (hash ^ other[i]) * PRIME;
                hash ^= hash >>> 29;
            }
            return (int) ((hash * PRIME) >>> Long.numberOfLeadingZeros(starts.length - 1L));
        }

        /// Where the line that begins there stands in this text, from `least` on; -1: nowhere.
        int find(byte[] other, int from, int least) {
            var start = starts[place(other, from)];
            return start >= least && Arrays.equals(text, start, next(text, start), other, from, next(other, from))
                    ? start : -1;
        }
    }
}
