package discovery.edge.bench;

import discovery.edge.cli.Night;
import discovery.edge.onnx.QuestionEmbedder;
import discovery.edge.search.Library;
import discovery.edge.simd.VectorScan;
import discovery.edge.vectors.VectorFileReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Search: how fast, how cheap to start, and how good, each beside its peers.
final class SearchBench implements Bench {
    private static final List<String> METRICS = List.of("int8_recall_at_10", "scan_over_memory_limit", "hybrid_p50_ms",
            "hybrid_p99_ms", "hybrid_over_parts", "first_result_cpu_ms", "first_result_rss_mib", "recommend_1k_ms",
            "recommend_10k_ms", "ndcg10_gain_a", "ndcg10_gain_b", "ndcg10_gain_c", "ndcg10_p_a", "ndcg10_p_b",
            "ndcg10_p_c");

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
        figures.accept(Figure.missing(name(), "hybrid_p50_ms_1m", "ms", "there is no corpus of a million entries here;"
                + " a synthetic one would say nothing of its words"));
        var night = NightFolder.find(setting);
        if (night.isEmpty()) {
            METRICS.forEach(metric -> figures.accept(Figure.missing(name(), metric, "", NightFolder.MISSING)));
            return;
        }
        var build = night.get().resolve("build");
        try (var library = Library.open(build, Optional.empty());
                var vectors = VectorFileReader.open(build.resolve("embeddings.bin"));
                var embedder = QuestionEmbedder.open(Night.cache().resolve("models"))) {
            var scan = new VectorScan(vectors);
            var speed = new SearchSpeed(setting, build, library, scan, embedder, figures);
            speed.hybrid();
            speed.scan();
            speed.recall(night.get());
            speed.recommend();
            new SearchRelevance(setting, library, scan, embedder, figures).run();
        }
        new FirstResult(setting, build, figures).run();
    }
}
