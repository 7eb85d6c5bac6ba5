package discovery.edge.bench;

import discovery.embed.Quantised;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Vectors that are near to each other, together (k-means by cosine).
final class Clusters {
    private static final int ROUNDS = 8;

    private final List<Quantised> centres;
    private final List<Set<Integer>> members;

    private Clusters(List<Quantised> centres, List<Set<Integer>> members) {
        this.centres = centres;
        this.members = members;
    }

    /// @param vectors of unit length by their slots, in the order of the slots
    static Clusters of(Map<Integer, float[]> vectors, int count) {
        var slots = List.copyOf(vectors.keySet());
        var all = List.copyOf(vectors.values());
        var centres = new ArrayList<float[]>();
        for (var i = 0; i < count; i++) {
            centres.add(all.get((int) ((long) i * all.size() / count)));
        }
        var members = new ArrayList<Set<Integer>>();
        for (var round = 0; round < ROUNDS; round++) {
            members.clear();
            var sums = new float[count][all.getFirst().length];
            for (var i = 0; i < count; i++) {
                members.add(new HashSet<>());
            }
            for (var i = 0; i < all.size(); i++) {
                var nearest = nearest(all.get(i), centres);
                members.get(nearest).add(slots.get(i));
                for (var j = 0; j < sums[nearest].length; j++) {
                    sums[nearest][j] += all.get(i)[j];
                }
            }
            for (var i = 0; i < count; i++) {
                if (!members.get(i).isEmpty()) {
                    centres.set(i, Projection.unit(sums[i]));
                }
            }
        }
        return new Clusters(centres.stream().map(Quantised::of).toList(), List.copyOf(members));
    }

    private static int nearest(float[] vector, List<float[]> centres) {
        var best = 0;
        var most = Float.NEGATIVE_INFINITY;
        for (var i = 0; i < centres.size(); i++) {
            var product = 0f;
            for (var j = 0; j < vector.length; j++) {
                product += vector[j] * centres.get(i)[j];
            }
            if (product > most) {
                most = product;
                best = i;
            }
        }
        return best;
    }

    /// How many vectors so many clusters have, on average.
    long members(int clusters) {
        return members.stream().mapToLong(Set::size).sum() * clusters / members.size();
    }

    /// The slots in the clusters that are nearest to a question.
    Set<Integer> nearest(Quantised question, int count) {
        var slots = new HashSet<Integer>();
        IntStream.range(0, centres.size()).boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -centres.get(i).dot(question)))
                .limit(count)
                .forEach(i -> slots.addAll(members.get(i)));
        return slots;
    }
}
