package discovery.edge.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.cli.ShardOptions;
import discovery.edge.json.JsonLines;
import discovery.embed.Embedder;
import discovery.embed.Recipe;
import discovery.model.Entry;
import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.Kind;
import discovery.model.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Shards of a new model: each vector is made once, and together they are what one run makes.
class ShardTest {
    private static final int ENTRIES = 40;
    private static final Recipe RECIPE = new Recipe("fake", "cd".repeat(32), 3, 16, 128);

    @TempDir
    Path folder;

    private Path entries = Path.of("");
    private final List<String> embedded = new ArrayList<>();

    private final Embedder model = texts -> {
        embedded.addAll(texts);
        return texts.stream().map(text -> {
            var random = new Random(text.hashCode());
            var vector = new float[RECIPE.dimensions()];
            for (var i = 0; i < vector.length; i++) {
                vector[i] = (float) random.nextGaussian();
            }
            return vector;
        }).toList();
    };

    @BeforeEach
    void write() throws IOException {
        entries = folder.resolve("entries.jsonl.zst");
        var all = new ArrayList<Entry>();
        for (var i = 0; i < ENTRIES; i++) {
            // Every tenth is a copy: the same text, another slot.
            var facts =
                    Facts.builder().put(Field.NAME, "name-" + i % 36).put(Field.DESCRIPTION, "Does " + i % 36).build();
            all.add(new Entry("skill.1." + i, "slug-" + i, i, Kind.SKILL, Place.of(1, "acme/things"), facts,
                    new TreeMap<>(),
                    List.of(), new TreeSet<>(), 20_000, List.of()));
        }
        JsonLines.write(entries, all.stream());
    }

    private Embedding embedding(VectorStore store, Embedder embedder) {
        return new Embedding(RECIPE, Optional.empty(), store, () -> embedder, done -> {});
    }

    private byte[] whole(Path cache, Embedder embedder) throws IOException {
        var file = folder.resolve("vectors.bin");
        Files.deleteIfExists(file);
        try (var store = VectorStore.open(cache, RECIPE)) {
            embedding(store, embedder).write(entries, file, ENTRIES);
        }
        return Files.readAllBytes(file);
    }

    @Test
    void the_union_of_shards_is_byte_for_byte_one_run() throws IOException {
        var expected = whole(folder.resolve("one"), model);
        assertEquals(36, embedded.size());
        embedded.clear();

        var union = Files.createDirectories(folder.resolve("union"));
        for (var shard = 1; shard <= 3; shard++) {
            var cache = folder.resolve("shard-" + shard);
            try (var store = VectorStore.open(cache, RECIPE)) {
                embedding(store, model).fill(entries, shard, 3);
            }
            var rows = cache.resolve("cdcdcdcdcdcdcdcd-3.rows");
            assertTrue(Files.size(rows) > 0, "shard " + shard + " has work");
            Files.copy(rows, union.resolve("cdcdcdcdcdcdcdcd-3." + shard + ".rows"));
        }
        assertEquals(36, embedded.size(), "each text is made by one shard");
        embedded.clear();

        assertArrayEquals(expected, whole(union, model));
        assertEquals(List.of(), embedded, "nothing is left to make");
    }

    @Test
    void a_shard_is_asked_for_by_its_flag() {
        assertTrue(ShardOptions.areIn("--out", "x", "--shard", "1/2"));
        assertTrue(ShardOptions.areIn("--shard=1/2"));
        assertEquals(2, Shard.run("--shard", "3/2"));
        assertEquals(2, Shard.run("--shard", "0/2"));
    }
}
