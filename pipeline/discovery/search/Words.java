package discovery.search;

import discovery.model.Bounds;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The words of a question. There is no syntax: quotation marks, operators and brackets separate words, nothing more.
public final class Words {
    /// Most words of a question; more don't find more.
    public static final int MOST = 24;
    /// Most units of a question that are read.
    public static final int READ = 4_096;
    /// Most units of a word.
    static final int LONGEST = 64;

    /// Words that say how one asks, not what for. Some of them are rare in descriptions, so that their rarity would
    /// count for them.
    private static final Set<String> EMPTY = Set.of(
            "a", "about", "an", "and", "any", "are", "as", "at", "be", "by", "can", "could", "do", "does", "for",
            "from",
            "get", "give", "has", "have", "help", "helps", "how", "i", "if", "in", "into", "is", "it", "its", "let",
            "lets", "like", "looking", "make", "me", "my", "need", "of", "on", "one", "or", "our", "out", "please",
            "should", "so", "some", "something", "that", "the", "their", "them", "there", "these", "this", "those",
            "to", "up", "use", "using", "want", "way", "we", "what", "when", "where", "which", "who", "will", "with",
            "without", "would", "you", "your");

    private Words() {}

    /// The different words in their order, folded: lower case, without diacritics, as the full-text index has them.
    /// Words are letters, digits, marks and private characters (SQLite's `unicode61`).
    public static List<String> of(String text) {
        var words = new LinkedHashSet<String>();
        for (var word : sequence(text, READ)) {
            if (words.size() < MOST) {
                words.add(word);
            }
        }
        return List.copyOf(words);
    }

    /// All words of a text of any length, folded, with repetitions.
    public static List<String> all(String text) {
        return List.copyOf(sequence(text, text.length()));
    }

    /// The words of a question that say what it asks for; all of them if none does.
    public static List<String> telling(List<String> words) {
        var telling = words.stream().filter(word -> !EMPTY.contains(word)).toList();
        return telling.isEmpty() ? words : telling;
    }

    /// All words one after the other with one space between: two texts with the same key have the same words.
    public static String key(String text) {
        return String.join(" ", sequence(text, READ));
    }

    private static List<String> sequence(String text, int most) {
        var words = new ArrayList<String>();
        var read = fold(Bounds.cut(text, most));
        var word = new StringBuilder();
        for (var i = 0; i <= read.length(); ) {
            var point = i < read.length() ? read.codePointAt(i) : ' ';
            if (isOfWord(point)) {
                word.appendCodePoint(point);
            } else if (!word.isEmpty()) {
                words.add(Bounds.cut(word.toString(), LONGEST));
                word.setLength(0);
            }
            i += Character.charCount(point);
        }
        return words;
    }

    private static String fold(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        if (lower.chars().allMatch(unit -> unit < 0x80)) {
            return lower;
        }
        var folded = new StringBuilder(lower.length());
        Normalizer.normalize(lower, Normalizer.Form.NFD).codePoints()
                .filter(point -> Character.getType(point) != Character.NON_SPACING_MARK)
                .forEach(folded::appendCodePoint);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    private static boolean isOfWord(int point) {
        return switch (Character.getType(point)) {
            case Character.UPPERCASE_LETTER, Character.LOWERCASE_LETTER, Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER, Character.OTHER_LETTER, Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER, Character.OTHER_NUMBER, Character.PRIVATE_USE,
                    Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
                true;
            default -> false;
        };
    }
}
