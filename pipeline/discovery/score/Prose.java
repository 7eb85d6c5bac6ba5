package discovery.score;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.regex.Pattern;

/// How much a description says. A word counts once, so that saying it ten times says no more.
///
/// @param distinct different words
/// @param stuffed  a list of words to be found by, not a sentence
record Prose(int distinct, boolean stuffed) {
    private static final Pattern BREAK = Pattern.compile("[^\\p{L}\\p{N}]+");
    /// Words from which on a description can be judged.
    private static final int FEW = 15;
    /// A word that comes this often in a short text is there to be found.
    private static final int OFTEN = 6;

    static Prose of(String description) {
        var counts = new HashMap<String, Integer>();
        var total = 0;
        var letters = 0;
        for (var word : BREAK.split(description.toLowerCase(Locale.ROOT))) {
            if (!word.isEmpty()) {
                counts.merge(word, 1, Integer::sum);
                total++;
                letters += word.codePointCount(0, word.length());
            }
        }
        // Scripts without spaces: one sign says about as much as half a word.
        var signs = new HashSet<Integer>();
        description.codePoints().filter(Character::isIdeographic).forEach(signs::add);
        var distinct = counts.size() + signs.size() / 2;
        var often = counts.entrySet().stream().filter(each -> each.getKey().length() > 3)
                .mapToInt(each -> each.getValue()).max().orElse(0);
        var commas = Arrays.stream(description.split("[,;|/·•]", -1)).filter(part -> Evidence.words(part) <= 2).count();
        var repeats = often >= OFTEN && often * 8 > total;
        var listed = commas * 5 > total * 3L;
        var stuffed = total >= FEW && signs.isEmpty() && (repeats || counts.size() * 2 < total || listed);
        return new Prose(letters == 0 ? 0 : distinct, stuffed);
    }
}
