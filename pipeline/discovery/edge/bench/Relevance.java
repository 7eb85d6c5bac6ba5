package discovery.edge.bench;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/// How good an order of answers is, and whether one is better than another by more than chance.
final class Relevance {
    private static final int SAMPLES = 10_000;

    private Relevance() {}

    /// Normalised discounted cumulative gain of the first ten: gains are 2^grade - 1, what was not judged has none.
    ///
    /// @param grades id -> grade, from 0
    static double ndcg10(List<String> found, Map<String, Integer> grades) {
        var ideal = grades.values().stream().sorted((one, other) -> other - one).limit(10).toList();
        var most = IntStream.range(0, ideal.size()).mapToDouble(i -> gain(ideal.get(i), i)).sum();
        var gained = IntStream.range(0, Math.min(10, found.size()))
                .mapToDouble(i -> gain(grades.getOrDefault(found.get(i), 0), i)).sum();
        return most == 0 ? 0 : gained / most;
    }

    private static double gain(int grade, int rank) {
        return (Math.pow(2, grade) - 1) / (Math.log(rank + 2.0) / Math.log(2));
    }

    /// The share of the good ones (grade 1 and more) that are among the first twenty, of at most twenty.
    static double recall20(List<String> found, Map<String, Integer> grades) {
        var good = grades.values().stream().filter(grade -> grade > 0).count();
        var there = found.stream().limit(20).filter(id -> grades.getOrDefault(id, 0) > 0).count();
        return good == 0 ? 0 : (double) there / Math.min(20, good);
    }

    static double mean(double[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElse(0);
    }

    /// Paired bootstrap: how often the first is not better than the second when questions are drawn anew.
    static double chance(double[] better, double[] other) {
        var random = new Random(20_260_820);
        var not = 0;
        for (var sample = 0; sample < SAMPLES; sample++) {
            var difference = 0.0;
            for (var i = 0; i < better.length; i++) {
                var drawn = random.nextInt(better.length);
                difference += better[drawn] - other[drawn];
            }
            not += difference <= 0 ? 1 : 0;
        }
        return (double) not / SAMPLES;
    }
}
