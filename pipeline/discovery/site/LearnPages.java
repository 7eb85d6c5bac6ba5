package discovery.site;

import discovery.learn.LearningPath;
import discovery.site.Printer.Section;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Learning paths: a page that leads to them, and one for each, with the best entries for each of its steps.
final class LearnPages {
    private static final int SHOWN = 3;
    /// Words of more entries than this tell too little to be looked through.
    private static final int COMMON = 20_000;

    private final Printer printer;
    private final Catalogue catalogue;
    private final SearchIndex search;

    LearnPages(Printer printer, Catalogue catalogue, SearchIndex search) {
        this.printer = printer;
        this.catalogue = catalogue;
        this.search = search;
    }

    record Paths(Frame frame, List<Head> paths) {}

    record Head(String path, String title, String about, int minutes, int steps) {}

    record Whole(Frame frame, Head head, List<Step> steps) {}

    /// @param task what to do to have it done, or empty
    record Step(int number, String title, List<Piece> text, List<Piece> task, List<Question> questions) {}

    /// A part of a text; what stands between backticks is code.
    record Piece(boolean code, String text) {}

    /// @param search the address of all answers
    record Question(String words, String search, List<Card> entries) {}

    void write(List<LearningPath> paths) {
        printer.page("learn/index.html", "learn", new Paths(
                printer.frame("learn/index.html", printer.say("learn.title"), printer.say("learn.about"), Section.NONE),
                paths.stream().map(LearnPages::head).toList()));
        for (var path : paths) {
            var head = head(path);
            printer.page(head.path(), "path", new Whole(
                    printer.frame(head.path(), path.title(), path.about(), Section.NONE),
                    head,
                    IntStream.range(0, path.steps().size()).mapToObj(i -> step(i + 1, path.steps().get(i))).toList()));
        }
    }

    private static Head head(LearningPath path) {
        return new Head(
                "learn/" + path.id() + ".html", path.title(), path.about(), path.minutes(), path.steps().size());
    }

    private Step step(int number, LearningPath.Step step) {
        return new Step(
                number, step.title(), pieces(step.text()),
                pieces(step.exercise().map(LearningPath.Exercise::task).orElse("")),
                step.entries().stream()
                        .map(words -> new Question(
                                words, "search.html?q=" + Links.encoded(words, false), entries(words)))
                        .toList());
    }

    private static List<Piece> pieces(String text) {
        var pieces = new ArrayList<Piece>();
        var code = false;
        for (var part : text.split("`", -1)) {
            if (!part.isEmpty()) {
                pieces.add(new Piece(code, part));
            }
            code = !code;
        }
        return List.copyOf(pieces);
    }

    /// The best entries that have all of the words; what a browser finds for them may say more.
    private List<Card> entries(String words) {
        var terms = new LinkedHashSet<>(Terms.of(words));
        terms.removeAll(Terms.STOP);
        var rarest = terms.stream().filter(term -> search.count(term) > 0 && search.count(term) <= COMMON)
                .sorted(Comparator.comparingInt(search::count).thenComparing(Comparator.naturalOrder())).toList();
        if (rarest.size() < terms.size() || rarest.isEmpty()) {
            return List.of();
        }
        var all = IntStream.of(search.having(rarest.getFirst()).indexes()).boxed().collect(
                Collectors.toCollection(LinkedHashSet::new));
        for (var term : rarest.subList(1, rarest.size())) {
            all.retainAll(IntStream.of(search.having(term).indexes()).boxed().collect(Collectors.toSet()));
        }
        return all.stream().map(catalogue.cards()::get).filter(card -> !card.copy()).sorted(Card.ORDER).limit(SHOWN)
                .toList();
    }
}
