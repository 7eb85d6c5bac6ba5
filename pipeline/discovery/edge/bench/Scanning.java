package discovery.edge.bench;

import discovery.build.VectorFile;
import discovery.edge.simd.MemoryRead;
import discovery.edge.simd.VectorScan;
import discovery.edge.vectors.VectorFileReader;
import discovery.embed.Quantised;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/// What a benchmark starts as a process of its own, because a kernel that shares its JVM with others is compiled worse:
/// scans of a file of vectors, and in turn with them readings of its bytes.
public final class Scanning {
    private static final int WARM = 200;
    private static final int ROUNDS = 400;
    /// Of the file, taken in turn, so that what is read comes from memory: one file would stay in a large processor's
    /// cache, where the next question of a client does not find it either. A number that four does not divide.
    private static final int COPIES = 11;

    private Scanning() {}

    /// Prints the medians in milliseconds, and the cosines of the tenth best of some rows.
    ///
    /// @param arguments the file and every which row asks for its neighbours
    public static void main(String... arguments) throws IOException {
        var file = Path.of(arguments[0]);
        var copies = new ArrayList<VectorFileReader>();
        try {
            for (var copy = 0; copy < COPIES; copy++) {
                copies.add(VectorFileReader.open(Files.copy(file, file.resolveSibling("copy-" + copy))));
            }
            var rows = copies.getFirst();
            var scans = copies.stream().map(VectorScan::new).toList();
            var alone = copies.stream().map(each -> new VectorScan(each, 1)).toList();
            var question = question(rows, 1);
            var times = new double[4][ROUNDS];
            var sum = 0L;
            for (var round = -WARM; round < ROUNDS; round++) {
                var start = System.nanoTime();
                scans.get(turn(4 * round)).nearest(question, 10, slot -> true);
                var scanned = System.nanoTime();
                alone.get(turn(4 * round + 1)).nearest(question, 10, slot -> true);
                var again = System.nanoTime();
                sum += MemoryRead.sum(copies.get(turn(4 * round + 2)).bytes());
                var read = System.nanoTime();
                sum += together(copies.get(turn(4 * round + 3)).bytes());
                if (round >= 0) {
                    times[3][round] = (System.nanoTime() - read) / 1e6;
                    times[2][round] = (read - again) / 1e6;
                    times[1][round] = (again - scanned) / 1e6;
                    times[0][round] = (scanned - start) / 1e6;
                }
            }
            for (var each : times) {
                Arrays.sort(each);
            }
            System.out.println(String.format(Locale.ROOT, "scan %.4f alone %.4f read %.4f together %.4f sum %d",
                    times[0][ROUNDS / 2], times[1][ROUNDS / 2], times[2][ROUNDS / 2], times[3][ROUNDS / 2], sum));
            var step = Integer.parseInt(arguments[1]);
            for (var slot = 0; slot < rows.header().rows(); slot += step) {
                // The first is the row itself.
                var near = alone.getFirst().nearest(question(rows, slot), 11, each -> true);
                System.out.println("tenth " + slot + " " + near.getLast().cosine());
            }
        } finally {
            for (var copy : copies) {
                copy.close();
            }
        }
    }

    /// The reading as the scan with all processors shares it.
    private static long together(MemorySegment bytes) {
        var parts = 4 * Runtime.getRuntime().availableProcessors();
        // Whole lines of the processor's cache.
        var part = (bytes.byteSize() / parts | 63) + 1;
        return IntStream.range(0, parts).parallel()
                .mapToLong(each -> MemoryRead.sum(bytes.asSlice(Math.min(bytes.byteSize(), each * part),
                        Math.clamp(bytes.byteSize() - each * part, 0, part))))
                .sum();
    }

    private static int turn(int number) {
        return Math.floorMod(number, COPIES);
    }

    private static Quantised question(VectorFileReader rows, int slot) {
        var row = rows.row(slot);
        return Quantised.of(VectorFile.codes(row), VectorFile.scale(row));
    }
}
