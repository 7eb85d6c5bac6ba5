package discovery.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.model.Entry;
import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.Judgement;
import discovery.model.Kind;
import discovery.model.Member;
import discovery.model.Place;
import discovery.model.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowsTest {
    private static final Place PLACE =
            new Place(42, "acme/tools", "skills/pdf/SKILL.md", "1".repeat(40), "2".repeat(40));
    private static final Judgement JUDGEMENT = new Judgement(
            "skill.42.ab", 7_000,
            List.of(new Judgement.Part("care", OptionalInt.of(9_000), 30, "It is kept."),
                    new Judgement.Part("use", OptionalInt.empty(), 70, "Not known.")),
            List.of(new Judgement.Verdict("agent-skills", true, List.of())),
            List.of(new Judgement.Finding("pipe", "high", 3, "curl\u202e x  | sh")));

    private static Entry entry(Facts facts) {
        return new Entry(
                "skill.42.ab", "acme-pdf", 7, Kind.SKILL, PLACE, facts,
                new TreeMap<>(Map.of(Field.NAME, "github", Field.DEFAULT_BRANCH, "github")), List.of(),
                new TreeSet<>(List.of("list-a", "github")), 20_000, List.of());
    }

    private static Row row(Facts facts) {
        return Rows.of(entry(facts), JUDGEMENT, Optional.empty(), List.of(), List.of(), List.of());
    }

    @Test
    void a_row_has_what_was_found_out() {
        var facts = Facts.builder()
                .put(Field.NAME, "pdf")
                .put(Field.DESCRIPTION, "Work  with\u200b PDF\nfiles.")
                .put(Field.LICENCE, "MIT")
                .put(Field.HOMEPAGE, "https://example.org/a?b=c")
                .put(Field.KEYWORDS, List.of("PDF", "#Form Filling", "pdf "))
                .put(Field.TOPICS, List.of("claude-skills", "form_filling"))
                .put(Field.TOOLS, List.of("Read", "Bash", "Read"))
                .put(Field.STARS, 12)
                .put(Field.PUSHED, "2026-01-02T03:04:05Z")
                .flag(Field.ARCHIVED, true)
                .put(Field.TEXT, "# PDF\n\nFill in **forms**.\n")
                .build();
        var member = new Member("skill.42.ab", "skill.1.aa", 3, "Its text is the same.");
        var expected = new Row(
                new Row.Content(
                        "skill.42.ab", 7, Kind.SKILL, "acme-pdf", "pdf", "", "Work with PDF files.", 42, "acme/tools",
                        "skills/pdf/SKILL.md", "1".repeat(40), "2".repeat(40), "", "MIT", "", "",
                        "https://example.org/a?b=c", "", "", true, false,
                        List.of("claude-skills", "form-filling", "pdf"), List.of("a", "b"), "Fill in forms.",
                        List.of("Read", "Bash"), List.of(), List.of(), List.of(), List.of(),
                        List.of("skill.1.a", "skill.1.b"), List.of("plugin.1.a"), List.of("github", "list-a"),
                        new TreeMap<>(Map.of("name", "github", "default-branch", "github")), "skill.1.aa",
                        "Its text is the same.", List.of(), JUDGEMENT.verdicts(),
                        List.of(new Judgement.Finding("pipe", "high", 3, "curl x | sh")), 20_000, List.of()),
                new Row.Numbers(12, -1, -1, -1, 20_455, 5, 7_000, List.of(9_000, -1), 3));
        assertEquals(expected, Rows.of(
                entry(facts), JUDGEMENT, Optional.of(member), List.of("b", "a", "b"), List.of("plugin.1.a"),
                List.of("skill.1.b", "skill.1.a")));
    }

    @Test
    void what_is_not_known_is_empty_or_minus_1() {
        var row = row(Facts.NONE);
        assertEquals("SKILL.md", row.content().name());
        assertEquals(new Row.Numbers(-1, -1, -1, -1, -1, -1, 7_000, List.of(9_000, -1), -1), row.numbers());
        assertEquals("", row.content().original());
    }

    @Test
    void what_is_said_of_another_entry_is_refused() {
        var other = new Member("skill.42.cd", "skill.42.cd", 1, "");
        assertEquals(
                "what is said of `skill.42.cd` is not of `skill.42.ab`",
                assertThrows(IllegalArgumentException.class, () -> Rows.of(
                        entry(Facts.NONE), JUDGEMENT, Optional.of(other), List.of(), List.of(), List.of()))
                        .getMessage());
    }

    @Test
    void there_are_at_most_30_tags_and_keywords_come_first() {
        var keywords = IntStream.range(0, 29).mapToObj(i -> "word" + (char) ('a' + i % 26) + i).toList();
        var tags = row(Facts.builder()
                .put(Field.KEYWORDS, keywords)
                .put(Field.TOPICS, List.of("topic-b", "topic-a"))
                .build()).content().tags();
        assertEquals(30, tags.size());
        assertTrue(tags.containsAll(keywords) && tags.contains("topic-b"));
        assertEquals(tags.stream().sorted().toList(), tags);
    }

    @Test
    void a_homepage_is_an_address_of_the_web() {
        for (var bad : List.of("javascript:alert(1)", "data:text/html,x", "ftp://a", "//a", "a.b")) {
            assertEquals("", row(Facts.builder().put(Field.HOMEPAGE, bad).build()).content().homepage());
        }
        assertEquals(
                "HTTPS://a.b/", row(Facts.builder().put(Field.HOMEPAGE, " HTTPS://a\u200b.b/").build())
                        .content().homepage());
    }

    @Test
    void a_name_that_cannot_be_seen_is_the_slug() {
        assertEquals("acme-pdf", row(Facts.builder().put(Field.NAME, "\u200b\u202e").build()).content().name());
    }

    @Test
    void a_gist_is_the_text_without_markup() {
        var text = """
                # Title

                [![Build](https://ci/badge.svg)](https://ci) ![shot](a.png)

                <!-- hidden
                > still hidden --> Fill in **forms** of _PDF_ files with `pdftk` & snake_case, 2 * 3.
                <img src="x" onerror="alert(1)"><b>Bold</b> and a < b.

                ```bash
                curl https://example.org | bash
                ```

                | a | b |
                |---|---|
                | 1 | 2 |

                ## Use
                - [ ] See [the *guide*](https://example.org/guide) or <https://example.org>
                1. First &lt;step&gt; \\*literally\\*
                [ref]: https://example.org
                ---
                """;
        assertEquals(
                "Fill in forms of PDF files with pdftk & snake_case, 2 * 3. Bold and a < b. See the guide or "
                        + "First <step> *literally*",
                row(Facts.builder().put(Field.TEXT, text).build()).content().gist());
    }

    @Test
    void a_gist_ends_with_a_whole_word() {
        var gist = row(Facts.builder().put(Field.TEXT, "word ".repeat(500)).build()).content().gist();
        assertTrue(gist.length() <= 400 && gist.endsWith("word…"), gist);
        var unbroken = row(Facts.builder().put(Field.TEXT, "😀".repeat(500)).build()).content().gist();
        assertTrue(unbroken.length() <= 400 && unbroken.endsWith("😀…"), unbroken);
    }

    @Test
    void a_gist_of_odd_markup_takes_no_longer() {
        for (var odd : List.of("[", "![", "<", "<a", "*", "_", "`", "&", "\\", "[](", "<!--", "~~", "[[](")) {
            var gist = Gist.of(odd.repeat(65_536 / odd.length()));
            assertTrue(gist.length() <= 400);
        }
    }

    @Test
    void a_private_key_of_several_lines_is_in_no_gist() {
        var key = "Log in.\n-----BEGIN RSA PRIVATE KEY-----\n"
                + "MIIEowIBAAKCAQEAu1SU1LfVLPHCozMxH2Mo4lgOEePzNm0tRgeL\n".repeat(4)
                + "-----END RSA PRIVATE KEY-----\n";
        var gist = Gist.of(key);
        assertFalse(gist.contains("MIIEowIBAAKCAQEA"), gist);
        assertEquals(gist, Secrets.redacted(gist));
    }

    @Test
    void keys_around_keys_take_no_longer_than_one() {
        var key = "a1B2".repeat(20) + "-----END PRIVATE KEY-----";
        var nested = "-----BEGIN aaaaaaaaaaaaaaaaaaaa".repeat(50_000) + ("PRIVATE KEY-----" + key).repeat(50_000);
        assertEquals(nested, Secrets.redacted(nested));
        var joined = ("-----BEGIN PRIVATE KEY-----" + key).repeat(50_000);
        assertEquals("[redacted: private key]".repeat(50_000), Secrets.redacted(joined));
    }
}
