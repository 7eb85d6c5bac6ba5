package discovery.site;

import discovery.site.Change.Word;
import discovery.site.Facet.Cut;
import discovery.site.Facet.Group;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Atom feeds: what is new, updated and removed; of each category; of each owner with several entries.
final class Feeds {
    private static final int ITEMS = 40;
    /// Owners of fewer entries are followed on GitHub.
    static final int OWNED = 5;

    private final Printer printer;
    private final Catalogue catalogue;
    private final History history;

    Feeds(Printer printer, Catalogue catalogue, History history) {
        this.printer = printer;
        this.catalogue = catalogue;
        this.history = history;
    }

    static String path(Group group) {
        return "feeds/" + group.cut() + "-" + group.file() + ".xml";
    }

    static boolean has(Group group) {
        return group.cut() == Cut.CATEGORIES || (group.cut() == Cut.OWNERS && group.size() >= OWNED);
    }

    void write() {
        for (var word : List.of(Word.CHANGED, Word.REMOVED)) {
            var items = history.events().reversed().stream()
                    .filter(event -> event.word() == word)
                    .limit(ITEMS)
                    .map(this::item)
                    .toList();
            feed("feeds/" + word + ".xml", printer.say("feed." + word), "changes.html", items);
        }
        feed("feeds/added.xml", printer.say("feed.added"), "browse.html", newest(catalogue.ranked()));
        for (var cut : List.of(Cut.CATEGORIES, Cut.OWNERS)) {
            catalogue.facet(cut).groups().stream().filter(Feeds::has).forEach(group -> feed(
                    path(group), group.label(), group.path(), newest(group.cards())));
        }
    }

    private record Dated(long day, ChangePages.Item item) {}

    private Dated item(History.Event event) {
        var page = event.word() == Word.REMOVED ? "removed.html"
                : catalogue.card(event.id()).map(Card::path).orElse("changes.html");
        return new Dated(event.day(), new ChangePages.Item(
                ChangePages.urn(event.seq() + ":" + event.word() + ":" + event.id()),
                event.name() + " (" + event.kind() + ")",
                root() + page,
                Figure.day(event.day()) + "T00:00:00Z",
                (ChangedFields.told(event.fields(), printer) + " " + event.reason()).strip()));
    }

    /// @param ranked best first, as those of a day stay
    private List<Dated> newest(List<Card> ranked) {
        return ranked.stream()
                .filter(card -> !card.copy())
                .sorted(Comparator.comparingLong(Card::firstSeen).reversed())
                .limit(ITEMS)
                .map(card -> new Dated(card.firstSeen(), new ChangePages.Item(
                        ChangePages.urn("entry:" + card.id()),
                        card.name() + " (" + card.kind() + ")",
                        root() + card.path(),
                        Figure.day(card.firstSeen()) + "T00:00:00Z",
                        card.summary())))
                .toList();
    }

    private String root() {
        return printer.night().siteUrl().orElse("");
    }

    private void feed(String path, String title, String home, List<Dated> items) {
        var first = history.nights().getFirst().day();
        var updated = items.stream().mapToLong(Dated::day).max().orElse(first);
        printer.page(path, "feed.xml", new ChangePages.Feed(
                printer.night().title(),
                title,
                ChangePages.urn(path),
                root() + path,
                root() + home,
                Figure.day(Math.max(0, updated)) + "T00:00:00Z",
                new ArrayList<>(items).stream().map(Dated::item).toList()));
    }
}
