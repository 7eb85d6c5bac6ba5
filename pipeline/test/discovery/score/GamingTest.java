package discovery.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.json.Yaml;
import discovery.model.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What those get who try to be ranked higher than they deserve: each test prints the ranks before and after.
class GamingTest {
    /// A thousand honest entries: few stars mostly, of all ages, some listed, most described.
    private static List<Integer> honest() {
        var random = new Random(20_260_820);
        var totals = new ArrayList<Integer>();
        for (var i = 0; i < 1_000; i++) {
            var each = Judged.good();
            each.stars = OptionalLong.of((long) Math.pow(10, random.nextDouble() * 3.6) - 1);
            each.created = OptionalLong.of(Judged.TODAY - 60 - random.nextInt(700));
            each.pushed = OptionalLong.of(Judged.TODAY - random.nextInt(200));
            each.sharing = 1 + random.nextInt(30);
            each.independent = List.of("awesome-list", "marketplace", "packs").subList(0, random.nextInt(4));
            each.licence = random.nextInt(4) == 0 ? "" : "MIT";
            each.words = OptionalLong.of(20 + random.nextInt(600));
            totals.add(each.total());
        }
        return totals;
    }

    /// Rank among a thousand honest entries, from 1.
    private static int rank(Judged entry) {
        return 1 + (int) honest().stream().filter(total -> total > entry.total()).count();
    }

    private static Judged newcomer() {
        var newcomer = Judged.good();
        newcomer.stars = OptionalLong.of(3);
        newcomer.created = OptionalLong.of(Judged.TODAY - 5);
        newcomer.pushed = OptionalLong.of(Judged.TODAY);
        newcomer.independent = List.of();
        return newcomer;
    }

    private static void print(String attack, int before, int after) {
        System.out.println(String.format(Locale.ROOT, "%s: rank %d -> %d of 1,001", attack, before, after));
    }

    @Test
    void bought_stars_do_not_bring_a_newcomer_to_the_top() {
        var bought = newcomer();
        bought.stars = OptionalLong.of(20_000);
        var before = rank(newcomer());
        var after = rank(bought);
        print("E8 20,000 stars in five days", before, after);
        assertTrue(after > 100, "20,000 bought stars give rank " + after);
    }

    /// Stars and sources that all come in one night lift an entry by a few points, and the next night by a few more:
    /// time enough for somebody to look.
    @Test
    void a_spike_climbs_in_steps() throws IOException {
        var weights = Yaml.read(Path.of("manifests/score.yaml"), Weights.class);
        var spiked = Judged.good();
        spiked.stars = OptionalLong.of(90_000);
        spiked.independent = List.of("awesome-list", "marketplace", "packs");
        var before = 2_000;
        var shown = weights.climbed(OptionalInt.of(before), spiked.total());
        var after = 1 + (int) honest().stream().filter(total -> total > shown).count();
        print("E8 everything in one night, shown at once", 1_001, rank(spiked));
        print("E8 everything in one night, as it is shown", 1_001, after);
        assertEquals(before + weights.caps().climb(), shown);
        assertTrue(after > rank(spiked) + 500, "rank " + after);
        assertEquals(1_500, weights.climbed(OptionalInt.of(before), 1_500), "what falls, falls at once");
        assertEquals(spiked.total(), weights.climbed(OptionalInt.empty(), spiked.total()));
    }

    /// Forks and their number are no part of a score; each fork that is an entry is a copy.
    @Test
    void a_farm_of_forks_gains_nothing_for_the_original_and_less_for_each_fork() {
        var original = newcomer();
        var fork = newcomer();
        fork.fork = true;
        fork.copyOf = "skill.1.abc";
        print("E8 a farm of 500 forks, the original", rank(newcomer()), rank(original));
        print("E8 a farm of 500 forks, each fork", rank(newcomer()), rank(fork));
        assertEquals(newcomer().total(), original.total());
        assertTrue(rank(fork) > rank(original));
    }

    @Test
    void stuffing_a_description_lowers_the_rank() {
        var stuffed = newcomer();
        stuffed.description = "pdf ".repeat(80) + "best free ai pdf tool pdf editor";
        var before = rank(newcomer());
        var after = rank(stuffed);
        print("E6 a description of 80 keywords", before, after);
        assertTrue(after > before);
    }

    @Test
    void five_megabytes_of_description_gain_nothing() {
        var huge = newcomer();
        huge.description = discovery.model.Bounds.cut("word ".repeat(1_000_000), discovery.model.Bounds.DESCRIPTION);
        print("E6 a description of 5 MB", rank(newcomer()), rank(huge));
        assertTrue(huge.total() <= newcomer().total());
    }

    @Test
    void a_thousand_generated_skills_of_one_week_rank_low_each() {
        var crowd = new Crowd();
        var created = OptionalLong.of(Judged.TODAY - 5);
        for (var i = 0; i < 1_000; i++) {
            crowd.add(Place.of(7 + i % 3, "Mill/skills-" + i % 3), created, Judged.TODAY);
        }
        crowd.add(Place.of(99, "honest/skill"), created, Judged.TODAY);
        var place = Place.of(7, "mill/skills-0");
        var generated = newcomer();
        generated.sharing = crowd.sharing(place);
        generated.burst = crowd.burst(place, created, Judged.TODAY);
        assertEquals(1_000, generated.burst);
        assertEquals(1, crowd.burst(Place.of(99, "honest/skill"), created, Judged.TODAY));
        var before = rank(newcomer());
        var after = rank(generated);
        print("E8 a thousand generated skills in a week, each", before, after);
        assertTrue(after > before && after > 900, "rank " + after);
    }

    /// A large collection that is old enough, and what was in its first night, are no burst.
    @Test
    void an_old_collection_is_no_burst() {
        var crowd = new Crowd();
        var created = OptionalLong.of(Judged.TODAY - 400);
        for (var i = 0; i < 1_000; i++) {
            crowd.add(Place.of(7, "old/skills"), created, Judged.TODAY);
        }
        assertEquals(1, crowd.burst(Place.of(7, "old/skills"), created, Judged.TODAY));
    }
}
