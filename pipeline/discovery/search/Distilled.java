package discovery.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/// What a program without the model knows of meaning: a short vector for each word, and one for each entry, in clusters,
/// of which a question needs the nearest few. Made by `Distilling`.
///
/// A question is the sum of its words' codes, each so many times as its weight says. The clusters are taken from the
/// nearest on, until the next would bring more than `LOADED` entries. An entry of another cluster is not found by its
/// meaning, and where words find it, it is taken to be as near as most that are: what is not known is no fault.
///
/// @param words    word → what it adds to a question
/// @param clusters in their order
public record Distilled(Map<String, Meaning> words, List<Cluster> clusters) implements Meanings {
    public static final int DIMS = 48;
    /// Entries of which a question takes the codes.
    public static final int LOADED = 1_200;
    /// From where on an entry is found by its meaning, as a share of the nearest of all.
    private static final double FOUND = 0.5;
    /// How near an entry of another cluster is taken to be, likewise.
    private static final double UNKNOWN = 0.7;
    /// The heaviest word's weight.
    static final int WEIGHT = 1_000;

    /// @param weight from 1
    public record Meaning(int weight, Code code) {}

    public record Entry(int slot, Code code) {}

    /// @param labels  words that tell what its entries are about, the best first
    /// @param entries by slot
    public record Cluster(Code centre, List<String> labels, List<Entry> entries) {
        public Cluster {
            labels = List.copyOf(labels);
            entries = List.copyOf(entries);
        }
    }

    public Distilled {
        words = new TreeMap<>(words);
        clusters = List.copyOf(clusters);
    }

    /// So many that the centres and the entries of some of them weigh about the same.
    static int clusters(int entries) {
        return Math.clamp(Math.round(1.5 * Math.sqrt(entries)), 1, entries);
    }

    @Override
    public Meant of(String question) {
        var sum = new long[DIMS];
        for (var word : Words.telling(Words.of(question))) {
            Optional.ofNullable(words.get(word)).ifPresent(meaning -> meaning.code().addTo(sum, meaning.weight()));
        }
        var near = new HashMap<Integer, Double>();
        for (var cluster : nearest(sum)) {
            cluster.entries().forEach(entry -> near.put(entry.slot(), entry.code().cosine(sum)));
        }
        var most = near.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return new Meant() {
            @Override
            public List<Nearest.Near> nearest(int limit, IntPredicate allowed) {
                return near.entrySet().stream()
                        .filter(each -> each.getValue() > 0 && each.getValue() >= FOUND * most
                                && allowed.test(each.getKey()))
                        .map(each -> new Nearest.Near(each.getKey(), each.getValue()))
                        .sorted(Comparator.comparingDouble((Nearest.Near each) -> -each.cosine())
                                .thenComparing(Nearest.Near::slot))
                        .limit(limit)
                        .toList();
            }

            @Override
            public double cosine(int slot) {
                return near.getOrDefault(slot, UNKNOWN * most);
            }
        };
    }

    private List<Cluster> nearest(long[] sum) {
        var taken = new ArrayList<Cluster>();
        var entries = 0;
        for (var cluster : clusters.stream()
                .sorted(Comparator.comparingDouble((Cluster each) -> -each.centre().cosine(sum))).toList()) {
            entries += cluster.entries().size();
            if (!taken.isEmpty() && entries > LOADED) {
                break;
            }
            taken.add(cluster);
        }
        return taken;
    }
}
