package discovery.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.model.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The small rules that the pages are made of.
class PartsTest {
    @Test
    void html_is_escaped_for_text_and_every_kind_of_quotes() {
        assertEquals("&lt;a href=&#34;x&#34; b=&#39;y&#39; c=&#96;z&#96;&gt; &amp;amp;",
                Escape.html("<a href=\"x\" b='y' c=`z`> &amp;"));
        assertEquals("a`b &lt;", Escape.xml("a`b <"));
    }

    @Test
    void characters_that_act_are_shown_as_what_they_are() {
        assertEquals("a[U+202E]b[U+200B]c␇d␡e�f", Escape.harmless("a\u202Eb\u200Bc\u0007d\u007Fe\u0085f"));
        assertEquals("[U+E0041]", Escape.harmless("\uDB40\uDC41"));
        assertEquals("� 🚀 👩‍💻 नि", Escape.harmless("\uD800 🚀 👩‍💻 नि"));
        assertEquals("two\nlines\tand ", Escape.harmless("two\nlines\tand\r"));
    }

    @Test
    void text_without_anything_special_is_not_copied() {
        var text = "Plain text, with an é.";
        assertSame(text, Escape.html(text));
    }

    @Test
    void json_is_utf8_with_everything_that_acts_escaped() {
        var json = new Json().object().key("a").text("<é🚀\"\\\n\u0007\u202E\uD800>").key("b").array().number(-1)
                .number(1_234_567).flag(true).nothing().endArray().endObject();
        assertEquals(
                "{\"a\":\"\\u003cé🚀\\\"\\\\\\n\\u0007\\u202e\\ud800\\u003e\",\"b\":[-1,1234567,true,null]}\n",
                new String(json.bytes(), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "999, 999", "1000, 1.0k", "1234, 1.2k", "9951, 10k", "46100, 46k", "999499, 999k",
            "999500, 1.0M", "12345678, 12M"})
    void large_numbers_are_short(long number, String shown) {
        assertEquals(shown, Figure.compact(number));
    }

    @Test
    void numbers_are_grouped_shares_are_never_none_for_something() {
        assertEquals("1,234,567", Figure.grouped(1_234_567));
        assertEquals("-1,234", Figure.grouped(-1_234));
        assertEquals("< 1 %", Figure.share(1, 1_000));
        assertEquals("0 %", Figure.share(0, 0));
        assertEquals("33 %", Figure.share(1, 3));
        assertEquals(1, Figure.bar(1, 100_000));
        assertEquals("2026-11-21", Figure.day(20_778));
        assertEquals("", Figure.day(-1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com", "http://a.example:8080/x?y=1&z=%20#f", "https://EXAMPLE.com/~a"})
    void plain_addresses_are_links(String address) {
        assertEquals(Optional.of(address), Links.web(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "https://user@host/", "https://user:pw@host/", "//host/",
            "ftp://host",
            "https://höst/", "https://host/\"", "https://host/ x", "https://host\\x", "", "https://", "https://-x",
            "https://host:99999999/", "https://[::1]/"})
    void other_addresses_are_not(String address) {
        assertEquals(Optional.empty(), Links.web(address));
    }

    @Test
    void sources_are_pinned_to_the_commit() {
        assertEquals(
                Optional.of(
                        "https://github.com/acme/tools/blob/0123456789abcdef0123456789abcdef01234567/a%20b/%C3%A9.md"),
                Links.source(Draft.of(Kind.SKILL, "x", draft -> draft.path = "a b/é.md").content()));
        assertEquals(
                Optional.of("https://github.com/acme/tools/tree/0123456789abcdef0123456789abcdef01234567/skills/x"),
                Links.source(Draft.of(Kind.SKILL, "x", draft -> draft.path = "skills/x").content()));
        assertEquals(Optional.empty(),
                Links.source(Draft.of(Kind.SKILL, "x", draft -> draft.path = "a/../../../b").content()));
        assertEquals(Optional.empty(),
                Links.source(Draft.of(Kind.SKILL, "x", draft -> draft.commit = "main").content()));
    }

    @Test
    void slugs_keep_names_apart_that_lose_something() {
        var slugs = new Slugs();
        assertEquals("acme", slugs.of("Acme"));
        var plus = slugs.of("c++");
        var sharp = slugs.of("c#");
        assertTrue(plus.startsWith("c-"));
        assertNotEquals(plus, sharp);
        assertEquals(plus, new Slugs().of("C++"), "the same every night");
        assertNotEquals("index", slugs.of("index"));
        assertNotEquals("page-2", slugs.of("page-2"));
        assertTrue(slugs.of("日本語").matches("x-[0-9a-f]{8}"));
        assertThrows(IllegalArgumentException.class, () -> Slugs.ofEntry("../x"));
    }

    @Test
    void text_is_cut_at_a_word() {
        assertEquals("one two three…", Plain.cut("one two  three fourteen", 16));
        assertEquals("one two", Plain.cut(" one\n two ", 10));
        assertEquals("abcdefghi…", Plain.cut("abcdefghijklmn", 10));
    }

    @Test
    void skills_are_installed_by_folder() {
        assertEquals(List.of("npx skills add acme/tools/skills/pdf"),
                hints(Kind.SKILL, draft -> draft.path = "skills/pdf/SKILL.md"));
        assertEquals(List.of("npx skills add acme/tools"), hints(Kind.SKILL, draft -> draft.path = "SKILL.md"));
        assertEquals(List.of("npx skills add acme/tools/.claude/skills/x"),
                hints(Kind.SKILL, draft -> draft.path = ".claude/skills/x"));
    }

    @Test
    void what_a_client_does_not_take_is_not_offered() {
        assertEquals(List.of(), hints(Kind.SKILL, draft -> draft.flaws = List.of("description-missing")));
        assertEquals(List.of(), hints(Kind.SKILL, draft -> draft.place = ""));
        assertEquals(List.of(), hints(Kind.SKILL, draft -> draft.path = "a b/SKILL.md"));
        assertEquals(List.of(), hints(Kind.SKILL, draft -> draft.path = "a/../b/SKILL.md"));
        assertEquals(List.of(), hints(Kind.MCP_SERVER, draft -> draft.packages = List.of("oci ghcr.io/acme/x 1.0")));
        assertEquals(List.of(), hints(Kind.MCP_SERVER, draft -> draft.remotes = List.of("http://example.com/mcp")));
        assertEquals(List.of(), hints(Kind.AGENT, draft -> {}));
    }

    @Test
    void servers_are_configured_by_package_or_address() {
        var hints = hints(Kind.MCP_SERVER, draft -> {
            draft.name = "io.github.acme/weather";
            draft.packages = List.of("npm @acme/weather-mcp 1.4.2");
            draft.remotes = List.of("sse https://example.com/events", "https://example.com/mcp");
        });
        assertEquals(3, hints.size());
        assertTrue(hints.get(0).contains("\"args\": [\"-y\", \"@acme/weather-mcp@1.4.2\"]"));
        assertTrue(hints.get(0).contains("\"weather\": {"));
        assertTrue(hints.get(1).contains("\"type\": \"sse\""));
        assertTrue(hints.get(2).contains("\"type\": \"streamable-http\""));
    }

    @Test
    void a_site_address_has_to_be_one() {
        for (var url : List.of("example.org/", "https://example.org", "https://example.org/?x/",
                "ftp://example.org/")) {
            assertThrows(IllegalArgumentException.class, () -> new Night(
                    "x", 1, "1.0.1", Instant.EPOCH, Optional.of(url), Optional.empty(), false,
                    new Night.Release(Optional.empty(), "a", "b", Optional.empty())));
        }
    }

    @Test
    void terms_fold_case_marks_and_width() {
        assertEquals(List.of("strasse", "cafe", "x2", "file"), Terms.of("STRASSE Café! x² ﬁle"));
        assertEquals(List.of("日", "日本", "本", "abc"), Terms.of("日本abc"));
        assertEquals("code review", Terms.key("Code-Review"));
        assertEquals("", Terms.key("!?"));
        assertFalse(Terms.of("z".repeat(60)).getFirst().length() > Terms.LONGEST);
    }

    private static List<String> hints(Kind kind, java.util.function.Consumer<Draft> change) {
        return Install.of(Draft.of(kind, "x", change).content(), List.of()).stream().map(Install::text).toList();
    }
}
