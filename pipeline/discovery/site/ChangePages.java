package discovery.site;

import discovery.site.Change.Word;
import discovery.site.Printer.Section;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What changed tonight: on pages, in the feed and on the home page, always in the same order.
final class ChangePages {
    static final int LINES = 500;
    /// Fields that change because something else did; who changed in these alone comes after the others.
    private static final Set<String> BOOKKEEPING = Set.of(
            "blob", "commit", "flaws", "original", "parents", "provenance", "reason", "slot", "sources", "verdicts");
    private static final int FEED = 100;

    private final Printer printer;
    private final Catalogue catalogue;
    private final List<Change> ordered;
    private final Map<Word, Long> counts = new EnumMap<>(Word.class);

    ChangePages(Printer printer, Catalogue catalogue, List<Change> changes) {
        this.printer = printer;
        this.catalogue = catalogue;
        ordered = changes.stream()
                .sorted(Comparator.comparing(Change::word)
                        .thenComparing(ChangePages::isBookkeeping)
                        .thenComparing(Change::id))
                .toList();
        changes.forEach(change -> counts.merge(change.word(), 1L, Long::sum));
    }

    /// @param path of its page; empty for what is gone
    record Line(String word, String label, String kind, String name, String path, String fields, String reason) {}

    record Count(String word, String label, String count, boolean none) {}

    record Sheet(
            Frame frame, boolean none, List<Count> counts, List<Line> lines, int start, ListPages.Pager pager) {}

    record Feed(String site, String title, String id, String self, String home, String updated, List<Item> items) {}

    record Item(String id, String title, String address, String date, String sentence) {}

    List<Change> ordered() {
        return ordered;
    }

    List<Count> counts() {
        return Arrays.stream(Word.values())
                .sorted(Comparator.reverseOrder())
                .map(word -> new Count(
                        word.toString(),
                        printer.say("change." + word),
                        Figure.grouped(count(word)),
                        count(word) == 0))
                .toList();
    }

    private long count(Word word) {
        return counts.getOrDefault(word, 0L);
    }

    /// The few that a reader of the home page may want to see: the best of each word, what is new first.
    List<Line> few(int most) {
        return Arrays.stream(Word.values())
                .sorted(Comparator.reverseOrder())
                .flatMap(word -> ordered.stream()
                        .filter(change -> change.word() == word)
                        .sorted(Comparator.comparing(ChangePages::isBookkeeping)
                                .thenComparing(Comparator.comparingInt(this::score).reversed())
                                .thenComparing(Change::id))
                        .limit(most))
                .map(this::line)
                .toList();
    }

    private static boolean isBookkeeping(Change change) {
        return switch (change.word()) {
            case REMOVED, RENAMED, ADDED -> false;
            case CHANGED -> BOOKKEEPING.containsAll(change.fields());
        };
    }

    private int score(Change change) {
        return catalogue.card(change.id()).map(Card::score).orElse(0);
    }

    private Line line(Change change) {
        return new Line(
                change.word().toString(),
                printer.say("change." + change.word()),
                change.kind().toString(),
                Plain.cut(Plain.first(change.name(), change.slug(), change.id()), 100),
                path(change),
                ChangedFields.told(change.fields(), printer),
                Plain.cut(change.reason(), 300));
    }

    /// What was removed has no page any more; its id may have come back, so the word decides.
    private String path(Change change) {
        return switch (change.word()) {
            case REMOVED -> "";
            case RENAMED, CHANGED, ADDED -> catalogue.card(change.id()).map(Card::path).orElse("");
        };
    }

    void write() {
        ListPages.pages(
                "changes.html",
                page -> "changes/page-" + page + ".html",
                ordered,
                LINES,
                (path, part, pager) -> printer.page(path, "changes", new Sheet(
                        printer.nightly(
                                path, printer.say("door.changes"), printer.say("changes.about"), Section.CHANGES),
                        ordered.isEmpty(),
                        counts(),
                        part.stream().map(this::line).toList(),
                        (pager.page() - 1) * LINES + 1,
                        pager)));
        feed();
    }

    private void feed() {
        var night = printer.night();
        var root = night.siteUrl().orElse("");
        var items = ordered.stream()
                .limit(FEED)
                .map(change -> {
                    var line = line(change);
                    var sentence = (line.fields() + " " + line.reason()).strip();
                    return new Item(
                            urn(night.seq() + ":" + line.word() + ":" + change.id()),
                            line.label() + ": " + line.name() + " (" + line.kind() + ")",
                            root + Plain.first(line.path(), "changes.html"),
                            night.now().toString(),
                            sentence);
                })
                .toList();
        printer.page("feed.xml", "feed.xml", new Feed(
                night.title(),
                printer.say("feed.title"),
                urn("changes"),
                root + "feed.xml",
                root + "index.html",
                night.now().toString(),
                items));
    }

    static String urn(String name) {
        return "urn:skill-index:" + Links.encoded(name.replace(':', '/'), true).replace('/', ':');
    }
}
