package discovery.build;

import discovery.model.Bounds;

/// Foreign text made fit to be shown: what can't be seen or changes what others see is taken out.
///
/// Taken out are control characters (Cc), format characters (Cf: bidi controls, tag characters, zero-width joiners,
/// soft hyphens) and the rest of Unicode's `Default_Ignorable_Code_Point` (variation selectors, Hangul fillers, …;
/// DerivedCoreProperties.txt): they hide text from people that programs read. Half a surrogate pair becomes U+FFFD.
/// Markup stays: who shows a text escapes it.
public final class Display {
    private Display() {}

    /// The text on one line: secrets and invisible characters out, each run of white space one space, none at the
    /// ends.
    public static String clean(String text) {
        return Secrets.redacted(seen(text));
    }

    private static String seen(String text) {
        var clean = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); ) {
            var point = text.codePointAt(i);
            i += Character.charCount(point);
            if (isSpace(point)) {
                if (!clean.isEmpty() && clean.charAt(clean.length() - 1) != ' ') {
                    clean.append(' ');
                }
            } else if (!isUnseen(point)) {
                clean.appendCodePoint(whole(point));
            }
        }
        if (!clean.isEmpty() && clean.charAt(clean.length() - 1) == ' ') {
            clean.setLength(clean.length() - 1);
        }
        return clean.toString();
    }

    /// The clean text, cut to `most` UTF-16 units.
    public static String clean(String text, int most) {
        return Bounds.cut(clean(text), most).stripTrailing();
    }

    /// A path, address or other name that has to lead somewhere: invisible characters out, spaces as they are.
    public static String exact(String text) {
        var exact = new StringBuilder(text.length());
        text.codePoints().filter(point -> !isUnseen(point)).forEach(point -> exact.appendCodePoint(whole(point)));
        return exact.toString();
    }

    /// White space that separates words, line breaks among it.
    private static boolean isSpace(int point) {
        return point == ' ' || (point >= '\t' && point <= '\r') || point == 0x85 || Character.isSpaceChar(point);
    }

    /// True for what a reader does not see, white space aside: controls, format characters, fillers, selectors.
    public static boolean isUnseen(int point) {
        if (point < 0x7F) {
            return point < ' ';
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> isIgnorable(point);
        };
    }

    /// `Default_Ignorable_Code_Point` without what is Cf anyway. The ranges hold unassigned code points too, so that
    /// the answer doesn't depend on the Unicode version of the JDK.
    private static boolean isIgnorable(int point) {
        return point == 0x034F
                || point == 0x115F || point == 0x1160
                || point == 0x17B4 || point == 0x17B5
                || (point >= 0x180B && point <= 0x180F)
                || (point >= 0x2060 && point <= 0x206F)
                || point == 0x3164
                || (point >= 0xFE00 && point <= 0xFE0F)
                || point == 0xFFA0
                || (point >= 0xFFF0 && point <= 0xFFF8)
                || (point >= 0xE0000 && point <= 0xE0FFF);
    }

    private static int whole(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point;
    }
}
