package discovery.diff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.build.RandomRows;
import discovery.build.VectorFile;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VectorDeltaTest {
    private static final int DIMS = 8;
    private static final String BEFORE = "be".repeat(32);
    private static final String AFTER = "af".repeat(32);

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    private static byte[] row(Random random, RandomRows digests, int dims) {
        var codes = new byte[dims];
        for (var i = 0; i < codes.length; i++) {
            codes[i] = (byte) (random.nextInt(255) - 127);
        }
        return VectorFile.row(digests.hex(32), random.nextFloat(), codes);
    }

    /// A file whose rows are given, holes among them.
    private static byte[] file(byte[][] rows, int dims) {
        var out = new ByteArrayOutputStream();
        var vectors = (int) Arrays.stream(rows).filter(row -> !VectorFile.isHole(row)).count();
        out.writeBytes(VectorFile.bytes(new VectorFile.Header("ab".repeat(32), 1, dims, rows.length, vectors)));
        Arrays.stream(rows).forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static byte[][] rows(Random random, int count) {
        var digests = new RandomRows(random.nextLong());
        return IntStream.range(0, count)
                .mapToObj(_ -> random.nextInt(4) == 0 ? new byte[36 + DIMS] : row(random, digests, DIMS))
                .toArray(byte[][]::new);
    }

    /// Another night: some rows changed, emptied or filled, some more, some fewer.
    private static byte[][] nextNight(Random random, byte[][] rows) {
        var other = rows(random, Math.max(0, rows.length - 3 + random.nextInt(12)));
        for (var i = 0; i < Math.min(rows.length, other.length); i++) {
            other[i] = random.nextInt(3) > 0 ? rows[i] : other[i];
        }
        return other;
    }

    private static byte[] apply(byte[] old, byte[] delta) {
        var out = new ByteArrayOutputStream();
        VectorDelta.apply(VectorFile.of(old), delta, out::writeBytes);
        return out.toByteArray();
    }

    private static byte[] make(byte[] old, byte[] now) {
        return VectorDelta.make(VectorFile.of(old), VectorFile.of(now), BEFORE, AFTER, Long.MAX_VALUE).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_old_file_with_the_delta_is_the_new_file(int seed) {
        var random = new Random(seed);
        var rows = rows(random, random.nextInt(30));
        var old = file(rows, DIMS);
        var now = file(nextNight(random, rows), DIMS);
        assertArrayEquals(now, apply(old, make(old, now)));
        assertArrayEquals(make(old, now), make(old, now));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_damaged_delta_never_does_more_than_make_another_file(int seed) {
        var random = new Random(seed);
        var rows = rows(random, 20);
        var old = file(rows, DIMS);
        var now = file(nextNight(random, rows), DIMS);
        var delta = make(old, now);
        var damaged = delta.clone();
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
        try {
            assertEquals(now.length, apply(old, damaged).length);
        } catch (IllegalArgumentException refused) {
            assertFalse(String.valueOf(refused.getMessage()).isEmpty());
        }
        assertThrows(IllegalArgumentException.class, () -> apply(old, Arrays.copyOf(delta, delta.length - 1)));
        assertThrows(IllegalArgumentException.class, () -> apply(old, Arrays.copyOf(delta, delta.length + 1)));
    }

    @Test
    void an_empty_file_grows_and_a_file_is_emptied() {
        var random = new Random(1);
        var none = file(new byte[0][], DIMS);
        var some = file(rows(random, 9), DIMS);
        assertArrayEquals(some, apply(none, make(none, some)));
        assertArrayEquals(none, apply(some, make(some, none)));
        var holes = file(new byte[9][36 + DIMS], DIMS);
        assertArrayEquals(holes, apply(some, make(some, holes)));
        assertArrayEquals(holes, apply(none, make(none, holes)));
    }

    @Test
    void a_delta_without_change_is_its_header() {
        var file = file(rows(new Random(1), 9), DIMS);
        var delta = make(file, file);
        assertEquals(256, delta.length);
        var header = VectorDelta.header(delta);
        assertEquals(BEFORE, header.before());
        assertEquals(AFTER, header.after());
        assertEquals(9, header.rowsBefore());
        assertEquals(0, header.changed() + header.added() + header.emptied());
        assertEquals(VectorFile.of(file).header(), header.result());
    }

    @Test
    void a_changed_row_takes_its_row_and_a_slot() {
        var random = new Random(1);
        var digests = new RandomRows(1);
        var rows = new byte[][] {row(random, digests, DIMS), row(random, digests, DIMS), new byte[36 + DIMS]};
        var next = new byte[][] {row(random, digests, DIMS), rows[1], row(random, digests, DIMS)};
        var delta = make(file(rows, DIMS), file(next, DIMS));
        assertEquals(256 + 2 * (4 + 36 + DIMS), delta.length);
        assertEquals(1, VectorDelta.header(delta).changed());
        assertEquals(1, VectorDelta.header(delta).added());
    }

    @Test
    void what_is_too_large_or_of_other_dims_is_not_made() {
        var random = new Random(1);
        var old = VectorFile.of(file(new byte[0][], DIMS));
        var now = VectorFile.of(file(rows(random, 30), DIMS));
        var size = VectorDelta.make(old, now, BEFORE, AFTER, Long.MAX_VALUE).orElseThrow().length;
        assertTrue(VectorDelta.make(old, now, BEFORE, AFTER, size).isPresent());
        assertEquals(Optional.empty(), VectorDelta.make(old, now, BEFORE, AFTER, size - 1));
        var wide = VectorFile.of(file(new byte[][] {row(random, new RandomRows(1), 9)}, 9));
        assertEquals(Optional.empty(), VectorDelta.make(old, wide, BEFORE, AFTER, Long.MAX_VALUE));
    }

    @Test
    void a_delta_for_another_number_of_rows_is_refused() {
        var random = new Random(1);
        var old = file(rows(random, 5), DIMS);
        var delta = make(old, file(rows(random, 6), DIMS));
        var other = file(rows(random, 6), DIMS);
        assertEquals(
                "the delta is for a file with 5 rows of 8 dims; this one has 6 of 8",
                assertThrows(IllegalArgumentException.class, () -> apply(other, delta)).getMessage());
    }
}
