package discovery.edge.bench;

import discovery.edge.cli.Night;
import discovery.edge.onnx.QuestionEmbedder;
import discovery.edge.search.Library;
import discovery.edge.simd.VectorScan;
import discovery.edge.vectors.VectorFileReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Search: how fast, how cheap to start, and how good, each beside its peers.
///
/// From outside: `BENCH_NIGHT`, a finished night (else `BENCH_SIM` and `BENCH_CORPUS`, of which one is made);
/// `BENCH_CORPUS` for the lists of set (a); `BENCH_PARTS`, a list of the parts below, takes some figures only.
final class SearchBench implements Bench {
    private static final Map<String, List<String>> PARTS = parts();

    private static Map<String, List<String>> parts() {
        var parts = new LinkedHashMap<String, List<String>>();
        parts.put("speed", List.of("hybrid_p50_ms", "hybrid_p99_ms", "hybrid_over_parts"));
        parts.put("scan", List.of("scan_over_memory_limit", "hnsw_ms"));
        parts.put("recall", List.of("int8_recall_at_10"));
        parts.put("recommend", List.of("recommend_1k_ms", "recommend_10k_ms"));
        parts.put("first", List.of("first_result_cpu_ms", "first_result_rss_mib"));
        parts.put("relevance", List.of("ndcg10_gain_a", "ndcg10_gain_b", "ndcg10_gain_c", "ndcg10_p_a", "ndcg10_p_b",
                "ndcg10_p_c"));
        parts.put("text", List.of("ablation_text_name_description_a", "ablation_text_name_description_b"));
        parts.put("related", List.of("related_gain", "related_p", "related_cpu_s", "related_night_cpu_s"));
        parts.put("million", List.of("hybrid_p50_ms_1m"));
        return parts;
    }

    @Override
    public String name() {
        return "search";
    }

    @Override
    public String about() {
        return "speed, start and relevance of search on a real night (BENCH_NIGHT, or BENCH_SIM and BENCH_CORPUS)";
    }

    @Override
    public void run(Setting setting, Consumer<Figure> figures) throws IOException {
        var wanted = setting.parts(List.copyOf(PARTS.keySet()));
        var night = NightFolder.find(setting);
        for (var part : PARTS.entrySet()) {
            if (night.isEmpty() || !wanted.contains(part.getKey())) {
                var reason = night.isEmpty() ? NightFolder.MISSING : "BENCH_PARTS leaves it out";
                part.getValue().forEach(metric -> figures.accept(Figure.missing(name(), metric, "", reason)));
            }
        }
        if (night.isPresent()) {
            for (var part : PARTS.keySet()) {
                if (wanted.contains(part)) {
                    take(part, setting, night.get(), figures);
                }
            }
        }
    }

    private static void take(String part, Setting setting, Path night, Consumer<Figure> figures) throws IOException {
        var build = night.resolve("build");
        switch (part) {
            case "scan" -> new ScanSpeed(setting, build, figures).run();
            case "first" -> new FirstResult(setting, build, figures).run();
            case "million" -> new Million(setting, build, figures).run();
            default -> withLibrary(part, setting, night, figures);
        }
    }

    private static void withLibrary(String part, Setting setting, Path night, Consumer<Figure> figures)
            throws IOException {
        var build = night.resolve("build");
        try (var library = Library.open(build, Optional.empty());
                var vectors = VectorFileReader.open(build.resolve("embeddings.bin"));
                var embedder = QuestionEmbedder.open(Night.cache().resolve("models"))) {
            var scan = new VectorScan(vectors);
            var speed = new SearchSpeed(setting, build, library, scan, embedder, figures);
            var relevance = new SearchRelevance(setting, library, scan, embedder, figures);
            switch (part) {
                case "speed" -> speed.hybrid();
                case "recall" -> speed.recall(night);
                case "recommend" -> speed.recommend();
                case "related" -> new RelatedWays(setting, vectors, scan, figures).run(library);
                case "text" -> relevance.texts(night);
                default -> relevance.run(night);
            }
        }
    }
}
