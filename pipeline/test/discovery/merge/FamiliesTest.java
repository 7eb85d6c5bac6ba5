package discovery.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.merge.Families.Candidate;
import discovery.model.Member;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FamiliesTest {
    @Test
    void one_alone_is_no_family() {
        assertEquals(List.of(), Families.members(List.of(new Candidate("a", false, 1, 1, 1))));
    }

    @Test
    void a_fork_is_never_the_original_however_many_stars_it_has() {
        var members = Families.members(List.of(
                new Candidate("a", true, 1, 1, 9_000), new Candidate("b", false, 5, 5, 1)));
        assertEquals(List.of("b", "b"), members.stream().map(Member::original).toList());
        assertTrue(members.getLast().reason().contains("the others are in forks"), members.getLast().reason());
    }

    @Test
    void the_first_seen_then_the_oldest_then_the_most_starred_is_the_original() {
        assertEquals("b", original(new Candidate("a", false, 2, 1, 9), new Candidate("b", false, 1, 2, 1)));
        assertEquals("b", original(new Candidate("a", false, 1, 9, 9), new Candidate("b", false, 1, 2, 1)));
        assertEquals("b", original(new Candidate("a", false, 1, 2, 1), new Candidate("b", false, 1, 2, 9)));
    }

    private static String original(Candidate... candidates) {
        return Families.members(List.of(candidates)).getFirst().original();
    }

    @Test
    void the_order_of_candidates_does_not_matter() {
        var random = new Random(3);
        for (var round = 0; round < 200; round++) {
            var candidates = new ArrayList<Candidate>();
            for (var i = 0; i < 5; i++) {
                candidates.add(new Candidate("id" + i, random.nextBoolean(), random.nextInt(3), random.nextInt(3),
                        random.nextInt(3)));
            }
            var expected = Families.members(candidates);
            Collections.shuffle(candidates, random);
            assertEquals(expected, Families.members(candidates));
        }
    }
}
