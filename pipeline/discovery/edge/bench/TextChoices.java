package discovery.edge.bench;

import discovery.edge.json.JsonLines;
import discovery.edge.search.Finder;
import discovery.edge.search.Library;
import discovery.embed.Embedder;
import discovery.embed.EmbeddingText;
import discovery.embed.Quantised;
import discovery.embed.Recipe;
import discovery.model.Entry;
import discovery.model.Field;
import discovery.model.Row;
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

/// Which text of an entry is worth embedding. For each choice the vectors of the entries that a set judges are made anew,
/// and its questions are answered among these entries alone.
final class TextChoices {
    /// Units of the cut choice: as many as the longest sixth of descriptions has.
    private static final int CUT = 320;

    private final Setting setting;
    private final Library library;
    private final Embedder embedder;
    private final Consumer<Figure> figures;

    TextChoices(Setting setting, Library library, Embedder embedder, Consumer<Figure> figures) {
        this.setting = setting;
        this.library = library;
        this.embedder = embedder;
        this.figures = figures;
    }

    private interface Choice {
        String of(Row.Content content, String body);
    }

    private static Map<String, Choice> choices() {
        var choices = new LinkedHashMap<String, Choice>();
        choices.put("name_description", (entry, body) -> text(entry, "", List.of(), ""));
        choices.put("with_kind", (entry, body) -> text(entry, entry.kind().toString(), List.of(), ""));
        choices.put("with_kind_and_categories",
                (entry, body) -> text(entry, entry.kind().toString(), entry.categories(), ""));
        choices.put("with_kind_and_gist", (entry, body) -> text(entry, entry.kind().toString(), List.of(), body));
        choices.put("with_kind_and_gist_cut", (entry, body) -> {
            var whole = text(entry, entry.kind().toString(), List.of(), body);
            return whole.length() <= CUT ? whole : whole.substring(0, Math.max(1, whole.lastIndexOf(' ', CUT)));
        });
        return choices;
    }

    private static String text(Row.Content entry, String kind, List<String> categories, String body) {
        return EmbeddingText.of(kind, entry.name(), entry.description(), categories, body);
    }

    /// @param sets with answers; those without entries to search among are searched among all that they judge
    void run(Path night, List<Questions> sets) throws IOException {
        var wanted = new TreeSet<String>();
        sets.forEach(set -> wanted.addAll(among(set)));
        var entries = new TreeMap<String, Row.Content>();
        library.reader().rows(row -> {
            if (wanted.contains(row.content().id())) {
                entries.put(row.content().id(), row.content());
            }
        });
        var bodies = new HashMap<String, String>();
        try (var all = JsonLines.read(night.resolve("merge/entries.jsonl.zst"), Entry.class)) {
            all.filter(entry -> entries.containsKey(entry.id()))
                    .forEach(entry -> bodies.put(entry.id(), entry.facts().text(Field.TEXT).orElse("")));
        }
        var texts = new LinkedHashMap<String, Map<Integer, String>>();
        choices().forEach((name, choice) -> {
            var bySlot = new TreeMap<Integer, String>();
            entries.forEach((id, entry) -> bySlot.put(entry.slot(), choice.of(entry, bodies.getOrDefault(id, ""))));
            texts.put(name, bySlot);
        });
        var made = vectors(texts);
        if (made.isEmpty()) {
            figures.accept(Figure.missing("search", "ablation_text_with_kind_and_gist_b", "",
                    "the texts could not be embedded; see texts.log (--keep)"));
            return;
        }
        for (var set : sets) {
            for (var choice : texts.entrySet()) {
                compare(set, choice.getKey(), choice.getValue(), made.get(), entries);
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

    /// All texts at once, in a process of its own, as the stage makes them.
    private Optional<Map<String, Quantised>> vectors(Map<String, Map<Integer, String>> texts) throws IOException {
        var distinct = new LinkedHashSet<String>();
        texts.values().forEach(bySlot -> distinct.addAll(bySlot.values()));
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

    private void compare(Questions set, String choice, Map<Integer, String> texts, Map<String, Quantised> made,
            Map<String, Row.Content> entries) throws IOException {
        var ids = new HashMap<Integer, String>();
        var searched = among(set);
        entries.values().stream().filter(entry -> searched.contains(entry.id()))
                .forEach(entry -> ids.put(entry.slot(), entry.id()));
        var originals = library.words().allowed(Filters.NONE);
        IntPredicate allowed = slot -> ids.containsKey(slot) && originals.test(slot);
        var vectors = new HashMap<Integer, Quantised>();
        texts.forEach((slot, text) -> Optional.ofNullable(made.get(text))
                .ifPresent(vector -> vectors.put(slot, vector)));
        var nearest = new InMemory(vectors);
        var finder = new Finder(library.words(), Optional.of(nearest), Optional.of(embedder));
        var hybrid = new ArrayList<Double>();
        var alone = new ArrayList<Double>();
        for (var question : set.answers().entrySet()) {
            var found = finder.find(question.getKey(), allowed, Sort.RELEVANCE).hits().stream()
                    .map(hit -> hit.candidate().slot()).toList();
            hybrid.add(Relevance.ndcg10(named(found, ids), question.getValue()));
            var near = nearest.nearest(Quantised.of(embedder.embed(List.of(question.getKey())).getFirst()), 10,
                    allowed).stream().map(Nearest.Near::slot).toList();
            alone.add(Relevance.ndcg10(named(near, ids), question.getValue()));
        }
        var units = texts.entrySet().stream().filter(text -> ids.containsKey(text.getKey()))
                .mapToInt(text -> text.getValue().length()).average().orElse(0);
        figures.accept(Figure.of("search", "ablation_text_" + choice + "_" + set.set(), mean(hybrid), "",
                "nDCG@10 of hybrid among %,d entries that are judged; vectors alone %.4f; %.0f units a text".formatted(
                        ids.size(), mean(alone), units)));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
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
