package discovery.edge.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.json.Json;
import discovery.edge.sqlite.KeyValues;
import discovery.fetch.Shelf;
import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.Observation;
import discovery.model.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 8, 17);

    @TempDir
    private Path folder;

    private static Observation observation(String source, long number) {
        return Observation.ofRepository(source, Place.of(number, "a/b"),
                Facts.builder().put(Field.TEXT, "x".repeat(50_000)).build());
    }

    private static List<Long> last(Shelf shelf, String source) {
        var numbers = new ArrayList<Long>();
        shelf.last(source, each -> numbers.add(each.place().repository()));
        return numbers;
    }

    @Test
    void what_is_put_is_there_the_next_time() throws IOException {
        var bytes = "bytes".getBytes(StandardCharsets.UTF_8);
        try (var cache = Cache.open(folder)) {
            cache.blob("id", bytes);
            cache.response("key", new Cache.Response("\"tag\"", Map.of("link", "<x>"), bytes));
            cache.verdict("a/b", new Cache.Verdict(MONDAY, "gone"));
        }
        try (var cache = Cache.open(folder)) {
            assertArrayEquals(bytes, cache.blob("id").orElseThrow());
            assertTrue(cache.hasBlob("id"));
            var response = cache.response("key").orElseThrow();
            assertEquals("\"tag\" {link=<x>} bytes", "%s %s %s".formatted(response.tag(), response.headers(),
                    new String(response.body(), StandardCharsets.UTF_8)));
            assertEquals(Optional.of(new Cache.Verdict(MONDAY, "gone")), cache.verdict("a/b"));
            assertEquals(Optional.empty(), cache.blob("other"));
            cache.forgetResponse("key");
            assertTrue(cache.response("key").isEmpty());
        }
    }

    @Test
    void a_damaged_cache_is_put_aside_and_begun_anew() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("fetch.sqlite"),
                "this is no database, but long enough to look at".repeat(100));
        try (var cache = Cache.open(folder)) {
            cache.blob("id", new byte[] {1});
            assertTrue(cache.hasBlob("id"));
        }
        assertTrue(Files.exists(folder.resolve("fetch.sqlite.damaged")));
    }

    @Test
    void a_cache_with_damaged_pages_is_put_aside_too() throws IOException {
        try (var cache = Cache.open(folder)) {
            for (var i = 0; i < 500; i++) {
                cache.blob("id" + i, "%d".formatted(i * 7919).repeat(900).getBytes(StandardCharsets.UTF_8));
            }
        }
        var file = folder.resolve("fetch.sqlite");
        var bytes = Files.readAllBytes(file);
        for (var i = 4_096; i < bytes.length; i += 512) {
            bytes[i] ^= 0x5a;
        }
        Files.write(file, bytes);
        try (var cache = Cache.open(folder)) {
            assertEquals(Optional.empty(), cache.blob("id1"));
        }
        assertTrue(Files.exists(folder.resolve("fetch.sqlite.damaged")));
    }

    @Test
    void observations_become_the_last_good_ones_only_when_kept() throws IOException {
        try (var cache = Cache.open(folder)) {
            var shelf = cache.lastGood();
            for (var number = 1; number <= 300; number++) {
                shelf.put("a", Json.line(observation("a", number)));
            }
            shelf.put("b", Json.line(observation("b", 1)));
            assertEquals(Optional.empty(), shelf.day("a"));
            shelf.keep("a", MONDAY);
            assertEquals(Optional.of(MONDAY), shelf.day("a"));
            assertEquals(300, last(shelf, "a").size());
        }
        try (var cache = Cache.open(folder)) {
            var shelf = cache.lastGood();
            assertEquals(Optional.empty(), shelf.day("b"));
            assertEquals(300, last(shelf, "a").size());
            shelf.put("a", Json.line(observation("a", 7)));
            assertEquals(300, last(shelf, "a").size());
        }
        try (var cache = Cache.open(folder)) {
            var shelf = cache.lastGood();
            shelf.put("a", Json.line(observation("a", 8)));
            shelf.keep("a", MONDAY.plusDays(1));
            assertEquals(List.of(8L), last(shelf, "a"));
        }
        try (var cache = Cache.open(folder)) {
            assertEquals(List.of(8L), last(cache.lastGood(), "a"));
        }
    }

    @Test
    void a_walk_is_repeated_for_the_same_state_and_program_only_and_whole_or_not_at_all() throws IOException {
        var line = "x".repeat(1 << 20);
        try (var cache = Cache.open(folder)) {
            var recording = cache.walks("one").record("source 7", "state");
            recording.line("first");
            for (var number = 0; number < 5; number++) {
                recording.line(line);
            }
            recording.line("last");
            assertEquals(List.of(), replayed(cache, "one", "state"));
            recording.keep();
            assertEquals(7, replayed(cache, "one", "state").size());
            assertEquals("last", replayed(cache, "one", "state").getLast());
            assertEquals(List.of(), replayed(cache, "one", "other"));
            assertEquals(List.of(), replayed(cache, "two", "state"));
        }
        try (var store = KeyValues.open(folder.resolve("fetch.sqlite"), List.of(Cache.WALKS))) {
            var keys = store.keys(Cache.WALKS, "piece source 7 ");
            assertTrue(keys.size() > 1, keys.toString());
            store.put(Cache.WALKS, keys.getLast(), new byte[] {1, 2, 3});
        }
        try (var cache = Cache.open(folder)) {
            assertEquals(List.of(), replayed(cache, "one", "state"));
            var other = cache.walks("one").record("source 7", "other");
            other.line("now");
            other.keep();
            assertEquals(List.of("now"), replayed(cache, "one", "other"));
        }
        try (var store = KeyValues.open(folder.resolve("fetch.sqlite"), List.of(Cache.WALKS))) {
            assertEquals(1, store.keys(Cache.WALKS, "piece ").size());
        }
    }

    private static List<String> replayed(Cache cache, String program, String state) {
        var lines = new ArrayList<String>();
        assertEquals(cache.walks(program).replay("source 7", state, lines::add), !lines.isEmpty());
        return lines;
    }

    @Test
    void parts_of_a_cache_are_taken_over_once_and_bring_no_opinions() throws IOException {
        try (var cache = Cache.open(folder)) {
            cache.blob("a".repeat(40), new byte[] {1});
            cache.note("size source", "7");
        }
        for (var number = 1; number <= 2; number++) {
            var part = Cache.part(folder, number, 2);
            try (var cache = Cache.open(part)) {
                assertTrue(cache.hasBlob("a".repeat(40)));
                cache.blob("%040d".formatted(number), new byte[] {2});
                cache.note("size source", "8");
                var walk = cache.walks("one").record("source " + number, "state");
                walk.line("of part " + number);
                walk.keep();
                cache.keepShared();
                assertTrue(cache.note("size source").isEmpty());
            }
        }
        Files.createDirectories(folder.resolve("part-1-of-9"));
        Files.writeString(folder.resolve("part-1-of-9/fetch.sqlite"), "damaged ".repeat(1_000));
        try (var cache = Cache.open(folder)) {
            assertTrue(cache.hasBlob("a".repeat(40)) && cache.hasBlob("%040d".formatted(1))
                    && cache.hasBlob("%040d".formatted(2)));
            assertEquals(Optional.of("7"), cache.note("size source"));
            for (var number = 1; number <= 2; number++) {
                var lines = new ArrayList<String>();
                assertTrue(cache.walks("one").replay("source " + number, "state", lines::add));
                assertEquals(List.of("of part " + number), lines);
            }
        }
        try (var left = Files.list(folder)) {
            assertTrue(left.noneMatch(Files::isDirectory));
        }
    }

    @Test
    void ids_are_those_of_git() {
        assertEquals("ce013625030ba8dba906f756967f9e9ca394464a",
                GitId.ofBlob("hello\n".getBytes(StandardCharsets.UTF_8)));
        assertEquals("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391", GitId.ofBlob(new byte[0]));
    }
}
