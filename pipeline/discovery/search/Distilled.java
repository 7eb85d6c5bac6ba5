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
/// Single entries are found by what they say, and what somebody asks for is often not what it says of itself ("chat" is
/// what chatbots say). What many entries are named after is known better: by the mean of all of them.
///
/// @param words    word → what it adds to a question
/// @param clusters in their order
/// @param named    what many entries are named after, by name
public record Distilled(Map<String, Meaning> words, List<Cluster> clusters, List<Named> named) implements Meanings {
    public static final int DIMS = 48;
    /// Entries of which a question takes the codes.
    public static final int LOADED = 1_200;
    /// From where on an entry is found by its meaning, as a share of the nearest of all.
    private static final double FOUND = 0.5;
    /// How near an entry of another cluster is taken to be, likewise.
    private static final double UNKNOWN = 0.75;
    /// A question of so many words is no name itself, and is near to things of a name from this share on.
    private static final int SENTENCE = 3;
    private static final double NAMED = 0.28;
    /// So many things of a name are offered at most.
    private static final int OFFERED = 4;
    /// The heaviest word's weight, and that of a name without doubt.
    public static final int WEIGHT = 1_000;

    /// @param weight from 1
    public record Meaning(int weight, Code code) {}

    public record Entry(int slot, Code code) {}

    /// What many entries are named after.
    ///
    /// @param weight how much they have in common and how many use the name; at most `WEIGHT`
    /// @param centre of all of them
    /// @param slots  of the most typical, in this order
    public record Named(String name, int weight, Code centre, List<Integer> slots) {
        public Named {
            slots = List.copyOf(slots);
        }
    }

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
        named = List.copyOf(named);
    }

    /// So many that the centres and the entries of some of them weigh about the same.
    static int clusters(int entries) {
        return Math.clamp(Math.round(1.5 * Math.sqrt(entries)), 1, entries);
    }

    @Override
    public Meant of(String question) {
        var sum = new long[DIMS];
        var telling = Words.telling(Words.of(question));
        for (var word : telling) {
            Optional.ofNullable(words.get(word)).ifPresent(meaning -> meaning.code().addTo(sum, meaning.weight()));
        }
        var near = new HashMap<Integer, Double>();
        for (var cluster : nearest(sum)) {
            cluster.entries().forEach(entry -> near.put(entry.slot(), entry.code().cosine(sum)));
        }
        var most = near.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        var offered = offered(telling, sum, most);
        return new Meant() {
            @Override
            public List<List<Integer>> named() {
                return offered;
            }

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

    /// Who names one thing looks for no other.
    private List<List<Integer>> offered(List<String> telling, long[] sum, double most) {
        if (telling.size() < SENTENCE || most <= Ranking.FAR
                || named.stream().anyMatch(each -> telling.contains(each.name()))) {
            return List.of();
        }
        return named.stream()
                .map(each -> Map.entry(each, each.centre().cosine(sum) * each.weight() / WEIGHT))
                .filter(each -> each.getValue() > 0 && each.getValue() >= NAMED * most)
                .sorted(Comparator.comparingDouble((Map.Entry<Named, Double> each) -> -each.getValue())
                        .thenComparing(each -> each.getKey().name()))
                .limit(OFFERED)
                .map(each -> each.getKey().slots())
                .toList();
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
