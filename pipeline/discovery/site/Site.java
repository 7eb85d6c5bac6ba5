package discovery.site;

import discovery.model.Row;
import java.util.List;
import java.util.Map;

/// The site of one night, whole: every page, list, feed, JSON file and search shard.
public final class Site {
    private Site() {}

    /// What was written.
    public record Written(long entries, long files, long bytes) {}

    /// Reads all rows once, for what lists, statistics and the search need of all of them, and each once more whose own
    /// page is made. The same edition gives the same files, and the same bytes.
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
        var makings = new Makings(edition, pages.secret());
        edition.rows().forEach(row -> {
            var card = gathering.add(row);
            search.add(card, row);
            likest.add(row.content().slot(), card);
            tally.add(row);
            makings.add(row);
        });
        var catalogue = gathering.done(edition.limits());
        likest.show(catalogue.cards());
        var changes = new ChangePages(printer, catalogue, edition.changes());
        var history = edition.history().with(edition.night(), catalogue, changes.ordered());
        printer.file("api/history.jsonl", history.lines());
        search.write(edition.night().seq(), catalogue.ranked(), edition.meaning(), printer::maybePacked);

        entries(edition, printer, catalogue, likest, makings, history.byId());

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
                printer::maybePacked);
        Documents.meaning(printer, edition);
    }

    /// Makes the files of each entry, unless an earlier night has made them of the same.
    private static void entries(
            Edition edition, Printer printer, Catalogue catalogue, Likest likest, Makings makings,
            Map<String, List<History.Event>> history) {
        var marks = makings.marks(catalogue, likest, history);
        var making = new EntryPage.Making(printer, catalogue, edition, history);
        var badges = new Badge();
        var tail = catalogue.tail();
        for (var card : catalogue.cards()) {
            if (card.paged()) {
                printer.unless(card.path(), marks[card.index()], () -> {
                    var row = row(edition, card);
                    var parts = edition.parts().of(row);
                    var alike = likest.of(row.content().slot()).stream().map(Card::line).toList();
                    printer.made(card.path(), "entry", making.of(row, card, parts, alike));
                    printer.file(card.data(), Api.entry(row, card, parts, alike));
                    badges.print(card, printer);
                });
            }
        }
        Records.write(printer, tail, card -> marks[card.index()], card -> {
            var row = row(edition, card);
            return Api.record(row, card, edition.parts().of(row), making.steps(row.content()));
        });
    }

    private static Row row(Edition edition, Card card) {
        var row = edition.rows().at(card.index());
        if (!row.content().id().equals(card.id())) {
            throw new IllegalArgumentException("the rows changed between two readings: `%s` where `%s` was".formatted(
                    row.content().id(), card.id()));
        }
        return row;
    }
}
