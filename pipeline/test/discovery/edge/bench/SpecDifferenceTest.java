package discovery.edge.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the reference validator of Agent Skills says of a file, written down from its rules, and what we say.
class SpecDifferenceTest {
    private static final String PLACE = "skills/pdf/SKILL.md";

    /// @param theirs what the reference says
    record Case(String theirs, String text) {}

    static List<Case> alike() {
        return List.of(
                new Case("", "---\nname: pdf\ndescription: Reads.\n---\nText.\n"),
                new Case("unknown-key", "---\nname: pdf\ndescription: Reads.\nversion: 1\n---\n"),
                new Case("name-missing", "---\ndescription: Reads.\n---\n"),
                new Case("name-missing", "---\nname: ''\ndescription: Reads.\n---\n"),
                new Case("description-missing", "---\nname: pdf\n---\n"),
                new Case("name-differs-from-folder", "---\nname: word\ndescription: Reads.\n---\n"),
                new Case("name-invalid name-differs-from-folder", "---\nname: PDF\ndescription: Reads.\n---\n"),
                new Case("name-invalid name-differs-from-folder", "---\nname: -pdf\ndescription: Reads.\n---\n"),
                new Case("name-too-long name-differs-from-folder",
                        "---\nname: %s\ndescription: Reads.\n---\n".formatted("p".repeat(65))),
                new Case("description-too-long", "---\nname: pdf\ndescription: %s\n---\n".formatted("d".repeat(1_025))),
                new Case("compatibility-too-long",
                        "---\nname: pdf\ndescription: R.\ncompatibility: %s\n---\n".formatted("c".repeat(501))),
                new Case("compatibility-invalid",
                        "---\nname: pdf\ndescription: R.\ncompatibility:\n  - Linux\n---\n"),
                new Case("", "---\nname: pdf\ndescription: R.\nallowed-tools:\n  - Read\n---\n"),
                new Case("allowed-tools-invalid",
                        "---\nname: pdf\ndescription: R.\nallowed-tools:\n- WebFetch(domain: example.org)\n---\n"),
                new Case("front-matter-missing", "# Text without front matter\n"),
                new Case("front-matter-missing", "---\nname: pdf\ndescription: never closed\n"),
                new Case("front-matter-missing", "\ufeff---\nname: pdf\ndescription: Reads.\n---\n"),
                new Case("unreadable", "---\nname: pdf\ndescription: Use when: asked\n---\n"),
                new Case("unreadable", "---\nname: pdf\ndescription: R.\nmetadata: {a: b}\n---\n"),
                new Case("unreadable", "---\nname: pdf\ndescription: R.\nmetadata:\n  {\n  \"a\": \"b\",\n  }\n---\n"),
                new Case("unreadable", "---\nname: pdf\ndescription: R.\nallowed-tools: [Read, Grep]\n---\n"),
                new Case("unreadable", "---\nname: pdf\nname: pdf\ndescription: R.\n---\n"),
                new Case("unreadable", "---\nname: pdf\ndescription: a --- b\nlicense: 'x\n---\n"),
                new Case("not-a-mapping", "---\n- name\n- description\n---\n"),
                new Case("",
                        "---\nname: pdf\ndescription: |\n  Triggers on \"from: { all: Forward\",\n  keys: [a]\n---\n"));
    }

    @ParameterizedTest
    @MethodSource("alike")
    void we_and_the_reference_say_the_same(Case each) {
        var theirs = each.theirs().isEmpty() ? Set.<String>of() : Set.of(each.theirs().split(" "));
        var ours = SpecBench.flaws("owner/name", PLACE, each.text());
        assertEquals(SpecDifference.NONE, SpecDifference.of(ours, theirs, each.text()), () -> "we say " + ours);
    }

    /// The reference splits at `---` wherever it stands, so a line of five hyphens closes front matter for it. For
    /// clients a fence is a line of three, and the file has no front matter at all; an author should hear of that.
    @Test
    void a_fence_of_more_hyphens_closes_front_matter_for_the_reference_alone() {
        var text = "---\nname: pdf\ndescription: Reads.\n-----\n\nText.\n";
        var ours = SpecBench.flaws("owner/name", PLACE, text);
        assertEquals(Set.of("front-matter-missing"), ours);
        assertEquals(SpecDifference.CLOSED_BY_MORE, SpecDifference.of(ours, Set.of(), text));
    }

    @Test
    void any_other_difference_is_unexplained() {
        var text = "---\nname: pdf\ndescription: Reads.\n---\n";
        assertEquals(SpecDifference.UNEXPLAINED, SpecDifference.of(Set.of("unknown-key"), Set.of(), text));
        assertEquals(SpecDifference.UNEXPLAINED, SpecDifference.of(Set.of(), Set.of("unknown-key"), text));
        assertEquals(SpecDifference.UNEXPLAINED, SpecDifference.of(Set.of(), Set.of("unreadable"), text));
        assertEquals(SpecDifference.UNEXPLAINED, SpecDifference.of(Set.of("front-matter-missing"), Set.of(), text));
    }
}
