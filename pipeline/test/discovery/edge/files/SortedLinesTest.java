package discovery.edge.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortedLinesTest {
    @TempDir
    Path temp;

    @Test
    void few_lines_are_sorted_in_memory() throws IOException {
        assertEquals(sorted(500, 10), drained(500, 10));
    }

    @Test
    void more_lines_than_the_buffer_holds_are_sorted_through_files_that_are_gone_afterwards() throws IOException {
        assertEquals(sorted(260, 500_000), drained(260, 500_000));
        try (var left = Files.list(temp)) {
            assertEquals(0, left.count());
        }
    }

    private static List<String> lines(int count, int length) {
        var random = new Random(5);
        var lines = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            lines.add(Integer.toString(random.nextInt(100)) + "ü\uD83D\uDE00" + "x".repeat(length));
        }
        return lines;
    }

    private static List<String> sorted(int count, int length) {
        var lines = lines(count, length);
        lines.sort(null);
        return lines;
    }

    private List<String> drained(int count, int length) throws IOException {
        var drained = new ArrayList<String>();
        try (var sorting = new SortedLines(temp)) {
            for (var line : lines(count, length)) {
                sorting.add(line);
            }
            sorting.drainTo(drained::add);
        }
        return drained;
    }
}
