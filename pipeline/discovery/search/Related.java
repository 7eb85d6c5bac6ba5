package discovery.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// What is like an entry, without the entry, its copies, and copies of each other: of the entries that are no copies, the
/// `Pools.SIZE` whose vectors are nearest to its own; of these, the nearest of other families and other names. What is
/// like a copy is what is like its original. An entry without a vector has none.
///
/// The stage `build` says so of all entries at once (`related.bin`), a client of one when it is asked.
public final class Related {
    /// As many are shown beside an entry.
    public static final int SHOWN = 5;

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
