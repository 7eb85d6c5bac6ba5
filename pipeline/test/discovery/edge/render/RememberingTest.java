package discovery.edge.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.cli.StageFile;
import discovery.edge.files.Published;
import discovery.edge.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RememberingTest {
    @TempDir
    Path temp;

    /// Things by name, each with its files: `a` is what it is made of.
    private static SortedMap<String, SortedMap<String, String>> some(Random random) {
        var things = new TreeMap<String, SortedMap<String, String>>();
        for (var i = 0; i < 40; i++) {
            if (random.nextInt(4) > 0) {
                var files = new TreeMap<String, String>();
                var version = random.nextInt(3);
                var first = "skills/deep-%d/s-%d.html".formatted(i % 7, i);
                files.put("skills/deep-%d/s-%d.html".formatted(i % 7, i), "page " + version);
                if (version > 0) {
                    files.put("z-api/%d/x.json".formatted(i), "{\"version\":" + version + "}");
                }
                things.put(first, files);
            }
        }
        return things;
    }

    private StageFile.Output render(
            Path out, Map<String, SortedMap<String, String>> things, Optional<Path> earlier) throws IOException {
        var site = out.resolve("site");
        var output = new StageFile.Output[1];
        Files.createDirectories(out);
        Published.replacing(site, folder -> {
            try (var pages = Remembering.in(folder, site, earlier)) {
                pages.write("index.html", bytes("of " + things.size()));
                things.forEach((name, files) -> pages.unless(name, files.hashCode(),
                        () -> files.forEach((path, text) -> pages.write(path, bytes(text)))));
                pages.write("last.html", bytes("always the same"));
                output[0] = pages.done();
            }
            Files.writeString(folder.resolve(StageFile.NAME),
                    Json.pretty(new StageFile("render", 1, "", new TreeMap<>(),
                            new TreeMap<>(Map.of("*", output[0])), 0, 0, new TreeMap<>(), Optional.empty())));
        });
        return output[0];
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static SortedMap<String, String> tree(Path folder) throws IOException {
        var tree = new TreeMap<String, String>();
        try (var all = Files.walk(folder)) {
            for (var each : all.toList()) {
                tree.put(folder.relativize(each).toString(), Files.isDirectory(each) ? "/" : Files.readString(each));
            }
        }
        return tree;
    }

    private static Object inode(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_site_that_was_taken_over_is_one_that_was_made_whole(long seed) throws IOException {
        var random = new Random(seed);
        var out = temp.resolve("out");
        render(out, some(random), Optional.empty());
        for (var night = 0; night < 12; night++) {
            var shown = temp.resolve("public-" + night);
            link(out.resolve("site"), shown);
            var before = tree(shown);
            var things = some(random);
            var next = random.nextBoolean() ? out : temp.resolve("out-" + night);
            var updated = render(next, things, Optional.of(out.resolve("site")));
            assertEquals(render(temp.resolve("whole"), things, Optional.empty()), updated, "files, bytes and digest");
            assertEquals(tree(temp.resolve("whole/site")), tree(next.resolve("site")));
            assertEquals(inode(shown.resolve("last.html")), inode(next.resolve("site/last.html")), "it stayed");
            assertEquals(before, tree(shown), "what others have of it is as it was");
            assertEquals(next.equals(out), Files.exists(out.resolve("site")), "it was moved");
            out = next;
        }
    }

    private static void link(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (var each : all.toList()) {
                var place = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(place);
                } else if (!each.endsWith(StageFile.NAME)) {
                    Files.createLink(place, each);
                }
            }
        }
    }

    @Test
    void what_another_program_has_made_is_made_anew_and_left_where_it_is() throws IOException {
        var things = some(new Random(7));
        render(temp.resolve("old"), things, Optional.empty());
        var memory = temp.resolve("old/.made-site");
        Files.writeString(memory, Files.readString(memory).replaceFirst("made 1 .", "made 1 z"));
        var before = tree(temp.resolve("old/site"));
        render(temp.resolve("new"), things, Optional.of(temp.resolve("old/site")));
        assertEquals(before, tree(temp.resolve("old/site")));
        assertEquals(before, tree(temp.resolve("new/site")));
        assertFalse(inode(temp.resolve("old/site/last.html")).equals(inode(temp.resolve("new/site/last.html"))));
    }

    @Test
    void a_memory_that_is_cut_off_or_of_another_folder_is_not_believed() throws IOException {
        var things = some(new Random(7));
        render(temp.resolve("old"), things, Optional.empty());
        var memory = temp.resolve("old/.made-site");
        var whole = Files.readAllBytes(memory);
        for (var length : List.of(0, 5, 100, whole.length - 1)) {
            Files.write(memory, Arrays.copyOf(whole, length));
            render(temp.resolve("new"), things, Optional.of(temp.resolve("old/site")));
            assertTrue(Files.exists(temp.resolve("old/site/last.html")), "left where it is: " + length);
        }
        Files.write(memory, whole);
        var stage = temp.resolve("old/site").resolve(StageFile.NAME);
        Files.writeString(stage, Files.readString(stage).replaceFirst("\"sha256\" ?: ?\"..", "\"sha256\":\"zz"));
        render(temp.resolve("new"), things, Optional.of(temp.resolve("old/site")));
        assertTrue(Files.exists(temp.resolve("old/site/last.html")));
        assertEquals(tree(temp.resolve("new/site")).keySet(), tree(temp.resolve("old/site")).keySet());
    }

    @Test
    void a_run_that_ends_early_leaves_nothing_that_is_believed_later() throws IOException {
        var random = new Random(9);
        var out = temp.resolve("out");
        render(out, some(random), Optional.empty());
        link(out.resolve("site"), temp.resolve("public"));
        var before = tree(temp.resolve("public"));
        // A run that was killed: the folder was taken over and half of it changed.
        var half = Files.createDirectory(out.resolve(".new-site"));
        var pages = Remembering.in(half, out.resolve("site"), Optional.of(out.resolve("site")));
        pages.write("index.html", bytes("half"));
        pages.close();
        assertFalse(Files.exists(out.resolve("site")));
        Published.recover(out);
        var things = some(random);
        render(out, things, Optional.of(out.resolve("site")));
        render(temp.resolve("whole"), things, Optional.empty());
        assertEquals(tree(temp.resolve("whole/site")), tree(out.resolve("site")));
        assertEquals(before, tree(temp.resolve("public")), "the last release is whole");
    }
}
