package discovery.edge.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.build.Dump;
import discovery.build.Edit;
import discovery.build.Fields;
import discovery.build.RandomRows;
import discovery.edge.json.Json;
import discovery.edge.json.JsonLines;
import discovery.edge.zstd.Patch;
import discovery.model.CanonicalJson;
import discovery.model.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What `changes.jsonl` tells people is what the patch does to the dump: no more, no less.
class ChangesAgreeTest {
    @TempDir
    Path folder;

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    private static byte[] dump(List<Row> rows) {
        var lines = new ArrayList<String>();
        Dump.write(new Dump.Header(rows.size(), 500), rows.iterator(), lines::add);
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /// Some rows left out, some put in, some with another text, name, commit or numbers.
    private static List<Row> later(List<Row> rows, Random random) {
        var later = new TreeMap<String, Row>();
        for (var row : rows) {
            var words = new RandomRows(random.nextInt());
            switch (random.nextInt(9)) {
                case 0 -> {}
                case 1 -> later.put(row.content().id(), Edit.with(row, "description", words.sentence(12)));
                case 2 -> later.put(row.content().id(), Edit.with(row, "slug", "moved-" + random.nextInt(1_000)));
                case 3 -> later.put(row.content().id(), Edit.with(row, "commit", words.hex(20)));
                case 4 -> later.put(row.content().id(), Edit.with(Edit.with(row, "tags", List.of("a", "b")), "commit",
                        words.hex(20)));
                default -> later.put(row.content().id(), row);
            }
        }
        var slots = later.values().stream().map(row -> row.content().slot()).collect(Collectors.toSet());
        new RandomRows(random.nextInt()).rows(6, 500).stream()
                .filter(row -> !later.containsKey(row.content().id()) && !slots.contains(row.content().slot()))
                .forEach(row -> later.put(row.content().id(), row));
        return List.copyOf(later.values());
    }

    private static Map<String, Row> byId(byte[] dump) {
        var rows = new HashMap<String, Row>();
        Dump.read(new String(dump, StandardCharsets.UTF_8).lines().iterator(), Json::parse)
                .forEachRemaining(row -> rows.put(row.content().id(), row));
        return rows;
    }

    private static Object plain(Object value) {
        try {
            return Objects.requireNonNull(Json.parse(CanonicalJson.of(value)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Set<String> ids(Map<String, Map<?, ?>> told, String... words) {
        return told.entrySet().stream().filter(each -> List.of(words).contains(each.getValue().get("change")))
                .map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_people_are_told_is_what_the_patch_does(int seed) throws IOException {
        var random = new Random(seed);
        var rows = new RandomRows(seed).rows(60, 500);
        var before = dump(rows);
        var after = dump(later(rows, random));
        Files.write(folder.resolve("skills.jsonl"), after);
        new Diffing(folder.resolve("skills.jsonl")).changes(rows.iterator(), Set.of(), folder);
        var told = new TreeMap<String, Map<?, ?>>();
        try (var lines = JsonLines.lines(folder.resolve("changes.jsonl"))) {
            for (var line : lines.toList()) {
                if (Json.parse(line) instanceof Map<?, ?> change) {
                    told.put(String.valueOf(change.get("id")), change);
                }
            }
        }

        var patched = Patch.apply(before, Patch.make(before, after), Integer.MAX_VALUE);
        var old = byId(before);
        var now = byId(patched);
        Function<String, Boolean> differs = id -> !without(old, id).equals(without(now, id));
        assertEquals(minus(old.keySet(), now.keySet()), ids(told, "removed"));
        assertEquals(minus(now.keySet(), old.keySet()), ids(told, "added"));
        assertEquals(now.keySet().stream().filter(old::containsKey).filter(differs::apply)
                .collect(Collectors.toCollection(TreeSet::new)), ids(told, "changed", "renamed"));
        told.forEach((id, change) -> {
            if (change.get("fields") instanceof Map<?, ?> fields) {
                var was = Fields.of(Objects.requireNonNull(old.get(id)).content());
                var is = Fields.of(Objects.requireNonNull(now.get(id)).content());
                is.forEach((name, value) -> {
                    if (fields.get(name) instanceof Map<?, ?> pair) {
                        assertEquals(plain(was.getOrDefault(name, "")), pair.get("before"), id + " " + name);
                        assertEquals(plain(value), pair.get("after"), id + " " + name);
                    } else {
                        assertEquals(was.get(name), value, id + " changed its " + name + " untold");
                    }
                });
            }
        });
        assertTrue(told.size() > 5, "there is something to compare");
    }

    /// All that is told of an entry: numbers move every night, and a commit alone says nothing of it.
    private static Map<String, Object> without(Map<String, Row> rows, String id) {
        var fields = new TreeMap<>(Fields.of(Objects.requireNonNull(rows.get(id)).content()));
        fields.remove("commit");
        return fields;
    }

    private static Set<String> minus(Set<String> all, Set<String> less) {
        var left = new TreeSet<>(all);
        left.removeAll(less);
        return left;
    }
}
