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
    private static Candidate candidate(String id, String repository) {
        return new Candidate(id, "t", false, 10, 10, 10, repository, List.of(), "");
    }

    private static List<Member> members(Candidate... candidates) {
        return Families.members(List.of(candidates), (one, other) -> 87);
    }

    private static String original(Candidate... candidates) {
        return members(candidates).getFirst().original();
    }

    private static Candidate with(Candidate c, boolean fork, long firstSeen, long created, long stars) {
        return new Candidate(c.id(), c.text(), fork, firstSeen, created, stars, c.repository(), c.links(), c.notice());
    }

    private static Candidate saying(Candidate c, List<String> links, String notice) {
        return new Candidate(
                c.id(), c.text(), c.fork(), c.firstSeen(), c.created(), c.stars(), c.repository(), links, notice);
    }

    @Test
    void one_alone_is_no_family() {
        assertEquals(List.of(), members(candidate("a", "x/y")));
    }

    @Test
    void who_was_seen_first_is_the_original_whatever_its_stars() {
        assertEquals("b", original(with(candidate("a", "x/a"), false, 11, 1, 9_000), candidate("b", "x/b")));
    }

    @Test
    void a_fork_is_no_original() {
        assertEquals("b", original(with(candidate("a", "x/a"), true, 1, 1, 9_000), candidate("b", "x/b")));
    }

    @Test
    void whom_the_others_lead_to_is_the_original() {
        var copy = saying(candidate("a", "copier/all"), List.of("author/skills", "other/thing"), "");
        var members = members(copy, candidate("b", "author/skills"));
        assertEquals("b", members.getFirst().original());
        assertTrue(members.getLast().reason().contains("others lead to its repository"), members.toString());
    }

    @Test
    void whom_the_others_name_as_author_is_the_original() {
        var copy = saying(candidate("a", "copier/all"), List.of(), "copyright (c) 2025 author inc.");
        assertEquals("b", original(copy, candidate("b", "author/skills")));
    }

    /// Nobody makes himself the original by leading to himself, nor by saying it many times over.
    @Test
    void who_leads_to_himself_is_not_believed() {
        var self = saying(candidate("z1", "copier/all"), List.of("copier/all"), "copyright copier");
        var again = saying(candidate("z2", "copier/all"), List.of("copier/all"), "copyright copier");
        assertEquals("a", original(self, again, candidate("a", "author/skills")));
    }

    @Test
    void the_oldest_repository_then_the_one_with_most_stars_is_the_original() {
        assertEquals("b", original(candidate("a", "x/a"), with(candidate("b", "x/b"), false, 10, 9, 0)));
        assertEquals("b", original(candidate("a", "x/a"), with(candidate("b", "x/b"), false, 10, 10, 11)));
    }

    @Test
    void each_member_says_why_it_is_one() {
        var near = new Candidate("c", "u", false, 10, 10, 10, "x/c", List.of(), "");
        var members = members(candidate("a", "x/a"), candidate("b", "x/b"), near);
        assertEquals("Taken as the original of 3: nothing tells them apart, so the first by id.",
                members.get(0).reason());
        assertEquals("Its text is the same as the original's.", members.get(1).reason());
        assertTrue(members.get(2).reason().contains("about 87 %"), members.get(2).reason());
        assertTrue(members.stream().allMatch(member -> member.copies() == 2));
    }

    @Test
    void the_order_of_candidates_does_not_matter() {
        var random = new Random(3);
        for (var round = 0; round < 200; round++) {
            var candidates = new ArrayList<Candidate>();
            for (var i = 0; i < 5; i++) {
                candidates.add(new Candidate("id" + i, "t" + random.nextInt(2), random.nextBoolean(),
                        random.nextInt(3), random.nextInt(3), random.nextInt(3), "o" + random.nextInt(3) + "wner/r",
                        List.of("o" + random.nextInt(3) + "wner/r"), "by o" + random.nextInt(3) + "wner"));
            }
            var expected = Families.members(candidates, (one, other) -> 50);
            Collections.shuffle(candidates, random);
            assertEquals(expected, Families.members(candidates, (one, other) -> 50));
        }
    }
}
