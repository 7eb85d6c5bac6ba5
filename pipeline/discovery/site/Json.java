package discovery.site;

import java.util.Arrays;
import java.util.List;

/// JSON as UTF-8, written by hand because this package knows no library.
///
/// Everything that could act elsewhere (`<`, `&`, controls, direction overrides) is escaped by its number, so that a
/// file stays harmless even where something takes it for a page.
final class Json {
    private static final String HEX = "0123456789abcdef";
    private static final boolean[] BARE = bare();

    private byte[] bytes = new byte[1_024];
    private int size;
    /// Whether the next value at this depth follows another one.
    private boolean comma;

    Json object() {
        before();
        ascii('{');
        comma = false;
        return this;
    }

    Json endObject() {
        ascii('}');
        comma = true;
        return this;
    }

    Json array() {
        before();
        ascii('[');
        comma = false;
        return this;
    }

    Json endArray() {
        ascii(']');
        comma = true;
        return this;
    }

    Json key(String key) {
        before();
        quoted(key);
        ascii(':');
        comma = false;
        return this;
    }

    Json text(String text) {
        before();
        quoted(text);
        return this;
    }

    Json number(long number) {
        before();
        digits(number);
        return this;
    }

    /// A number, or `null` where it is not known (−1).
    Json known(long number) {
        return number < 0 ? nothing() : number(number);
    }

    Json nothing() {
        before();
        word("null");
        return this;
    }

    Json flag(boolean flag) {
        before();
        word(flag ? "true" : "false");
        return this;
    }

    Json texts(List<String> texts) {
        array();
        texts.forEach(this::text);
        return endArray();
    }

    /// A line of its own for each element of a long array, so that people can read it too.
    Json line() {
        if (comma) {
            ascii(',');
            comma = false;
        }
        ascii('\n');
        return this;
    }

    byte[] bytes() {
        ascii('\n');
        return Arrays.copyOf(bytes, size);
    }

    /// The same as text.
    String text() {
        return Utf8.text(Arrays.copyOf(bytes, size));
    }

    private void before() {
        if (comma) {
            ascii(',');
        }
        comma = true;
    }

    private void quoted(String text) {
        var length = text.length();
        room(length + 2);
        var to = bytes;
        var at = size;
        to[at++] = '"';
        var bare = 0;
        for (; bare < length; bare++) {
            var unit = text.charAt(bare);
            if (!isBare(unit)) {
                break;
            }
            to[at++] = (byte) unit;
        }
        size = at;
        for (var i = bare; i < text.length(); i++) {
            var unit = text.charAt(i);
            if (isBare(unit)) {
                ascii(unit);
                continue;
            }
            switch (unit) {
                case '"' -> word("\\\"");
                case '\\' -> word("\\\\");
                case '\n' -> word("\\n");
                case '\t' -> word("\\t");
                default -> {
                    if (Character.isHighSurrogate(unit)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1))
                            && Character.toCodePoint(unit, text.charAt(i + 1)) >> 8 != 0xE00) {
                        utf8(Character.toCodePoint(unit, text.charAt(++i)));
                    } else if (unit < 0x7F || Escape.acts(unit)) {
                        escape(unit);
                    } else {
                        utf8(unit);
                    }
                }
            }
        }
        ascii('"');
    }

    private void escape(char unit) {
        word("\\u");
        for (var shift = 12; shift >= 0; shift -= 4) {
            ascii(HEX.charAt(unit >> shift & 0xF));
        }
    }

    private void utf8(int point) {
        Utf8.each(point, octet -> ascii((char) octet));
    }

    private void digits(long number) {
        if (number >= 0 && number < 10) {
            ascii((char) ('0' + number));
        } else {
            word(Long.toString(number));
        }
    }

    private void word(String word) {
        for (var i = 0; i < word.length(); i++) {
            ascii(word.charAt(i));
        }
    }

    /// True for what stands as it is; most texts are of nothing else.
    private static boolean isBare(char unit) {
        return unit < BARE.length && BARE[unit];
    }

    private static boolean[] bare() {
        var bare = new boolean[0x7F];
        Arrays.fill(bare, ' ', bare.length, true);
        for (var unit : "\"\\<>&".toCharArray()) {
            bare[unit] = false;
        }
        return bare;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, size * 2));
        }
    }

    private void ascii(char unit) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size * 2);
        }
        bytes[size++] = (byte) unit;
    }
}
