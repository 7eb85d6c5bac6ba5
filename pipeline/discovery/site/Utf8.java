package discovery.site;

import java.util.function.IntConsumer;

/// UTF-8 by arithmetic; charsets belong to I/O, which this package does not do.
final class Utf8 {
    private Utf8() {}

    static byte[] of(String text) {
        var out = new Octets();
        text.codePoints().forEach(point -> each(point, out::octet));
        return out.bytes();
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
