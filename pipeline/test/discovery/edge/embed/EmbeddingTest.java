package discovery.edge.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Vectors travel from night to night inside the release: a machine that has nothing else makes new texts only.
class EmbeddingTest {
    private static final int ENTRIES = 30;
    private static final Recipe RECIPE = new Recipe("fake", "cd".repeat(32), 3, 16, 128);
    private static final Recipe NEXT = new Recipe("fake", "cd".repeat(32), 4, 16, 128);

    @TempDir
    Path folder;

    private final List<String> embedded = new ArrayList<>();

    private final Embedder model = texts -> {
        embedded.addAll(texts);
        return texts.stream().map(EmbeddingTest::vector).toList();
    };

    private static float[] vector(String text) {
        var random = new Random(text.hashCode());
        var vector = new float[16];
        for (var i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    /// @param edited entries whose description is another
    private Path entries(String name, int count, List<Integer> edited) throws IOException {
        var file = folder.resolve(name + ".jsonl.zst");
        JsonLines.write(file, IntStream.range(0, count).mapToObj(i -> new Entry("skill.1." + i, "slug-" + i, i,
                Kind.SKILL, Place.of(1, "acme/things"),
                Facts.builder().put(Field.NAME, "name-" + i).put(Field.DESCRIPTION,
                        edited.contains(i) ? "Was edited" : "Does " + i).build(),
                new TreeMap<>(), List.of(), new TreeSet<>(), 20_000, List.of())));
        return file;
    }

    /// On a machine with an empty cache.
    private Path write(String name, Path entries, int rows, Recipe recipe, Path released) throws IOException {
        var file = folder.resolve(name + ".bin");
        try (var before = Embedding.released(released);
                var store = VectorStore.open(folder.resolve("cache-" + name), recipe)) {
            new Embedding(recipe, before.file(), store, () -> model, done -> {}).write(entries, file, rows);
        }
        return file;
    }

    @Test
    void a_fresh_machine_with_the_last_release_makes_only_what_changed() throws IOException {
        var first = write("first", entries("first", ENTRIES, List.of()), ENTRIES, RECIPE, folder.resolve("none"));
        assertEquals(ENTRIES, embedded.size());
        embedded.clear();

        var next = entries("next", ENTRIES + 2, List.of(7, 21));
        var second = write("second", next, ENTRIES + 2, RECIPE, first);
        assertEquals(4, embedded.size(), embedded.toString());
        embedded.clear();

        var anew = write("anew", next, ENTRIES + 2, RECIPE, folder.resolve("none"));
        assertEquals(ENTRIES + 2, embedded.size());
        assertArrayEquals(Files.readAllBytes(anew), Files.readAllBytes(second));
    }

    @Test
    void another_recipe_makes_all_vectors_anew() throws IOException {
        var all = entries("all", ENTRIES, List.of());
        var first = write("first", all, ENTRIES, RECIPE, folder.resolve("none"));
        embedded.clear();
        write("next", all, ENTRIES, NEXT, first);
        assertEquals(ENTRIES, embedded.size());
    }

    @Test
    void a_row_that_a_killed_run_left_in_part_is_made_again() throws IOException {
        var all = entries("all", ENTRIES, List.of());
        var whole = Files.readAllBytes(write("killed", all, ENTRIES, RECIPE, folder.resolve("none")));
        embedded.clear();
        Files.delete(folder.resolve("killed.bin"));
        var rows = folder.resolve("cache-killed/cdcdcdcdcdcdcdcd-3.rows");
        try (var channel = Files.newByteChannel(rows, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 5);
        }
        assertArrayEquals(whole,
                Files.readAllBytes(write("killed", all, ENTRIES, RECIPE, folder.resolve("none"))));
        assertEquals(1, embedded.size());
    }
}
