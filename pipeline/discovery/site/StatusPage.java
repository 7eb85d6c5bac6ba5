package discovery.site;

import discovery.model.ProblemKind;
import discovery.model.SourceReport;
import discovery.site.Facet.Cut;
import discovery.site.Printer.Section;
import discovery.model.SourceReport.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How each source is, and what was wrong with what they gave.
record StatusPage(
        Frame frame,
        boolean good,
        String sentence,
        String version,
        String instant,
        BoardPart board,
        List<BoardPart.Service> services,
        List<Line> sources,
        String problems,
        List<Kinds> kinds) {

    private static final int EXAMPLES = 12;

    /// @param age   of its data in days, or empty
    /// @param terms address of its terms, or empty
    /// @param seen  its days in the ledger; none: it is not there
    /// @param note  why it is not as it should be, or empty
    record Line(
            String id,
            String path,
            String kind,
            String state,
            String label,
            String things,
            String day,
            String age,
            String terms,
            List<BoardPart.Service> seen,
            String note,
            List<Count> problems) {}

    record Count(String kind, String count) {}

    record Kinds(String kind, String count, String sentence, List<Example> examples) {}

    record Example(String source, String place, String text) {}

    static void write(Printer printer, Catalogue catalogue, Edition edition) {
        var night = edition.night();
        var today = night.day().toEpochDay();
        var board = BoardPart.of(edition.board(), printer);
        var seen = board.byName();
        var lines = edition.sources().stream()
                .map(source -> new Line(
                        source.id(),
                        catalogue.facet(Cut.SOURCES).of(source.id()).map(Facet.Group::path).orElse(""),
                        source.kind().toString(),
                        source.state().toString(),
                        printer.say("state." + source.state()),
                        Figure.grouped(source.things()),
                        Figure.day(source.day()),
                        source.day().isPresent() ? Figure.grouped(today - source.day().getAsLong()) : "",
                        source.terms().flatMap(Links::web).orElse(""),
                        Optional.ofNullable(seen.remove(source.id())).stream().toList(),
                        source.note().orElse(""),
                        counts(edition.problems().bySource().getOrDefault(source.id(), Map.of()))))
                .toList();
        var good = isGood(edition);
        printer.page("status.html", "status", new StatusPage(
                printer.nightly("status.html", printer.say("door.status"), printer.say("status.about"), Section.STATUS),
                good,
                printer.say(good ? "status.good" : "status.degraded"),
                night.version(),
                BoardPart.minute(night.now().toString()),
                board,
                board.services().stream().filter(service -> seen.containsKey(service.name())).toList(),
                lines,
                Figure.grouped(edition.problems().total()),
                kinds(printer, edition.problems())));
    }

    static boolean isGood(Edition edition) {
        return edition.sources().stream()
                .map(SourceReport::state)
                .allMatch(state -> state == State.FRESH || !state.isRead());
    }

    private static List<Count> counts(Map<ProblemKind, Long> counts) {
        var all = new ArrayList<Count>();
        counts.forEach((kind, count) -> all.add(new Count(kind.toString(), Figure.grouped(count))));
        return List.copyOf(all);
    }

    private static List<Kinds> kinds(Printer printer, Problems problems) {
        var all = new ArrayList<Kinds>();
        problems.counts().forEach((kind, count) -> all.add(new Kinds(
                kind.toString(),
                Figure.grouped(count),
                printer.say("problem." + kind),
                problems.first().stream()
                        .filter(problem -> problem.kind() == kind)
                        .limit(EXAMPLES)
                        .map(problem -> new Example(problem.source(), problem.place(), problem.text()))
                        .toList())));
        return List.copyOf(all);
    }
}
