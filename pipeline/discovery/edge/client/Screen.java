package discovery.edge.client;

import discovery.build.Display;
import java.util.Optional;

/// Text for a terminal: clean, and as wide as fits.
final class Screen {
    private static final int DEFAULT = 80;
    private static final int LEAST = 40;

    private Screen() {}

    /// Columns: what `COLUMNS` says, which shells and terminals set, else 80.
    static int columns(Optional<String> variable) {
        return variable.filter(text -> text.matches("[0-9]{1,4}")).map(Integer::parseInt)
                .map(columns -> Math.max(columns, LEAST)).orElse(DEFAULT);
    }

    /// The clean text in at most so many columns; an ellipsis says that there was more.
    static String fit(String text, int columns) {
        var clean = Display.clean(text);
        if (width(clean) <= columns) {
            return clean;
        }
        var kept = new StringBuilder();
        var used = 1;
        for (var i = 0; i < clean.length(); ) {
            var point = clean.codePointAt(i);
            used += width(point);
            if (used > columns) {
                break;
            }
            kept.appendCodePoint(point);
            i += Character.charCount(point);
        }
        return kept.toString().stripTrailing() + "…";
    }

    static int width(String text) {
        return text.codePoints().map(Screen::width).sum();
    }

    /// Characters of East Asia and pictographs take two columns, combining ones none.
    private static int width(int point) {
        if (point < 0x300) {
            return 1;
        }
        if (Character.getType(point) == Character.NON_SPACING_MARK) {
            return 0;
        }
        return (point >= 0x1100 && point <= 0x115F) || (point >= 0x2E80 && point <= 0xA4CF)
                || (point >= 0xAC00 && point <= 0xD7A3) || (point >= 0xF900 && point <= 0xFAFF)
                || (point >= 0xFE30 && point <= 0xFE6F) || (point >= 0xFF00 && point <= 0xFF60)
                || (point >= 0x1F300 && point <= 0x1FAFF) || (point >= 0x20000 && point <= 0x3FFFD) ? 2 : 1;
    }
}
