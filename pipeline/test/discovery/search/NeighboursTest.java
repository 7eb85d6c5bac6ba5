package discovery.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import discovery.search.Related.Neighbour;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NeighboursTest {
    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_top_is_the_beginning_of_all_in_order(int seed) {
        var random = new Random(seed);
        var all = new ArrayList<Nearest.Near>();
        var top = new Top(1 + random.nextInt(12));
        var most = 0;
        for (var slot = 0; slot < random.nextInt(60); slot++) {
            var value = random.nextInt(8) / 8f;
            top.offer(slot, value);
            all.add(new Nearest.Near(slot, value));
            most = slot + 1;
        }
        all.sort(Comparator.comparingDouble(Nearest.Near::cosine).reversed().thenComparing(Nearest.Near::slot));
        var found = top.sorted();
        assertEquals(all.subList(0, Math.min(found.size(), most)), found);
    }

    @Test
    void related_are_neither_itself_nor_copies_of_it_nor_of_each_other() {
        var entry = new Neighbour(1, "pdf", "pdf forms", 1);
        var near = List.of(
                entry,
                new Neighbour(2, "pdf", "pdf forms copy", 0.99),
                new Neighbour(3, "other", "pdf forms", 0.97),
                new Neighbour(4, "text", "pdf text", 0.80),
                new Neighbour(5, "text", "pdf to text", 0.79),
                new Neighbour(6, "same-name", "pdf forms", 0.70),
                new Neighbour(7, "last", "last", 0.10));
        assertEquals(List.of(4, 6), Related.choose(entry, near, 2).stream().map(Neighbour::slot).toList());
        assertEquals(List.of(4, 6, 7), Related.choose(entry, near, 9).stream().map(Neighbour::slot).toList());
    }

    /// Attack E6: an entry that was written to be near to everything is seen by how often it is near.
    @Test
    void e6_what_is_near_to_everything_is_a_hub() {
        System.out.println("E6");
        var samples = new ArrayList<List<Integer>>();
        for (var i = 0; i < 100; i++) {
            samples.add(List.of(i, i + 1, i % 4 == 0 ? 777 : i + 2));
        }
        assertEquals(List.of(new Hubs.Hub(777, 0.25)), Hubs.of(samples, 0.1));
        assertEquals(List.of(), Hubs.of(samples, 0.3));
        assertEquals(List.of(), Hubs.of(List.of(), 0.1));
    }
}
