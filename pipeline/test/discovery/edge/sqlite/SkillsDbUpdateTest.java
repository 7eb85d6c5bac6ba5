package discovery.edge.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.build.Dump;
import discovery.build.Edit;
import discovery.build.RandomRows;
import discovery.edge.diff.RowChanges;
import discovery.edge.json.Json;
import discovery.model.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A database that follows night after night is the one that is made anew.
class SkillsDbUpdateTest {
    @TempDir
    Path folder;

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    private static byte[] dump(List<Row> rows, int nextSlot) {
        var lines = new StringBuilder();
        Dump.write(new Dump.Header(rows.size(), nextSlot, List.of(new Dump.Part("care", nextSlot))), rows.iterator(),
                line -> lines.append(line).append('\n'));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Without links to what is gone, as a build has none.
    private static List<Row> linked(List<Row> rows) {
        var there = rows.stream().map(row -> row.content().id()).collect(Collectors.toSet());
        var members = new HashMap<String, Set<String>>();
        rows.forEach(row -> members.put(row.content().id(), new HashSet<>(row.content().members())));
        return rows.stream().map(row -> Edit.with(
                Edit.with(row, "members", row.content().members().stream().filter(there::contains).toList()),
                "parents", row.content().parents().stream()
                        .filter(parent -> members.getOrDefault(parent, Set.of()).contains(row.content().id()))
                        .toList()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void three_nights_of_changes_make_the_bytes_of_a_new_file(int seed) throws IOException {
        var random = new RandomRows(seed);
        // Some begin with nothing, others with an index of many pages.
        var rows = linked(random.rows(seed % 9 == 0 ? 0 : seed % 9 == 1 ? 400 : 20, seed % 9 == 1 ? 500 : 30));
        var nextSlot = seed % 9 == 1 ? 500 : 30;
        var file = folder.resolve("v0.db");
        SkillsDb.write(file, rows.iterator(), Dump.header(parsed(dump(rows, nextSlot))));
        for (var night = 1; night <= 3; night++) {
            var before = dump(rows, nextSlot);
            rows = linked(random.nextNight(rows, nextSlot));
            nextSlot += 10;
            var now = dump(rows, nextSlot);
            var header = Dump.header(parsed(now));
            var changes = RowChanges.between(before, now, Json::parse);
            var next = folder.resolve("v" + night + ".db");
            SkillsDb.update(file, next, changes.gone(), changes.changed(), changes.numbers(), header);
            var fresh = folder.resolve("fresh" + night + ".db");
            SkillsDb.write(fresh, rows.iterator(), header);
            assertEquals(-1, Files.mismatch(fresh, next), "night " + night);
            file = next;
        }
    }

    private static Object parsed(byte[] dump) throws IOException {
        return Json.parse(new String(dump, StandardCharsets.UTF_8).lines().findFirst().orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_old_rows_with_the_changes_are_the_new_rows(int seed) {
        var random = new RandomRows(seed);
        var before = random.rows(25, 40);
        var after = random.nextNight(before, 40);
        var changes = RowChanges.between(dump(before, 60), dump(after, 60), Json::parse);
        var result = new HashMap<Integer, Row>();
        before.forEach(row -> result.put(row.content().slot(), row));
        changes.gone().forEach(result::remove);
        changes.changed().forEach(row -> result.put(row.content().slot(), row));
        changes.numbers().forEach(row -> result.put(row.content().slot(), row));
        assertEquals(after.stream().collect(Collectors.toMap(row -> row.content().slot(), row -> row)), result);
        changes.numbers().forEach(row -> assertTrue(before.stream()
                .anyMatch(old -> old.content().equals(row.content()) && !old.numbers().equals(row.numbers()))));
    }

    @Test
    void equal_dumps_and_empty_ones_have_their_changes() {
        var rows = new RandomRows(1).rows(5, 9);
        assertEquals(new RowChanges(List.of(), List.of(), List.of()),
                RowChanges.between(dump(rows, 9), dump(rows, 9), Json::parse));
        assertEquals(rows, RowChanges.between(dump(List.of(), 9), dump(rows, 9), Json::parse).changed());
        assertEquals(5, RowChanges.between(dump(rows, 9), dump(List.of(), 9), Json::parse).gone().size());
    }
}
