package discovery.ops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The ledger as tables.
public final class Listings {
    private Listings() {}

    public static Answer servers(Ledger ledger) {
        return Answer.table(List.of("server", "hostname", "role", "services", "status", "notes"),
                ledger.topology().servers().stream().map(server -> {
                    var on = ledger.topology().services().stream()
                            .filter(service -> service.server().equals(server.name())).toList();
                    return List.of(server.name(), server.hostname().orElse(""), server.role().orElse(""),
                            Integer.toString(on.size()), worst(on.stream().map(each -> status(ledger, each.name()))
                                    .toList()),
                            server.notes().orElse(""));
                }));
    }

    /// @param server only those on it
    public static Answer services(Ledger ledger, Optional<String> server) {
        return Answer.table(List.of("service", "server", "type", "status", "version", "runbook", "notes"),
                ledger.topology().services().stream()
                        .filter(service -> server.isEmpty() || server.get().equals(service.server()))
                        .map(service -> List.of(service.name(), service.server(), service.type().orElse(""),
                                status(ledger, service.name()), version(ledger, service.name()),
                                service.runbook().orElse(""), service.notes().orElse(""))));
    }

    public static Answer routes(Ledger ledger) {
        return Answer.table(List.of("domain", "path", "service", "ssl", "notes"), ledger.topology().routes().stream()
                .map(route -> List.of(route.domain(), route.path().orElse("/"), route.service(),
                        route.ssl().orElse(""), route.notes().orElse(""))));
    }

    /// @param today days since 1970-01-01
    public static Answer secrets(Ledger ledger, long today) {
        return Answer.table(List.of("secret", "service", "lives in", "last rotated", "due"),
                ledger.topology().secrets().stream().map(secret -> List.of(secret.name(),
                        secret.service().orElse(""), (secret.manager() + " " + secret.path().orElse("")).strip(),
                        secret.rotated().orElse("not set yet"), due(secret, today))));
    }

    /// `in 30 days`, `overdue by 3 days`, or when it is due otherwise.
    static String due(Topology.Secret secret, long today) {
        if (secret.days().isEmpty() || secret.rotated().isEmpty()) {
            return secret.rotated().isEmpty() ? "now" : "when it leaks";
        }
        var left = Days.of(secret.rotated().get() + "T00:00:00Z") + secret.days().getAsLong() - today;
        return left < 0 ? "overdue by %d days".formatted(-left) : "in %d days".formatted(left);
    }

    /// What a service stands on, or, in reverse, what stands on it: everything, with how far away it is.
    public static Answer deps(Ledger ledger, String service, boolean reverse) {
        require(ledger, service);
        return Answer.table(List.of(reverse ? "dependent" : "depends on", "steps", "required", "type", "status"),
                reach(ledger, service, reverse).entrySet().stream().map(each -> List.of(each.getKey(),
                        Integer.toString(each.getValue().steps()), each.getValue().required() ? "yes" : "no",
                        each.getValue().type(), status(ledger, each.getKey()))));
    }

    /// What an outage of a service would mean. What was signed or made by it before stays as it is.
    public static Answer impact(Ledger ledger, String service) {
        require(ledger, service);
        var down = walk(ledger, service, true, each -> isRequired(each) && !isHandedOn(each)).keySet();
        var stale = new ArrayList<>(walk(ledger, service, true, Listings::isRequired).keySet());
        stale.removeAll(down);
        var worse = new ArrayList<>(walk(ledger, service, true, each -> true).keySet());
        worse.removeAll(down);
        worse.removeAll(stale);
        var lines = new ArrayList<String>();
        lines.add("If %s is down:".formatted(service));
        lines.add(down.isEmpty() ? "- nothing else stops" : "- these stop: " + String.join(", ", down));
        if (!stale.isEmpty()) {
            lines.add("- these stay as they are, and get nothing new: " + String.join(", ", stale));
        }
        if (!worse.isEmpty()) {
            lines.add("- these go on without it: " + String.join(", ", worse));
        }
        lines.add("- clients keep what they have; they say so after " + Board.STALE_DAYS + " days");
        var routes = ledger.topology().routes().stream()
                .filter(route -> route.service().equals(service) || down.contains(route.service()))
                .map(route -> route.domain() + route.path().orElse("/")).toList();
        if (!routes.isEmpty()) {
            lines.add("- these addresses do not answer: " + String.join(", ", routes));
        }
        runbook(ledger, service).ifPresent(name -> lines.add("What to do: .github/runbooks/" + name));
        return Answer.text(lines);
    }

    private static boolean isRequired(Topology.Dependency each) {
        return each.required().orElse(true);
    }

    /// The one gave the other something that it keeps.
    private static boolean isHandedOn(Topology.Dependency each) {
        return each.type().orElse("").matches("signature|artefact");
    }

    /// @param service only its; empty: all
    public static Answer history(Ledger ledger, Optional<String> service) {
        return Answer.table(List.of("started", "service", "version", "previous", "status", "seconds", "entries",
                "added", "changed", "removed", "rolled back to"),
                ledger.builds().stream().filter(each -> service.isEmpty() || service.get().equals(each.service()))
                        .map(each -> List.of(each.started(), each.service(), each.version(),
                                each.previous().orElse(""), each.status(),
                                each.seconds().isPresent() ? Long.toString(each.seconds().getAsLong()) : "",
                                count(each.total()), count(each.added()), count(each.changed()),
                                count(each.removed()), each.rollback().orElse(""))));
    }

    /// The newest first.
    ///
    /// @param since a day, `2026-11-01`; what was before is left out
    public static Answer events(Ledger ledger, Optional<String> service, Optional<String> since) {
        return Answer.table(List.of("at", "service", "type", "severity", "title", "ended"),
                ledger.events().reversed().stream()
                        .filter(each -> service.isEmpty() || service.equals(each.service()))
                        .filter(each -> since.isEmpty() || each.at().compareTo(since.get()) >= 0)
                        .map(each -> List.of(each.at(), each.service().orElse(""), each.type(), each.severity(),
                                each.title(), each.ended().orElse(""))));
    }

    /// `healthy`, `degraded`, `unhealthy` or `unknown`, by what was last seen.
    public static String status(Ledger ledger, String service) {
        var open = ledger.open().stream().filter(each -> each.service().equals(Optional.of(service))).toList();
        if (!open.isEmpty()) {
            return open.stream().anyMatch(each -> each.severity().matches("error|critical")) ? "unhealthy"
                    : "degraded";
        }
        if (service.equals(Ledger.NIGHT)) {
            return ledger.builds().stream().filter(each -> each.service().equals(service)).findFirst()
                    .map(each -> each.status().equals("success") ? "healthy" : "degraded").orElse("unknown");
        }
        return ledger.health(service).map(each -> switch (each.severity()) {
            case "info" -> "healthy";
            case "warning" -> "degraded";
            default -> "unhealthy";
        }).orElse("unknown");
    }

    static Optional<String> runbook(Ledger ledger, String service) {
        return ledger.topology().services().stream().filter(each -> each.name().equals(service)).findFirst()
                .flatMap(Topology.Service::runbook);
    }

    record Step(int steps, boolean required, String type) {}

    /// Everything that can be reached from a service, the nearest first. Required: over required steps alone.
    static Map<String, Step> reach(Ledger ledger, String service, boolean reverse) {
        var hard = walk(ledger, service, reverse, Listings::isRequired).keySet();
        var found = new LinkedHashMap<String, Step>();
        walk(ledger, service, reverse, each -> true)
                .forEach((name, step) -> found.put(name, new Step(step.steps(), hard.contains(name), step.type())));
        return found;
    }

    private static Map<String, Step> walk(
            Ledger ledger, String service, boolean reverse, Predicate<Topology.Dependency> over) {
        var found = new LinkedHashMap<String, Step>();
        var next = List.of(service);
        for (var steps = 1; !next.isEmpty(); steps++) {
            var further = new ArrayList<String>();
            for (var from : next) {
                for (var each : ledger.topology().dependencies()) {
                    var to = reverse ? each.service() : each.on();
                    if ((reverse ? each.on() : each.service()).equals(from) && !to.equals(service)
                            && !found.containsKey(to) && over.test(each)) {
                        found.put(to, new Step(steps, false, each.type().orElse("")));
                        further.add(to);
                    }
                }
            }
            next = List.copyOf(further);
        }
        return found;
    }

    static void require(Ledger ledger, String service) {
        var known = ledger.topology().services().stream().map(Topology.Service::name).toList();
        var outside = ledger.topology().dependencies().stream().map(Topology.Dependency::on);
        if (!known.contains(service) && outside.noneMatch(service::equals)) {
            throw new IllegalArgumentException(
                    "there is no service `%s`; known: %s".formatted(service, String.join(", ", known)));
        }
    }

    static String worst(List<String> all) {
        for (var word : List.of("unhealthy", "degraded", "healthy")) {
            if (all.contains(word)) {
                return word;
            }
        }
        return "unknown";
    }

    static <T> String joined(List<T> all, Function<T, String> word) {
        return all.stream().map(word).collect(Collectors.joining(", "));
    }

    /// The build that is out; empty: none, or it has no versions.
    public static String version(Ledger ledger, String service) {
        return ledger.builds().stream().filter(each -> each.service().equals(service))
                .filter(each -> each.status().equals("success")).findFirst().map(Ledger.Deployment::version).orElse("");
    }

    private static String count(long number) {
        return number < 0 ? "" : Long.toString(number);
    }
}
