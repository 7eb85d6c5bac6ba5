package discovery.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Gives things of a name a place among the first answers: of each that is not there the best entry, at the end of them.
public final class Offering {
    /// Answers that most people look at.
    private static final int FIRST = 10;

    private Offering() {}

    /// @param hits  in order
    /// @param named slots of entries of each thing, the nearest thing first
    public static List<Hit> among(List<Hit> hits, List<List<Integer>> named) {
        var shown = new HashSet<Integer>();
        hits.stream().limit(FIRST - named.size()).forEach(hit -> shown.add(hit.candidate().slot()));
        var offered = new ArrayList<Hit>();
        for (var thing : named) {
            if (thing.stream().noneMatch(shown::contains)) {
                best(hits, thing).filter(hit -> !offered.contains(hit)).ifPresent(offered::add);
            }
        }
        var order = new ArrayList<>(hits);
        order.removeAll(offered);
        order.addAll(Math.min(order.size(), FIRST - offered.size()), offered);
        return List.copyOf(order);
    }

    private static Optional<Hit> best(List<Hit> hits, List<Integer> thing) {
        return hits.stream().filter(hit -> thing.contains(hit.candidate().slot())).findFirst();
    }
}
