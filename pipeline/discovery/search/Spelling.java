package discovery.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What somebody meant who typed a word that the index does not know.
///
/// A word is one mistake away when one letter is missing, too many, another, or has changed places with its neighbour.
/// Long words may have two. An unfinished last word is completed.
final class Spelling {
    /// Shorter words have too many neighbours to guess.
    private static final int SHORTEST = 4;
    private static final int LONG = 8;
    /// Meanings of one word that are searched for.
    private static final int ALTERNATIVES = 2;

    private Spelling() {}

    private record Guess(String word, int mistakes, boolean sameBeginning, long entries) {}

    /// The likeliest words of the index, the best first; none if nothing is near.
    ///
    /// @param last whether the word may be unfinished
    static List<String> guess(String word, boolean last, Vocabulary vocabulary) {
        var points = word.codePoints().toArray();
        if (points.length < SHORTEST || word.chars().allMatch(Character::isDigit)) {
            return last && points.length >= 2 ? completed(word, vocabulary) : List.of();
        }
        var most = points.length >= LONG ? 2 : 1;
        var guesses = new ArrayList<Guess>();
        // The first letter is seldom wrong, and when it is, the word mostly begins with the second one.
        for (var beginning : points[0] == points[1]
                ? List.of(Character.toString(points[0]))
                : List.of(Character.toString(points[0]), Character.toString(points[1]))) {
            for (var term : vocabulary.beginningWith(beginning)) {
                var other = term.word().codePoints().toArray();
                var mistakes = mistakes(points, other, most);
                if (mistakes <= most) {
                    guesses.add(new Guess(term.word(), mistakes, other[0] == points[0], term.entries()));
                }
            }
        }
        guesses.sort(Comparator.comparingInt(Guess::mistakes)
                .thenComparing(Comparator.comparing(Guess::sameBeginning).reversed())
                .thenComparing(Comparator.comparingLong(Guess::entries).reversed())
                .thenComparing(Guess::word));
        if (guesses.isEmpty()) {
            return last ? completed(word, vocabulary) : List.of();
        }
        var best = guesses.getFirst();
        return guesses.stream()
                .filter(guess -> guess.mistakes() == best.mistakes() && guess.entries() * 2 >= best.entries())
                .limit(ALTERNATIVES)
                .map(Guess::word)
                .toList();
    }

    private static List<String> completed(String word, Vocabulary vocabulary) {
        return vocabulary.beginningWith(word).stream()
                .sorted(Comparator.comparingLong(Vocabulary.Term::entries).reversed()
                        .thenComparing(Vocabulary.Term::word))
                .limit(ALTERNATIVES)
                .map(Vocabulary.Term::word)
                .toList();
    }

    /// Letters missing, too many, exchanged or swapped; more than `most` is `most + 1`.
    static int mistakes(int[] one, int[] other, int most) {
        if (Math.abs(one.length - other.length) > most) {
            return most + 1;
        }
        var before = new int[other.length + 1];
        var last = new int[other.length + 1];
        for (var j = 0; j <= other.length; j++) {
            last[j] = j;
        }
        for (var i = 1; i <= one.length; i++) {
            var row = new int[other.length + 1];
            row[0] = i;
            var least = i;
            for (var j = 1; j <= other.length; j++) {
                var change = one[i - 1] == other[j - 1] ? 0 : 1;
                row[j] = Math.min(last[j - 1] + change, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            if (least > most) {
                return most + 1;
            }
            before = last;
            last = row;
        }
        return Math.min(last[other.length], most + 1);
    }
}
