package discovery.edge.bench;

import discovery.edge.embed.Embedding;
import discovery.edge.json.JsonLines;
import discovery.edge.search.Finder;
import discovery.edge.search.Library;
import discovery.embed.Embedder;
import discovery.embed.Quantised;
import discovery.model.Entry;
import discovery.search.Filters;
import discovery.search.Nearest;
import discovery.search.Sort;
import discovery.search.Top;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// How long search takes in a program that stays.
final class SearchSpeed {
    private static final int ROUNDS = 5;
    private static final int RECALLED = 3_000;

    private final Setting setting;
    private final Path build;
    private final Library library;
    private final Nearest scan;
    private final Embedder embedder;
    private final Consumer<Figure> figures;

    SearchSpeed(
            Setting setting, Path build, Library library, Nearest scan, Embedder embedder, Consumer<Figure> figures) {
        this.setting = setting;
        this.build = build;
        this.library = library;
        this.scan = scan;
        this.embedder = embedder;
        this.figures = figures;
    }

    private void figure(String metric, double value, String unit, String against) {
        figures.accept(Figure.of("search", metric, value, unit, against));
    }

    /// Whole questions, and in the same rounds their parts as they come: FTS5 with all words, the scan. Each question is
    /// put to an open index that was never asked it, but was asked the other half of the questions just before: a program
    /// that stays remembers rows, so that a question which repeats would look cheaper than it is.
    void hybrid() throws IOException {
        var questions = Files.readAllLines(setting.home().resolve("pipeline/test/judged/questions.txt"));
        var times = new ArrayList<Double>();
        var cpu = new ArrayList<Double>();
        var whole = 0.0;
        var parts = 0.0;
        var embedding = 0.0;
        for (var round = 0; round < 2 * (1 + ROUNDS); round++) {
            try (var fresh = Library.open(build, Optional.empty())) {
                var finder = new Finder(fresh.words(), Optional.of(scan), Optional.of(embedder));
                var allowed = fresh.words().allowed(Filters.NONE);
                for (var i = 0; i < questions.size(); i++) {
                    if (i % 2 != round % 2) {
                        finder.find(questions.get(i), Filters.NONE, Sort.RELEVANCE);
                    }
                }
                for (var i = round % 2; i < questions.size(); i += 2) {
                    var question = questions.get(i);
                    var before = cpuNanos();
                    var start = System.nanoTime();
                    finder.find(question, Filters.NONE, Sort.RELEVANCE);
                    var asked = System.nanoTime();
                    var spent = cpuNanos() - before;
                    var vector = Quantised.of(embedder.embed(List.of(question)).getFirst());
                    var embedded = System.nanoTime();
                    fresh.words().matches(Methods.plain(question), 150, allowed);
                    scan.nearest(vector, 150, allowed);
                    if (round > 1) {
                        times.add((asked - start) / 1e6);
                        cpu.add(spent / 1e6);
                        whole += asked - start;
                        embedding += embedded - asked;
                        parts += System.nanoTime() - embedded;
                    }
                }
            }
        }
        times.sort(Comparator.naturalOrder());
        cpu.sort(Comparator.naturalOrder());
        var against =
                ("%d questions of set b, %s entries, %d rounds after one to warm up, each question by an index that was asked"
                        + " only the other half before").formatted(
                                questions.size(), library.reader().meta("entries").orElse("?"), ROUNDS);
        figure("hybrid_p50_ms", times.get(times.size() / 2), "ms", against);
        figure("hybrid_p99_ms", times.get(times.size() * 99 / 100), "ms", against);
        figure("hybrid_p50_cpu_ms", cpu.get(cpu.size() / 2), "ms", against + "; of the whole process");
        figure("hybrid_p99_cpu_ms", cpu.get(cpu.size() * 99 / 100), "ms", against + "; of the whole process");
        figure("hybrid_over_parts", whole / parts, "",
                "FTS5 (bm25, any word) and the scan alone; the embedding of the question is in the hybrid only");
        figure("hybrid_embedding_share", embedding / whole, "", "of the hybrid's time");
    }

    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    /// Neighbours by int8 against neighbours by fp32, of entries' own texts.
    void recall(Path night) throws IOException {
        var texts = new ArrayList<String>();
        try (var entries = JsonLines.read(night.resolve("merge/entries.jsonl.zst"), Entry.class)) {
            // The beginning of a text is enough to make vectors that differ, and costs a quarter.
            entries.forEach(entry -> texts.add(Embedding.text(entry).substring(0,
                    Math.min(160, Embedding.text(entry).length()))));
        }
        var vectors = new ArrayList<float[]>();
        var rows = new ArrayList<Quantised>();
        for (var i = 0; i < RECALLED; i++) {
            vectors.add(embedder.embed(List.of(texts.get((int) ((long) i * texts.size() / RECALLED)))).getFirst());
            rows.add(Quantised.of(vectors.getLast()));
        }
        var found = 0;
        var questions = 0;
        for (var question = 0; question < RECALLED; question += 10) {
            var exact = new Top(11);
            var near = new Top(11);
            for (var i = 0; i < RECALLED; i++) {
                exact.offer(i, dot(vectors.get(question), vectors.get(i)));
                near.offer(i, rows.get(question).dot(rows.get(i)));
            }
            var wanted = exact.sorted().stream().map(Nearest.Near::slot).limit(10).toList();
            found += (int) near.sorted().stream().map(Nearest.Near::slot).limit(10).filter(wanted::contains).count();
            questions++;
        }
        figure("int8_recall_at_10", found / (10.0 * questions), "",
                "fp32, %d questions among %,d texts".formatted(questions, RECALLED));
    }

    private static float dot(float[] one, float[] other) {
        var sum = 0f;
        for (var i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    /// A codebase of made-up files with real names, from the disk to the proposals.
    void recommend() throws IOException {
        try (var own = Library.open(build, Optional.of(() -> embedder))) {
            for (var thousand : List.of(1, 10)) {
                var folder = setting.work().resolve("codebase-" + thousand);
                for (var i = 0; i < thousand * 1_000; i++) {
                    var place = Files.createDirectories(folder.resolve("src/module" + i / 50));
                    Files.writeString(
                            place.resolve("File" + i + List.of(".java", ".ts", ".py", ".sql", ".md").get(i % 5)),
                            "text");
                }
                Files.writeString(folder.resolve("package.json"),
                        "{\"dependencies\": {\"react\": \"19\", \"pg\": \"8\", \"stripe\": \"17\"}}");
                Files.writeString(folder.resolve("pom.xml"), "<artifactId>spring-boot-starter-web</artifactId>");
                var start = System.nanoTime();
                own.recommend(folder, Filters.NONE, 10);
                figure("recommend_" + thousand + "k_ms", (System.nanoTime() - start) / 1e6, "ms",
                        "%,d files, model loaded".formatted(thousand * 1_000));
            }
        }
    }
}
