package discovery.site;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/// The cards of what the build says is related to an entry: it speaks of slots, the catalogue of indexes.
final class Likest {
    private final IntFunction<List<Integer>> related;
    /// Index of the card of a slot, plus 1; 0: none.
    private int[] indexes = new int[64];
    private List<Card> cards = List.of();

    /// @param related slot → slots, the most alike first
    Likest(IntFunction<List<Integer>> related) {
        this.related = related;
    }

    void add(int slot, Card card) {
        if (slot >= indexes.length) {
            indexes = Arrays.copyOf(indexes, Math.max(slot + 1, 2 * indexes.length));
        }
        indexes[slot] = card.index() + 1;
    }

    /// @param all the cards by their indexes, as they are shown
    void show(List<Card> all) {
        cards = all;
    }

    /// The most alike first; what has no card is left out.
    List<Card> of(int slot) {
        var likest = new ArrayList<Card>();
        for (var other : related.apply(slot)) {
            if (other < indexes.length && indexes[other] > 0) {
                likest.add(cards.get(indexes[other] - 1));
            }
        }
        return likest;
    }
}
