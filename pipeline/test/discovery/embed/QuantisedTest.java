package discovery.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QuantisedTest {
    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    private static float[] unit(Random random) {
        var vector = new float[Recipe.DIMENSIONS];
        var squares = 0.0;
        for (var i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
            squares += (double) vector[i] * vector[i];
        }
        for (var i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void each_value_comes_back_within_half_a_scale(int seed) {
        var vector = unit(new Random(seed));
        var quantised = Quantised.of(vector);
        var back = quantised.vector();
        for (var i = 0; i < vector.length; i++) {
            assertEquals(vector[i], back[i], quantised.scale() * 0.50001f, "dimension " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_largest_value_has_the_code_127_and_none_has_minus_128(int seed) {
        var codes = Quantised.of(unit(new Random(seed))).codes();
        assertEquals(
                127, IntStream.range(0, codes.length).map(i -> Math.abs(codes[i])).max().orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_product_is_near_the_exact_cosine(int seed) {
        var random = new Random(seed);
        var one = unit(random);
        var other = unit(random);
        var exact = 0.0;
        for (var i = 0; i < one.length; i++) {
            exact += (double) one[i] * other[i];
        }
        assertEquals(exact, Quantised.of(one).dot(Quantised.of(other)), 0.005);
        assertEquals(1, Quantised.of(one).dot(Quantised.of(one)), 0.005);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_was_stored_is_what_was_made(int seed) {
        var made = Quantised.of(unit(new Random(seed)));
        assertEquals(made, Quantised.of(made.codes(), made.scale()));
    }

    @Test
    void halves_are_rounded_to_even() {
        var quantised = Quantised.of(new float[] {127, 0.5f, 1.5f, -0.5f, -1.5f, 2.5f});
        assertEquals(1, quantised.scale());
        assertArrayEquals(new byte[] {127, 0, 2, 0, -2, 2}, quantised.codes());
    }

    @Test
    void the_zero_vector_stays_zero() {
        var zero = Quantised.of(new float[] {0, -0f, 0});
        assertEquals(Quantised.of(new byte[3], 0), zero);
        assertArrayEquals(new float[3], zero.vector());
        assertEquals(0, zero.dot(zero));
    }

    @Test
    void the_smallest_floats_do_not_overflow_a_code() {
        for (var ulps = 1; ulps < 1_000; ulps++) {
            var codes = Quantised.of(new float[] {-ulps * Float.MIN_VALUE, Float.MIN_VALUE})
                    .codes();
            assertTrue(codes[0] <= 0 && codes[0] >= -127, "code " + codes[0] + " for " + ulps);
        }
    }

    @Test
    void what_is_not_a_number_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> Quantised.of(new float[] {0, Float.NaN}));
        assertThrows(IllegalArgumentException.class, () -> Quantised.of(new float[] {Float.POSITIVE_INFINITY}));
        assertThrows(IllegalArgumentException.class, () -> Quantised.of(new byte[1], Float.NaN));
        assertThrows(IllegalArgumentException.class, () -> Quantised.of(new byte[1], -1));
        assertThrows(IllegalArgumentException.class, () -> Quantised.of(new byte[] {-128}, 1));
    }

    @Test
    void vectors_of_other_length_have_no_product() {
        var one = Quantised.of(new float[] {1});
        var two = Quantised.of(new float[] {1, 0});
        assertThrows(IllegalArgumentException.class, () -> one.dot(two));
    }

    @Test
    void nobody_can_change_a_vector_from_outside() {
        var codes = new byte[] {1, 2};
        var quantised = Quantised.of(codes, 1);
        codes[0] = 9;
        quantised.codes()[1] = 9;
        assertEquals(Quantised.of(new byte[] {1, 2}, 1), quantised);
    }
}
