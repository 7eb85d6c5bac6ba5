package discovery.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/// How a question is put to the index: which words are looked up, and what is embedded.
///
/// The cost of a full-text search is the number of entries that have any of its words, and the words that most entries
/// have tell least. So words are taken from the rarest on until `BUDGET` entries would be looked at; the rest is left
/// to the meaning of the question, which is made of all of it.
///
/// @param terms     words to look up, the rarest first; none: words find nothing
/// @param namesOnly even the rarest word is so frequent that only names and titles are searched for it
/// @param corrected words that the index does not know -> what was searched instead
/// @param meaning   the question as it is embedded: with corrections in the place of what they correct
public record Plan(List<String> terms, boolean namesOnly, Map<String, List<String>> corrected, String meaning) {
    /// Entries that a question may look at for its words.
    static final long BUDGET = 6_000;
    /// A single word in more entries than this is looked up in names only.
    static final long FREQUENT = 12_000;

    /// What of all this is done; for measuring what each part brings.
    public record Parts(boolean spelling, boolean emptyWords) {
        public static final Parts ALL = new Parts(true, true);
    }

    public static Plan of(String question, Vocabulary vocabulary, Parts parts) {
        var all = Words.of(question);
        var words = parts.emptyWords() ? Words.telling(all) : all;
        var open = !question.isEmpty() && Character.isLetterOrDigit(question.codePointBefore(question.length()));
        var corrected = new LinkedHashMap<String, List<String>>();
        SequencedSet<String> wanted = new LinkedHashSet<>();
        for (var word : words) {
            if (!parts.spelling() || vocabulary.entries(word) > 0) {
                wanted.add(word);
            } else {
                var guesses = Spelling.guess(word, open && word.equals(all.getLast()), vocabulary);
                if (!guesses.isEmpty()) {
                    corrected.put(word, guesses);
                    wanted.addAll(guesses);
                }
            }
        }
        var known = wanted.stream()
                .map(word -> new Vocabulary.Term(word, vocabulary.entries(word)))
                .filter(term -> term.entries() > 0)
                .sorted(Comparator.comparingLong(Vocabulary.Term::entries).thenComparing(Vocabulary.Term::word))
                .toList();
        var terms = new ArrayList<String>();
        var entries = 0L;
        for (var term : known) {
            entries += term.entries();
            if (terms.isEmpty() || entries <= BUDGET) {
                terms.add(term.word());
            }
        }
        var namesOnly = !known.isEmpty() && known.getFirst().entries() > FREQUENT;
        return new Plan(List.copyOf(terms), namesOnly, Collections.unmodifiableMap(corrected),
                meaning(question, all, corrected));
    }

    private static String meaning(String question, List<String> words, Map<String, List<String>> corrected) {
        if (corrected.isEmpty()) {
            return question.substring(0, Math.min(question.length(), Words.READ));
        }
        var meant = new ArrayList<String>();
        words.forEach(word -> meant.add(corrected.getOrDefault(word, List.of(word)).getFirst()));
        return String.join(" ", meant);
    }
}
