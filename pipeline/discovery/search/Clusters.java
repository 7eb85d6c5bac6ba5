package discovery.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Vectors that are near to each other, together (k-means by cosine).
///
/// @param centres of unit length
/// @param members for each centre, which vectors are nearest to it; they grow
record Clusters(List<float[]> centres, List<List<Integer>> members) {
    private static final int ROUNDS = 8;

    /// @param vectors of unit length; at least as many as clusters
    static Clusters of(List<float[]> vectors, int count) {
        var dims = vectors.getFirst().length;
        var centres = new ArrayList<float[]>();
        for (var i = 0; i < count; i++) {
            centres.add(vectors.get((int) ((long) i * vectors.size() / count)));
        }
        var members = new ArrayList<List<Integer>>();
        for (var round = 0; round < ROUNDS; round++) {
            var turned = turned(centres, dims);
            var sums = new float[count][dims];
            members.clear();
            for (var i = 0; i < count; i++) {
                members.add(new ArrayList<>());
            }
            var products = new float[count];
            for (var i = 0; i < vectors.size(); i++) {
                var nearest = nearest(vectors.get(i), turned, products);
                members.get(nearest).add(i);
                Principal.add(sums[nearest], vectors.get(i), 1);
            }
            for (var i = 0; i < count; i++) {
                if (!members.get(i).isEmpty()) {
                    centres.set(i, Principal.unit(sums[i]));
                }
            }
        }
        return new Clusters(List.copyOf(centres), members.stream().map(List::copyOf).toList());
    }

    /// Dimension × centre, so that all centres are compared at once.
    private static float[][] turned(List<float[]> centres, int dims) {
        var turned = new float[dims][centres.size()];
        for (var i = 0; i < centres.size(); i++) {
            for (var j = 0; j < dims; j++) {
                turned[j][i] = centres.get(i)[j];
            }
        }
        return turned;
    }

    private static int nearest(float[] vector, float[][] centres, float[] products) {
        Arrays.fill(products, 0);
        for (var j = 0; j < vector.length; j++) {
            Principal.add(products, centres[j], vector[j]);
        }
        var best = 0;
        for (var i = 1; i < products.length; i++) {
            best = products[i] > products[best] ? i : best;
        }
        return best;
    }
}
