package discovery.edge.mustache;

import discovery.site.Escape;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/// Collects a page as UTF-8. The JDK's own writers lock or encode at every one of a template's thousand small pieces, and
/// one point in the middle of a page would make a text of twice the size of it.
final class Sheet {
    private byte[] bytes = new byte[32_768];
    private int size;

    /// Octets that are UTF-8 already.
    void octets(byte[] octets) {
        if (bytes.length - size < octets.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + octets.length));
        }
        System.arraycopy(octets, 0, bytes, size, octets.length);
        size += octets.length;
    }

    /// A text through an escape, which is asked only when there is a character that may need it: nearly never.
    void escaped(String text, UnaryOperator<String> escape) {
        var length = text.length();
        room(length);
        var to = bytes;
        var at = size;
        for (var i = 0; i < length; i++) {
            var unit = text.charAt(i);
            if (!Escape.isPlain(unit)) {
                text(escape.apply(text));
                return;
            }
            to[at++] = (byte) unit;
        }
        size = at;
    }

    /// A text as it is.
    void text(String text) {
        room(text.length());
        for (var i = 0; i < text.length(); i++) {
            var unit = text.charAt(i);
            if (unit < 0x80) {
                bytes[size++] = (byte) unit;
            } else if (Character.isHighSurrogate(unit) && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                // Half a pair alone does not come: `Escape` has replaced it.
                point(Character.toCodePoint(unit, text.charAt(++i)));
            } else {
                point(unit);
            }
        }
    }

    private void point(int point) {
        if (point < 0x800) {
            bytes[size++] = (byte) (0xC0 | (point >> 6));
        } else {
            if (point < 0x10000) {
                bytes[size++] = (byte) (0xE0 | (point >> 12));
            } else {
                bytes[size++] = (byte) (0xF0 | (point >> 18));
                bytes[size++] = (byte) (0x80 | ((point >> 12) & 0x3F));
            }
            bytes[size++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        }
        bytes[size++] = (byte) (0x80 | (point & 0x3F));
    }

    /// For so many units three octets each.
    private void room(int units) {
        if (bytes.length - size < 3 * units) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + 3 * units));
        }
    }

    /// The page with its last line's end; the sheet is empty then.
    byte[] done() {
        text("\n");
        var page = Arrays.copyOf(bytes, size);
        size = 0;
        return page;
    }

    /// Forgets a page that came to nothing.
    void clear() {
        size = 0;
    }
}
