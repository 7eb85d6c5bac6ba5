package discovery.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.build.VectorFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is nearest to each is the same by any way: pair by pair, all at once, or out of any earlier nights.
class PoolsTest {
    private static final int DIMS = 6;

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    /// Few directions and scales, so that there are ties and equal vectors.
    private static byte[] row(Random random, int text) {
        var codes = new byte[DIMS];
        for (var i = 0; i < DIMS; i++) {
            codes[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt(255) - 127 : 127 * (random.nextInt(3) - 1));
        }
        return VectorFile.row("%064x".formatted(text + 1), random.nextBoolean() ? 0.01f : 0.0075f, codes);
    }

    private static Space space(SortedMap<Integer, byte[]> rows) {
        var space = new Space(DIMS);
        rows.forEach(space::add);
        return space;
    }

    private static List<List<Nearest.Near>> all(Pools pools, SortedMap<Integer, byte[]> rows) {
        return rows.keySet().stream().map(pools::of).toList();
    }

    private static List<Nearest.Near> slowly(SortedMap<Integer, byte[]> rows, int slot) {
        var all = new ArrayList<Nearest.Near>();
        rows.forEach((other, row) -> {
            if (other != slot) {
                var sum = 0;
                for (var i = 0; i < DIMS; i++) {
                    sum += row[VectorFile.CODES + i] * rows.getOrDefault(slot, row)[VectorFile.CODES + i];
                }
                all.add(new Nearest.Near(other,
                        sum * (VectorFile.scale(row) * VectorFile.scale(rows.getOrDefault(slot, row)))));
            }
        });
        all.sort(Comparator.comparingDouble(Nearest.Near::cosine).reversed().thenComparing(Nearest.Near::slot));
        return all.subList(0, Math.min(Pools.SIZE, all.size()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_same_from_nothing_as_out_of_any_history(int seed) {
        var random = new Random(seed);
        var rows = new TreeMap<Integer, byte[]>();
        var next = 0;
        var texts = 0;
        for (var entries = random.nextInt(600); entries > 0; entries--) {
            rows.put(next++, row(random, texts++));
        }
        var cache = new byte[0];
        for (var night = 0; night < 6; night++) {
            for (var change = random.nextInt(night == 3 ? 400 : 60); change > 0; change--) {
                var slot = random.nextInt(next + 1);
                switch (random.nextInt(3)) {
                    case 0 -> rows.remove(slot);
                    case 1 -> rows.replace(slot, row(random, texts++));
                    // An entry that was gone can come again: a copy that is none any more.
                    default -> rows.put(random.nextInt(4) == 0 ? slot : next++, row(random, texts++));
                }
                next = Math.max(next, rows.isEmpty() ? 0 : rows.lastKey() + 1);
            }
            var pools = Pools.of(space(rows), cache);
            assertTrue(all(Pools.of(space(rows)), rows).equals(all(pools, rows)), "night " + night);
            for (var slot : rows.keySet().stream().filter(each -> each % 17 == 0).toList()) {
                assertEquals(slowly(rows, slot), pools.of(slot));
            }
            // Now and then a night is lost, or its cache.
            cache = random.nextInt(5) == 0 ? cache : random.nextInt(9) == 0 ? new byte[0] : pools.bytes();
        }
    }

    @Test
    void a_cache_that_is_damaged_is_as_good_as_none() {
        var random = new Random(1);
        var rows = new TreeMap<Integer, byte[]>();
        for (var slot = 0; slot < 300; slot++) {
            rows.put(slot, row(random, slot));
        }
        var right = Pools.of(space(rows));
        var bytes = right.bytes();
        for (var at = 0; at < bytes.length; at += 997) {
            var damaged = bytes.clone();
            damaged[at]++;
            assertEquals(all(right, rows), all(Pools.of(space(rows), damaged), rows));
            assertEquals(all(right, rows), all(Pools.of(space(rows), Arrays.copyOf(bytes, at)), rows));
        }
    }

    @Test
    void what_has_no_vector_has_no_neighbours() {
        assertEquals(List.of(), Pools.of(new Space(DIMS)).of(3));
        assertEquals(List.of(), Pools.of(new Space(DIMS), Pools.of(new Space(DIMS)).bytes()).of(0));
    }
}
