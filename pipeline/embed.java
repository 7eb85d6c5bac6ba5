///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES discovery/edge/cli/*.java discovery/edge/embed/*.java discovery/edge/onnx/*.java
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1

import discovery.edge.cli.Door;
import discovery.edge.cli.Night;
import discovery.edge.cli.ShardOptions;
import discovery.edge.cli.Tally;
import discovery.edge.embed.Embedding;
import discovery.edge.embed.Shard;
import discovery.edge.embed.VectorStore;
import discovery.edge.json.Json;
import discovery.edge.onnx.OnnxEmbedder;
import discovery.edge.progress.Progress;
import discovery.embed.Recipe;
import discovery.model.Slots;
import discovery.model.Stage;
import java.nio.file.Files;

/// embed: every new text gets a vector; the others keep theirs.
void main(String... args) {
    if (ShardOptions.areIn(args)) {
        System.exit(Shard.run(args));
    }
    Door.open(Stage.EMBED, args, (night, folder) -> {
        var cores = Runtime.getRuntime().availableProcessors();
        var slots = Json.read(Files.readString(night.in(Stage.MERGE, "slots.json")), Slots.class);
        try (var progress = Progress.of("embed", night.count(Stage.MERGE));
                var released = Embedding.released(night.out().resolve("previous/embeddings.bin"));
                var made = VectorStore.open(Night.cache().resolve("vectors"), Recipe.CURRENT)) {
            var embedding = new Embedding(Recipe.CURRENT, released.file(), made,
                    () -> OnnxEmbedder.open(Night.cache().resolve("models"), cores, progress::step), progress::step);
            var done = embedding.write(night.in(Stage.MERGE, "entries.jsonl.zst"), folder.resolve("vectors.bin"),
                    slots.next());
            progress.note(done.made() + " new");
            return Tally.of(done.texts(), done.texts());
        }
    });
}
