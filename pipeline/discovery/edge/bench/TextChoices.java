package discovery.edge.bench;

import discovery.edge.embed.Embedding;
import discovery.edge.json.JsonLines;
import discovery.edge.search.Finder;
import discovery.edge.search.Library;
import discovery.embed.Embedder;
import discovery.embed.EmbeddingText;
import discovery.embed.Quantised;
import discovery.embed.Recipe;
import discovery.model.Entry;
import discovery.model.Field;
import discovery.search.Filters;
import discovery.search.Nearest;
import discovery.search.Sort;
import discovery.search.Top;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/// Which text of an entry is worth embedding. For each choice the vectors of the entries that a set judges are made anew,
/// and its questions are answered among these entries alone, by hybrid search and by vectors alone: once among all of
/// them, once among those that have a gist (left out where they answer few questions). Headings are asked of an index in which no list has filed anything.
///
/// The rule: among texts with which hybrid search is better than vectors alone (`ablation_text_gain_…`, at least 1.03 with
/// p < 0.05 on headings and questions), the shortest that none of them beats with p < 0.05 (paired bootstrap) in hybrid
/// search, and that finds no less over a whole night. `ablation_text_p_…` is the smallest p of any other choice's being
/// better, among those or not.
///
/// Figures over 40,355 real entries, nDCG@10 of hybrid / vectors alone, and p of hybrid's being no better on headings:
///
/// | text | 82 headings | p | 156 questions | 147 of them, among entries with a gist | units |
/// |---|---|---|---|---|---|
/// | name | 0.160 / 0.138 | 0.001 | 0.715 / 0.641 | 0.764 / 0.691 | 24 |
/// | name, gist | 0.161 / 0.139 | 0.001 | 0.749 / 0.674 | 0.827 / 0.779 | 434 |
/// | name, description | 0.244 / 0.241 | 0.384 | 0.856 / 0.813 | 0.844 / 0.817 | 196 |
/// | name, kind, description | 0.247 / 0.229 | 0.021 | 0.838 / 0.800 | 0.832 / 0.807 | 206 |
/// | name, description, categories | 0.250 / 0.239 | 0.072 | 0.853 / 0.819 | 0.840 / 0.821 | 220 |
/// | name, description, gist | 0.244 / 0.241 | 0.403 | 0.855 / 0.810 | 0.833 / 0.804 | 524 |
/// | name, kind, description, gist | 0.249 / 0.231 | 0.022 | 0.839 / 0.795 | 0.834 / 0.806 | 532 |
///
/// Two texts with the kind are left. Among judged entries neither beats the other (p 0.09 on headings, 0.42 and 0.40 on
/// questions). Over a whole night the one without the gist finds a little less in each set: headings 0.247 against 0.249,
/// questions 0.752 against 0.763, typing errors 0.841 against 0.842; so the gist stays, for 2.6 times the text.
///
/// Name and description alone answer questions better (0.783, p 0.003; their judge had seen no more of an entry), but by
/// then vectors alone do as well as hybrid search on headings, which is the rule's other half, and typing errors are 0.830.
final class TextChoices {
    /// Fewer questions decide nothing.
    private static final int QUESTIONS = 30;

    private final Setting setting;
    private final Embedder embedder;
    private final Consumer<Figure> figures;

    TextChoices(Setting setting, Embedder embedder, Consumer<Figure> figures) {
        this.setting = setting;
        this.embedder = embedder;
        this.figures = figures;
    }

    /// A set and the index that it is asked of.
    record Asked(Questions set, Library library) {}

    private interface Choice {
        String of(Entry entry, List<String> categories);
    }

    private record Scores(List<Double> hybrid, List<Double> vectors, double units) {}

    private static Map<String, Choice> choices() {
        var choices = new LinkedHashMap<String, Choice>();
        choices.put("name", (entry, filed) -> text("", entry, "", List.of(), ""));
        choices.put("name_gist", (entry, filed) -> text("", entry, "", List.of(), body(entry)));
        choices.put("name_description", (entry, filed) -> text("", entry, description(entry), List.of(), ""));
        choices.put("with_kind", (entry, filed) -> text(kind(entry), entry, description(entry), List.of(), ""));
        choices.put("with_categories", (entry, filed) -> text("", entry, description(entry), filed, ""));
        choices.put("with_gist", (entry, filed) -> text("", entry, description(entry), List.of(), body(entry)));
        choices.put("with_kind_and_gist", (entry, filed) -> Embedding.text(entry));
        return choices;
    }

    private static String kind(Entry entry) {
        return entry.kind().toString();
    }

    private static String description(Entry entry) {
        return entry.facts().text(Field.DESCRIPTION).orElse("");
    }

    private static String body(Entry entry) {
        return entry.facts().text(Field.TEXT).orElse("");
    }

    private static String text(String kind, Entry entry, String description, List<String> categories, String body) {
        return EmbeddingText.of(kind, entry.name(), description, categories, body);
    }

    /// @param night whose entries they are; a set that names no ids to search among is searched among all that it judges
    void run(Path night, List<Asked> sets) throws IOException {
        var wanted = new TreeSet<String>();
        sets.forEach(asked -> wanted.addAll(among(asked.set())));
        var entries = new TreeMap<String, Entry>();
        try (var all = JsonLines.read(night.resolve("merge/entries.jsonl.zst"), Entry.class)) {
            all.filter(entry -> wanted.contains(entry.id())).forEach(entry -> entries.put(entry.id(), entry));
        }
        var texts = new ArrayList<Map<String, Map<Integer, String>>>();
        for (var asked : sets) {
            texts.add(texts(asked, entries));
        }
        var made = vectors(texts);
        if (made.isEmpty()) {
            figures.accept(Figure.missing("search", "ablation_text_name_description_b", "",
                    "the texts could not be embedded; see texts.log (--keep)"));
            return;
        }
        for (var i = 0; i < sets.size(); i++) {
            var asked = sets.get(i);
            compare(asked, texts.get(i), made.get(), entries);
            var telling = telling(asked.set(), entries);
            if (telling.answers().size() >= QUESTIONS) {
                compare(new Asked(telling, asked.library()), texts.get(i), made.get(), entries);
            }
        }
    }

    private static Set<String> among(Questions set) {
        if (!set.among().isEmpty()) {
            return set.among();
        }
        var ids = new TreeSet<String>();
        set.answers().values().forEach(grades -> ids.addAll(grades.keySet()));
        return ids;
    }

    /// The set among entries whose body says something beyond the description, with what is left of its questions.
    private static Questions telling(Questions set, Map<String, Entry> entries) {
        var ids = among(set).stream()
                .filter(id -> Optional.ofNullable(entries.get(id))
                        .filter(entry -> !text("", entry, "", List.of(), body(entry))
                                .equals(text("", entry, "", List.of(), "")))
                        .isPresent())
                .collect(Collectors.toCollection(TreeSet::new));
        var answers = new LinkedHashMap<String, Map<String, Integer>>();
        set.answers().forEach((question, grades) -> {
            var left = new TreeMap<>(grades);
            left.keySet().retainAll(ids);
            if (left.values().stream().anyMatch(grade -> grade > 0)) {
                answers.put(question, left);
            }
        });
        return new Questions(set.set() + "_gist", answers, ids);
    }

    /// choice -> slot -> text
    private static Map<String, Map<Integer, String>> texts(Asked asked, Map<String, Entry> entries)
            throws IOException {
        var ids = among(asked.set());
        var filed = new HashMap<String, List<String>>();
        asked.library().reader().rows(row -> {
            if (ids.contains(row.content().id())) {
                filed.put(row.content().id(), row.content().categories());
            }
        });
        var texts = new LinkedHashMap<String, Map<Integer, String>>();
        choices().forEach((name, choice) -> {
            var bySlot = new TreeMap<Integer, String>();
            filed.forEach((id, categories) -> Optional.ofNullable(entries.get(id))
                    .ifPresent(entry -> bySlot.put(entry.slot(), choice.of(entry, categories))));
            texts.put(name, bySlot);
        });
        return texts;
    }

    /// All texts at once, in a process of its own, as the stage makes them.
    private Optional<Map<String, Quantised>> vectors(List<Map<String, Map<Integer, String>>> texts)
            throws IOException {
        var distinct = new LinkedHashSet<String>();
        texts.forEach(choices -> choices.values().forEach(bySlot -> distinct.addAll(bySlot.values())));
        distinct.removeIf(String::isBlank);
        var file = Files.write(setting.work().resolve("texts.txt"), distinct);
        var vectors = setting.work().resolve("texts.vec");
        var cost = new Command(setting.home(), List.of("scripts/jbang", "scripts/peers/embed_ours.java",
                file.toString(), vectors.toString()), Map.of()).run(setting.work().resolve("texts.log"));
        if (cost.code() != 0) {
            return Optional.empty();
        }
        var floats = ByteBuffer.wrap(Files.readAllBytes(vectors)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        var made = new HashMap<String, Quantised>();
        for (var text : distinct) {
            var vector = new float[Recipe.DIMENSIONS];
            floats.get(vector);
            made.put(text, Quantised.of(vector));
        }
        return Optional.of(made);
    }

    private void compare(Asked asked, Map<String, Map<Integer, String>> texts, Map<String, Quantised> made,
            Map<String, Entry> entries) throws IOException {
        var set = asked.set();
        var ids = new HashMap<Integer, String>();
        among(set).stream().flatMap(id -> Optional.ofNullable(entries.get(id)).stream())
                .forEach(entry -> ids.put(entry.slot(), entry.id()));
        var scores = new LinkedHashMap<String, Scores>();
        for (var choice : texts.entrySet()) {
            var vectors = new HashMap<Integer, Quantised>();
            choice.getValue().forEach((slot, text) -> Optional.ofNullable(made.get(text))
                    .ifPresent(vector -> vectors.put(slot, vector)));
            var units = choice.getValue().entrySet().stream().filter(text -> ids.containsKey(text.getKey()))
                    .mapToInt(text -> text.getValue().length()).average().orElse(0);
            scores.put(choice.getKey(), scores(asked, ids, new InMemory(vectors), units));
        }
        scores.forEach((choice, its) -> {
            var name = choice + "_" + set.set();
            var about = "nDCG@10 of %s, %d questions among %,d entries that are judged; %.0f units a text";
            figures.accept(Figure.of("search", "ablation_text_" + name, Relevance.mean(array(its.hybrid())), "", about
                    .formatted("hybrid", set.answers().size(), ids.size(), its.units())));
            figures.accept(
                    Figure.of("search", "ablation_text_vectors_" + name, Relevance.mean(array(its.vectors())), "",
                            about.formatted("vectors alone", set.answers().size(), ids.size(), its.units())));
            figures.accept(Figure.of("search", "ablation_text_gain_" + name,
                    Relevance.mean(array(its.hybrid())) / Relevance.mean(array(its.vectors())), "",
                    "hybrid over vectors alone; p %.4f".formatted(
                            Relevance.chance(array(its.hybrid()), array(its.vectors())))));
            beaten("ablation_text_p_" + name, choice, scores, Scores::hybrid);
            beaten("ablation_text_vectors_p_" + name, choice, scores, Scores::vectors);
        });
    }

    private interface Way {
        List<Double> of(Scores scores);
    }

    private void beaten(String metric, String choice, Map<String, Scores> scores, Way way) {
        var chances = new LinkedHashMap<String, Double>();
        scores.forEach((other, its) -> Optional.ofNullable(scores.get(choice)).filter(mine -> !other.equals(choice))
                .ifPresent(mine -> chances.put(other, Relevance.chance(array(way.of(its)), array(way.of(mine))))));
        var least = chances.values().stream().mapToDouble(Double::doubleValue).min().orElse(1);
        figures.accept(Figure.of("search", metric, least, "", chances.entrySet().stream()
                .map(each -> "%s %.4f".formatted(each.getKey(), each.getValue()))
                .collect(Collectors.joining(", ", "p that another is no better: ", ""))));
    }

    private Scores scores(Asked asked, Map<Integer, String> ids, Nearest nearest, double units) throws IOException {
        var library = asked.library();
        var originals = library.words().allowed(Filters.NONE);
        IntPredicate allowed = slot -> ids.containsKey(slot) && originals.test(slot);
        var finder = new Finder(library.words(), Optional.of(nearest), Optional.of(embedder));
        var hybrid = new ArrayList<Double>();
        var alone = new ArrayList<Double>();
        for (var question : asked.set().answers().entrySet()) {
            var found = finder.find(question.getKey(), allowed, Sort.RELEVANCE).hits().stream()
                    .map(hit -> hit.candidate().slot()).toList();
            hybrid.add(Relevance.ndcg10(named(found, ids), question.getValue()));
            var near = nearest.nearest(Quantised.of(embedder.embed(List.of(question.getKey())).getFirst()), 10,
                    allowed).stream().map(Nearest.Near::slot).toList();
            alone.add(Relevance.ndcg10(named(near, ids), question.getValue()));
        }
        return new Scores(hybrid, alone, units);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static List<String> named(List<Integer> slots, Map<Integer, String> ids) {
        return slots.stream().map(slot -> ids.getOrDefault(slot, "")).toList();
    }

    /// Vectors that are in no file.
    private record InMemory(Map<Integer, Quantised> vectors) implements Nearest {
        @Override
        public List<Near> nearest(Quantised question, int limit, IntPredicate allowed) {
            var top = new Top(limit);
            new TreeMap<>(vectors).forEach((slot, vector) -> {
                if (allowed.test(slot)) {
                    top.offer(slot, vector.dot(question));
                }
            });
            return top.sorted();
        }

        @Override
        public double cosine(Quantised question, int slot) {
            return Optional.ofNullable(vectors.get(slot)).map(vector -> (double) vector.dot(question)).orElse(0.0);
        }
    }
}
