package discovery.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// What is like an entry, without the entry, its copies, and copies of each other.
public final class Related {
    private Related() {}

    /// @param family id of the original; the own id where there is no family
    /// @param key    the words of the name
    public record Neighbour(int slot, String family, String key, double cosine) {}

    /// The nearest of other families and other names, in their order.
    ///
    /// @param near the nearest first; may hold the entry itself
    public static List<Neighbour> choose(Neighbour entry, List<Neighbour> near, int limit) {
        var families = new HashSet<String>();
        families.add(entry.family());
        var names = new HashSet<String>();
        names.add(entry.key());
        var chosen = new ArrayList<Neighbour>();
        for (var other : near) {
            // A fork that was edited is no copy any more, but its name and its text tell.
            var same = other.slot() == entry.slot() || (names.contains(other.key()) && other.cosine() > 0.9);
            if (!same && chosen.size() < limit && families.add(other.family())) {
                names.add(other.key());
                chosen.add(other);
            }
        }
        return List.copyOf(chosen);
    }
}
