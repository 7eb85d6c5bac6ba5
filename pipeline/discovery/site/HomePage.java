package discovery.site;

import discovery.model.Kind;
import discovery.site.Printer.Section;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The way in.
record HomePage(
        Frame frame,
        String total,
        List<Shelf> kinds,
        boolean first,
        List<ChangePages.Count> counts,
        List<ChangePages.Line> few,
        List<Card> rising,
        List<Card> fresh,
        List<Card> packs,
        List<ListPages.Book> categories,
        String sources,
        String day,
        String version,
        String signature) {

    private static final int TOP = 3;
    private static final int FEW = 2;
    private static final int FRESH = 6;

    /// A kind with its best; copies stand behind their originals, so they are left to the lists.
    record Shelf(String kind, String path, String label, String count, boolean none, List<Card> top) {}

    static void write(Printer printer, Catalogue catalogue, Edition edition, ChangePages changes) {
        var night = edition.night();
        var kinds = Arrays.stream(Kind.values())
                .map(kind -> new Shelf(
                        kind.toString(),
                        kind.folder() + "/index.html",
                        printer.plural(kind),
                        Figure.grouped(catalogue.of(kind).size()),
                        catalogue.of(kind).isEmpty(),
                        catalogue.of(kind).stream().filter(card -> !card.copy()).limit(TOP).toList()))
                .toList();
        var rising = TrendingPage.rising(catalogue, night.day().toEpochDay(), FRESH);
        var fresh = catalogue.ranked().stream()
                .filter(card -> !card.copy() && card.kind() != Kind.PACK && !rising.contains(card))
                .sorted(Comparator.comparingLong(Card::firstSeen).reversed().thenComparing(Card.ORDER))
                .limit(FRESH)
                .toList();
        var read = edition.sources().stream().filter(source -> source.state().isRead()).count();
        printer.page("index.html", "home", new HomePage(
                printer.nightly("index.html", night.title(), printer.say("home.about"), Section.NONE),
                Figure.grouped(catalogue.size()),
                kinds,
                night.seq() <= 1,
                changes.counts(),
                changes.few(FEW),
                rising,
                fresh,
                catalogue.of(Kind.PACK).stream().limit(FRESH).toList(),
                catalogue.facet(Facet.Cut.CATEGORIES).groups().stream()
                        .limit(16)
                        .map(group -> new ListPages.Book(group.path(), group.label(), group.count()))
                        .toList(),
                Figure.grouped(read),
                night.day().toString(),
                night.version(),
                night.release().signature()));
    }
}
