package discovery.edge.bench;

import discovery.edge.build.Meaning;
import discovery.edge.search.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// What the site's search by meaning brings and costs, over the entries of `BENCH_NIGHT`: the files that a night writes,
/// read by the scripts that a browser runs, beside the same search by words alone.
final class SiteMeaning {
    static final List<String> METRICS = List.of("meaning_build_cpu_s", "meaning_gain_a", "meaning_p_a",
            "meaning_gain_b", "meaning_p_b", "meaning_first_bytes_p50", "meaning_first_bytes_p95",
            "meaning_later_bytes_p50", "meaning_later_bytes_p95");

    private final Setting setting;
    private final Consumer<Figure> figures;

    SiteMeaning(Setting setting, Consumer<Figure> figures) {
        this.setting = setting;
        this.figures = figures;
    }

    void run() throws IOException {
        var night = setting.from("BENCH_NIGHT");
        if (night.isEmpty()) {
            METRICS.forEach(metric -> figures.accept(Figure.missing("site", metric, "",
                    "BENCH_NIGHT is not set, and the judged questions are about real entries")));
            return;
        }
        var build = Path.of(night.get(), "build").toAbsolutePath();
        var own = Files.createDirectories(setting.work().resolve("meaning-build"));
        var dump = Files.createSymbolicLink(own.resolve("skills.jsonl"), build.resolve("skills.jsonl"));
        var rows = SiteWorld.read(dump);
        var before = Cpu.seconds();
        var meaning = new Meaning();
        rows.forEach(meaning::take);
        meaning.write(build.resolve("embeddings.bin"), own);
        figures.accept(Figure.of("site", "meaning_build_cpu_s", Cpu.seconds() - before, "s",
                "%,d entries".formatted(rows.size())));
        var site = setting.work().resolve("meant");
        SiteSearchCost.index(setting, dump, site);
        var sets = sets(build);
        var questions = new LinkedHashSet<String>();
        sets.forEach(set -> questions.addAll(set.answers().keySet()));
        compare(sets, List.copyOf(questions), answers(site, questions), SiteRelevance.addresses(rows));
    }

    private List<Questions> sets(Path build) throws IOException {
        var sets = new ArrayList<Questions>();
        var corpus = setting.from("BENCH_CORPUS");
        if (corpus.isPresent()) {
            try (var library = Library.open(build, Optional.empty())) {
                sets.add(Questions.headings(Path.of(corpus.get()), setting.home().resolve("manifests/sources.yaml"),
                        library));
            }
        } else {
            List.of("meaning_gain_a", "meaning_p_a").forEach(metric -> figures.accept(Figure.missing(
                    "site", metric, "", "BENCH_CORPUS, which has the lists, is not set")));
        }
        sets.add(Questions.judged(setting.home().resolve("pipeline/test/judged/judgements.tsv")));
        return sets;
    }

    private List<String> answers(Path site, Collection<String> questions) throws IOException {
        var asked = Files.write(setting.work().resolve("meant.txt"), questions);
        var out = setting.work().resolve("meant-answers.txt");
        var tools = new WebTools(setting);
        tools.run(List.of(tools.web().resolve("meaning.mjs").toString(), site.toString(), asked.toString(),
                out.toString()),
                WebTools.taking(METRICS, figures,
                        "beyond what words fetch, code and documents included; %d questions"
                                .formatted(questions.size())));
        return Files.readAllLines(out);
    }

    private void compare(List<Questions> sets, List<String> questions, List<String> answers, Map<String, String> ids) {
        for (var set : sets) {
            var words = new ArrayList<Double>();
            var meant = new ArrayList<Double>();
            for (var question : set.answers().entrySet()) {
                var at = 2 * questions.indexOf(question.getKey());
                words.add(ndcg(set, answers.get(at), ids, question.getValue()));
                meant.add(ndcg(set, answers.get(at + 1), ids, question.getValue()));
            }
            var without = words.stream().mapToDouble(Double::doubleValue).toArray();
            var with = meant.stream().mapToDouble(Double::doubleValue).toArray();
            figures.accept(Figure.of("site", "meaning_gain_" + set.set(),
                    Relevance.mean(with) / Relevance.mean(without), "",
                    "nDCG@10 %.4f with meaning, %.4f by words alone; %d questions".formatted(
                            Relevance.mean(with), Relevance.mean(without), without.length)));
            figures.accept(Figure.of("site", "meaning_p_" + set.set(), Relevance.chance(with, without), "",
                    "paired bootstrap against words alone"));
        }
    }

    private static double ndcg(Questions set, String line, Map<String, String> ids, Map<String, Integer> grades) {
        var found = SiteRelevance.named(ids, line).stream()
                .filter(id -> set.among().isEmpty() || set.among().contains(id))
                .toList();
        return Relevance.ndcg10(found, grades);
    }
}
