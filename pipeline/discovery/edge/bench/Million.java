package discovery.edge.bench;

import discovery.build.VectorFile;
import discovery.edge.cli.Night;
import discovery.edge.onnx.QuestionEmbedder;
import discovery.edge.search.Finder;
import discovery.edge.search.Library;
import discovery.edge.simd.VectorScan;
import discovery.edge.sqlite.SkillsDb;
import discovery.edge.sqlite.SkillsDbReader;
import discovery.edge.vectors.VectorFileReader;
import discovery.edge.vectors.VectorFileWriter;
import discovery.model.Row;
import discovery.search.Filters;
import discovery.search.Sort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Search in an index of a million entries, which are made of a night's: each has the name of one, the description and the
/// tags of another, the gist of a third. So words are as frequent, in parts of all entries, as they are in the night.
final class Million {
    private static final int ENTRIES = 1_000_000;
    private static final int ROUNDS = 2;

    private final Setting setting;
    private final Path build;
    private final Consumer<Figure> figures;

    Million(Setting setting, Path build, Consumer<Figure> figures) {
        this.setting = setting;
        this.build = build;
        this.figures = figures;
    }

    void run() throws IOException {
        var entries = setting.scale() > 0 ? Math.min(ENTRIES, setting.scale()) : ENTRIES;
        var folder = Files.createDirectory(setting.work().resolve("million"));
        var started = System.nanoTime();
        write(folder, entries);
        var seconds = (System.nanoTime() - started) / 1e9;
        var about = "%,d entries made of a night's (database %,d MiB, made in %.0f s)".formatted(
                entries, Files.size(folder.resolve("skills.db")) >> 20, seconds);
        ask(folder, entries, about);
    }

    private void write(Path folder, int entries) throws IOException {
        try (var from = VectorFileReader.open(build.resolve("embeddings.bin"));
                var out = new VectorFileWriter(folder.resolve("embeddings.bin"), from.header().model(),
                        from.header().recipe(), from.header().dims(), entries)) {
            for (var slot = 0; slot < entries; slot++) {
                var row = Mixed.row(from, slot);
                if (!VectorFile.isHole(row)) {
                    out.put(slot, row);
                }
            }
        }
        var bySlot = new TreeMap<Integer, Row>();
        try (var reader = SkillsDbReader.open(build.resolve("skills.db"))) {
            reader.rows(row -> bySlot.put(row.content().slot(), row));
        }
        var rows = List.copyOf(bySlot.values());
        Iterator<Row> made = IntStream.range(0, entries).mapToObj(slot -> row(rows, slot)).iterator();
        SkillsDb.write(folder.resolve("skills.db"), made, entries);
    }

    private static Row row(List<Row> rows, int slot) {
        var one = rows.get(slot % rows.size());
        var other = rows.get(Mixed.other(slot, rows.size())).content();
        var third = rows.get(Mixed.other(slot + 1, rows.size())).content();
        var own = one.content();
        var none = List.<String>of();
        return new Row(new Row.Content("%s.%d".formatted(own.kind(), slot), slot, own.kind(), own.slug() + "-" + slot,
                own.name(), own.title(), other.description(), own.repository(), own.place(), own.path(), own.commit(),
                "", "", own.licence(), "", "", "", own.language(), own.status(), own.archived(), own.fork(),
                other.tags(), own.categories(), third.gist(), none, none, none, none, none, none, none, own.sources(),
                new TreeMap<>(), "", "", none, List.of(), own.findings(), own.firstSeen(), List.of()), one.numbers());
    }

    private void ask(Path folder, int entries, String about) throws IOException {
        var questions = Files.readAllLines(setting.home().resolve("pipeline/test/judged/questions.txt"));
        var metric = entries == ENTRIES ? "hybrid_p50_ms_1m" : "hybrid_p50_ms_" + entries;
        try (var library = Library.open(folder, Optional.empty());
                var vectors = VectorFileReader.open(folder.resolve("embeddings.bin"));
                var embedder = QuestionEmbedder.open(Night.cache().resolve("models"))) {
            var finder = new Finder(library.words(), Optional.of(new VectorScan(vectors)), Optional.of(embedder));
            var times = new ArrayList<Double>();
            for (var round = 0; round <= ROUNDS; round++) {
                for (var question : questions) {
                    var start = System.nanoTime();
                    finder.find(question, Filters.NONE, Sort.RELEVANCE);
                    if (round > 0) {
                        times.add((System.nanoTime() - start) / 1e6);
                    }
                }
            }
            times.sort(null);
            figures.accept(Figure.of("search", metric, times.get(times.size() / 2), "ms",
                    "%s; %d questions of set b, %d rounds after one to warm up".formatted(
                            about, questions.size(), ROUNDS)));
            figures.accept(Figure.of("search", metric.replace("p50", "p99"), times.get(times.size() * 99 / 100), "ms",
                    about));
        }
    }
}
