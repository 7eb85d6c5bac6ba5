package discovery.ops;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// The seven tables of `infra.db`: five that say what there is (from `infra.yaml`), two that say what happened. Rows are
/// in a fixed order, so that the same facts make the same bytes.
public record Ledger(Topology topology, List<Deployment> deployments, List<Event> events) {
    /// Days for which health is kept, which is what the status page shows.
    public static final int HEALTH_DAYS = 90;
    /// Days for which all else is kept.
    public static final int HISTORY_DAYS = 400;

    /// The service that a build is a deployment of.
    public static final String NIGHT = "night";

    /// A build that was made public, or a night that was not.
    ///
    /// @param status   `success`, `failed`, `refused` (by the gate) or `rolled_back`
    /// @param started  an instant, `2026-11-21T03:23:00Z`
    /// @param rollback the version that clients were led back to
    /// @param total    entries; with `added`, `changed` and `removed` -1 where nobody said
    public record Deployment(
            String service, String version, Optional<String> previous, String by, String method, String status,
            String started, OptionalLong seconds, Optional<String> rollback, long total, long added, long changed,
            long removed, Optional<String> notes) {}

    /// Something that happened.
    ///
    /// @param type     `health`, `incident`, `gate-stop`, `outage`, `rotation` …
    /// @param severity `info`, `warning`, `error` or `critical`
    /// @param ended    when it was over; empty: it is not, or was over at once
    /// @param value    for health, the age of the data in days
    public record Event(
            Optional<String> service, String type, String severity, String title, Optional<String> description,
            String at, Optional<String> ended, OptionalLong value) {
        boolean isOpen() {
            return ended.isEmpty() && (type.equals("incident") || type.equals("outage"));
        }
    }

    /// What somebody noted after a night was published: a line of `ops.jsonl`.
    public record Fact(Optional<Deployment> deployment, Optional<Event> event) {}

    /// What a published build says of itself, in its manifest.
    ///
    /// @param built an instant
    /// @param ages  source → age of its data in days
    public record Build(
            String version, String built, long total, long added, long changed, long removed, Map<String, Long> ages) {}

    public Ledger {
        deployments = List.copyOf(deployments);
        events = List.copyOf(events);
    }

    public static Ledger of(Topology topology) {
        return new Ledger(topology, List.of(), List.of());
    }

    /// The ledger that ships with the next build: this one, with the last published build and what was noted since.
    ///
    /// @param now  the next build's topology
    /// @param last the last published build; empty on a first night
    public Ledger next(Topology now, Optional<Build> last, List<Fact> facts) {
        var builds = new LinkedHashMap<String, Deployment>();
        deployments.forEach(each -> builds.put(key(each), each));
        var happened = new LinkedHashMap<String, Event>();
        events.forEach(each -> happened.put(key(each), each));
        last.ifPresent(build -> {
            builds.putIfAbsent(NIGHT + " " + build.version(), new Deployment(NIGHT, build.version(), newest(),
                    "schedule", "ci", "success", build.built(), OptionalLong.empty(), Optional.empty(), build.total(),
                    build.added(), build.changed(), build.removed(), Optional.empty()));
            build.ages().forEach((source, age) -> {
                var health = new Event(Optional.of(source), "health", age == 0 ? "info" : "warning",
                        age == 0 ? "fresh" : "last good data", Optional.empty(), build.built(), Optional.empty(),
                        OptionalLong.of(age));
                happened.put(key(health), health);
            });
        });
        for (var fact : facts) {
            fact.deployment().ifPresent(each -> builds.merge(key(each), each, Ledger::both));
            fact.event().ifPresent(each -> happened.put(key(each), each));
        }
        var newest = Stream.concat(builds.values().stream().map(Deployment::started),
                happened.values().stream().map(Event::at)).max(Comparator.naturalOrder()).orElse("");
        return new Ledger(now,
                builds.values().stream().filter(each -> Days.between(each.started(), newest) <= HISTORY_DAYS)
                        .sorted(Comparator.comparing(Deployment::started).thenComparing(Deployment::version)).toList(),
                happened.values().stream()
                        .filter(each -> Days.between(each.at(), newest) <= (each.type().equals("health")
                                ? HEALTH_DAYS
                                : HISTORY_DAYS))
                        .sorted(Comparator.comparing(Event::at).thenComparing(each -> each.service().orElse(""))
                                .thenComparing(Event::type).thenComparing(Event::title))
                        .toList());
    }

    /// What the manifest said of a build stays; what only an observer knows is added.
    private static Deployment both(Deployment told, Deployment seen) {
        return new Deployment(told.service(), told.version(), told.previous().or(seen::previous), seen.by(),
                seen.method(), seen.status(), told.started(), seen.seconds().isPresent() ? seen.seconds()
                        : told.seconds(),
                seen.rollback().or(told::rollback), Math.max(told.total(), seen.total()),
                Math.max(told.added(), seen.added()), Math.max(told.changed(), seen.changed()),
                Math.max(told.removed(), seen.removed()), seen.notes().or(told::notes));
    }

    private Optional<String> newest() {
        return deployments.stream().filter(each -> each.service().equals(NIGHT) && each.status().equals("success"))
                .reduce((before, after) -> after).map(Deployment::version);
    }

    private static String key(Deployment each) {
        return each.service() + " " + each.version();
    }

    /// One health a day and service; of all else, what began at one instant under one title is one thing.
    private static String key(Event each) {
        return each.type().equals("health")
                ? "health " + each.service().orElse("") + " " + Days.of(each.at())
                : each.type() + " " + each.service().orElse("") + " " + each.at() + " " + each.title();
    }

    /// The newest first.
    public List<Deployment> builds() {
        return new ArrayList<>(deployments).reversed();
    }

    /// What is wrong and not over yet.
    public List<Event> open() {
        return events.stream().filter(Event::isOpen).toList();
    }

    /// The last known health of a service.
    public Optional<Event> health(String service) {
        return events.stream().filter(each -> each.type().equals("health"))
                .filter(each -> each.service().equals(Optional.of(service))).reduce((before, after) -> after);
    }
}
