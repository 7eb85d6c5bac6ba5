package discovery.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FrontMatterTest {
    private static FrontMatter read(String text) {
        return FrontMatter.read(text, Files.DOCUMENTS);
    }

    private static Optional<String> description(FrontMatter front) {
        return front.fields().text("description");
    }

    @Test
    void fields_and_body_are_told_apart() {
        var front = read("---\nname: pdf\ndescription: Reads.\n---\n\n# Title\n---\nrest\n");
        assertEquals(Optional.of("pdf"), front.fields().text("name"));
        assertEquals("# Title\n---\nrest", front.body());
        assertEquals(Set.of(), front.flaws());
    }

    @Test
    void windows_line_ends_and_a_byte_order_mark_do_no_harm() {
        var front = read("\ufeff---\r\nname: pdf\r\n---\r\nbody\r\nmore\r\n");
        assertEquals(Optional.of("pdf"), front.fields().text("name"));
        assertEquals("body\nmore", front.body());
        assertEquals(Set.of(Flaw.BYTE_ORDER_MARK), front.flaws());
    }

    @Test
    void a_text_without_front_matter_is_all_body() {
        assertEquals("# Title", read("# Title\n").body());
        assertEquals(Set.of(Flaw.FRONT_MATTER_MISSING), read("# Title\n").flaws());
        assertEquals(Set.of(Flaw.FRONT_MATTER_MISSING), read("---\nname: open\n").flaws());
    }

    @Test
    void an_unquoted_colon_is_mended_and_noted() {
        var front = read("---\nname: x\ndescription: Use when: it's late\n---\n");
        assertEquals(Optional.of("Use when: it's late"), description(front));
        assertEquals(Set.of(Flaw.YAML_INVALID), front.flaws());
        assertTrue(front.sentence().contains("mapping values are not allowed"), front.sentence());
    }

    @Test
    void several_brackets_in_a_hint_are_mended() {
        var front = read("---\nargument-hint: [file] [--fast]\ndescription: \"ok\"\n---\n");
        assertEquals(Optional.of("[file] [--fast]"), front.fields().text("argument-hint"));
        assertEquals(Optional.of("ok"), description(front));
    }

    @Test
    void what_can_not_be_mended_still_gives_its_simple_lines() {
        var front = read("---\nname: x\n\tbad: [\n  - }\ndescription: Here.\n---\n");
        assertEquals(Optional.of("x"), front.fields().text("name"));
        assertEquals(Optional.of("Here."), description(front));
    }

    @Test
    void a_value_keeps_its_spelling() {
        assertEquals(Optional.of("1.10"), read("---\nversion: 1.10\n---\n").fields().text("version"));
        assertEquals(Optional.of("no"), read("---\nversion: no\n---\n").fields().text("version"));
    }

    @Test
    void lists_in_brackets_are_no_strict_yaml() {
        assertEquals(Set.of(Flaw.YAML_NOT_STRICT), read("---\nallowed-tools: [Read, Bash]\n---\n").flaws());
        assertEquals(Set.of(), read("---\nallowed-tools:\n  - Read\n---\n").flaws());
    }

    @Test
    void dashes_inside_front_matter_end_it_for_the_reference_parser() {
        assertEquals(Set.of(Flaw.FRONT_MATTER_DASHES), read("---\nname: a---b\n---\n").flaws());
    }

    @Test
    void something_else_than_a_mapping_is_no_front_matter_that_anybody_wants() {
        assertEquals(Set.of(Flaw.SHAPE_INVALID), read("---\n- a\n- b\n---\n").flaws());
        assertEquals(Set.of(Flaw.FRONT_MATTER_MISSING), read("---\n---\nbody").flaws());
    }
}
