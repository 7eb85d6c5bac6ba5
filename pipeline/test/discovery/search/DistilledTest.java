package discovery.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.search.SearchDocuments;
import discovery.edge.vectors.DistilledFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistilledTest {
    /// Three directions, of which the first two are not far from each other.
    private static Code code(int first, int second, int third) {
        var vector = new float[Distilled.DIMS];
        vector[0] = first;
        vector[1] = second;
        vector[2] = third;
        return Code.of(vector);
    }

    private static Distilled.Cluster cluster(Code code, String about, int from, int entries) {
        return new Distilled.Cluster(code, List.of(about), IntStream.range(from, from + entries)
                .mapToObj(slot -> new Distilled.Entry(slot, code)).toList());
    }

    private static Distilled distilled() {
        return new Distilled(
                Map.of("chat", new Distilled.Meaning(900, code(7, 1, 0)), "bills",
                        new Distilled.Meaning(500, code(0, 0, 7))),
                List.of(cluster(code(0, 0, 7), "ledger", 0, 700), cluster(code(7, 0, 0), "slack", 700, 700),
                        cluster(code(7, 4, 0), "forum", 1_400, 700)),
                List.of(new Distilled.Named("ledger", 900, code(0, 0, 7), List.of(3, 1)),
                        new Distilled.Named("slack", 400, code(7, 0, 0), List.of(700, 5)),
                        new Distilled.Named("vague", 100, code(7, 0, 0), List.of(8))));
    }

    @Test
    void the_nearest_are_found_in_the_clusters_that_a_question_takes() {
        var meant = distilled().of("talk to my team chat");
        var near = meant.nearest(10, slot -> slot % 2 == 0);
        assertEquals(List.of(700, 702, 704, 706, 708, 710, 712, 714, 716, 718),
                near.stream().map(Nearest.Near::slot).toList());
        assertTrue(near.getFirst().cosine() > 0.98);
        // A second cluster would bring more entries than a question takes.
        assertEquals(0.75 * near.getFirst().cosine(), meant.cosine(1_400), 1e-12);
        assertTrue(meant.nearest(5_000, slot -> true).stream().allMatch(each -> each.slot() / 700 == 1));
    }

    @Test
    void words_that_nobody_knows_mean_nothing() {
        var meant = distilled().of("weather of tomorrow");
        assertEquals(List.of(), meant.nearest(10, slot -> true));
        assertEquals(0.0, meant.cosine(3));
    }

    @Test
    void a_code_keeps_the_direction_and_an_octet_keeps_two_values() {
        var packed = code(7, -7, 3).packed();
        assertEquals(Distilled.DIMS / 2, packed.length);
        assertEquals(15 | 1 << 4, packed[0] & 0xFF);
        assertEquals(1.0, Code.unpacked(packed).cosine(new long[] {14, -14, 6}), 1e-12);
    }

    @Test
    void words_that_are_used_alike_come_near_to_each_other() {
        var distilling = new Distilling();
        var vectors = new ArrayList<float[]>();
        for (var i = 0; i < 60; i++) {
            var talk = i % 2 == 0;
            var names = talk ? List.of("slack channels", "team chat", "matrix rooms") : List.of("tax ledger", "bills");
            var name = names.get(i / 2 % names.size());
            distilling.add(new SearchDocuments.Document(i, "skill", name, "", "", List.of(),
                    List.of(), "", "", 5_000, false, 0, false, "skill." + i).row().content());
            vectors.add(new float[] {talk ? 1 : -1, i % 5 / 10f, i % 3 / 10f});
        }
        var made = distilling.done(slot -> Optional.of(vectors.get(slot))).orElseThrow();
        var meant = made.of("chat");
        assertTrue(meant.nearest(20, slot -> true).stream().allMatch(each -> each.slot() % 2 == 0));
        assertTrue(meant.cosine(1) < 0, "bills are far from chat");
        assertEquals(Optional.empty(), distilling.done(slot -> Optional.empty()));
    }

    @Test
    void the_file_gives_back_what_was_written(@TempDir Path build) throws IOException {
        assertEquals(Optional.empty(), DistilledFile.of(build));
        var file = build.resolve(DistilledFile.NAME);
        DistilledFile.write(distilled(), file);
        var read = DistilledFile.of(build).orElseThrow();
        DistilledFile.write(read, build.resolve("again"));
        assertEquals(-1, Files.mismatch(file, build.resolve("again")));
        assertEquals(List.of("ledger", "slack", "forum"),
                read.clusters().stream().map(each -> each.labels().getFirst()).toList());
        Files.writeString(file, "something else");
        assertThrows(IOException.class, () -> DistilledFile.of(build));
    }
}
