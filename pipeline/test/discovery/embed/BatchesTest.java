package discovery.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BatchesTest {
    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    private static List<Integer> lengths(int seed) {
        var random = new Random(seed);
        return random.ints(random.nextInt(100), 2, 129).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_index_is_in_one_batch(int seed) {
        var lengths = lengths(seed);
        var planned = Batches.plan(lengths).stream().flatMap(List::stream).sorted().toList();
        assertEquals(IntStream.range(0, lengths.size()).boxed().toList(), planned);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void lengths_never_rise(int seed) {
        var lengths = lengths(seed);
        var order = Batches.plan(lengths).stream().flatMap(List::stream).toList();
        for (var i = 1; i < order.size(); i++) {
            assertTrue(lengths.get(order.get(i - 1)) >= lengths.get(order.get(i)));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void batches_are_as_full_as_they_may_be(int seed) {
        var lengths = lengths(seed);
        var batches = Batches.plan(lengths);
        for (var number = 0; number < batches.size(); number++) {
            var batch = batches.get(number);
            var longest = lengths.get(batch.getFirst());
            assertTrue(batch.size() <= Batches.ROWS && batch.size() * longest <= Batches.PIECES, batch.toString());
            assertTrue(number == batches.size() - 1 || batch.size() == Batches.ROWS
                    || (batch.size() + 1) * longest > Batches.PIECES, batch.toString());
        }
    }

    @Test
    void a_text_that_is_too_long_for_a_batch_is_one() {
        assertEquals(List.of(List.of(1), List.of(0)), Batches.plan(List.of(300, 301)));
    }

    @Test
    void equal_lengths_keep_their_order() {
        assertEquals(List.of(List.of(1, 3, 0, 2)), Batches.plan(List.of(5, 9, 5, 9)));
    }

    @Test
    void no_texts_make_no_batches() {
        assertEquals(List.of(), Batches.plan(List.of()));
    }
}
