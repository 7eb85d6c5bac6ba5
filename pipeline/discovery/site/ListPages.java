package discovery.site;

import discovery.model.Kind;
import discovery.model.SourceReport;
import discovery.site.Facet.Cut;
import discovery.site.Facet.Group;
import discovery.site.Printer.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Lists of entries and lists of lists, page by page.
final class ListPages {
    static final int ENTRIES = 100;
    static final int GROUPS = 500;
    /// Of a source, a licence or a tag so many pages; the search has the rest.
    static final int FEW_PAGES = 2;
    private static final int ADVISED = 40;

    private final Printer printer;
    private final Catalogue catalogue;
    private final Map<String, SourceReport> sources;

    ListPages(Printer printer, Catalogue catalogue, List<SourceReport> sources) {
        this.printer = printer;
        this.catalogue = catalogue;
        this.sources = sources.stream().collect(Collectors.toMap(SourceReport::id, state -> state));
    }

    /// A page of a list.
    ///
    /// @param tabs  the kinds, on the lists of kinds
    /// @param mixed the entries are of several kinds, so each says its own
    /// @param data  the same list for programs, or empty
    /// @param web   the address that belongs to the list (an owner, a source's terms), or empty
    record Listing(
            Frame frame,
            String over,
            String overPath,
            String heading,
            String intro,
            boolean empty,
            List<Tab> tabs,
            boolean mixed,
            List<Card> items,
            int start,
            String data,
            String web,
            String feed,
            String rest,
            List<Advice> advice,
            Pager pager) {}

    /// What the maintainer of an entry could mend.
    record Advice(Card card, List<String> sentences) {}

    record Tab(String path, String label, String count, boolean current) {}

    record Groups(Frame frame, String heading, String intro, boolean empty, List<Group> groups, Pager pager) {}

    /// Where a page stands among its like.
    ///
    /// @param one      everything is on one page
    /// @param previous path of the page before, or empty
    record Pager(
            boolean one, int page, int pages, String from, String to, String total, String previous, String next) {}

    /// One facet or kind on the page that leads to all lists.
    record Shelf(String path, String heading, String intro, List<Book> books, boolean more, String count) {}

    record Book(String path, String label, String count) {}

    record Browse(Frame frame, List<Shelf> shelves) {}

    void write() {
        for (var kind : Kind.values()) {
            kind(kind);
        }
        for (var cut : Cut.values()) {
            index(cut);
            catalogue.facet(cut).groups().forEach(this::group);
        }
        browse();
    }

    private void kind(Kind kind) {
        var all = catalogue.of(kind);
        var cards = all.stream().filter(Card::paged).toList();
        var rest = cards.size() == all.size() ? "" : "search.html?kind=" + kind;
        var heading = printer.plural(kind);
        entries(
                kind.folder() + "/index.html",
                page -> kind.folder() + "/page-" + page + ".html",
                cards,
                (frame, items, pager) -> new Listing(
                        frame,
                        "",
                        "",
                        heading,
                        printer.say("kind.about." + kind),
                        cards.isEmpty(),
                        tabs(kind),
                        false,
                        items,
                        (pager.page() - 1) * ENTRIES + 1,
                        "api/" + kind.folder() + "/index.json",
                        "",
                        "",
                        pager.next().isEmpty() ? rest : "",
                        List.of(),
                        pager),
                heading,
                printer.say("kind.about." + kind));
    }

    private List<Tab> tabs(Kind here) {
        return Arrays.stream(Kind.values())
                .map(kind -> new Tab(
                        kind.folder() + "/index.html",
                        printer.plural(kind),
                        Figure.grouped(catalogue.of(kind).size()),
                        kind == here))
                .toList();
    }

    private void group(Group group) {
        var cut = group.cut();
        var intro = printer.say(cut + ".one");
        var most = switch (cut) {
            case CATEGORIES, OWNERS -> group.cards().size();
            case SOURCES, LICENCES, TAGS -> Math.min(group.cards().size(), FEW_PAGES * ENTRIES);
        };
        var rest = most == group.size() ? "" : "search.html?" + switch (cut) {
            case CATEGORIES -> "category=";
            case OWNERS -> "owner=";
            case SOURCES -> "source=";
            case LICENCES -> "licence=";
            case TAGS -> "tag=";
        } + Links.encoded(group.label(), false);
        var advice = cut == Cut.OWNERS ? advice(group.cards()) : List.<Advice>of();
        entries(
                group.path(),
                page -> cut + "/" + group.file() + "/page-" + page + ".html",
                group.cards().subList(0, most),
                (frame, items, pager) -> new Listing(
                        frame,
                        printer.say(cut + ".heading"),
                        cut + "/index.html",
                        group.label(),
                        intro,
                        false,
                        List.of(),
                        true,
                        items,
                        (pager.page() - 1) * ENTRIES + 1,
                        "",
                        web(group),
                        Feeds.has(group) ? Feeds.path(group) : "",
                        pager.next().isEmpty() ? rest : "",
                        pager.page() == 1 ? advice : List.of(),
                        pager),
                group.label(),
                intro);
    }

    private List<Advice> advice(List<Card> cards) {
        return cards.stream()
                .filter(card -> !card.copy() && !card.archived())
                .map(card -> new Advice(card, sentences(card)))
                .filter(advice -> !advice.sentences().isEmpty())
                .limit(ADVISED)
                .toList();
    }

    private List<String> sentences(Card card) {
        var all = new ArrayList<String>();
        if (card.alarm()) {
            all.add(printer.say("advice.alarm"));
        }
        if (card.refused()) {
            all.add(printer.say("advice.refused"));
        }
        if (card.summary().isEmpty()) {
            all.add(printer.say("advice.undescribed"));
        }
        if (card.licence().isEmpty()) {
            all.add(printer.say("advice.unlicensed"));
        }
        if (card.flaws() > 0) {
            all.add(printer.say("advice.flaws"));
        }
        return all;
    }

    private String web(Group group) {
        return switch (group.cut()) {
            case OWNERS -> Links.repository(group.label() + "/x")
                    .map(address -> address.substring(0, address.length() - 2))
                    .orElse("");
            case SOURCES -> {
                var state = sources.get(group.key());
                yield state == null ? "" : state.terms().flatMap(Links::web).orElse("");
            }
            case CATEGORIES, LICENCES, TAGS -> "";
        };
    }

    private interface Filling {
        Listing with(Frame frame, List<Card> items, Pager pager);
    }

    private void entries(
            String first,
            Function<Integer, String> rest,
            List<Card> cards,
            Filling filling,
            String title,
            String description) {
        pages(first, rest, cards, ENTRIES, (path, items, pager) -> {
            var frame = printer.frame(path, numbered(title, pager), description, Section.BROWSE);
            printer.page(path, "list", filling.with(frame, items, pager));
        });
    }

    private void index(Cut cut) {
        var groups = catalogue.facet(cut).groups();
        var heading = printer.say(cut + ".heading");
        var intro = printer.say(cut + ".about");
        pages(
                cut + "/index.html",
                page -> cut + "/page-" + page + ".html",
                groups,
                GROUPS,
                (path, part, pager) -> printer.page(path, "groups", new Groups(
                        printer.frame(path, numbered(heading, pager), intro, Section.BROWSE),
                        heading,
                        intro,
                        groups.isEmpty(),
                        part,
                        pager)));
    }

    private static String numbered(String title, Pager pager) {
        return pager.page() == 1 ? title : title + " (" + pager.page() + ")";
    }

    interface Sheet<T> {
        void write(String path, List<T> part, Pager pager);
    }

    /// Cuts a list into pages; an empty one still has its first.
    static <T> void pages(
            String first, Function<Integer, String> rest, List<T> all, int most, Sheet<T> sheet) {
        var pages = Math.max(1, (all.size() + most - 1) / most);
        for (var page = 1; page <= pages; page++) {
            var from = (page - 1) * most;
            var to = Math.min(all.size(), from + most);
            var pager = new Pager(
                    pages == 1,
                    page,
                    pages,
                    Figure.grouped(from + 1),
                    Figure.grouped(to),
                    Figure.grouped(all.size()),
                    page == 1 ? "" : page == 2 ? first : rest.apply(page - 1),
                    page == pages ? "" : rest.apply(page + 1));
            sheet.write(page == 1 ? first : rest.apply(page), all.subList(from, to), pager);
        }
    }

    private void browse() {
        var kinds = Arrays.stream(Kind.values())
                .map(kind -> new Book(
                        kind.folder() + "/index.html",
                        printer.plural(kind),
                        Figure.grouped(catalogue.of(kind).size())))
                .toList();
        var shelves = new ArrayList<Shelf>();
        shelves.add(new Shelf(
                "", printer.say("browse.kinds"), "", kinds, false, Figure.grouped(catalogue.size())));
        for (var cut : Cut.values()) {
            var groups = catalogue.facet(cut).groups();
            shelves.add(new Shelf(
                    cut + "/index.html",
                    printer.say(cut + ".heading"),
                    printer.say(cut + ".about"),
                    groups.stream()
                            .limit(24)
                            .map(group -> new Book(group.path(), group.label(), group.count()))
                            .toList(),
                    groups.size() > 24,
                    Figure.grouped(groups.size())));
        }
        printer.page("browse.html", "browse", new Browse(
                printer.frame("browse.html", printer.say("door.browse"), printer.say("browse.about"), Section.BROWSE),
                List.copyOf(shelves)));
    }
}
