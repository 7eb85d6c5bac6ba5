package discovery.edge.bench;

import discovery.edge.search.Library;
import discovery.embed.Embedder;
import discovery.search.Filters;
import discovery.search.Nearest;
import discovery.search.Plan;
import discovery.search.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/// How good the answers are, beside those of the parts and of Lucene; and what each ingredient brings.
final class SearchRelevance {
    private static final Weights CURRENT = Weights.CURRENT;
    private static final String NO_LISTS = "BENCH_CORPUS, which has the lists, is not set";

    private final Setting setting;
    private final Library library;
    private final Nearest scan;
    private final Embedder embedder;
    private final Consumer<Figure> figures;

    SearchRelevance(
            Setting setting, Library library, Nearest scan, Embedder embedder, Consumer<Figure> figures) {
        this.setting = setting;
        this.library = library;
        this.scan = scan;
        this.embedder = embedder;
        this.figures = figures;
    }

    private interface Ranker {
        List<String> ids(String question) throws IOException;
    }

    void run(Path night) throws IOException {
        var corpus = setting.from("BENCH_CORPUS");
        if (corpus.isPresent()) {
            var made = Unfiled.of(setting, night);
            try (var unfiled = Library.open(made.folder(), Optional.empty())) {
                compare(Questions.headings(Path.of(corpus.get()), unfiled), unfiled,
                        "; no list files anything: %,d entries forgot its headings".formatted(made.forgot()));
            }
        } else {
            figures.accept(Figure.missing("search", "ndcg10_gain_a", "", NO_LISTS));
        }
        compare(users(), library, "");
        compare(Questions.mistyped(library), library, "");
    }

    private Questions users() throws IOException {
        return Questions.judged(setting.home().resolve("pipeline/test/judged/judgements.tsv"));
    }

    /// The sets whose answers somebody chose, each with the index that it is asked of.
    void texts(Path night) throws IOException {
        var choices = new TextChoices(setting, embedder, figures);
        var users = new TextChoices.Asked(users(), library);
        var corpus = setting.from("BENCH_CORPUS");
        if (corpus.isPresent()) {
            try (var unfiled = Library.open(Unfiled.of(setting, night).folder(), Optional.empty())) {
                choices.run(night, List.of(
                        new TextChoices.Asked(Questions.headings(Path.of(corpus.get()), unfiled), unfiled), users));
            }
        } else {
            figures.accept(Figure.missing("search", "ablation_text_name_description_a", "", NO_LISTS));
            choices.run(night, List.of(users));
        }
    }

    /// @param more said beside the figures
    private void compare(Questions set, Library library, String more) throws IOException {
        var ids = new HashMap<Integer, String>();
        library.reader().rows(row -> ids.put(row.content().slot(), row.content().id()));
        var originals = library.words().allowed(Filters.NONE);
        IntPredicate allowed = set.among().isEmpty()
                ? originals
                : slot -> set.among().contains(ids.getOrDefault(slot, "")) && originals.test(slot);
        var methods = new Methods(library, scan, embedder, allowed);
        var rankers = new LinkedHashMap<String, Ranker>();
        rankers.put("hybrid", question -> methods.hybrid(question, CURRENT, Plan.Parts.ALL));
        rankers.put("bm25", methods::bm25);
        rankers.put("vectors", methods::vectors);
        methods.lucene(List.copyOf(set.answers().keySet()), setting.home(), setting.work()).ifPresentOrElse(
                found -> rankers.put("lucene", question -> found.getOrDefault(question, List.of())),
                () -> figures.accept(Figure.missing("search", "ndcg10_" + set.set() + "_lucene", "",
                        "Lucene did not run; see lucene.log (--keep)")));
        var scores = new LinkedHashMap<String, double[]>();
        for (var ranker : rankers.entrySet()) {
            scores.put(ranker.getKey(), scores(set, ranker.getKey(), ranker.getValue(), more));
        }
        judge(set, scores);
        ablations(set, methods, mean(scores, "hybrid"));
    }

    private static String about(Questions set) {
        return "%d questions%s".formatted(set.answers().size(),
                set.among().isEmpty() ? "" : " among %,d entries that lists name".formatted(set.among().size()));
    }

    private double[] scores(Questions set, String method, Ranker ranker, String more)
            throws IOException {
        var values = new ArrayList<Double>();
        var recall = 0.0;
        for (var question : set.answers().entrySet()) {
            var found = ranker.ids(question.getKey());
            values.add(Relevance.ndcg10(found, question.getValue()));
            recall += Relevance.recall20(found, question.getValue());
        }
        var scores = values.stream().mapToDouble(Double::doubleValue).toArray();
        var name = set.set() + "_" + method;
        figures.accept(Figure.of("search", "ndcg10_" + name, Relevance.mean(scores), "", about(set) + more));
        figures.accept(Figure.of("search", "recall20_" + name, recall / values.size(), "", about(set) + more));
        return scores;
    }

    private static double mean(Map<String, double[]> scores, String method) {
        return Relevance.mean(scores.getOrDefault(method, new double[0]));
    }

    private void judge(Questions set, Map<String, double[]> scores) {
        var best = Methods.SINGLE.stream().filter(scores::containsKey)
                .max((one, other) -> Double.compare(mean(scores, one), mean(scores, other))).orElseThrow();
        figures.accept(Figure.of("search", "ndcg10_gain_" + set.set(), mean(scores, "hybrid") / mean(scores, best), "",
                "the best single one: " + best));
        figures.accept(Figure.of("search", "ndcg10_p_" + set.set(), Relevance.chance(
                scores.getOrDefault("hybrid", new double[0]), scores.getOrDefault(best, new double[0])), "",
                "paired bootstrap against " + best + ", 10,000 samples"));
    }

    /// nDCG with everything, over nDCG without the ingredient: above 1, it brings something.
    private void ablations(Questions set, Methods methods, double whole) throws IOException {
        var w = CURRENT;
        var without = new LinkedHashMap<String, Weights>();
        without.put("words", new Weights(0, 1, w.name(), w.inName(), w.quality(), w.alarm(), w.copy(), w.archived()));
        without.put("meaning", new Weights(1, 0, w.name(), w.inName(), w.quality(), w.alarm(), w.copy(), w.archived()));
        without.put("name", new Weights(
                w.words(), w.meaning(), 0, 0, w.quality(), w.alarm(), w.copy(), w.archived()));
        without.put("quality", new Weights(
                w.words(), w.meaning(), w.name(), w.inName(), 0, w.alarm(), w.copy(), w.archived()));
        without.put("safety_and_upkeep", new Weights(
                w.words(), w.meaning(), w.name(), w.inName(), w.quality(), 0, w.copy(), 0));
        for (var each : without.entrySet()) {
            ablation(set, each.getKey(), whole,
                    question -> methods.hybrid(question, each.getValue(), Plan.Parts.ALL));
        }
        ablation(set, "weights_not_ranks", whole, methods::reciprocalRanks);
        ablation(set, "spelling", whole, question -> methods.hybrid(question, w, new Plan.Parts(false, true)));
        // Kept for size, neither for relevance nor for speed (p50 is the same without it): browsers search as clients
        // do, and their index leaves these words out. In a full-text index of 40,355 entries, 304,418 of 1,736,027
        // postings are of these words.
        ablation(set, "empty_words", whole, question -> methods.hybrid(question, w, new Plan.Parts(true, false)),
                "; kept for the size of the browser's index, which leaves out these words' postings");
    }

    private void ablation(Questions set, String ingredient, double whole, Ranker without) throws IOException {
        ablation(set, ingredient, whole, without, "");
    }

    private void ablation(Questions set, String ingredient, double whole, Ranker without, String kept)
            throws IOException {
        var rest = 0.0;
        for (var question : set.answers().entrySet()) {
            rest += Relevance.ndcg10(without.ids(question.getKey()), question.getValue());
        }
        figures.accept(Figure.of("search", "ablation_" + ingredient + "_" + set.set(),
                whole / (rest / set.answers().size()), "", "nDCG@10 with it over without it" + kept));
    }
}
