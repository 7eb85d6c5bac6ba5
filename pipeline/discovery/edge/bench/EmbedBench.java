package discovery.edge.bench;

import discovery.build.VectorFile;
import discovery.edge.cli.Night;
import discovery.edge.cli.Usage;
import discovery.edge.embed.Embedding;
import discovery.edge.files.Sha256;
import discovery.edge.json.JsonLines;
import discovery.edge.onnx.OnnxEmbedder;
import discovery.edge.vectors.VectorFileReader;
import discovery.edge.vectors.VectorFileWriter;
import discovery.model.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The embedder beside its peer, and a night in which little has changed.
final class EmbedBench implements Bench {
    private static final int TEXTS = 2_000;
    private static final int CHANGED = 300;
    /// A prime, so that the changed ones are from everywhere.
    private static final int STRIDE = 7_919;
    private static final int DIMS = 384;
    private static final String PEER = "langchain4j 1.20.0-beta30, all-minilm-l6-v2 in process";

    @Override
    public String name() {
        return "embed";
    }

    @Override
    public String about() {
        return "CPU of the same texts beside langchain4j, and a night with 300 changed entries (BENCH_NIGHT, or BENCH_SIM"
                + " and BENCH_CORPUS)";
    }

    @Override
    public void run(Setting setting, Consumer<Figure> figures) throws IOException {
        var night = NightFolder.find(setting);
        if (night.isEmpty()) {
            for (var metric : List.of("embed_cpu_ratio", "embed_min_cosine", "night_embed_seconds")) {
                figures.accept(Figure.missing(name(), metric, "", NightFolder.MISSING));
            }
            return;
        }
        compare(setting, night.get(), figures);
        quietNight(setting, night.get(), figures);
    }

    private void compare(Setting setting, Path night, Consumer<Figure> figures) throws IOException {
        var texts = setting.work().resolve("texts.txt");
        Files.write(texts, texts(night, setting.scale() > 0 ? Math.min(TEXTS, setting.scale()) : TEXTS));
        var ours = seconds(setting, "ours", texts);
        var peer = seconds(setting, "langchain", texts);
        if (ours < 0 || peer < 0) {
            var reason = "a peer did not run; see its log (--keep)";
            figures.accept(Figure.missing(name(), "embed_cpu_ratio", "", reason));
            figures.accept(Figure.missing(name(), "embed_min_cosine", "", reason));
            return;
        }
        figures.accept(Figure.of(name(), "embed_cpu_seconds", ours, "s", "ours, model loaded before"));
        figures.accept(Figure.of(name(), "embed_peer_cpu_seconds", peer, "s", PEER + ", model loaded before"));
        figures.accept(Figure.of(name(), "embed_cpu_ratio", peer / ours, "", PEER));
        figures.accept(Figure.of(name(), "embed_min_cosine",
                minCosine(floats(setting.work().resolve("ours.vec")), floats(setting.work().resolve("langchain.vec"))),
                "", PEER));
    }

    /// Texts of entries in the order of their ids, every n-th.
    private static List<String> texts(Path night, int wanted) throws IOException {
        var all = new ArrayList<String>();
        try (var entries = JsonLines.read(night.resolve("merge/entries.jsonl.zst"), Entry.class)) {
            entries.forEach(entry -> all.add(Embedding.text(entry)));
        }
        all.removeIf(text -> text.isBlank() || text.contains("\n"));
        var texts = new ArrayList<String>();
        for (var i = 0; i < wanted && i < all.size(); i++) {
            texts.add(all.get((int) ((long) i * all.size() / wanted)));
        }
        return texts;
    }

    /// CPU seconds that a program says it took; negative where it could not run.
    private static double seconds(Setting setting, String which, Path texts) throws IOException {
        var log = setting.work().resolve(which + ".log");
        var cost = new Command(setting.home(), List.of("scripts/jbang", "scripts/peers/embed_" + which + ".java",
                texts.toString(), setting.work().resolve(which + ".vec").toString()),
                Map.of("ORT_DISABLE_TELEMETRY", "1")).run(log);
        if (cost.code() != 0) {
            return -1;
        }
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.matches("[0-9.]+(E-?[0-9]+)?")).mapToDouble(Double::parseDouble)
                    .reduce(-1, (before, last) -> last);
        }
    }

    private static FloatBuffer floats(Path file) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    }

    private static double minCosine(FloatBuffer one, FloatBuffer other) {
        var least = 1.0;
        for (var from = 0; from < one.limit(); from += DIMS) {
            var product = 0.0;
            var square = 0.0;
            var otherSquare = 0.0;
            for (var i = from; i < from + DIMS; i++) {
                product += (double) one.get(i) * other.get(i);
                square += (double) one.get(i) * one.get(i);
                otherSquare += (double) other.get(i) * other.get(i);
            }
            least = Math.min(least, product / Math.sqrt(square * otherSquare));
        }
        return least;
    }

    /// The stage as a night runs it, with last night's vectors but for 300, and an empty store.
    private void quietNight(Setting setting, Path night, Consumer<Figure> figures) throws IOException {
        var out = Files.createDirectories(setting.work().resolve("quiet"));
        var cache = Files.createDirectories(setting.work().resolve("cache"));
        for (var folder : List.of("fetch", "merge")) {
            var target = Files.createDirectories(out.resolve(folder));
            try (var files = Files.list(night.resolve(folder))) {
                for (var file : files.toList()) {
                    Files.copy(file, target.resolve(String.valueOf(file.getFileName())));
                }
            }
        }
        forget(night.resolve("build/embeddings.bin"),
                Files.createDirectories(out.resolve("previous")).resolve("embeddings.bin"));
        if (Files.isDirectory(Night.cache().resolve("models"))) {
            Files.createSymbolicLink(cache.resolve("models"), Night.cache().resolve("models").toRealPath());
        }
        changed(out, figures);
        var cost = new Command(setting.home(), List.of("scripts/jbang", "pipeline/embed.java", "--config",
                "manifests/sources.yaml", "--out", out.toString(), "--now", "2026-08-21T03:17:00Z"),
                Map.of("SKILL_INDEX_CACHE", cache.toString())).run(setting.work().resolve("quiet.log"));
        var usage = Usage.read(out);
        if (cost.code() != 0 || usage.isEmpty()) {
            figures.accept(Figure.missing(
                    name(), "night_embed_stage_seconds", "s", "embed ended with exit code " + cost.code()));
            return;
        }
        var against =
                "%d texts of %,d entries changed; the whole stage, which reads all entries and writes all rows"
                        .formatted(
                                CHANGED, usage.getLast().in());
        figures.accept(Figure.of(name(), "night_embed_stage_seconds", usage.getLast().seconds(), "s", against));
        figures.accept(Figure.of(name(), "night_embed_stage_cpu_seconds", usage.getLast().cpu(), "s", against));
    }

    /// What of that night is embedding: looking every text up among the last release's, loading the model, and embedding
    /// what was not found. In this process, which has not loaded the model before.
    private void changed(Path out, Consumer<Figure> figures) throws IOException {
        var texts = new LinkedHashMap<String, String>();
        try (var entries = JsonLines.read(out.resolve("merge/entries.jsonl.zst"), Entry.class)) {
            entries.map(Embedding::text).forEach(text -> texts.put(Sha256.of(text), text));
        }
        try (var previous = VectorFileReader.open(out.resolve("previous/embeddings.bin"))) {
            var start = System.nanoTime();
            var cpu = Cpu.seconds();
            texts.keySet().removeIf(digest -> {
                var slot = previous.find(digest);
                return slot.isPresent() && previous.row(slot.getAsInt()).length > 0;
            });
            var looked = System.nanoTime();
            try (var embedder = OnnxEmbedder.open(
                    Night.cache().resolve("models"), Runtime.getRuntime().availableProcessors(), more -> {})) {
                var loaded = System.nanoTime();
                embedder.embed(List.copyOf(texts.values()));
                var end = System.nanoTime();
                var against =
                        "%d new texts: %.2f s to look all up, %.2f s to load the model, %.2f s to embed".formatted(
                                texts.size(), (looked - start) / 1e9, (loaded - looked) / 1e9, (end - loaded) / 1e9);
                figures.accept(Figure.of(name(), "night_embed_seconds", (end - start) / 1e9, "s", against));
                figures.accept(Figure.of(name(), "night_embed_cpu_seconds", Cpu.seconds() - cpu, "s", against));
            }
        }
    }

    private static void forget(Path from, Path to) throws IOException {
        try (var before = VectorFileReader.open(from);
                var out = new VectorFileWriter(to, before.header().model(), before.header().recipe(),
                        before.header().dims(), before.header().rows())) {
            // Of texts, not of entries: copies share a text, and one that is left would be found.
            var gone = new HashSet<String>();
            for (var i = 0; i < before.header().rows() && gone.size() < CHANGED; i++) {
                var row = before.row((int) ((long) i * STRIDE % before.header().rows()));
                if (!VectorFile.isHole(row)) {
                    gone.add(VectorFile.digest(row));
                }
            }
            for (var slot = 0; slot < before.header().rows(); slot++) {
                var row = before.row(slot);
                if (!VectorFile.isHole(row) && !gone.contains(VectorFile.digest(row))) {
                    out.put(slot, row);
                }
            }
        }
    }
}
