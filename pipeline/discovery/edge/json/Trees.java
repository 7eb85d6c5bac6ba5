package discovery.edge.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/// The lines of a large file of our own JSON as plain collections, one by one: what `Json.parse` makes of each line, for a
/// quarter of the work.
///
/// It goes over the octets once and makes texts of them without a character between. Short words, which are most of keys
/// and many of values, are kept and given again. Whatever is not spelled as we spell it (white space, fractions, null,
/// half a pair, an error) is left to `Json.parse`.
public final class Trees implements Iterator<Object>, AutoCloseable {
    private static final int WORD = 24;
    private static final int WORDS = 1 << 12;

    private final InputStream in;
    private byte[] octets = new byte[1 << 18];
    private int from;
    private int end;
    private boolean drained;
    private final String[] words = new String[WORDS];
    private byte[] unescaped = new byte[256];

    /// Where the line that is being read has come to, and where it ends.
    private int at;
    private int lineEnd;

    private Trees(InputStream in) {
        this.in = in;
    }

    /// Close it.
    public static Trees of(Path file) throws IOException {
        return new Trees(Files.newInputStream(file));
    }

    @Override
    public boolean hasNext() {
        if (from < end) {
            return true;
        }
        fill();
        return from < end;
    }

    /// @throws UncheckedIOException for a line that is no JSON
    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var length = 0;
        while (true) {
            while (from + length < end && octets[from + length] != '\n') {
                length++;
            }
            if (from + length < end || drained) {
                break;
            }
            fill();
        }
        at = from;
        lineEnd = from + length;
        from = Math.min(end, lineEnd + 1);
        var start = at;
        try {
            var tree = value(0);
            if (at == lineEnd) {
                return tree;
            }
        } catch (Unlike e) {
            // Then it is read as anybody's.
        }
        try {
            return Json.parse(new String(octets, start, lineEnd - start, StandardCharsets.UTF_8));
        } catch (MalformedException e) {
            throw new UncheckedIOException(new IOException(e.getMessage(), e));
        }
    }

    /// The line is not spelled as ours are.
    private static final class Unlike extends RuntimeException {
        private static final long serialVersionUID = 1;
        Unlike() {
            super("not our own JSON", null, false, false);
        }
    }

    /// Reads on; what is not yet taken comes to the front.
    private void fill() {
        if (drained) {
            return;
        }
        System.arraycopy(octets, from, octets, 0, end - from);
        end -= from;
        from = 0;
        if (end == octets.length) {
            octets = Arrays.copyOf(octets, 2 * octets.length);
        }
        try {
            var count = in.read(octets, end, octets.length - end);
            drained = count < 0;
            end += Math.max(0, count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Object value(int depth) {
        if (at == lineEnd || depth > Json.DEPTH) {
            throw new Unlike();
        }
        return switch (octets[at]) {
            case '"' -> text();
            case '{' -> object(depth);
            case '[' -> array(depth);
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            default -> number();
        };
    }

    private boolean takes(char wanted) {
        var there = at < lineEnd && octets[at] == wanted;
        if (there) {
            at++;
        }
        return there;
    }

    private void take(char wanted) {
        if (!takes(wanted)) {
            throw new Unlike();
        }
    }

    private Map<String, Object> object(int depth) {
        var object = new LinkedHashMap<String, Object>();
        at++;
        if (takes('}')) {
            return object;
        }
        do {
            if (at == lineEnd || octets[at] != '"') {
                throw new Unlike();
            }
            var key = text();
            take(':');
            // A key that comes twice is an error, about which `Json.parse` has a sentence.
            if (object.put(key, value(depth + 1)) != null) {
                throw new Unlike();
            }
        } while (takes(','));
        take('}');
        return object;
    }

    private List<Object> array(int depth) {
        var array = new ArrayList<Object>();
        at++;
        if (takes(']')) {
            return array;
        }
        do {
            array.add(value(depth + 1));
        } while (takes(','));
        take(']');
        return array;
    }

    private boolean word(String word, boolean flag) {
        for (var i = 0; i < word.length(); i++) {
            take(word.charAt(i));
        }
        return flag;
    }

    /// Whole numbers of up to 18 digits; no zeros in front.
    private long number() {
        var negative = takes('-');
        var start = at;
        var number = 0L;
        while (at < lineEnd && octets[at] >= '0' && octets[at] <= '9') {
            number = 10 * number + octets[at++] - '0';
        }
        var digits = at - start;
        if (digits == 0 || digits > 18 || (octets[start] == '0' && (digits > 1 || negative))) {
            throw new Unlike();
        }
        return negative ? -number : number;
    }

    private String text() {
        var start = ++at;
        var hash = 0;
        var all = 0;
        while (at < lineEnd) {
            var octet = octets[at];
            if (octet == '"') {
                return made(start, at++ - start, hash, all >= 0);
            }
            if (octet == '\\') {
                return unescaped(start);
            }
            if (octet >= 0 && octet < ' ') {
                throw new Unlike();
            }
            all |= octet;
            hash = 31 * hash + octet;
            at++;
        }
        throw new Unlike();
    }

    /// @param ascii no octet of it is part of a longer character
    private String made(int start, int length, int hash, boolean ascii) {
        if (!ascii) {
            return new String(octets, start, length, StandardCharsets.UTF_8);
        }
        if (length > WORD) {
            return new String(octets, start, length, StandardCharsets.ISO_8859_1);
        }
        var place = (hash ^ (hash >>> 12)) & (WORDS - 1);
        var known = words[place];
        if (known == null || !is(known, start, length)) {
            known = new String(octets, start, length, StandardCharsets.ISO_8859_1);
            words[place] = known;
        }
        return known;
    }

    private boolean is(String word, int start, int length) {
        if (word.length() != length) {
            return false;
        }
        for (var i = 0; i < length; i++) {
            if (word.charAt(i) != octets[start + i]) {
                return false;
            }
        }
        return true;
    }

    /// A text with escapes, from where the first of them was met.
    private String unescaped(int start) {
        var size = at - start;
        // No escape is shorter than what it stands for.
        if (unescaped.length < lineEnd - start) {
            unescaped = new byte[2 * (lineEnd - start)];
        }
        System.arraycopy(octets, start, unescaped, 0, size);
        while (at < lineEnd) {
            var octet = octets[at++];
            if (octet == '"') {
                return new String(unescaped, 0, size, StandardCharsets.UTF_8);
            }
            if (octet >= 0 && octet < ' ') {
                throw new Unlike();
            }
            if (octet != '\\') {
                unescaped[size++] = octet;
                continue;
            }
            var unit = at < lineEnd ? escaped(octets[at++]) : -1;
            if (unit < 0) {
                throw new Unlike();
            }
            if (unit < 0x80) {
                unescaped[size++] = (byte) unit;
            } else {
                if (unit < 0x800) {
                    unescaped[size++] = (byte) (0xC0 | (unit >> 6));
                } else {
                    unescaped[size++] = (byte) (0xE0 | (unit >> 12));
                    unescaped[size++] = (byte) (0x80 | ((unit >> 6) & 0x3F));
                }
                unescaped[size++] = (byte) (0x80 | (unit & 0x3F));
            }
        }
        throw new Unlike();
    }

    /// The unit that an escape stands for; -1 for half a pair and for what is no escape.
    private int escaped(byte letter) {
        return switch (letter) {
            case '"', '\\', '/' -> letter;
            case 'b' -> '\b';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'f' -> '\f';
            case 'r' -> '\r';
            case 'u' -> {
                var unit = 0;
                for (var i = 0; i < 4; i++) {
                    var digit = at < lineEnd ? Character.digit(octets[at++], 16) : -1;
                    unit = digit < 0 || unit < 0 ? -1 : (unit << 4) | digit;
                }
                yield unit >= 0 && Character.isSurrogate((char) unit) ? -1 : unit;
            }
            default -> -1;
        };
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
