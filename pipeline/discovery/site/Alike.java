package discovery.site;

import discovery.model.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/// Which entries are about the same: those that share the rarest of an entry's words.
final class Alike {
    private static final int WORDS = 10;
    private static final int SHOWN = 5;
    /// Words of more entries tell too little, those of one nothing.
    private static final int COMMON = 150;

    private final SearchIndex search;
    private final List<Card> cards;
    private final double[] sums;
    private final byte[] shared;
    /// Keys of the names of those that were ever shown as alike, by their indexes; empty: not yet asked for.
    private final String[] keys;
    /// Indexes of those that share a word with the entry that is looked at.
    private int[] touched = new int[WORDS * COMMON];

    /// @param cards by their indexes
    Alike(SearchIndex search, List<Card> cards) {
        this.search = search;
        this.cards = cards;
        sums = new double[cards.size()];
        shared = new byte[cards.size()];
        keys = new String[cards.size()];
        Arrays.fill(keys, "");
    }

    /// The likest, the best first; no copies, and nothing of the same name twice.
    List<Card> of(Card card, Row.Content content) {
        var words = new ArrayList<SearchIndex.Numbers>();
        add(words, content.name());
        add(words, content.title());
        content.tags().forEach(tag -> add(words, tag));
        add(words, content.description());
        // Of the same number, the word that stands first is first.
        words.sort(Comparator.comparingInt(SearchIndex.Numbers::size));
        var count = 0;
        for (var word : words.subList(0, Math.min(WORDS, words.size()))) {
            var weight = StrictMath.log((double) cards.size() / word.size());
            for (var i = 0; i < word.size(); i++) {
                var index = word.index(i);
                if (shared[index]++ == 0) {
                    touched[count++] = index;
                }
                sums[index] += weight;
            }
        }
        var candidates = candidates(card, count);
        var likest = likest(card, candidates);
        for (var i = 0; i < count; i++) {
            sums[touched[i]] = 0;
            shared[touched[i]] = 0;
        }
        return likest;
    }

    private void add(List<SearchIndex.Numbers> words, String text) {
        for (var term : Terms.of(text)) {
            var entries = search.having(term);
            // Each word has a list of its own, so that the list tells whether the word was met before.
            if (entries.size() > 1 && entries.size() <= COMMON && !isIn(words, entries) && !Terms.STOP.contains(term)) {
                words.add(entries);
            }
        }
    }

    private static boolean isIn(List<SearchIndex.Numbers> words, SearchIndex.Numbers word) {
        for (var i = 0; i < words.size(); i++) {
            if (words.get(i) == word) {
                return true;
            }
        }
        return false;
    }

    /// Those that share two words or more; `sums` says from then on how like they are.
    private int[] candidates(Card card, int count) {
        var candidates = new int[count];
        var size = 0;
        for (var i = 0; i < count; i++) {
            var index = touched[i];
            if (shared[index] > 1 && index != card.index()) {
                var other = cards.get(index);
                if (!other.copy() && !other.id().equals(card.original())) {
                    sums[index] *= 1 + other.score() / 20_000.0;
                    candidates[size++] = index;
                }
            }
        }
        return Arrays.copyOf(candidates, size);
    }

    /// The best are sought one by one: of hundreds, five are shown.
    private List<Card> likest(Card card, int[] candidates) {
        var likest = new ArrayList<Card>(SHOWN);
        var names = new HashSet<String>();
        names.add(key(card.index()));
        for (var left = candidates.length; left > 0 && likest.size() < SHOWN; left--) {
            var best = 0;
            for (var i = 1; i < left; i++) {
                var difference = sums[candidates[i]] - sums[candidates[best]];
                // Of the same likeness, the smaller id, which has the smaller index.
                if (difference > 0 || (difference == 0 && candidates[i] < candidates[best])) {
                    best = i;
                }
            }
            var index = candidates[best];
            candidates[best] = candidates[left - 1];
            if (names.add(key(index))) {
                likest.add(cards.get(index));
            }
        }
        return likest;
    }

    private String key(int index) {
        if (keys[index].isEmpty()) {
            keys[index] = Terms.key(cards.get(index).formal());
        }
        return keys[index];
    }
}
