package discovery.site;

import discovery.ops.Board;
import discovery.ops.Ledger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the ledger knows, as the status page shows it: builds, services, incidents, and when the next night is due.
///
/// @param any false: there is no ledger, so there is none of it
record BoardPart(
        boolean any,
        String next,
        List<Build> builds,
        Plot plot,
        List<Service> services,
        List<Incident> incidents) {

    private static final BoardPart NONE =
            new BoardPart(false, "", List.of(), new Plot(false, "", "", ""), List.of(), List.of());
    private static final int DAYS = 90;
    private static final int SHOWN = 10;

    /// @param change entries that were added, changed and removed; empty where nobody said
    record Build(
            String version, String day, boolean wrong, String label, String total, String change, String took) {}

    /// Entries by build, as a line of an SVG of 300 by 100.
    record Plot(boolean any, String points, String least, String most) {}

    /// @param good share of the days on which it was well, or empty
    record Service(String name, String server, String status, String age, String good, List<Run> days) {}

    /// Days in a row on which a service was the same.
    record Run(int from, int length, String word) {}

    record Incident(String day, String severity, String title, String description, String until) {}

    static BoardPart of(Optional<Board> board, Printer printer) {
        return board.map(known -> new BoardPart(
                true,
                known.nextRun().map(BoardPart::minute).orElse(""),
                known.builds().stream().limit(SHOWN).map(build -> build(build, printer)).toList(),
                plot(known.builds()),
                known.services().stream().map(BoardPart::service).toList(),
                known.incidents().stream().map(BoardPart::incident).toList())).orElse(NONE);
    }

    /// The days of a service by its name, for the list of sources.
    Map<String, Service> byName() {
        return services.stream().collect(
                Collectors.toMap(Service::name, service -> service, (one, other) -> one, HashMap::new));
    }

    private static Build build(Ledger.Deployment build, Printer printer) {
        var known = build.added() >= 0 && build.changed() >= 0 && build.removed() >= 0;
        return new Build(
                build.version(),
                day(build.started()),
                !build.status().equals("success"),
                printer.say("build." + build.status()),
                build.total() < 0 ? "" : Figure.grouped(build.total()),
                known ? "+" + Figure.grouped(build.added()) + " ~" + Figure.grouped(build.changed()) + " −"
                        + Figure.grouped(build.removed()) : "",
                build.seconds().isPresent() ? Figure.grouped(Math.max(1, build.seconds().getAsLong() / 60)) : "");
    }

    private static Plot plot(List<Ledger.Deployment> builds) {
        var totals = builds.reversed().stream().mapToLong(Ledger.Deployment::total).filter(total -> total >= 0)
                .toArray();
        if (totals.length < 2) {
            return new Plot(false, "", "", "");
        }
        var least = Long.MAX_VALUE;
        var most = 0L;
        for (var total : totals) {
            least = Math.min(least, total);
            most = Math.max(most, total);
        }
        var points = new StringBuilder();
        for (var i = 0; i < totals.length; i++) {
            var y = most == least ? 50 : 95 - 90 * (totals[i] - least) / (most - least);
            points.append(i == 0 ? "" : " ").append(i * 300L / (totals.length - 1)).append(',').append(y);
        }
        return new Plot(true, points.toString(), Figure.grouped(least), Figure.grouped(most));
    }

    private static Service service(Board.Line line) {
        var runs = new ArrayList<Run>();
        var days = line.days();
        for (var from = 0; from < days.size();) {
            var to = from;
            while (to < days.size() && days.get(to) == days.get(from)) {
                to++;
            }
            runs.add(new Run(DAYS - days.size() + from, to - from, word(days.get(from))));
            from = to;
        }
        return new Service(
                line.service(), line.server(), line.status(),
                line.age().isPresent() ? Figure.grouped(line.age().getAsLong()) : "",
                line.good().isPresent() ? line.good().getAsLong() + " %" : "",
                List.copyOf(runs));
    }

    private static String word(Board.Day day) {
        return switch (day) {
            case GOOD -> "good";
            case OLD -> "medium";
            case BAD -> "high";
            case UNKNOWN -> "unseen";
        };
    }

    private static Incident incident(Ledger.Event event) {
        return new Incident(
                day(event.at()),
                event.severity().equals("error") || event.severity().equals("critical") ? "high"
                        : event.severity().equals("warning") ? "medium" : "low",
                event.title(),
                event.description().orElse(""),
                event.ended().map(BoardPart::day).orElse(""));
    }

    /// `2026-11-21 03:23 UTC`.
    static String minute(String instant) {
        return instant.length() < 16 ? instant : instant.substring(0, 10) + " " + instant.substring(11, 16) + " UTC";
    }

    private static String day(String instant) {
        return instant.substring(0, Math.min(10, instant.length()));
    }
}
