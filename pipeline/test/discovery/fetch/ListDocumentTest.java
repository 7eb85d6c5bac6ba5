package discovery.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.Kind;
import discovery.model.Observation;
import discovery.model.Place;
import discovery.model.ProblemKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListDocumentTest {
    private static final Pending.Known KNOWN = name -> switch (Texts.lower(name)) {
        case "a/one" -> new Answer.Found<>(new Repository(1, "a/one", "", "", Facts.NONE));
        case "a/awesome-more" -> new Answer.Found<>(new Repository(2, "a/awesome-more", "", "", Facts.NONE));
        case "a/secret" -> new Answer.Blocked<>("blocked");
        default -> new Answer.Gone<>("gone");
    };

    private static ListItem item(String heading, String title, String address, String words) {
        return new ListItem(List.of("Awesome things", "Servers", heading), title, address, words, false);
    }

    private static Reading settle(Optional<Kind> of, ListItem... items) {
        return new ListDocument("list", of, List.of(items)).settle(KNOWN);
    }

    private static List<String> said(Reading reading) {
        return reading.observations().stream()
                .map(each -> "%s %d %s".formatted(each.kind().map(Kind::toString).orElse("-"),
                        each.place().repository(), each.place().path()))
                .toList();
    }

    @Test
    void an_item_is_a_mention_and_where_the_source_says_so_an_entry() {
        var link = item("Databases", "One", "https://github.com/A/One", "🐍 - Talks to *it*.");
        assertEquals(List.of("- 1 "), said(settle(Optional.empty(), link)));
        var reading = settle(Optional.of(Kind.MCP_SERVER), link);
        assertEquals(List.of("- 1 ", "mcp-server 1 "), said(reading));
        var facts = reading.observations().getLast().facts();
        assertEquals(List.of("Databases", "Servers"), facts.list(Field.CATEGORIES));
        assertEquals(List.of("One"), facts.list(Field.TITLE));
        assertEquals(List.of("Talks to *it*."), facts.list(Field.DESCRIPTION));
    }

    @Test
    void the_same_thing_twice_is_one_with_both_categories() {
        var reading = settle(Optional.empty(), item("Databases", "One", "https://github.com/a/one", "First words."),
                item("Search", "1", "https://github.com/A/ONE.git", "Other words."));
        assertEquals(List.of("- 1 "), said(reading));
        assertEquals(List.of("Databases", "Servers", "Search"),
                reading.observations().getFirst().facts().list(Field.CATEGORIES));
        assertEquals(List.of("First words."), reading.observations().getFirst().facts().list(Field.DESCRIPTION));
    }

    @Test
    void a_folder_is_an_entry_of_its_own() {
        var reading = settle(Optional.of(Kind.MCP_SERVER),
                item("Git", "Sub", "https://github.com/a/one/tree/main/src/sub", "Words of it."));
        assertEquals(List.of("- 1 ", "mcp-server 1 src/sub"), said(reading));
        assertEquals(List.of(), reading.observations().getFirst().facts().list(Field.DESCRIPTION));
    }

    @Test
    void lists_clients_and_running_text_are_no_entries() {
        var of = Optional.of(Kind.MCP_SERVER);
        assertEquals(List.of("- 2 "),
                said(settle(of, item("More", "M", "https://github.com/a/awesome-more", "List."))));
        assertEquals(List.of("- 1 "), said(settle(of, item("Clients", "C", "https://github.com/a/one", "A client."))));
        assertEquals(List.of(Observation.ofRepository("list",
                Place.of(1, "a/one"), Facts.NONE)),
                settle(of, new ListItem(List.of(), "x", "https://github.com/a/one", "", true)).observations());
    }

    @Test
    void dead_links_are_told_once_and_blocked_ones_apart() {
        var reading = settle(Optional.of(Kind.MCP_SERVER), item("X", "Y", "https://github.com/no/body", ""),
                item("X", "Z", "https://github.com/No/Body", ""), item("X", "S", "https://github.com/a/secret", ""));
        assertEquals(List.of(), reading.observations());
        assertEquals(List.of(ProblemKind.DEAD_LINK, ProblemKind.REPOSITORY_BLOCKED),
                reading.problems().stream().map(each -> each.kind()).toList());
    }
}
