package discovery.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// Entries that rank behind those that fit stand in blocks of records.
class TailTest {
    private static final int PAGES = 100;
    private static final Rendered SITE = Rendered.of(Tiny.edition(SiteTest.many(1_203))
            .within(new Limits(PAGES, 800_000_000, 1, 1)));

    private static String unpacked(String path) throws IOException {
        var packed = SITE.files().get(path);
        if (packed == null) {
            throw new AssertionError("no file " + path);
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void as_many_entries_get_pages_as_fit() {
        var limits = new Limits(140_000, 800_000_000, 17_000, 900);
        assertEquals(39_069, limits.room(39_069), "all of them");
        var now = limits.room(52_341);
        assertTrue(now > 40_000 && now < 52_341, () -> "of 52,341: " + now);
        var later = limits.room(500_000);
        assertTrue(later > 10_000, () -> "of 500,000: " + later);
        for (var entries : List.of(39_069, 52_341, 500_000)) {
            var paged = limits.room(entries);
            assertTrue(paged * 17_000L + entries * 900L <= 800_000_000, entries + " entries");
        }
        assertEquals(0, limits.room(1_000_000), "and the search still has them");
        assertEquals(7, new Limits(7, 800_000_000, 1, 1).room(9));
    }

    @Test
    void the_best_have_pages_and_the_others_records() throws IOException {
        var pages = SITE.files().keySet().stream()
                .filter(path -> path.matches("skills/skill-\\d+\\.html")).toList();
        assertEquals(PAGES, pages.size());
        assertTrue(pages.contains("skills/skill-1202.html"), "the best");
        assertFalse(SITE.files().containsKey("api/skills/skill-0000.json"));
        var records = new ArrayList<String>();
        var page = Pattern.compile("\"page\":\"([^\"]+)\"");
        for (var path : SITE.files().keySet()) {
            if (path.startsWith("records/b/")) {
                page.matcher(unpacked(path)).results().forEach(match -> records.add(match.group(1)));
            }
        }
        assertEquals(1_203 - PAGES, records.size());
        assertEquals(records.size(), records.stream().distinct().count());
        assertTrue(records.contains("entry.html?e=skills/skill-0000"));
    }

    @Test
    void the_directory_says_in_which_block_an_address_is() throws IOException {
        var directories = Records.directories(1_203 - PAGES);
        for (var number : List.of("0000", "0777", "1000")) {
            var address = "skills/skill-" + number;
            var directory = unpacked("records/d/%d.bin".formatted(
                    Integer.remainderUnsigned(Slugs.hash(address), directories)));
            var line = directory.lines().filter(each -> each.startsWith(address + " ")).findFirst().orElseThrow();
            var block = unpacked("records/b/" + line.substring(address.length() + 1) + ".bin");
            assertTrue(block.contains("\"page\":\"entry.html?e=" + address + "\""), line);
            assertTrue(block.contains("\"evidence\":"), "a record says what a page would");
        }
    }

    @Test
    void links_and_lists_still_lead_somewhere() {
        SiteTest.checkLinks(SITE);
        assertTrue(SITE.text("skills/index.html").contains("search.html?kind=skill"), "the rest is in the search");
        assertTrue(SITE.text("api/skills/index.json").contains("\"total\":1203"));
        assertTrue(SITE.text("api/index.json").contains("\"records\":{\"entries\":1103"));
        assertFalse(SITE.text("sitemap-1.xml").contains("entry.html"), "robots are told of pages only");
    }

    @Test
    void the_same_pages_say_the_same_whether_others_fit_or_not() {
        var whole = Rendered.of(Tiny.edition(SiteTest.many(1_203)));
        var page = "skills/skill-1202.html";
        assertEquals(whole.text("api/skills/skill-1202.json"), SITE.text("api/skills/skill-1202.json"));
        assertEquals(whole.text(page).replaceAll("assets/[^\"]+", ""), SITE.text(page).replaceAll("assets/[^\"]+", ""));
    }
}
