package discovery.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.model.Judgement.Finding;
import discovery.model.Judgement.Part;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ScoreTest {
    @Test
    void every_part_has_a_value_in_range_or_none_and_one_sentence() {
        for (var draft : List.of(Judged.good(), Judged.unknown())) {
            for (var part : draft.parts()) {
                part.value().ifPresent(value -> assertTrue(value >= 0 && value <= 10_000, part.toString()));
                assertTrue(part.evidence().matches("[A-Z0-9].*\\."), part.toString());
            }
        }
    }

    @Test
    void what_is_unknown_is_unknown_and_not_zero() throws IOException {
        var unknown = Judged.unknown().parts().stream().filter(part -> part.value().isEmpty()).map(Part::name).toList();
        assertEquals(List.of("adoption", "freshness", "maintenance", "validity", "licence", "safety"), unknown);
        var none = List.of(new Part("adoption", OptionalInt.empty(), 50, "Unknown."));
        assertEquals(Judged.weights().prior().value(), Score.total(none, List.of(), Judged.weights()));
    }

    /// A page must not change because a day has passed.
    @Test
    void no_sentence_counts_days_and_the_next_day_changes_no_part() {
        var today = Judged.good();
        var tomorrow = Judged.good();
        tomorrow.today++;
        assertEquals(today.parts(), tomorrow.parts());
        today.parts().forEach(part -> assertFalse(part.evidence().contains(" ago"), part.evidence()));
    }

    @Test
    void a_copy_an_old_push_and_a_finding_each_lower_the_score() {
        var copy = Judged.good();
        copy.copyOf = "skill.1.abc";
        var old = Judged.good();
        old.pushed = OptionalLong.of(Judged.TODAY - 700);
        var risky = Judged.good();
        risky.findings = List.of(new Finding("skips-permissions", "medium", 3, "x"));
        var worse = Judged.good();
        worse.findings = List.of(new Finding("hidden-text", "high", 3, "x"));
        for (var each : List.of(copy, old, risky, worse)) {
            assertTrue(each.total() < Judged.good().total());
        }
        assertTrue(worse.total() <= 4_000, "a finding of high severity caps the score");
    }

    @Test
    void several_topics_are_one_word_of_the_author_and_a_list_is_another() {
        var alone = Judged.good();
        alone.independent = List.of();
        var listed = Judged.good();
        listed.independent = List.of("awesome-list");
        assertTrue(alone.total() < listed.total());
        assertTrue(alone.part("corroboration").evidence().contains("own words"));
        assertTrue(alone.part("adoption").evidence().contains("no independent source"));
    }

    @Test
    void stars_that_many_entries_share_count_less_for_each() {
        var one = Judged.good();
        var many = Judged.good();
        many.sharing = 900;
        assertTrue(many.total() < one.total());
        assertEquals("1,000 stars since 2025-08-01, shared by 900 entries.", many.part("adoption").evidence());
    }

    @Test
    void a_list_of_words_is_no_description() {
        var honest = Judged.good();
        var stuffed = Judged.good();
        stuffed.description =
                "pdf, pdf tool, pdf reader, pdf editor, pdf merge, pdf split, ai pdf, best pdf, free pdf, "
                        + "pdf skill, claude pdf, agent pdf, pdf pdf pdf";
        assertTrue(Prose.of(stuffed.description).stuffed());
        assertFalse(Prose.of(honest.description).stuffed());
        assertTrue(stuffed.total() < honest.total());
    }

    @Test
    void other_weights_show_as_ranks_that_move() {
        var moves = Rankings.moves(List.of(
                new Rankings.Scored("a", "a", 9_000, 5_000), new Rankings.Scored("b", "b", 8_000, 8_000),
                new Rankings.Scored("c", "c", 7_000, 7_000), new Rankings.Scored("d", "d", 1_000, 1_000)));
        assertEquals(List.of("a -2", "b 1", "c 1"),
                moves.stream().map(move -> move.entry().id() + " " + move.climb()).toList());
    }

    /// Authors write what they like there; what names no licence is none that is known.
    @Test
    void a_licence_counts_in_full_when_its_name_is_known() {
        for (var licence : List.of("MIT", "MIT License", "Apache 2.0", "MIT OR Apache-2.0", "the Unlicense", "GPLv3")) {
            assertEquals("Licensed as " + licence + ".", licence(licence));
        }
        for (var licence : List.of("Complete terms in LICENSE.txt", "https://example.org/LICENSE", "NOASSERTION")) {
            assertEquals("There is a licence, but not one that is known by name.", licence(licence));
        }
        for (var licence : List.of("", "Unknown", "not declared")) {
            assertEquals("No licence is stated, so nobody may copy it.", licence(licence));
        }
    }

    private static String licence(String licence) {
        var judged = Judged.good();
        judged.licence = licence;
        return judged.judgement().parts().stream().filter(part -> part.name().equals("licence")).findFirst()
                .orElseThrow().evidence();
    }

    @Test
    void an_explanation_adds_up_to_the_score() throws IOException {
        var judgement = Judged.good().judgement();
        var lines = Explanation.lines(judgement, Judged.weights());
        var sum = lines.stream().filter(line -> line.contains(" of ") && !line.startsWith("score"))
                .mapToDouble(line -> Double.parseDouble(line.strip().split(" ")[0])).sum();
        assertEquals(judgement.score() / 100.0, sum, 0.6);
        assertTrue(
                Explanation.advice(Judged.unknown().judgement(), Judged.weights()).toString().contains("description"));
    }
}
