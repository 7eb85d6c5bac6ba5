package discovery.search;

import discovery.embed.Embedder;
import discovery.embed.Quantised;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/// Knows which entries are near to what a question means.
public interface Meanings {
    /// @param question as `Plan.meaning` has it
    Meant of(String question);

    /// What a question means.
    interface Meant {
        /// The nearest entries, the nearest first, ties by slot.
        ///
        /// @param allowed which slots may be answers
        List<Nearest.Near> nearest(int limit, IntPredicate allowed);

        /// The cosine for one slot; 0 where nothing is known of it.
        double cosine(int slot);

        /// Things of a name that the question may be about, the nearest first: slots of some entries of each.
        default List<List<Integer>> named() {
            return List.of();
        }
    }

    /// By the model itself.
    ///
    /// @param embedder of the same recipe as the vectors; empty: nothing is known
    static Optional<Meanings> of(Optional<Nearest> vectors, Optional<Embedder> embedder) {
        return vectors.isEmpty() || embedder.isEmpty() ? Optional.empty() : Optional.of(question -> {
            var meant = Quantised.of(embedder.get().embed(List.of(question)).getFirst());
            return new Meant() {
                @Override
                public List<Nearest.Near> nearest(int limit, IntPredicate allowed) {
                    return vectors.get().nearest(meant, limit, allowed);
                }

                @Override
                public double cosine(int slot) {
                    return vectors.get().cosine(meant, slot);
                }
            };
        });
    }
}
