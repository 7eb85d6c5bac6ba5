package discovery.site;

import discovery.model.Bounds;
import java.util.Locale;
import java.util.regex.Pattern;

/// Foreign text made into one short line, and words made from ids.
final class Plain {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Plain() {}

    /// On one line, cut at a word where that costs little.
    static String cut(String text, int most) {
        var line = line(Bounds.cut(text, most * 4));
        if (line.length() <= most) {
            return line;
        }
        var cut = Bounds.cut(line, most - 1);
        var space = cut.lastIndexOf(' ');
        return (space > most * 3 / 4 ? cut.substring(0, space) : cut) + "…";
    }

    static String line(String text) {
        return (isSpaced(text) ? text : SPACE.matcher(text).replaceAll(" ")).strip();
    }

    /// True where all space is single and plain, as in most texts; a pattern costs ten times as much to say so.
    private static boolean isSpaced(String text) {
        var before = '\0';
        var length = text.length();
        for (var i = 0; i < length; i++) {
            var unit = text.charAt(i);
            if (unit <= ' ' && ((unit >= '\t' && unit <= '\r') || (unit == ' ' && before == ' '))) {
                return false;
            }
            before = unit;
        }
        return true;
    }

    /// `code-review` as `Code review`.
    static String words(String id) {
        var words = id.replace('-', ' ').replace('_', ' ').strip();
        return words.isEmpty() ? id : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /// The first of the texts that says something.
    static String first(String... texts) {
        for (var text : texts) {
            if (!text.isBlank()) {
                return text;
            }
        }
        return "";
    }
}
