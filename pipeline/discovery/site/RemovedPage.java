package discovery.site;

import discovery.model.ProblemKind;
import discovery.site.Change.Word;
import discovery.site.Printer.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What is no longer in the index and why, and why something may not be in it at all.
record RemovedPage(
        Frame frame,
        String since,
        boolean none,
        List<Gone> gone,
        int start,
        List<Refused> refused,
        String report,
        ListPages.Pager pager) {

    private static final int LINES = 300;
    private static final int EXAMPLES = 20;

    record Gone(String day, String kind, String name, String place, String reason) {}

    record Refused(String kind, String count, String sentence, List<StatusPage.Example> examples) {}

    static void write(Printer printer, Edition edition, History history) {
        var gone = history.events().reversed().stream()
                .filter(event -> event.word() == Word.REMOVED)
                .map(event -> new Gone(
                        Figure.day(event.day()), event.kind().toString(), event.name(), event.place(), event.reason()))
                .toList();
        var refused = refused(printer, edition.problems());
        var since = Figure.day(history.nights().getFirst().day());
        ListPages.pages(
                "removed.html",
                page -> "removed/page-" + page + ".html",
                gone,
                LINES,
                (path, part, pager) -> printer.page(path, "removed", new RemovedPage(
                        printer.nightly(path, printer.say("removed.title"), printer.say("removed.about"), Section.NONE),
                        since,
                        gone.isEmpty(),
                        part,
                        (pager.page() - 1) * LINES + 1,
                        pager.page() == 1 ? refused : List.of(),
                        Report.of(edition.night(), printer.say("report.missing"), printer.say("report.missing.body")),
                        pager)));
    }

    private static List<Refused> refused(Printer printer, Problems problems) {
        var all = new ArrayList<Refused>();
        Arrays.stream(ProblemKind.values())
                .filter(kind -> problems.counts().getOrDefault(kind, 0L) > 0)
                .forEach(kind -> all.add(new Refused(
                        kind.toString(),
                        Figure.grouped(problems.counts().getOrDefault(kind, 0L)),
                        printer.say("problem." + kind),
                        problems.first().stream()
                                .filter(problem -> problem.kind() == kind)
                                .limit(EXAMPLES)
                                .map(problem -> new StatusPage.Example(
                                        problem.source(), problem.place(), problem.text()))
                                .toList())));
        return List.copyOf(all);
    }
}
