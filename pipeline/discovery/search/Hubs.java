package discovery.search;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// Entries that are near to everything. Some are by nature; one that is among the nearest of a large part of all
/// questions was written to be.
public final class Hubs {
    private Hubs() {}

    /// @param share of the samples that have it among their nearest
    public record Hub(int slot, double share) {}

    /// The entries that are among the nearest of more than a share of samples, the worst first.
    ///
    /// @param nearest slots nearest to each sample
    /// @param most    from 0 to 1
    public static List<Hub> of(List<List<Integer>> nearest, double most) {
        var times = new TreeMap<Integer, Integer>();
        nearest.forEach(slots -> slots.forEach(slot -> times.merge(slot, 1, Integer::sum)));
        return times.entrySet().stream()
                .map(entry -> new Hub(entry.getKey(), (double) entry.getValue() / nearest.size()))
                .filter(hub -> hub.share() > most)
                .sorted(Comparator.comparingDouble(Hub::share).reversed().thenComparing(Hub::slot))
                .toList();
    }
}
