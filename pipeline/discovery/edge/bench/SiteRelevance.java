package discovery.edge.bench;

import discovery.edge.files.Published;
import discovery.edge.search.Finder;
import discovery.edge.search.Library;
import discovery.model.Row;
import discovery.search.Filters;
import discovery.search.Sort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// How good the answers of the search in the browser are, beside those of clients (by words alone, as a browser has no
/// model) and of Pagefind: the judged questions over the entries of `BENCH_NIGHT`.
final class SiteRelevance {
    static final List<String> METRICS = List.of("ndcg10_site_over_java", "ndcg10_pagefind");
    private static final int ANSWERS = 10;

    private final Setting setting;
    private final Consumer<Figure> figures;

    SiteRelevance(Setting setting, Consumer<Figure> figures) {
        this.setting = setting;
        this.figures = figures;
    }

    private interface Answers {
        List<String> to(String question) throws IOException;
    }

    void run() throws IOException {
        var night = setting.from("BENCH_NIGHT");
        if (night.isEmpty()) {
            METRICS.forEach(metric -> figures.accept(Figure.missing("site", metric, "",
                    "BENCH_NIGHT is not set, and the judged questions are about real entries")));
            return;
        }
        var build = Path.of(night.get(), "build");
        var dump = build.resolve("skills.jsonl");
        var judged = Questions.judged(setting.home().resolve("pipeline/test/judged/judgements.tsv"));
        var questions = List.copyOf(judged.answers().keySet());
        var site = setting.work().resolve("judged");
        SiteSearchCost.index(setting, dump, site);
        var pages = setting.work().resolve("judged-pagefind");
        SiteSearchCost.pages(dump, pages);
        SiteSearchCost.pagefind(setting, pages);
        var ids = addresses(SiteWorld.read(dump));
        var tools = new WebTools(setting);
        tools.packages();
        var asked = Files.write(setting.work().resolve("judged.txt"), questions);
        var out = setting.work().resolve("judged-answers.txt");
        tools.run(List.of(tools.web().resolve("answers.mjs").toString(), site.toString(), pages.toString(),
                asked.toString(), out.toString()), measured -> {});
        var lines = Files.readAllLines(out);
        Answers ours = question -> named(ids, lines.get(2 * questions.indexOf(question)));
        Answers theirs = question -> named(ids, lines.get(2 * questions.indexOf(question) + 1));
        var about = questions.size() + " judged questions";
        try (var library = Library.open(build, Optional.empty())) {
            var clients = new Finder(library.words(), Optional.empty(), Optional.empty());
            var names = new HashMap<Integer, String>();
            library.reader().rows(row -> names.put(row.content().slot(), row.content().id()));
            var java = mean(judged, question -> clients.find(question, Filters.NONE, Sort.RELEVANCE).hits().stream()
                    .limit(ANSWERS).map(hit -> names.getOrDefault(hit.candidate().slot(), "")).toList());
            var own = mean(judged, ours);
            figures.accept(Figure.of("site", "ndcg10_java", java, "", about + ", by words"));
            figures.accept(Figure.of("site", "ndcg10_site", own, "", about));
            figures.accept(Figure.of("site", "ndcg10_site_over_java", own / java, "", about));
            figures.accept(Figure.of("site", "ndcg10_pagefind", mean(judged, theirs), "", about));
        }
        Published.delete(pages);
    }

    /// The ids of entries by the addresses of their pages, on the site and in what Pagefind is given.
    static Map<String, String> addresses(List<Row> rows) {
        var ids = new HashMap<String, String>();
        for (var row : rows) {
            var content = row.content();
            ids.put(content.kind().folder() + "/" + content.slug() + ".html", content.id());
            ids.put(content.kind() + "." + content.slug() + ".html", content.id());
        }
        return ids;
    }

    /// @param line addresses with spaces between
    static List<String> named(Map<String, String> ids, String line) {
        var all = new ArrayList<String>();
        for (var path : line.strip().split(" ")) {
            all.add(ids.getOrDefault(path, path));
        }
        return all;
    }

    private static double mean(Questions judged, Answers answers) throws IOException {
        var sum = 0.0;
        for (var question : judged.answers().entrySet()) {
            sum += Relevance.ndcg10(answers.to(question.getKey()), question.getValue());
        }
        return sum / judged.answers().size();
    }
}
