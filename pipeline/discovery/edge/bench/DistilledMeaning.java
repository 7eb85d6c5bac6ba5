package discovery.edge.bench;

import discovery.build.VectorFile;
import discovery.edge.search.Finder;
import discovery.edge.search.Library;
import discovery.edge.vectors.VectorFileReader;
import discovery.embed.Embedder;
import discovery.embed.Quantised;
import discovery.model.Row;
import discovery.search.Filters;
import discovery.search.Nearest;
import discovery.search.Plan;
import discovery.search.Sort;
import discovery.search.Top;
import discovery.search.Weights;
import discovery.search.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/// What a browser without the model could know of meaning: a short vector for each word, and one for each entry, both made
/// from the model's at build. A question is the sum of its words' vectors, each by its rarity.
///
/// Not built, by these figures: with all entries compared, fitted vectors bring 7 % on the judged questions and nothing that
/// is more than chance on the headings of lists; with four clusters loaded they bring 3 % and nothing.
///
/// Each kind of word vectors is tried twice: with every entry compared, which is the most that it can bring, and with the
/// entries of the nearest clusters alone, as a browser would load them. The weight of meaning is chosen by one half of the
/// questions for the other, because the best for all of them would be theirs by chance.
final class DistilledMeaning {
    /// Four bits each.
    private static final int DIMS = 48;
    /// Four bits of an entry's code.
    private static final int LEVELS = 7;
    /// Words of fewer entries have no vector.
    private static final int OFTEN = 3;
    private static final int EPOCHS = 6;
    private static final double STEP = 0.5;
    private static final List<Double> WEIGHTS = List.of(0.1, 0.2, 0.3, 0.45);
    private static final int CLUSTERS = 200;
    /// Of which a browser loads so many for a question.
    private static final int LOADED = 4;

    private final Library library;
    private final Embedder embedder;
    private final Consumer<Figure> figures;
    private final Map<Integer, float[]> entries = new TreeMap<>();
    private final Map<Integer, Quantised> codes = new TreeMap<>();
    private final Map<String, Integer> often = new HashMap<>();
    private final Map<Integer, Set<String>> texts = new TreeMap<>();

    DistilledMeaning(Library library, Embedder embedder, Consumer<Figure> figures) {
        this.library = library;
        this.embedder = embedder;
        this.figures = figures;
    }

    /// @param sets what is judged
    void run(VectorFileReader vectors, List<Questions> sets) throws IOException {
        var before = Cpu.seconds();
        var projection = Projection.of(vectors, DIMS);
        library.reader().rows(row -> {
            var slot = row.content().slot();
            if (!vectors.isHole(slot)) {
                entries.put(slot, projection.of(floats(vectors, slot)));
                texts.put(slot, words(row.content()));
                texts.getOrDefault(slot, Set.of()).forEach(word -> often.merge(word, 1, Integer::sum));
            }
        });
        often.values().removeIf(count -> count < OFTEN);
        texts.values().forEach(words -> words.retainAll(often.keySet()));
        entries.forEach((slot, vector) -> codes.put(slot, rough(vector)));
        var kinds = new LinkedHashMap<String, Map<String, float[]>>();
        kinds.put("mean_of_entries", means());
        kinds.put("fitted_to_entries", fitted());
        var clusters = Clusters.of(entries, CLUSTERS);
        figures.accept(Figure.of("search", "distilled_build_cpu_s", Cpu.seconds() - before, "s",
                "%,d entries, to the fitted vectors and the clusters".formatted(
                        entries.size())));
        // The centres at eight bits; of each entry loaded its code and where it stands.
        figures.accept(Figure.of("search", "distilled_first_bytes",
                CLUSTERS * DIMS + clusters.members(LOADED) * (DIMS / 2 + 3.0), "bytes",
                "%d centres, %d clusters of entries; its words' vectors come in the shards that are fetched anyway, %d"
                        .formatted(CLUSTERS, LOADED, DIMS / 2) + " bytes a word; not packed"));
        var alone = new HashMap<String, float[]>();
        for (var word : often.keySet()) {
            alone.put(word, projection.of(embedder.embed(List.of(word)).getFirst()));
        }
        kinds.put("word_alone", alone);
        for (var set : sets) {
            compare(set, kinds, clusters);
        }
    }

    private static float[] floats(VectorFileReader vectors, int slot) {
        var row = vectors.row(slot);
        var codes = VectorFile.codes(row);
        var floats = new float[codes.length];
        for (var i = 0; i < floats.length; i++) {
            floats[i] = codes[i] * VectorFile.scale(row);
        }
        return floats;
    }

    private static Set<String> words(Row.Content entry) {
        var words = Words.all(String.join(" ", entry.name(), entry.title(), entry.description(),
                String.join(" ", entry.tags())));
        return new LinkedHashSet<>(Words.telling(words));
    }

    private static Quantised rough(float[] vector) {
        var most = 0f;
        for (var value : vector) {
            most = Math.max(most, Math.abs(value));
        }
        var rough = new float[vector.length];
        for (var i = 0; i < rough.length; i++) {
            rough[i] = Math.round(vector[i] / Math.max(most, 1e-9f) * LEVELS);
        }
        return Quantised.of(Projection.unit(rough));
    }

    private double rarity(String word) {
        return Math.log(1.0 + (double) entries.size() / Math.max(1, often.getOrDefault(word, 0)));
    }

    /// Each word stands for what the entries that have it mean together.
    private Map<String, float[]> means() {
        var sums = new HashMap<String, float[]>();
        texts.forEach((slot, words) -> words.forEach(
                word -> add(sums.computeIfAbsent(word, first -> new float[DIMS]), vector(entries, slot), 1)));
        sums.replaceAll((word, sum) -> Projection.unit(sum));
        return sums;
    }

    /// Words whose sum comes as near as it can to the vector of the entry that has them, by gradient descent.
    private Map<String, float[]> fitted() {
        var made = new HashMap<String, float[]>();
        often.keySet().forEach(word -> made.put(word, new float[DIMS]));
        for (var epoch = 0; epoch < EPOCHS; epoch++) {
            texts.forEach((slot, words) -> {
                var all = words.stream().mapToDouble(word -> rarity(word) * rarity(word)).sum();
                var wrong = vector(entries, slot).clone();
                words.forEach(word -> add(wrong, vector(made, word), -rarity(word) / Math.sqrt(all)));
                words.forEach(word -> add(vector(made, word), wrong, STEP * rarity(word) / Math.sqrt(all)));
            });
        }
        return made;
    }

    private static <K> float[] vector(Map<K, float[]> vectors, K key) {
        return Optional.ofNullable(vectors.get(key)).orElseThrow();
    }

    private static void add(float[] to, float[] what, double times) {
        for (var i = 0; i < to.length; i++) {
            to[i] += (float) (times * what[i]);
        }
    }

    private void compare(Questions set, Map<String, Map<String, float[]>> kinds, Clusters clusters)
            throws IOException {
        var ids = new HashMap<Integer, String>();
        library.reader().rows(row -> ids.put(row.content().slot(), row.content().id()));
        var originals = library.words().allowed(Filters.NONE);
        IntPredicate allowed = set.among().isEmpty()
                ? originals
                : slot -> set.among().contains(ids.getOrDefault(slot, "")) && originals.test(slot);
        var words = scores(set, new Finder(library.words(), Optional.empty(), Optional.empty()), allowed, ids);
        var about = "%d questions".formatted(words.length);
        figures.accept(Figure.of("search", "distilled_ndcg10_" + set.set() + "_words", Relevance.mean(words), "",
                about + ", words alone: what a browser has"));
        for (var kind : kinds.entrySet()) {
            for (var codes : List.of(new Codes(Optional.empty()), new Codes(Optional.of(clusters)))) {
                var tried = new ArrayList<double[]>();
                for (var weight : WEIGHTS) {
                    tried.add(scores(set, finder(codes, kind.getValue(), weight), allowed, ids));
                }
                var chosen = chosen(tried);
                var name = "%s_%s_%s".formatted(set.set(), kind.getKey(), codes.name());
                figures.accept(Figure.of("search", "distilled_gain_" + name,
                        Relevance.mean(chosen) / Relevance.mean(words), "",
                        "%s, nDCG@10 over that of words alone; p %.3f; %,d words, %d numbers of 4 bits each".formatted(
                                about, Relevance.chance(chosen, words), kind.getValue().size(), DIMS)));
            }
        }
    }

    private Finder finder(Codes codes, Map<String, float[]> vectors, double meaning) {
        var w = Weights.CURRENT;
        var weights = new Weights(1 - meaning, meaning, w.name(), w.inName(), w.quality(), w.alarm(), w.copy(),
                w.archived());
        return new Finder(library.words(), Optional.of(codes),
                Optional.of(all -> all.stream().map(each -> meant(each, vectors)).toList()), weights, Plan.Parts.ALL);
    }

    /// What each half of the questions scores with the weight that is best for the other half.
    ///
    /// @param tried for each weight the questions' scores
    private static double[] chosen(List<double[]> tried) {
        var chosen = tried.getFirst().clone();
        for (var half = 0; half < 2; half++) {
            var best = tried.getFirst();
            for (var scores : tried) {
                best = sum(scores, 1 - half) > sum(best, 1 - half) ? scores : best;
            }
            for (var i = half; i < chosen.length; i += 2) {
                chosen[i] = best[i];
            }
        }
        return chosen;
    }

    private static double sum(double[] scores, int half) {
        var sum = 0.0;
        for (var i = half; i < scores.length; i += 2) {
            sum += scores[i];
        }
        return sum;
    }

    private float[] meant(String question, Map<String, float[]> vectors) {
        var sum = new float[DIMS];
        for (var word : Words.telling(Words.of(question))) {
            Optional.ofNullable(vectors.get(word)).ifPresent(vector -> add(sum, vector, rarity(word)));
        }
        return Projection.unit(sum);
    }

    private static double[] scores(Questions set, Finder finder, IntPredicate allowed, Map<Integer, String> ids)
            throws IOException {
        var scores = new ArrayList<Double>();
        for (var question : set.answers().entrySet()) {
            var found = finder.find(question.getKey(), allowed, Sort.RELEVANCE).hits().stream().limit(10)
                    .map(hit -> ids.getOrDefault(hit.candidate().slot(), "")).toList();
            scores.add(Relevance.ndcg10(found, question.getValue()));
        }
        return scores.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /// The entries' codes, all or those of the clusters that are nearest to the question.
    private final class Codes implements Nearest {
        private final Optional<Clusters> clusters;
        private Optional<Quantised> asked = Optional.empty();
        private Set<Integer> loaded = Set.of();

        Codes(Optional<Clusters> clusters) {
            this.clusters = clusters;
        }

        String name() {
            return clusters.isPresent() ? "clusters" : "all";
        }

        private boolean isLoaded(Quantised question, int slot) {
            if (clusters.isEmpty()) {
                return true;
            }
            if (!asked.equals(Optional.of(question))) {
                asked = Optional.of(question);
                loaded = clusters.get().nearest(question, LOADED);
            }
            return loaded.contains(slot);
        }

        @Override
        public List<Near> nearest(Quantised question, int limit, IntPredicate allowed) {
            var top = new Top(limit);
            for (var code : codes.entrySet()) {
                var cosine = code.getValue().dot(question);
                if (cosine > Math.max(0, top.bar()) && isLoaded(question, code.getKey())
                        && allowed.test(code.getKey())) {
                    top.offer(code.getKey(), cosine);
                }
            }
            return top.sorted();
        }

        @Override
        public double cosine(Quantised question, int slot) {
            return isLoaded(question, slot)
                    ? Optional.ofNullable(codes.get(slot)).map(each -> (double) each.dot(question)).orElse(0.0)
                    : 0;
        }
    }
}
