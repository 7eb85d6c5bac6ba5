package discovery.site;

import discovery.model.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;

/// Which entries are about the same: those that share the rarest of an entry's words.
final class Alike {
    private static final int WORDS = 10;
    private static final int SHOWN = 5;
    /// Words of more entries tell too little, those of one nothing.
    private static final int COMMON = 150;

    private record Word(SearchIndex.Numbers entries) {
        int count() {
            return entries.size();
        }
    }

    private final SearchIndex search;
    private final List<Card> cards;
    private final double[] sums;
    private final byte[] shared;

    /// @param cards by their indexes
    Alike(SearchIndex search, List<Card> cards) {
        this.search = search;
        this.cards = cards;
        sums = new double[cards.size()];
        shared = new byte[cards.size()];
    }

    /// The likest, the best first; no copies, and nothing of the same name twice.
    List<Card> of(Card card, Row.Content content) {
        var words = new LinkedHashSet<>(Terms.of(content.name()));
        words.addAll(Terms.of(content.title()));
        content.tags().forEach(tag -> words.addAll(Terms.of(tag)));
        words.addAll(Terms.of(content.description()));
        words.removeAll(Terms.STOP);
        var touched = new ArrayList<Card>();
        words.stream()
                .map(word -> new Word(search.having(word)))
                .filter(word -> word.count() > 1 && word.count() <= COMMON)
                .sorted(Comparator.comparingInt(Word::count))
                .limit(WORDS)
                .forEach(word -> {
                    var weight = StrictMath.log((double) cards.size() / word.count());
                    for (var index : word.entries().indexes()) {
                        if (shared[index]++ == 0) {
                            touched.add(cards.get(index));
                        }
                        sums[index] += weight;
                    }
                });
        var names = new HashSet<String>();
        names.add(Terms.key(card.formal()));
        // By how like they are, not yet in order: most of them are looked at once and never again.
        var likest = new ArrayList<Card>();
        var rest = new PriorityQueue<>(Comparator
                .comparingDouble((Card other) -> -sums[other.index()] * (1 + other.score() / 20_000.0))
                .thenComparing(Card::id));
        touched.stream()
                .filter(other -> other.index() != card.index() && shared[other.index()] > 1)
                .filter(other -> !other.copy() && !other.id().equals(card.original()))
                .forEach(rest::add);
        while (likest.size() < SHOWN && !rest.isEmpty()) {
            var next = rest.remove();
            if (names.add(Terms.key(next.formal()))) {
                likest.add(next);
            }
        }
        touched.forEach(other -> {
            sums[other.index()] = 0;
            shared[other.index()] = 0;
        });
        return likest;
    }
}
