package discovery.site;

import discovery.model.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
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
        var touched = new ArrayList<Integer>();
        words.stream()
                .map(search::having)
                .filter(having -> having.length > 1 && having.length <= COMMON)
                .sorted(Comparator.comparingInt(having -> having.length))
                .limit(WORDS)
                .forEach(having -> {
                    var weight = StrictMath.log((double) cards.size() / having.length);
                    for (var index : having) {
                        if (shared[index]++ == 0) {
                            touched.add(index);
                        }
                        sums[index] += weight;
                    }
                });
        var names = new HashSet<String>();
        names.add(Terms.key(card.formal()));
        var likest = touched.stream()
                .filter(index -> index != card.index() && shared[index] > 1)
                .map(cards::get)
                .filter(other -> !other.copy() && !other.id().equals(card.original()))
                .sorted(Comparator
                        .comparingDouble((Card other) -> -sums[other.index()] * (1 + other.score() / 20_000.0))
                        .thenComparing(Card::id))
                .filter(other -> names.add(Terms.key(other.formal())))
                .limit(SHOWN)
                .toList();
        touched.forEach(index -> {
            sums[index] = 0;
            shared[index] = 0;
        });
        return likest;
    }
}
