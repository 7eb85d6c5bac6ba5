package discovery.site;

import java.util.Locale;

/// Foreign text made harmless: first for the eye, then for a format.
///
/// A character that would act instead of being seen (controls, direction overrides, invisible ones) is shown as what it
/// is. Joiners stay, because scripts and emoji need them.
public final class Escape {
    /// Which of ASCII stand as they are in every format: nearly all that comes.
    private static final boolean[] PLAIN = plain();

    private Escape() {}

    private static boolean[] plain() {
        var plain = new boolean[0x80];
        for (var unit = (char) 0; unit < plain.length; unit++) {
            plain[unit] = !acts(unit) && entity(unit, true).isEmpty();
        }
        return plain;
    }

    /// True for a character that stands as it is in every format.
    public static boolean isPlain(char unit) {
        return unit < PLAIN.length && PLAIN[unit];
    }

    /// For HTML text and for attributes in any quotes.
    public static String html(String text) {
        return escaped(text, true);
    }

    /// For XML text and attributes.
    public static String xml(String text) {
        return escaped(text, false);
    }

    /// For the eye only: what acts becomes visible, nothing else changes.
    public static String harmless(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (acts(text.charAt(i))) {
                var out = new StringBuilder(text.length() + 16);
                for (var j = 0; j < text.length(); j++) {
                    j = show(text, j, out);
                }
                return out.toString();
            }
        }
        return text;
    }

    private static String escaped(String text, boolean html) {
        for (var i = 0; i < text.length(); i++) {
            var unit = text.charAt(i);
            if (isPlain(unit)) {
                continue;
            }
            if (acts(unit) || !entity(unit, html).isEmpty()) {
                // What was looked at already stands as it is.
                var out = new StringBuilder(text.length() + 32).append(text, 0, i);
                for (var j = i; j < text.length(); j++) {
                    var entity = entity(text.charAt(j), html);
                    if (entity.isEmpty()) {
                        j = show(text, j, out);
                    } else {
                        out.append(entity);
                    }
                }
                return out.toString();
            }
        }
        return text;
    }

    private static String entity(char unit, boolean html) {
        return switch (unit) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&#34;";
            case '\'' -> "&#39;";
            // Old browsers take it for a quote of an attribute; XML has no reason to touch it.
            case '`' -> html ? "&#96;" : "";
            default -> "";
        };
    }

    /// Appends the character at `i` as it may be shown; gives the index of its last unit.
    private static int show(String text, int i, StringBuilder out) {
        var unit = text.charAt(i);
        if (!acts(unit)) {
            out.append(unit);
            return i;
        }
        if (Character.isSurrogate(unit)) {
            var point = text.codePointAt(i);
            if (!Character.isSupplementaryCodePoint(point)) {
                out.append('\uFFFD');
                return i;
            }
            if (isTag(point)) {
                name(point, out);
            } else {
                out.appendCodePoint(point);
            }
            return i + 1;
        }
        if (unit == '\r') {
            out.append(' ');
        } else if (unit < ' ') {
            out.append((char) (0x2400 + unit));
        } else if (unit == 0x7F) {
            out.append('\u2421');
        } else if (unit < 0xA0 || unit >= 0xFFFE) {
            out.append('\uFFFD');
        } else {
            name(unit, out);
        }
        return i;
    }

    private static void name(int point, StringBuilder out) {
        out.append("[U+").append(String.format(Locale.ROOT, "%04X", point)).append(']');
    }

    /// True for each unit that is not shown as it stands, or that needs a second look (surrogates).
    static boolean acts(char unit) {
        if (unit < 0x7F) {
            return unit < ' ' && unit != '\n' && unit != '\t';
        }
        return unit < 0xA0
                || unit == 0xAD
                || unit == 0x61C
                || unit == 0x115F
                || unit == 0x1160
                || unit == 0x180E
                || unit == 0x200B
                || unit == 0x200E
                || unit == 0x200F
                || (unit >= 0x2028 && unit <= 0x202E)
                || (unit >= 0x2060 && unit <= 0x206F)
                || unit == 0x3164
                || Character.isSurrogate(unit)
                || unit == 0xFEFF
                || unit == 0xFFA0
                || (unit >= 0xFFF9 && unit <= 0xFFFB)
                || unit >= 0xFFFE;
    }

    /// Tag characters: invisible, and able to carry a whole hidden message.
    private static boolean isTag(int point) {
        return point >= 0xE0000 && point <= 0xE007F;
    }
}
