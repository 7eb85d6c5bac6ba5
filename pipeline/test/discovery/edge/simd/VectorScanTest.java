package discovery.edge.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.build.VectorFile;
import discovery.edge.vectors.PlainScan;
import discovery.edge.vectors.VectorFileReader;
import discovery.edge.vectors.VectorFileWriter;
import discovery.embed.Quantised;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorScanTest {
    private static final int ROWS = 300;
    /// So many that several threads share them.
    private static final int MANY = 20_000;

    @TempDir
    Path folder;

    private Path write(int dims) throws IOException {
        return write(dims, ROWS);
    }

    private Path write(int dims, int rows) throws IOException {
        var file = folder.resolve(dims + "-" + rows + ".bin");
        var random = new Random(dims);
        try (var out = new VectorFileWriter(file, "ab".repeat(32), 1, dims, rows)) {
            for (var slot = 0; slot < rows; slot += 1 + random.nextInt(2)) {
                var codes = new byte[dims];
                for (var i = 0; i < dims; i++) {
                    // Extremes are frequent: the sums of pairs must not overflow.
                    codes[i] =
                            (byte) (random.nextInt(3) == 0 ? 127 * (random.nextInt(3) - 1) : random.nextInt(255) - 127);
                }
                out.put(slot, VectorFile.row("%064x".formatted(slot + 1), random.nextFloat(), codes));
            }
        }
        return file;
    }

    @Test
    void both_scans_give_the_same_to_the_bit() throws IOException {
        for (var dims : new int[] {384, 128, 100, 1}) {
            try (var file = VectorFileReader.open(write(dims))) {
                var plain = new PlainScan(file);
                var fast = new VectorScan(file);
                var random = new Random(1);
                for (var run = 0; run < 20; run++) {
                    var vector = new float[dims];
                    for (var i = 0; i < dims; i++) {
                        vector[i] = run == 0 ? -1 : random.nextFloat() - 0.5f;
                    }
                    var question = Quantised.of(vector);
                    var limit = 1 + random.nextInt(40);
                    var expected = plain.nearest(question, limit, slot -> slot % 3 != 0);
                    assertEquals(limit, expected.size());
                    assertEquals(expected, fast.nearest(question, limit, slot -> slot % 3 != 0), dims + " dims");
                    for (var near : expected) {
                        assertEquals(near.cosine(), fast.cosine(question, near.slot()));
                        assertTrue(near.slot() % 3 != 0 && !file.isHole(near.slot()));
                    }
                }
            }
        }
    }

    @Test
    void several_threads_find_what_one_finds() throws IOException {
        try (var file = VectorFileReader.open(write(384, MANY))) {
            for (var asked : new int[] {0, 7, MANY - 1}) {
                var codes = VectorFile.codes(file.row(asked));
                var question = Quantised.of(codes, 0.01f);
                var expected = new PlainScan(file).nearest(question, 150, slot -> slot % 5 != 1);
                assertEquals(150, expected.size());
                for (var threads : new int[] {1, 2, 3, 16}) {
                    assertEquals(expected, new VectorScan(file, threads).nearest(question, 150, slot -> slot % 5 != 1));
                }
            }
        }
    }

    @Test
    void another_space_is_near_to_nothing() throws IOException {
        try (var file = VectorFileReader.open(write(128))) {
            assertEquals(0, new VectorScan(file).nearest(Quantised.of(new float[] {1}), 5, slot -> true).size());
            assertEquals(0, new VectorScan(file).nearest(Quantised.of(new float[128]), 0, slot -> true).size());
        }
    }
}
