package discovery.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// JSON of which there is one spelling for each value, so that equal values are equal bytes everywhere.
///
/// No white space, keys in the order that they are given in, whole numbers only. Escaped are quotation marks,
/// backslashes, the control characters below U+0020 (as RFC 8785 spells them: `\b \t \n \f \r`, otherwise four hex
/// digits in lower case) and U+2028 and U+2029, which end a line for some readers; everything else stands as UTF-8.
/// The spelling of signed metadata (`ascii`) differs in its texts only.
public final class CanonicalJson {
    private static final String HEX = "0123456789abcdef";

    private CanonicalJson() {}

    /// The JSON of a text, a whole number, a truth value, or a list or map of such.
    ///
    /// @throws IllegalArgumentException for any other value, and for a text with half a surrogate pair, which UTF-8
    ///                                  can't carry
    public static String of(Object value) {
        var out = new StringBuilder();
        write(out, value);
        return out.toString();
    }

    /// The same in printable ASCII: quotation marks and backslashes are escaped by a backslash, every other character
    /// outside of printable ASCII, half a surrogate pair too, by a backslash, `u` and four hex digits in lower case.
    ///
    /// For texts of printable ASCII this is OLPC canonical JSON (if keys are in order), over which TUF clients verify.
    ///
    /// @throws IllegalArgumentException for a value that `of` does not know
    public static String ascii(Object value) {
        var out = new StringBuilder();
        write(out, value, CanonicalJson::ascii);
        return out.toString();
    }

    /// Adds to `out` what `of` gives.
    public static void write(StringBuilder out, Object value) {
        write(out, value, CanonicalJson::text);
    }

    /// How a text is spelled.
    private interface Texts {
        void add(StringBuilder out, String text);
    }

    private static void write(StringBuilder out, Object value, Texts texts) {
        switch (value) {
            case String text -> texts.add(out, text);
            case Long number -> out.append(number.longValue());
            case Integer number -> out.append(number.intValue());
            case Boolean flag -> out.append(flag.booleanValue());
            case List<?> list -> list(out, list, texts);
            case Map<?, ?> map -> map(out, map, texts);
            default -> throw new IllegalArgumentException(
                    "a %s has no canonical JSON".formatted(value.getClass().getSimpleName()));
        }
    }

    private static void list(StringBuilder out, List<?> list, Texts texts) {
        out.append('[');
        var separator = "";
        for (var each : list) {
            out.append(separator);
            write(out, each, texts);
            separator = ",";
        }
        out.append(']');
    }

    private static void map(StringBuilder out, Map<?, ?> map, Texts texts) {
        out.append('{');
        var separator = "";
        for (var each : map.entrySet()) {
            out.append(separator);
            texts.add(out, (String) each.getKey());
            out.append(':');
            write(out, each.getValue(), texts);
            separator = ",";
        }
        out.append('}');
    }

    private static void ascii(StringBuilder out, String text) {
        out.append('"');
        for (var i = 0; i < text.length(); i++) {
            var unit = text.charAt(i);
            if (unit == '"' || unit == '\\') {
                out.append('\\').append(unit);
            } else if (unit >= ' ' && unit <= '~') {
                out.append(unit);
            } else {
                out.append("\\u");
                for (var shift = 12; shift >= 0; shift -= 4) {
                    out.append(HEX.charAt(unit >> shift & 15));
                }
            }
        }
        out.append('"');
    }

    private static void text(StringBuilder out, String text) {
        out.append('"');
        // What stands as it is goes over in one piece up to the next that does not.
        var from = 0;
        var length = text.length();
        for (var i = 0; i < length; i++) {
            var unit = text.charAt(i);
            if (unit >= ' ' && unit < 0x2028 && unit != '"' && unit != '\\') {
                continue;
            }
            out.append(text, from, i);
            if (unit == '"' || unit == '\\') {
                out.append('\\').append(unit);
            } else if (unit < ' ') {
                control(out, unit);
            } else if (unit == '\u2028' || unit == '\u2029') {
                out.append("\\u202").append(unit == '\u2028' ? '8' : '9');
            } else if (Character.isSurrogate(unit)) {
                pair(out, text, i);
                i++;
            } else {
                out.append(unit);
            }
            from = i + 1;
        }
        out.append(text, from, length).append('"');
    }

    private static void control(StringBuilder out, char unit) {
        switch (unit) {
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> out.append("\\u00").append(HEX.charAt(unit >> 4)).append(HEX.charAt(unit & 15));
        }
    }

    private static void pair(StringBuilder out, String text, int at) {
        if (at + 1 == text.length() || !Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1))) {
            throw new IllegalArgumentException("a text holds half a surrogate pair at %d".formatted(at));
        }
        out.append(text, at, at + 2);
    }

    /// The texts of a list that `of` wrote.
    ///
    /// @throws IllegalArgumentException for anything else
    public static List<String> texts(String json) {
        var cursor = new Cursor(json);
        var texts = new ArrayList<String>();
        cursor.take('[');
        if (!cursor.takes(']')) {
            do {
                texts.add(cursor.text());
            } while (cursor.takes(','));
            cursor.take(']');
        }
        cursor.end();
        return List.copyOf(texts);
    }

    /// The map of texts to texts that `of` wrote.
    ///
    /// @throws IllegalArgumentException for anything else
    public static SortedMap<String, String> textMap(String json) {
        var cursor = new Cursor(json);
        var map = new TreeMap<String, String>();
        cursor.take('{');
        if (!cursor.takes('}')) {
            do {
                var key = cursor.text();
                cursor.take(':');
                map.put(key, cursor.text());
            } while (cursor.takes(','));
            cursor.take('}');
        }
        cursor.end();
        return map;
    }

    /// A place in a text that is being read.
    private static final class Cursor {
        private final String json;
        private int at;

        Cursor(String json) {
            this.json = json;
        }

        boolean takes(char wanted) {
            var there = at < json.length() && json.charAt(at) == wanted;
            if (there) {
                at++;
            }
            return there;
        }

        void take(char wanted) {
            if (!takes(wanted)) {
                throw wrong("`%c` is missing".formatted(wanted));
            }
        }

        void end() {
            if (at < json.length()) {
                throw wrong("something follows the end");
            }
        }

        String text() {
            take('"');
            var from = at;
            while (at < json.length() && json.charAt(at) != '"' && json.charAt(at) != '\\') {
                at++;
            }
            if (takes('"')) {
                return json.substring(from, at - 1);
            }
            var text = new StringBuilder(json.substring(from, at));
            while (!takes('"')) {
                if (at == json.length()) {
                    throw wrong("a text has no end");
                }
                var unit = json.charAt(at++);
                text.append(unit == '\\' ? escaped() : unit);
            }
            return text.toString();
        }

        private char escaped() {
            if (at == json.length()) {
                throw wrong("a text has no end");
            }
            var unit = json.charAt(at++);
            return switch (unit) {
                case '"', '\\', '/' -> unit;
                case 'b' -> '\b';
                case 't' -> '\t';
                case 'n' -> '\n';
                case 'f' -> '\f';
                case 'r' -> '\r';
                case 'u' -> unicode();
                default -> throw wrong("`\\%c` is no escape".formatted(unit));
            };
        }

        private char unicode() {
            if (at + 4 > json.length()) {
                throw wrong("a text has no end");
            }
            var code = 0;
            for (var end = at + 4; at < end; at++) {
                var digit = Character.digit(json.charAt(at), 16);
                if (digit < 0 || json.charAt(at) > 'f') {
                    throw wrong("not four hex digits");
                }
                code = code << 4 | digit;
            }
            return (char) code;
        }

        private IllegalArgumentException wrong(String what) {
            return new IllegalArgumentException("not a canonical list or map of texts: %s at %d".formatted(what, at));
        }
    }
}
