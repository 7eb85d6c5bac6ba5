package discovery.edge.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import discovery.build.Dump;
import discovery.build.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LastScoresTest {
    /// Read from the lines as the one serializer writes them, so that a change of them is noticed.
    @Test
    void scores_are_read_by_id_from_the_lines_of_a_dump() {
        var rows = Samples.rows();
        var lines = new ArrayList<String>();
        lines.add(Dump.header(rows.size(), 1_000));
        rows.forEach(row -> lines.addAll(List.of(Dump.content(row), Dump.numbers(row))));
        try (var scores = LastScores.of(lines.stream())) {
            assertEquals(OptionalInt.empty(), scores.of("!"));
            for (var row : rows) {
                assertEquals(OptionalInt.of(row.numbers().score()), scores.of(row.content().id()));
            }
            assertEquals(OptionalInt.empty(), scores.of("~"));
        }
    }

    @Test
    void a_first_night_has_none() {
        try (var scores = LastScores.of(Stream.of(""))) {
            assertEquals(OptionalInt.empty(), scores.of("skill.1.a"));
        }
    }
}
