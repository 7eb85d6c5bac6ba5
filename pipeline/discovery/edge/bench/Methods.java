package discovery.edge.bench;

import discovery.edge.search.Finder;
import discovery.edge.search.Library;
import discovery.embed.Embedder;
import discovery.embed.Quantised;
import discovery.search.Nearest;
import discovery.search.Plan;
import discovery.search.Sort;
import discovery.search.Weights;
import discovery.search.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/// The methods that are compared: each gives ids for a question, originals only, twenty of them.
final class Methods {
    static final List<String> SINGLE = List.of("bm25", "vectors", "lucene");
    private static final int ANSWERS = 20;
    private static final int CANDIDATES = 150;
    private static final int RANKED = 60;

    private final Library library;
    private final Nearest scan;
    private final Embedder embedder;
    private final IntPredicate allowed;
    private final Map<Integer, String> ids = new HashMap<>();
    private final Map<String, float[]> vectors = new HashMap<>();

    /// @param allowed which slots may be answers
    Methods(Library library, Nearest scan, Embedder embedder, IntPredicate allowed) throws IOException {
        this.allowed = allowed;
        this.library = library;
        this.scan = scan;
        this.embedder = text -> text.stream().map(each -> vectors.computeIfAbsent(each,
                one -> embedder.embed(List.of(one)).getFirst())).toList();
        library.reader().rows(row -> ids.put(row.content().slot(), row.content().id()));
    }

    private List<String> named(List<Integer> slots) {
        return slots.stream().limit(ANSWERS).map(slot -> ids.getOrDefault(slot, "")).toList();
    }

    List<String> hybrid(String question, Weights weights, Plan.Parts parts) throws IOException {
        var finder = new Finder(library.words(), Optional.of(scan), Optional.of(embedder), weights, parts);
        return named(finder.find(question, allowed, Sort.RELEVANCE).hits().stream()
                .map(hit -> hit.candidate().slot()).toList());
    }

    /// The usual other way to bring two orders together: the sum of 1 / (60 + rank), and nothing else.
    List<String> reciprocalRanks(String question) throws IOException {
        var plan = Plan.of(question, library.words(), Plan.Parts.ALL);
        var values = new TreeMap<Integer, Double>();
        var rank = 0;
        for (var match : library.words().matches(plan, CANDIDATES, allowed)) {
            values.merge(match.slot(), 1.0 / (RANKED + ++rank), Double::sum);
        }
        rank = 0;
        var meant = Quantised.of(embedder.embed(List.of(plan.meaning())).getFirst());
        for (var near : scan.nearest(meant, CANDIDATES, allowed)) {
            values.merge(near.slot(), 1.0 / (RANKED + ++rank), Double::sum);
        }
        return named(values.entrySet().stream().sorted(Map.Entry.<Integer, Double>comparingByValue().reversed())
                .map(Map.Entry::getKey).toList());
    }

    /// All words of the question for FTS5, any is enough.
    static String plain(String question) {
        return Words.of(question).stream().map(word -> '"' + word + '"').collect(Collectors.joining(" OR "));
    }

    List<String> bm25(String question) throws IOException {
        var words = plain(question);
        return words.isEmpty() ? List.of()
                : named(library.words().matches(words, ANSWERS, allowed).stream()
                        .map(match -> match.slot()).toList());
    }

    List<String> vectors(String question) throws IOException {
        return named(scan.nearest(Quantised.of(embedder.embed(List.of(question)).getFirst()), ANSWERS,
                allowed).stream().map(Nearest.Near::slot).toList());
    }

    /// Asks Lucene, in a process of its own, all questions at once; empty where it cannot run.
    Optional<Map<String, List<String>>> lucene(List<String> questions, Path home, Path work) throws IOException {
        var documents = work.resolve("documents.tsv");
        var lines = new ArrayList<String>();
        library.reader().rows(row -> {
            var content = row.content();
            if (allowed.test(content.slot())) {
                lines.add(content.id() + "\t" + String.join(" ", content.name(), content.title(),
                        content.description(), String.join(" ", content.tags()),
                        String.join(" ", content.categories()), content.place().replaceAll("/.*", ""),
                        content.gist()).replaceAll("[\t\n\r]", " "));
            }
        });
        Files.write(documents, lines);
        var asked = Files.write(work.resolve("questions.txt"), questions);
        var answers = work.resolve("answers.txt");
        var cost = new Command(home, List.of("scripts/jbang", "scripts/peers/search_lucene.java", documents.toString(),
                asked.toString(), answers.toString()), Map.of()).run(work.resolve("lucene.log"));
        if (cost.code() != 0) {
            return Optional.empty();
        }
        var found = new LinkedHashMap<String, List<String>>();
        var given = Files.readAllLines(answers);
        for (var i = 0; i < questions.size(); i++) {
            found.put(questions.get(i), List.of(given.get(i).strip().split(" ")));
        }
        return Optional.of(found);
    }
}
