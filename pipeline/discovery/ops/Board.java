package discovery.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// What the status page shows of the ledger: 90 days of every service, the last builds, what happened, and what is next.
///
/// @param nextRun an instant: when the next night is due by its schedule; empty: there is no schedule
public record Board(List<Line> services, List<Ledger.Deployment> builds, List<Ledger.Event> incidents,
        Optional<String> nextRun) {
    /// Days after which a client says loudly that its index is out of date.
    static final int STALE_DAYS = 14;
    private static final int BUILDS = 30;
    private static final int INCIDENTS = 20;

    /// @param days the last 90 days, the oldest first
    /// @param age  of its data in days, as last seen
    public record Line(String service, String server, String type, String status, OptionalLong age, List<Day> days) {
        /// Of the days that were seen, in hundredths, how many were good; empty: none was seen.
        public OptionalLong good() {
            var seen = days.stream().filter(day -> day != Day.UNKNOWN).count();
            var well = days.stream().filter(day -> day == Day.GOOD).count();
            return seen == 0 ? OptionalLong.empty() : OptionalLong.of(100 * well / seen);
        }
    }

    public enum Day {
        GOOD, OLD, BAD, UNKNOWN
    }

    public Board {
        services = List.copyOf(services);
        builds = List.copyOf(builds);
        incidents = List.copyOf(incidents);
    }

    /// @param today days since 1970-01-01
    /// @param crons of the nightly workflow, `23 3 * * *`
    public static Board of(Ledger ledger, long today, List<String> crons) {
        var lines = new ArrayList<Line>();
        for (var service : ledger.topology().services()) {
            var seen = new TreeMap<Long, Day>();
            var age = OptionalLong.empty();
            for (var event : ledger.events()) {
                if (event.service().equals(Optional.of(service.name()))) {
                    mark(seen, event, today);
                    age = event.type().equals("health") ? event.value() : age;
                }
            }
            if (service.name().equals(Ledger.NIGHT)) {
                ledger.deployments().stream().filter(each -> each.service().equals(Ledger.NIGHT))
                        .forEach(each -> seen.merge(Days.of(each.started()),
                                each.status().equals("success") ? Day.GOOD : Day.BAD, Board::worse));
            }
            lines.add(new Line(service.name(), service.server(), service.type().orElse(""),
                    Listings.status(ledger, service.name()), age, days(seen, today)));
        }
        return new Board(lines,
                ledger.builds().stream().filter(each -> each.service().equals(Ledger.NIGHT)).limit(BUILDS).toList(),
                ledger.events().reversed().stream().filter(each -> !each.type().equals("health")).limit(INCIDENTS)
                        .toList(),
                Cron.next(crons, today));
    }

    private static void mark(Map<Long, Day> seen, Ledger.Event event, long today) {
        var from = Days.of(event.at());
        if (event.type().equals("health")) {
            seen.merge(from, switch (event.severity()) {
                case "info" -> Day.GOOD;
                case "warning" -> Day.OLD;
                default -> Day.BAD;
            }, Board::worse);
        } else if (event.type().equals("incident") || event.type().equals("outage")) {
            var to = event.ended().map(Days::of).orElse(today);
            for (var day = from; day <= to; day++) {
                seen.merge(day, event.severity().equals("warning") ? Day.OLD : Day.BAD, Board::worse);
            }
        }
    }

    private static Day worse(Day one, Day other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static List<Day> days(Map<Long, Day> seen, long today) {
        var days = new ArrayList<Day>();
        for (var day = today - Ledger.HEALTH_DAYS + 1; day <= today; day++) {
            days.add(Optional.ofNullable(seen.get(day)).orElse(Day.UNKNOWN));
        }
        return List.copyOf(days);
    }
}
