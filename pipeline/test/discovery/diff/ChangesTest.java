package discovery.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.build.Dump;
import discovery.build.Edit;
import discovery.build.Fields;
import discovery.build.Golden;
import discovery.build.RandomRows;
import discovery.build.Samples;
import discovery.edge.json.Json;
import discovery.edge.zstd.Patch;
import discovery.model.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChangesTest {
    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    private static Changes between(List<Row> before, List<Row> after) {
        return Changes.between(before.iterator(), after.iterator(), _ -> "No source names it any more.");
    }

    private static List<Change> all(Changes changes) {
        var all = new ArrayList<Change>();
        changes.forEachRemaining(all::add);
        return all;
    }

    private static Map<String, Row.Content> contents(List<Row> rows) {
        return rows.stream().map(row -> Edit.commit(row, "").content()).collect(Collectors.toMap(
                Row.Content::id, row -> row, (one, _) -> one, TreeMap::new));
    }

    private static byte[] dump(List<Row> rows) {
        var lines = new StringBuilder();
        Dump.write(new Dump.Header(rows.size(), 1_000), rows.iterator(), line -> lines.append(line).append('\n'));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<Row> rows(byte[] dump) {
        var rows = new ArrayList<Row>();
        Dump.read(new String(dump, StandardCharsets.UTF_8).lines().iterator(), Json::parse).forEachRemaining(rows::add);
        return rows;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_old_rows_with_the_changes_are_the_new_rows(int seed) {
        var random = new RandomRows(seed);
        var before = random.rows(30, 40);
        var after = random.nextNight(before, 40);
        var replayed = contents(before);
        for (var change : all(between(before, after))) {
            switch (change) {
                case Change.Added(var row) ->
                    assertTrue(replayed.putIfAbsent(row.content().id(), Edit.commit(row, "").content()) == null);
                case Change.Changed(var old, var now, _) ->
                    assertTrue(replayed.replace(
                            old.content().id(), Edit.commit(old, "").content(), Edit.commit(now, "").content()));
                case Change.Renamed(var old, var now, _) ->
                    assertTrue(replayed.replace(
                            old.content().id(), Edit.commit(old, "").content(), Edit.commit(now, "").content()));
                case Change.Removed(var old, _) ->
                    assertTrue(replayed.remove(old.content().id(), Edit.commit(old, "").content()));
            }
        }
        assertTrue(contents(after).equals(replayed));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_changes_agree_with_the_patch(int seed) throws IOException {
        var random = new RandomRows(seed);
        var before = random.rows(30, 40);
        var after = random.nextNight(before, 40);
        var patched = Patch.apply(dump(before), Patch.make(dump(before), dump(after)), 1L << 24);
        assertTrue(all(between(before, after)).equals(all(between(before, rows(patched)))));
        assertEquals(List.of(), all(between(after, rows(patched))));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everything_is_counted_once(int seed) {
        var random = new RandomRows(seed);
        var before = random.rows(30, 40);
        var after = random.nextNight(before, 40);
        var changes = between(before, after);
        var all = all(changes);
        var counts = changes.counts();
        assertEquals(all.size(), counts.added() + counts.changed() + counts.renamed() + counts.removed());
        var kept = counts.changed() + counts.renamed() + counts.numbers() + counts.commits() + counts.same();
        assertEquals(before.size(), kept + counts.removed());
        assertEquals(after.size(), kept + counts.added());
        assertEquals(all.stream().map(change -> change.row().content().id()).sorted().toList(),
                all.stream().map(change -> change.row().content().id()).toList());
    }

    @Test
    void nothing_changes_between_a_build_and_itself() {
        var rows = new RandomRows(1).rows(30, 40);
        var changes = between(rows, rows);
        assertEquals(List.of(), all(changes));
        assertEquals(new Changes.Counts(0, 0, 0, 0, 0, 0, 30), changes.counts());
        Assertions.assertThrows(NoSuchElementException.class, changes::next);
    }

    @Test
    void numbers_alone_and_a_commit_alone_are_only_counted() {
        var rows = Samples.rows();
        var counted = List.of(
                new Row(rows.get(0).content(), rows.get(1).numbers()), rows.get(1),
                Edit.commit(rows.get(2), "a".repeat(40)), rows.get(3));
        var changes = between(rows, counted);
        assertEquals(List.of(), all(changes));
        assertEquals(new Changes.Counts(0, 0, 0, 0, 1, 1, 2), changes.counts());
    }

    @Test
    void every_other_field_makes_a_change() {
        var row = Samples.rows().get(3);
        var fields = Fields.of(row.content());
        List.of("id", "slot", "kind", "commit", "slug", "place", "path", "verdicts", "findings")
                .forEach(fields::remove);
        fields.forEach((field, value) -> {
            Object other = switch (value) {
                case String text -> text + "x";
                case Long number -> number + 1;
                case Boolean flag -> !flag;
                case List<?> _ -> List.of("x");
                default -> new TreeMap<>(Map.of("name", "x"));
            };
            var edited = Edit.with(row, field, other);
            assertEquals(
                    List.of(new Change.Changed(row, edited, List.of(field))),
                    all(between(List.of(row), List.of(edited))));
        });
    }

    @Test
    void another_slug_place_or_path_is_a_new_name() {
        var row = Samples.rows().get(3);
        for (var field : List.of("slug", "place", "path")) {
            var renamed = Edit.with(Edit.with(row, field, "new/name"), "title", "New");
            var fields = field.equals("slug") ? List.of("slug", "title") : List.of("title", field);
            assertEquals(
                    List.of(new Change.Renamed(row, renamed, fields)), all(between(List.of(row), List.of(renamed))));
        }
    }

    @Test
    void the_lines_are_as_ever() throws IOException {
        var rows = Samples.rows();
        var skill = Edit.with(
                Edit.with(rows.get(2), "description", "Fill in forms.\n" + "long ".repeat(200)),
                "tags", IntStream.range(10, 40).mapToObj(i -> "tag-" + i).toList());
        var moved = Edit.with(Edit.with(rows.get(1), "place", "acme/papers"), "slug", "acme-papers");
        var server = new Row(rows.get(0).content(), rows.get(1).numbers());
        var added = Edit.with(Edit.with(rows.get(3), "id", "skill.9.new"), "slot", 6L);
        var lines = all(between(rows, List.of(server, moved, skill, added))).stream()
                .map(change -> Json.line(Changes.json(change)) + "\n")
                .collect(Collectors.joining());
        Golden.check("changes/changes.jsonl", lines);
        assertFalse(lines.contains("mcp-server.0.7c1e"));
    }

    @Test
    void a_line_is_bounded() {
        var row = Samples.rows().get(3);
        var huge = Edit.with(
                Edit.with(row, "description", "x".repeat(2_000)), "commands",
                Collections.nCopies(2_000, "y".repeat(500)));
        var line = Json.line(Changes.json(all(between(List.of(row), List.of(huge))).getFirst()));
        assertTrue(line.length() < 30_000, line.length() + " characters");
    }
}
