package discovery.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EmbeddingTextTest {
    private static final String MARKS =
            "#*_`[]()<>!|>-=~&;:.\\\"'\n\n\n  \tab 12 éß漢🎉\uD800\uDC00\uDFFF\u0000\u200B\uFEFF";

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    /// What breaks hasty patterns: one sign, or a few, over and over.
    static Stream<String> monsters() {
        return Stream.of(
                "(", "[", "![", "[](", "[a](()", "<", "<!--", "_", "* ", "-", "--- ", "`", "```\n", "~~~x\n", "# ", "#",
                "> ", ">", "1. ", "- [ ] ", "|", "&", "&#", "http://", "<a ", "\n", "\r", "\\", "a_", "e.g.", ". ", "=",
                "\t", "\uD83D", "\uDC00", "\u0000", "\u202E", "漢", "🎉", "[x]: ");
    }

    private static String noise(int seed) {
        var random = new Random(seed);
        return random.ints(random.nextInt(3_000), 0, MARKS.length())
                .collect(StringBuilder::new, (text, i) -> text.append(MARKS.charAt(i)), StringBuilder::append)
                .toString();
    }

    @Test
    void a_skill_reads_as_name_description_and_gist() {
        var body = """
                ---
                name: pdf
                ---
                # PDF

                ![badge](https://img.shields.io/a_(b).svg) [![ci](x)](y)

                Extract text from files. This guide covers *essential* [operations](https://example.org), e.g. merging.

                ## Installation
                Run `pip install it`.
                ### On Windows
                Good luck.

                ## Reading tables
                ```python
                import pdfplumber
                ```
                | a | b |
                |---|---|
                - **Lines** with snake_case names
                - [x] Cells

                ## License
                MIT
                """;
        assertEquals(
                "pdf (skill). Extract text from files. documents, office. This guide covers essential operations, e.g. "
                        + "merging. Reading tables. Lines with snake_case names. Cells.",
                EmbeddingText.of("skill", "pdf", "Extract text from files.", List.of("documents", "office"), body));
    }

    @Test
    void what_was_said_is_not_said_again() {
        assertEquals(
                "pdf-tools (mcp server). Reads PDF files! It also writes them.",
                EmbeddingText.of(
                        "mcp-server",
                        "pdf-tools",
                        "Reads PDF files!",
                        List.of(),
                        "PDF Tools\n=====\n\nReads **PDF** files.\n\n## PDF tools\n\n- It also writes them.\n"));
    }

    @Test
    void what_a_skill_is_not_for_is_left_out() {
        assertEquals(
                "pdf (skill). Reading forms.",
                EmbeddingText.of(
                        "skill",
                        "pdf",
                        "",
                        List.of(),
                        "## When to use\n- Reading forms\n## When not to use\n- Kubernetes\n"));
    }

    @Test
    void hidden_characters_and_pictographs_are_left_out() {
        assertEquals(
                "ab (skill). c d e.",
                EmbeddingText.of(
                        "skill", "a\u200Bb\uFE0F", "\uFEFFc\u0000d\uD800 🎉 e\uDB40\uDC41", List.of(), "<!-- f -->"));
    }

    @Test
    void nothing_at_all_is_an_empty_text() {
        assertEquals("", EmbeddingText.of("", "", "", List.of(), ""));
        assertEquals("", EmbeddingText.of("skill", " ", "\n", List.of("", " "), "---\n***\n"));
    }

    @Test
    void a_long_description_leaves_room_for_the_body() {
        var text = EmbeddingText.of("skill", "x", "word ".repeat(1_000), List.of(), "# The heading");
        assertTrue(text.endsWith("The heading."), text);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void any_text_is_bounded_one_line_and_without_control_characters(int seed) {
        check(EmbeddingText.of("skill", noise(seed), noise(seed + 1_000), List.of(noise(seed)), noise(seed + 2_000)));
    }

    @ParameterizedTest
    @MethodSource("monsters")
    void a_monstrous_body_neither_fails_nor_takes_long(String part) {
        assertTimeout(Duration.ofSeconds(5), () -> {
            var much = part.repeat(100_000);
            for (var body : List.of(much, "a\n\n" + much, much + "a)]")) {
                check(EmbeddingText.of("skill", body, body, List.of(body), body));
            }
        });
    }

    private static void check(String text) {
        assertTrue(text.length() <= EmbeddingText.MOST, "length " + text.length());
        assertEquals(text.strip(), text);
        assertFalse(
                text.codePoints().mapToObj(Character::getType).anyMatch(EmbeddingTextTest::isUnreadable), text);
    }

    private static boolean isUnreadable(int type) {
        return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_locale_does_not_matter(int seed) {
        var before = Locale.getDefault();
        var body = "# Title i\n\nInfo: " + noise(seed);
        var text = EmbeddingText.of("skill", "TITLE I", noise(seed), List.of("II"), body);
        try {
            Locale.setDefault(Locale.of("tr", "TR"));
            assertEquals(text, EmbeddingText.of("skill", "TITLE I", noise(seed), List.of("II"), body));
        } finally {
            Locale.setDefault(before);
        }
    }
}
