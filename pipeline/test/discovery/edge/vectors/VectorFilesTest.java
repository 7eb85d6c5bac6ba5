package discovery.edge.vectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.build.RandomRows;
import discovery.build.VectorFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VectorFilesTest {
    private static final String MODEL = "ab".repeat(32);
    private static final int DIMS = 12;

    @TempDir
    Path folder;

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    /// Rows for some slots below 40, by slot.
    private static Map<Integer, byte[]> rows(int seed) {
        var random = new Random(seed);
        var digests = new RandomRows(seed);
        var rows = new TreeMap<Integer, byte[]>();
        for (var slot = 0; slot < 40; slot++) {
            if (random.nextInt(3) > 0) {
                var codes = new byte[DIMS];
                for (var i = 0; i < DIMS; i++) {
                    codes[i] = (byte) (random.nextInt(255) - 127);
                }
                rows.put(slot, VectorFile.row(digests.hex(32), random.nextFloat(), codes));
            }
        }
        return rows;
    }

    private Path written(String name, Map<Integer, byte[]> rows, Random order) throws IOException {
        var file = folder.resolve(name);
        var shuffled = new ArrayList<>(rows.entrySet());
        Collections.shuffle(shuffled, order);
        try (var writer = new VectorFileWriter(file, MODEL, 3, DIMS, 40)) {
            for (var each : shuffled) {
                var row = each.getValue();
                writer.put(each.getKey(), VectorFile.digest(row), VectorFile.scale(row), VectorFile.codes(row));
            }
            assertEquals(rows.size(), writer.count());
        }
        return file;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_is_written_is_read_back(int seed) throws IOException {
        var rows = rows(seed);
        try (var reader = VectorFileReader.open(written("a.bin", rows, new Random(seed)))) {
            assertEquals(new VectorFile.Header(MODEL, 3, DIMS, 40, rows.size()), reader.header());
            reader.check();
            for (var slot = 0; slot < 40; slot++) {
                assertEquals(!rows.containsKey(slot), reader.isHole(slot));
                assertArrayEquals(rows.getOrDefault(slot, new byte[36 + DIMS]), reader.row(slot));
            }
            rows.forEach((slot, row) -> assertEquals(OptionalInt.of(slot), reader.find(VectorFile.digest(row))));
            assertEquals(OptionalInt.empty(), reader.find("cd".repeat(32)));
            assertEquals(OptionalInt.empty(), reader.find("0".repeat(64)));
            assertTrue(reader.isHole(40) && reader.isHole(-1));
            assertThrows(IndexOutOfBoundsException.class, () -> reader.row(40));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_same_rows_are_the_same_bytes_in_any_order(int seed) throws IOException {
        var rows = rows(seed);
        var first = Files.readAllBytes(written("a.bin", rows, new Random(1)));
        assertArrayEquals(first, Files.readAllBytes(written("b.bin", rows, new Random(2))));
        assertEquals(128 + 40 * (36 + DIMS), first.length);
        var memory = VectorFile.of(first);
        rows.forEach((slot, row) -> assertArrayEquals(row, memory.row(slot)));
    }

    @Test
    void of_two_slots_with_one_text_the_lower_is_found() throws IOException {
        var row = VectorFile.row("cd".repeat(32), 0.5f, new byte[DIMS]);
        var file = folder.resolve("a.bin");
        try (var writer = new VectorFileWriter(file, MODEL, 3, DIMS, 9)) {
            writer.put(7, row);
            writer.put(2, row);
            assertThrows(IllegalArgumentException.class, () -> writer.put(2, row));
            assertThrows(IllegalArgumentException.class, () -> writer.put(3, new byte[36 + DIMS]));
            assertThrows(IllegalArgumentException.class, () -> writer.put(3, new byte[3]));
            assertThrows(IllegalArgumentException.class, () -> writer.put(3, "cd".repeat(32), 1, new byte[DIMS + 1]));
            assertThrows(IndexOutOfBoundsException.class, () -> writer.put(9, row));
        }
        try (var reader = VectorFileReader.open(file)) {
            assertEquals(OptionalInt.of(2), reader.find("cd".repeat(32)));
        }
    }

    @Test
    void a_file_without_rows_is_one_too() throws IOException {
        var file = folder.resolve("a.bin");
        new VectorFileWriter(file, MODEL, 0, 384, 0).close();
        try (var reader = VectorFileReader.open(file)) {
            reader.check();
            assertEquals(128, reader.bytes().byteSize());
            assertEquals(OptionalInt.empty(), reader.find("cd".repeat(32)));
        }
    }

    @Test
    void a_file_that_is_not_whole_is_refused() throws IOException {
        var whole = Files.readAllBytes(written("a.bin", rows(1), new Random(1)));
        var file = folder.resolve("b.bin");
        for (var length : new int[] {0, 7, 127, 128, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThrows(IOException.class, () -> VectorFileReader.open(file), length + " bytes");
        }
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        assertThrows(IOException.class, () -> VectorFileReader.open(file));
        assertThrows(IOException.class, () -> VectorFileReader.open(folder.resolve("none")));
        for (var at = 0; at < 128; at++) {
            var damaged = whole.clone();
            damaged[at] ^= (byte) 0x80;
            Files.write(file, damaged);
            // Another model, another recipe or another number of vectors is no contradiction, but one of the rows is.
            var header = (at >= 16 && at < 51) || (at >= 64 && at < 67);
            assertThrows(IOException.class, () -> {
                try (var reader = VectorFileReader.open(file)) {
                    assertTrue(header, "opened");
                    reader.check();
                    assertFalse(reader.header().isSameSpace(new VectorFile.Header(MODEL, 3, DIMS, 0, 0)));
                    throw new IOException("told apart");
                }
            }, "byte " + at);
        }
    }

    @Test
    void a_file_whose_writer_did_not_end_is_none() throws IOException {
        var file = folder.resolve("a.bin");
        try (var writer = new VectorFileWriter(file, MODEL, 3, DIMS, 9)) {
            assertEquals(0, writer.count());
            assertThrows(IOException.class, () -> VectorFileReader.open(file));
        }
    }
}
