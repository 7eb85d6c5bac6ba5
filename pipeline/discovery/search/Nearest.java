package discovery.search;

import discovery.embed.Quantised;
import java.util.List;
import java.util.function.IntPredicate;

/// Exact search among vectors; the port that `discovery.edge.vectors` implements.
public interface Nearest {
    /// @param cosine of the entry's text and the question, from -1 to 1
    record Near(int slot, double cosine) {}

    /// The slots whose vectors are nearest, the nearest first, ties by slot.
    ///
    /// @param allowed which slots may be answers
    List<Near> nearest(Quantised question, int limit, IntPredicate allowed);

    /// The cosine for one slot; 0 if it has no vector.
    double cosine(Quantised question, int slot);
}
