package discovery.score;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;

/// How much a description says. A word counts once, so that saying it ten times says no more.
///
/// @param distinct different words
/// @param stuffed  a list of words to be found by, not a sentence
record Prose(int distinct, boolean stuffed) {
    /// Words from which on a description can be judged.
    private static final int FEW = 15;
    /// A word that comes this often in a short text is there to be found.
    private static final int OFTEN = 6;

    static Prose of(String description) {
        var counts = new HashMap<String, Integer>();
        var lower = description.toLowerCase(Locale.ROOT);
        var total = 0;
        var letters = 0;
        var length = 0;
        var end = lower.length();
        for (var i = 0; i <= end; ) {
            var unit = i < end ? lower.charAt(i) : ' ';
            var point = Character.isHighSurrogate(unit) ? lower.codePointAt(i) : unit;
            if (isOfWord(point)) {
                length += Character.charCount(point);
                letters++;
            } else if (length > 0) {
                counts.merge(lower.substring(i - length, i), 1, Integer::sum);
                total++;
                length = 0;
            }
            i += Character.charCount(point);
        }
        // Scripts without spaces: one sign says about as much as half a word.
        var signs = new HashSet<Integer>();
        for (var i = 0; i < description.length(); i++) {
            // The first of them is U+3006; most texts have no such character.
            if (description.charAt(i) > 0x3000) {
                description.codePoints().filter(Character::isIdeographic).forEach(signs::add);
                break;
            }
        }
        var distinct = counts.size() + signs.size() / 2;
        var often = counts.entrySet().stream().filter(each -> each.getKey().length() > 3)
                .mapToInt(each -> each.getValue()).max().orElse(0);
        var commas = shortParts(description);
        var repeats = often >= OFTEN && often * 8 > total;
        var listed = commas * 5 > total * 3L;
        var stuffed = total >= FEW && signs.isEmpty() && (repeats || counts.size() * 2 < total || listed);
        return new Prose(letters == 0 ? 0 : distinct, stuffed);
    }

    /// A letter or a number of any script.
    private static boolean isOfWord(int point) {
        if (point < 0x80) {
            return (point >= 'a' && point <= 'z') || (point >= '0' && point <= '9') || (point >= 'A' && point <= 'Z');
        }
        return Character.isLetter(point) || switch (Character.getType(point)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }

    private static boolean isComma(char unit) {
        return switch (unit) {
            case ',', ';', '|', '/', '·', '•' -> true;
            default -> false;
        };
    }

    /// How many parts between commas and their like are of two words at most.
    private static long shortParts(String text) {
        var parts = 0L;
        var words = 0;
        var inside = false;
        for (var i = 0; i <= text.length(); i++) {
            var unit = i < text.length() ? text.charAt(i) : ',';
            if (isComma(unit)) {
                parts += words <= 2 ? 1 : 0;
                words = 0;
                inside = false;
            } else {
                var white = Character.isWhitespace(unit);
                words += white || inside ? 0 : 1;
                inside = !white;
            }
        }
        return parts;
    }
}
