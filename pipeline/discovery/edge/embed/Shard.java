package discovery.edge.embed;

import discovery.edge.cli.Door;
import discovery.edge.cli.Night;
import discovery.edge.cli.ShardOptions;
import discovery.edge.onnx.OnnxEmbedder;
import discovery.edge.progress.Progress;
import discovery.embed.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// `embed --shard I/N`: a new model means new vectors for all, which several machines make together.
public final class Shard {
    private Shard() {}

    /// @return exit code
    public static int run(String... args) {
        var options = new ShardOptions();
        return Door.enter("pipeline/embed.java", "make one shard of the vectors", options, args, () -> fill(options));
    }

    private static int fill(ShardOptions options) throws IOException {
        var cores = Runtime.getRuntime().availableProcessors();
        var number = options.shard();
        var vectors = Night.cache().resolve("vectors");
        try (var progress = Progress.of("embed " + number + "/" + options.shards(), -1);
                var store = VectorStore.open(vectors, Recipe.CURRENT)) {
            var done = new Embedding(Recipe.CURRENT, Optional.empty(), store,
                    () -> OnnxEmbedder.open(Night.cache().resolve("models"), cores, progress::step), progress::step)
                    .fill(options.out().resolve("merge/entries.jsonl.zst"), number, options.shards());
            progress.note(done.made() + " new");
        }
        if (options.into().isPresent()) {
            var name = VectorStore.name(Recipe.CURRENT);
            Files.copy(vectors.resolve(name + ".rows"), Files.createDirectories(options.into().get())
                    .resolve("%s.%d.rows".formatted(name, number)), StandardCopyOption.REPLACE_EXISTING);
        }
        return 0;
    }
}
