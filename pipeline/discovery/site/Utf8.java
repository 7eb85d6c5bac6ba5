package discovery.site;

import java.util.function.IntConsumer;

/// UTF-8 by arithmetic; charsets belong to I/O, which this package does not do.
final class Utf8 {
    private Utf8() {}

    static byte[] of(String text) {
        var length = text.length();
        var plain = new byte[length];
        for (var i = 0; i < length; i++) {
            var unit = text.charAt(i);
            if (unit >= 0x80) {
                var out = new Octets();
                text.codePoints().forEach(point -> each(point, out::octet));
                return out.bytes();
            }
            plain[i] = (byte) unit;
        }
        return plain;
    }

    /// Text of octets that `of` or `each` made.
    static String text(byte[] octets) {
        var out = new StringBuilder(octets.length);
        for (var i = 0; i < octets.length; ) {
            var lead = octets[i++] & 0xFF;
            if (lead < 0x80) {
                out.append((char) lead);
                continue;
            }
            var more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
            var point = lead & (0x3F >> more);
            for (var left = more; left > 0; left--) {
                point = (point << 6) | (octets[i++] & 0x3F);
            }
            out.appendCodePoint(point);
        }
        return out.toString();
    }

    /// Gives the octets of a code point, each from 0 to 255.
    static void each(int point, IntConsumer octets) {
        if (point < 0x80) {
            octets.accept(point);
        } else if (point < 0x800) {
            octets.accept(0xC0 | (point >> 6));
            octets.accept(0x80 | (point & 0x3F));
        } else if (point < 0x10000) {
            octets.accept(0xE0 | (point >> 12));
            octets.accept(0x80 | ((point >> 6) & 0x3F));
            octets.accept(0x80 | (point & 0x3F));
        } else {
            octets.accept(0xF0 | (point >> 18));
            octets.accept(0x80 | ((point >> 12) & 0x3F));
            octets.accept(0x80 | ((point >> 6) & 0x3F));
            octets.accept(0x80 | (point & 0x3F));
        }
    }
}
