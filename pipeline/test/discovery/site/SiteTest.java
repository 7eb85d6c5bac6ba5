package discovery.site;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.build.Golden;
import discovery.model.Kind;
import discovery.model.Row;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.SAXException;

class SiteTest {
    private static final Pattern PATH = Pattern.compile("[a-z0-9._/-]+");
    private static final Rendered TINY = Rendered.of(Tiny.rows());
    private static final String CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'";

    @ParameterizedTest
    @ValueSource(strings = {
            "index.html", "skills/index.html", "skills/pdf-forms.html", "skills/evil.html", "servers/weather.html",
            "plugins/office.html", "changes.html", "status.html", "statistics.html", "how.html", "verify.html",
            "search.html", "browse.html", "404.html", "tags/index.html", "feed.xml", "sitemap.xml", "opensearch.xml",
            "robots.txt", "health.json", "api/index.json", "api/skills/index.json", "api/skills/pdf-forms.json",
            "search/table.json"})
    void golden_page(String path) throws IOException {
        // An edited style sheet would otherwise change every page.
        var unmarked = TINY.text(path).replaceAll("(assets/[a-z.]+)\\?[0-9a-f]+\"", "$1\"");
        Golden.check("site/" + path, unmarked);
    }

    @Test
    void every_link_leads_to_a_file_of_the_site() {
        checkLinks(TINY);
    }

    @Test
    void every_link_of_a_large_site_leads_to_a_file() {
        checkLinks(Rendered.of(many(1_203)));
    }

    @Test
    void every_link_of_an_empty_site_leads_to_a_file() {
        checkLinks(Rendered.of(List.of()));
    }

    @Test
    void without_an_address_nothing_absolute_is_promised() {
        var site = Rendered.of(Tiny.edition(Tiny.rows(), night -> new Night(
                night.title(), night.seq(), night.version(), night.now(), Optional.empty(), Optional.empty(), false,
                new Night.Release(Optional.empty(), "manifest.json.asc", "openpgp.asc", Optional.empty()))));
        checkLinks(site);
        assertFalse(site.files().containsKey("sitemap.xml"));
        assertFalse(site.files().containsKey("opensearch.xml"));
        site.each(".html", (path, html) -> {
            assertFalse(html.contains("rel=\"canonical\""), path);
            assertFalse(html.contains("issues/new"), path);
            assertFalse(html.contains("class=\"sample\""), path);
        });
    }

    @Test
    void paths_are_plain_ascii() {
        TINY.files().keySet().forEach(path -> assertTrue(PATH.matcher(path).matches(), path));
    }

    @Test
    void an_entry_that_is_called_index_does_not_take_the_place_of_the_list() {
        assertTrue(TINY.text("skills/index.html").contains("<h1 dir=\"auto\">Skills</h1>"));
        assertTrue(TINY.text("skills/index-.html").contains("copyist/skills"));
        assertTrue(TINY.text("api/skills/index.json").contains("\"total\":3"));
    }

    @Test
    void every_page_has_the_policy_first_and_nothing_that_it_forbids() {
        TINY.each(".html", (path, html) -> {
            var tags = Html.tags(html);
            assertEquals(List.of("html", "head", "meta", "meta"), tags.stream().map(Html.Tag::name).limit(4).toList());
            assertEquals(CSP, tags.get(3).attributes().get("content"), path);
            for (var tag : tags) {
                assertFalse(tag.attributes().containsKey("style"), path);
                assertTrue(tag.attributes().keySet().stream().noneMatch(name -> name.startsWith("on")), path);
                if (tag.name().equals("script") && !"application/ld+json".equals(tag.attributes().get("type"))) {
                    assertTrue(tag.attributes().getOrDefault("src", "").contains("assets/"), path);
                }
            }
        });
    }

    @Test
    void every_page_is_in_english_with_one_heading_and_a_way_past_the_navigation() {
        TINY.each(".html", (path, html) -> {
            var tags = Html.tags(html);
            assertEquals("en", tags.getFirst().attributes().get("lang"), path);
            assertEquals(1, tags.stream().filter(tag -> tag.name().equals("h1")).count(), path);
            assertTrue(html.contains("href=\"#main\""), path);
            var ids = tags.stream().map(tag -> tag.attributes().get("id")).filter(id -> id != null).toList();
            assertEquals(new TreeSet<>(ids).size(), ids.size(), () -> path + " has an id twice: " + ids);
            var last = 0;
            for (var tag : tags) {
                if (tag.name().matches("h[1-6]")) {
                    var level = tag.name().charAt(1) - '0';
                    assertTrue(level <= last + 1, () -> path + " skips a level of headings");
                    last = level;
                }
            }
        });
    }

    @Test
    void every_element_that_is_opened_is_closed_in_order() {
        TINY.each(".html", (path, html) -> {
            var open = new ArrayList<String>();
            for (var tag : Html.tags(html)) {
                if (tag.name().startsWith("/")) {
                    assertEquals(tag.name().substring(1), open.removeLast(), () -> path + " closes in disorder");
                } else if (!List.of("meta", "link", "input", "img", "rect", "polyline").contains(tag.name())) {
                    open.add(tag.name());
                }
            }
            assertEquals(List.of(), open, path);
        });
    }

    @Test
    void xml_is_well_formed() throws ParserConfigurationException, IOException, SAXException {
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        for (var path : List.of("feed.xml", "sitemap.xml", "sitemap-1.xml", "opensearch.xml", "assets/favicon.svg")) {
            var root = builder.parse(new ByteArrayInputStream(TINY.text(path).getBytes(StandardCharsets.UTF_8)));
            assertTrue(root.getDocumentElement().hasChildNodes(), path);
        }
    }

    @Test
    void the_same_edition_gives_the_same_bytes_under_any_locale_and_time_zone() {
        var locale = Locale.getDefault();
        var zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            var one = Rendered.of(many(130));
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            TimeZone.setDefault(TimeZone.getTimeZone("America/Adak"));
            var other = Rendered.of(many(130));
            assertEquals(one.files().keySet(), other.files().keySet());
            one.files().forEach((path, bytes) -> assertArrayEquals(bytes, other.files().get(path), path));
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void lists_are_cut_into_pages_best_first() {
        var site = Rendered.of(many(250));
        assertTrue(site.text("skills/index.html").contains("1–100 of 250"));
        assertTrue(site.text("skills/page-3.html").contains("201–250 of 250"));
        assertFalse(site.files().containsKey("skills/page-4.html"));
        var first = site.text("skills/index.html");
        assertTrue(first.indexOf("skill-0249") < first.indexOf("skill-0248"), "the best is the last that was made");
        assertTrue(site.text("owners/acme/page-2.html").contains("../../skills/"));
    }

    @Test
    void a_tag_needs_three_entries_for_a_page() {
        var site = Rendered.of(many(80));
        assertTrue(site.text("tags/index.html").contains(">every<"));
        assertFalse(site.text("tags/index.html").contains(">tag-7<"));
        assertFalse(TINY.text("tags/index.html").contains(">c#<"));
        assertTrue(TINY.text("skills/evil.html").contains("<bdi>c#</bdi>"));
    }

    @Test
    void an_entry_without_sources_of_words_has_whole_pages_too() {
        var bare = Draft.of(Kind.HOOK, "bare", draft -> {
            draft.name = "";
            draft.description = "";
            draft.place = "";
            draft.path = "";
            draft.commit = "";
            draft.licence = "";
            draft.sha256 = "";
            draft.sources = List.of();
            draft.provenance.clear();
            draft.categories = List.of();
            draft.stars = -1;
            draft.firstSeen = -1;
        });
        var site = Rendered.of(List.of(bare));
        checkLinks(site);
        assertTrue(site.text("hooks/bare.html").contains("<h1 dir=\"auto\">bare</h1>"));
    }

    @Test
    void changes_come_in_a_reader_s_words_and_before_bookkeeping() {
        var rows = List.of(
                Draft.of(Kind.SKILL, "a", draft -> draft.score = 9_000),
                Draft.of(Kind.SKILL, "b", draft -> draft.score = 1_000));
        var plain = Tiny.edition(rows);
        var changes = List.of(
                new Change(Change.Word.CHANGED, "skill.4711.a", "a", Kind.SKILL, "a", "", List.of("commit"), "", "",
                        ""),
                new Change(Change.Word.CHANGED, "skill.4711.b", "b", Kind.SKILL, "b", "",
                        List.of("slug", "place", "commit", "blob", "sha256", "gist", "tools", "formerly"), "", "", ""));
        var site = Rendered.of(new Edition(
                plain.night(), plain.rows(), changes, plain.problems(), plain.sources(), plain.weights(),
                plain.rules(), plain.categories(), plain.parts(), plain.related(), plain.history(), plain.limits(),
                plain.board(), plain.paths(), plain.meaning()));
        for (var page : List.of("index.html", "changes.html")) {
            var html = site.text(page);
            var told = html.indexOf(">address, repository, text, tools<");
            assertTrue(told > 0 && told < html.lastIndexOf(">commit<"), page);
        }
    }

    @Test
    void a_hook_without_a_description_shows_its_events_and_no_json() {
        var hook = Draft.of(Kind.HOOK, "bell", draft -> {
            draft.description = "";
            draft.gist = "{ \"hooks\": { \"Stop\": [] } }";
            draft.events = List.of("PostToolUse", "Stop");
        });
        assertEquals("PostToolUse, Stop", Card.of(0, hook).summary());
    }

    @Test
    void an_old_slug_leads_to_the_page_that_its_entry_has_now() throws IOException {
        var rows = List.of(Draft.of(Kind.SKILL, "a", draft -> draft.formerly = List.of("older-a", "old-a")),
                Draft.of(Kind.SKILL, "b", draft -> draft.formerly = List.of("a")));
        var site = Rendered.of(Tiny.edition(rows));
        for (var old : List.of("old-a", "older-a")) {
            assertTrue(site.text("skills/" + old + ".html").contains("url=./../skills/a.html"), old);
        }
        assertFalse(site.text("skills/a.html").contains("http-equiv=\"refresh\""), "it is an entry's own");
        assertEquals("{\"skills/old-a\":\"skills/a\",\"skills/older-a\":\"skills/a\"}",
                site.text("api/slugs.json").strip());
        checkLinks(site);
    }

    @Test
    void what_is_not_known_is_not_called_safe() {
        var site = Rendered.of(List.of(
                Draft.of(Kind.PACK, "a", draft -> {
                    draft.words = -1;
                    draft.members = List.of("skill.4711.b");
                }),
                Draft.of(Kind.SKILL, "b", draft -> {})));
        assertTrue(site.text("packs/a.html").contains("We have no text of its own"));
        assertTrue(site.text("packs/a.html").contains("what it contains may ask for more"));
        assertTrue(site.text("skills/b.html").contains("That is no proof of safety"));
    }

    @Test
    void two_entries_with_one_page_are_a_mistake_of_ours() {
        var rows = List.of(
                Draft.of(Kind.SKILL, "a", draft -> draft.id = "skill.1"),
                Draft.of(Kind.SKILL, "a", draft -> draft.id = "skill.2"));
        assertThrows(IllegalArgumentException.class, () -> Rendered.of(rows));
    }

    @Test
    void rows_out_of_order_are_a_mistake_of_ours() {
        var rows = new ArrayList<>(Tiny.rows()).reversed();
        assertThrows(IllegalArgumentException.class, () -> Rendered.of(rows));
    }

    @Test
    void it_counts_what_it_writes() {
        assertEquals(6, TINY.written().entries());
        assertEquals(TINY.files().size(), TINY.written().files());
        assertEquals(TINY.files().values().stream().mapToLong(bytes -> bytes.length).sum(), TINY.written().bytes());
    }

    @Test
    void a_site_above_its_limit_is_not_made() {
        var plain = Tiny.edition(Tiny.rows());
        var small = plain.within(new Limits(140_000, 100_000, 1, 1));
        var refused = assertThrows(IllegalStateException.class, () -> Rendered.of(small));
        assertTrue(String.valueOf(refused.getMessage()).contains("site.yaml"));
    }

    @Test
    void what_happened_is_kept_from_night_to_night() throws Exception {
        var first = Tiny.edition(Tiny.rows()).history();
        assertEquals(History.NONE, first);
        var trees = new java.util.ArrayList<java.util.Map<?, ?>>();
        for (var line : TINY.text("api/history.jsonl").lines().toList()) {
            trees.add((java.util.Map<?, ?>) discovery.edge.json.Json.parse(line));
        }
        var history = History.of(trees);
        assertEquals(1, history.nights().size());
        assertEquals(3, history.events().size());
        assertEquals(TINY.text("api/history.jsonl"), Utf8.text(history.lines()));
        assertTrue(TINY.text("skills/pdf-forms.html").contains("same version"), "its content changed, its version not");
        assertTrue(TINY.text("removed.html").contains("Its repository is not there any more."));
    }

    @Test
    void health_tells_the_age_of_each_source() {
        var health = TINY.text("health.json");
        assertTrue(health.contains("\"status\":\"degraded\""));
        assertTrue(health.contains("\"id\":\"lists\",\"state\":\"last-good\""));
        assertTrue(health.contains("\"day\":\"2026-11-18\",\"age_days\":3"));
    }

    @Test
    void pages_of_entries_and_lists_do_not_change_with_the_night() {
        var one = TINY;
        var next = Rendered.of(Tiny.edition(Tiny.rows(), night -> new Night(
                night.title(), 13, "1.0.13", night.now().plusSeconds(86_400), night.siteUrl(), night.repository(),
                night.sampleKeys(), night.release())));
        for (var path : List.of(
                "servers/weather.html", "skills/index.html", "tags/index.html", "api/skills/pdf-forms.json")) {
            assertEquals(one.text(path), next.text(path));
        }
    }

    /// Skills of one owner; the later, the better.
    static List<Row> many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Draft.of(Kind.SKILL, "skill-" + String.format(Locale.ROOT, "%04d", i), draft -> {
                    draft.score = i % 10_000;
                    draft.tags = List.of("tag-" + i % 40, "every");
                    draft.sources = i % 3 == 0 ? List.of("lists", "topics") : List.of("topics");
                    draft.description = "Number " + i + " of many, for " + (i % 7) + " İstanbul.";
                }))
                .toList();
    }

    static void checkLinks(Rendered site) {
        site.each(".html", (path, html) -> Html.tags(html).forEach(tag -> {
            for (var name : List.of("href", "src", "action")) {
                var link = tag.attributes().get(name);
                if (link != null) {
                    check(site, path, link, html);
                }
            }
        }));
        var json = Pattern.compile("\"(?:page|data|list|next)\":\"([^\"]+)\"");
        site.each(".json", (path, text) -> json.matcher(text).results().forEach(
                match -> assertTrue(site.files().containsKey(match.group(1)), () -> path + " → " + match.group(1))));
    }

    private static void check(Rendered site, String path, String link, String html) {
        if (link.startsWith("https://")) {
            return;
        }
        var parts = link.split("#", 2);
        var target = parts[0].replaceFirst("\\?.*", "");
        if (parts.length == 2 && !parts[1].isEmpty()) {
            var page = target.isEmpty() ? html : site.text(resolve(path, target));
            assertTrue(page.contains(" id=\"" + parts[1] + "\""), () -> path + " → " + link);
        }
        if (!target.isEmpty()) {
            assertTrue(site.files().containsKey(resolve(path, target)), () -> path + " → " + link);
        }
    }

    private static String resolve(String path, String link) {
        if (link.startsWith("/skill-index/")) {
            return link.substring("/skill-index/".length());
        }
        var folder = path.substring(0, path.lastIndexOf('/') + 1);
        var rest = link;
        while (rest.startsWith("../")) {
            assertFalse(folder.isEmpty(), () -> path + " leaves the site by " + link);
            folder = folder.substring(0, folder.lastIndexOf('/', folder.length() - 2) + 1);
            rest = rest.substring(3);
        }
        return folder + rest;
    }
}
