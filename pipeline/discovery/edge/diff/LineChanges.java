package discovery.edge.diff;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What is different between two dumps, found by comparing their bytes: stretches that are the same are passed over
/// without being read as lines, so that a night's few changes cost little in a large dump.
///
/// Both are dumps as `discovery.build.Dump` writes them: a header line, then a line of content and one of numbers for
/// each entry, sorted by id. Law: with the changes that it tells, the entries of the old dump are those of the new.
public final class LineChanges {
    /// Told of each difference, in the order of ids.
    public interface Sink {
        /// The entry of this line of content is gone.
        void gone(String content);

        /// An entry is new, or its content is another.
        void changed(String content, String numbers);

        /// The numbers alone of an entry are others.
        void counted(String content, String numbers);
    }

    private static final byte[] ID = "{\"id\":\"".getBytes(StandardCharsets.US_ASCII);

    private final byte[] old;
    private final byte[] now;
    private int left;
    private int right;

    private LineChanges(byte[] old, byte[] now) {
        this.old = old;
        this.now = now;
        this.left = next(old, 0);
        this.right = next(now, 0);
    }

    /// @throws IllegalArgumentException when one of them is no dump
    public static void between(byte[] old, byte[] now, Sink sink) {
        new LineChanges(old, now).walk(sink);
    }

    private void walk(Sink sink) {
        while (left < old.length || right < now.length) {
            if (left < old.length && right < now.length && !skip()) {
                return;
            }
            var order = left >= old.length ? 1 : right >= now.length ? -1
                    : Arrays.compareUnsigned(old, left + ID.length, idEnd(old, left), now, right + ID.length,
                            idEnd(now, right));
            var content = next(order < 0 ? old : now, order < 0 ? left : right);
            if (order < 0) {
                sink.gone(text(old, left, content));
                left = next(old, content);
            } else {
                var end = next(now, content);
                if (order > 0) {
                    sink.changed(text(now, right, content), text(now, content, end));
                } else {
                    var was = next(old, left);
                    if (Arrays.equals(old, left, was, now, right, content)) {
                        sink.counted(text(now, right, content), text(now, content, end));
                    } else {
                        sink.changed(text(now, right, content), text(now, content, end));
                    }
                    left = next(old, was);
                }
                right = end;
            }
        }
    }

    /// Passes over what is the same, up to the entry in which the first difference is.
    ///
    /// @return false when all the rest is the same
    private boolean skip() {
        var same = Arrays.mismatch(old, left, old.length, now, right, now.length);
        if (same < 0) {
            return false;
        }
        // Where one of them ends, the difference is behind its last entry, unless that goes on in the other one.
        var back = same;
        while (back > 0 && !(now(back - 1) == '\n' && isContent(back))) {
            back--;
        }
        left += back;
        right += back;
        return true;
    }

    /// Of what both have in common, so either may be asked.
    private byte now(int offset) {
        return now[right + offset];
    }

    private boolean isContent(int offset) {
        var onLeft = left + offset >= old.length || old[left + offset] == '{';
        var onRight = right + offset >= now.length || now[right + offset] == '{';
        return onLeft && onRight;
    }

    private static int idEnd(byte[] dump, int line) {
        if (!Arrays.equals(dump, line, Math.min(dump.length, line + ID.length), ID, 0, ID.length)) {
            throw new IllegalArgumentException("a line of the dump does not begin with an id");
        }
        for (var i = line + ID.length; i < dump.length; i++) {
            if (dump[i] == '"') {
                return i;
            }
        }
        throw new IllegalArgumentException("the dump ends in the middle");
    }

    /// Where the next line begins.
    private static int next(byte[] dump, int from) {
        for (var i = from; i < dump.length; i++) {
            if (dump[i] == '\n') {
                return i + 1;
            }
        }
        if (from >= dump.length) {
            throw new IllegalArgumentException("the dump ends in the middle");
        }
        return dump.length;
    }

    private static String text(byte[] dump, int from, int end) {
        return new String(dump, from, end - 1 - from, StandardCharsets.UTF_8);
    }
}
