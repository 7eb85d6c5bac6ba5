package discovery.edge.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.fetch.ListItem;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListsTest {
    private static List<ListItem> items(String text) {
        return Lists.read(text);
    }

    @Test
    void a_bullet_is_about_its_first_link() {
        assertEquals(
                List.of(new ListItem(List.of("Awesome", "Files"), "One", "https://github.com/a/one",
                        "🐍 - Reads files, see docs.", false),
                        new ListItem(List.of("Awesome", "Files"), "docs", "https://one.example", "", true)),
                items("""
                        # Awesome
                        ## Search
                        ## Files
                        - **[One](https://github.com/a/one)** 🐍 - Reads `files`, see [docs](https://one.example).
                        """));
    }

    @Test
    void bullets_below_bullets_are_items_of_their_own() {
        var items = items("""
                - [A](https://github.com/a/a) - first
                  - [B](https://github.com/a/b) - second
                """);
        assertEquals(List.of("A: - first", "B: - second"),
                items.stream().map(each -> each.title() + ": " + each.words()).toList());
    }

    @Test
    void a_table_row_is_about_its_first_link_and_described_by_its_longest_cell() {
        var items = items("""
                | Name | What | [Stars](https://stars.example) |
                |---|---|---|
                | [A](https://github.com/a/a) | Does this and that | 12 |
                """);
        assertEquals(List.of(
                new ListItem(List.of(), "Stars", "https://stars.example", "", true),
                new ListItem(List.of(), "A", "https://github.com/a/a", "Does this and that", false)), items);
    }

    @Test
    void links_in_paragraphs_headings_and_html_are_running_text() {
        var items = items("""
                ## [H](https://github.com/a/h)
                See [P](https://github.com/a/p).

                <p><a class="x" href="https://github.com/a/html">x</a></p>

                - <a href="https://github.com/a/inline">I</a> words
                """);
        assertEquals(List.of("a/h true", "a/p true", "a/html true", "a/inline false"), items.stream()
                .map(each -> each.address().substring("https://github.com/".length()) + " " + each.running()).toList());
    }

    @Test
    void a_badge_says_nothing_and_bare_addresses_are_found_too() {
        var items = items("""
                - [![badge](https://img.example/x.svg)](https://github.com/a/badge) [A](https://github.com/a/a) text

                ```
                git clone https://github.com/a/bare.git
                ```
                """);
        assertEquals(List.of("", "A", ""), items.stream().map(ListItem::title).toList());
        assertEquals("https://github.com/a/bare.git", items.getLast().address());
        assertTrue(items.getLast().running());
    }

    @Test
    void an_item_that_leads_to_a_home_page_is_about_the_source_that_it_names() {
        var items = items("""
                - [Tide](https://tide.example) [![stars](https://img.example/x.svg)](https://github.com/a/tide) reads tides
                  ([Source](https://github.com/a/tide/tree/main/mcp))
                - [Moon](https://moon.example), made with [Sun](https://github.com/a/sun)
                """);
        var about = items.stream().filter(item -> !item.running()).toList();
        assertEquals(List.of("Tide https://github.com/a/tide/tree/main/mcp", "Moon https://moon.example"),
                about.stream().map(item -> item.title() + " " + item.address()).toList());
    }

    @Test
    void headings_end_with_the_next_of_their_level() {
        var items = items("# T\n## A\n### B\n- [x](https://github.com/a/x)\n## C\n- [y](https://github.com/a/y)\n");
        assertEquals(List.of(List.of("T", "A", "B"), List.of("T", "C")),
                items.stream().map(ListItem::headings).toList());
    }

    @Test
    void deep_nesting_does_no_harm() {
        assertEquals(1, items("> ".repeat(20_000) + "[a](https://github.com/a/b)").size());
        assertEquals(1, items("*".repeat(50_000) + "[".repeat(20_000) + " https://github.com/a/b").size());
    }
}
