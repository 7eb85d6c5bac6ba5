package discovery.site;

import discovery.model.Row;
import java.util.Iterator;
import java.util.List;

/// The site of one night, whole: every page, list, feed, JSON file and search shard.
public final class Site {
    private Site() {}

    /// What was written.
    public record Written(long entries, long files, long bytes) {}

    /// Reads the rows twice: once for what lists, statistics and the search need of all of them, once to make each
    /// entry's own page. The same edition gives the same bytes in the same order.
    ///
    /// @throws IllegalStateException when the site would be larger than its limit
    /// @throws IllegalArgumentException when rows are out of order, or two entries would have the same page
    public static Written render(Edition edition, Theme theme, Pages pages) {
        var printer = new Printer(edition.night(), theme, pages, edition.limits().bytes());
        var gathering = new Catalogue.Gathering(edition.categories());
        var tally = new Tally(edition.night().day().toEpochDay());
        var search = new SearchIndex(
                List.copyOf(edition.categories().keySet()), edition.night().day().toEpochDay());
        var likest = new Likest(edition.related());
        edition.rows().forEach(row -> {
            var card = gathering.add(row);
            search.add(card, row);
            likest.add(row.content().slot(), card);
            tally.add(row);
        });
        var catalogue = gathering.done(edition.limits());
        likest.show(catalogue.cards());
        var changes = new ChangePages(printer, catalogue, edition.changes());
        var history = edition.history().with(edition.night(), catalogue, changes.ordered());
        printer.file("api/history.jsonl", history.lines());
        search.write(edition.night().seq(), catalogue.ranked(), edition.meaning(), printer::file);

        var making = new EntryPage.Making(printer, catalogue, edition, history.byId());
        var tail = catalogue.tail();
        var records = new Records(printer, tail.size());
        var badges = new Badge();
        var cards = catalogue.cards().iterator();
        edition.rows().forEach(row -> entry(row, next(cards, row), edition, making, likest, printer, records, badges));
        Records.directory(printer, tail);

        HomePage.write(printer, catalogue, edition, changes);
        changes.write();
        new ListPages(printer, catalogue, edition.sources()).write();
        StatisticsPage.write(printer, catalogue, tally, edition, history);
        StatusPage.write(printer, catalogue, edition);
        TrendingPage.write(printer, catalogue, edition, history);
        new LearnPages(printer, catalogue, search).write(edition.paths());
        Api.lists(printer, catalogue);
        RemovedPage.write(printer, edition, history);
        MovedPages.write(printer, catalogue);
        new Feeds(printer, catalogue, history).write();
        new Documents(printer, catalogue, edition).write();
        return new Written(catalogue.size(), printer.written(), printer.bytes());
    }

    /// The search of a site alone: its files and the page's scripts.
    public static void search(Edition edition, Theme theme, Pages pages) {
        var printer = new Printer(edition.night(), theme, pages, edition.limits().bytes());
        var gathering = new Catalogue.Gathering(edition.categories());
        var search = new SearchIndex(
                List.copyOf(edition.categories().keySet()), edition.night().day().toEpochDay());
        edition.rows().forEach(row -> search.add(gathering.add(row), row));
        search.write(edition.night().seq(), gathering.done(edition.limits()).ranked(), edition.meaning(),
                printer::file);
        Documents.meaning(printer, edition);
    }

    /// Rows and cards are in the same order.
    private static Card next(Iterator<Card> cards, Row row) {
        var id = row.content().id();
        if (!cards.hasNext()) {
            throw new IllegalArgumentException("the rows changed between two readings: `%s` is new".formatted(id));
        }
        var card = cards.next();
        if (!card.id().equals(id)) {
            throw new IllegalArgumentException(
                    "the rows changed between two readings: `%s` where `%s` was".formatted(id, card.id()));
        }
        return card;
    }

    private static void entry(
            Row row, Card card, Edition edition, EntryPage.Making making, Likest likest, Printer printer,
            Records records, Badge badges) {
        var parts = edition.parts().apply(row);
        if (!card.paged()) {
            records.add(Api.record(row, card, parts, making.steps(row.content())));
            return;
        }
        var alike = likest.of(row.content().slot());
        printer.page(card.path(), "entry", making.of(row, card, parts, alike));
        printer.file(card.data(), Api.entry(row, card, parts, alike));
        badges.print(card, printer);
    }
}
