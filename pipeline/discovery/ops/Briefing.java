package discovery.ops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What an operator wants to know at a glance, or in the middle of the night.
public final class Briefing {
    /// A secret is mentioned so many days before it is due.
    private static final int SOON = 30;
    /// Hours after which a build is late: a day, and the hours by which GitHub starts a schedule late.
    private static final int LATE_HOURS = 30;

    /// Word in a sentence → services that it points to, and the runbook.
    private static final Map<String, String> RUNBOOKS = runbooks();

    private Briefing() {}

    private static Map<String, String> runbooks() {
        var books = new LinkedHashMap<String, String>();
        books.put("leak|stolen|compromis|exposed", "signing-key-leaked.md");
        books.put("key (is )?lost|lost key|no key|key (is )?missing|signature|sign", "signing-key-lost.md");
        books.put("takedown|dmca|abuse|malicious entry|remove (an )?entry|revoke", "takedown.md");
        books.put("corrupt|digest|hash|checksum|verif", "corrupt-release.md");
        books.put("bad build|wrong results|rollback|roll back", "bad-build.md");
        books.put("cdn|jsdelivr|pages|site (is )?down|404|503", "cdn-down.md");
        books.put("github|actions|api (is )?down|workflow|schedule|cron", "github-down.md");
        books.put("source|registry|list|shrunk|shrank|empty", "source-gone.md");
        return books;
    }

    /// One line a server.
    public static Answer status(Ledger ledger, String now) {
        var lines = new ArrayList<String>();
        for (var server : ledger.topology().servers()) {
            var names = ledger.topology().services().stream().filter(each -> each.server().equals(server.name()))
                    .map(Topology.Service::name).toList();
            var counts = names.stream().collect(Collectors.groupingBy(name -> Listings.status(ledger, name),
                    java.util.TreeMap::new, Collectors.counting()));
            lines.add("%s: %s".formatted(server.name(), counts.isEmpty() ? "no services" : counts.entrySet().stream()
                    .map(each -> each.getValue() + " " + each.getKey()).collect(Collectors.joining(", "))));
        }
        lines.add(last(ledger, now));
        return Answer.text(lines);
    }

    private static String last(Ledger ledger, String now) {
        return ledger.builds().stream().filter(each -> each.service().equals(Ledger.NIGHT))
                .filter(each -> each.status().equals("success")).findFirst()
                .map(each -> "last build: %s, %s, %d hours ago".formatted(each.version(), each.started(),
                        hours(each.started(), now)))
                .orElse("last build: none yet");
    }

    static long hours(String from, String to) {
        return java.time.Duration.between(java.time.Instant.parse(from), java.time.Instant.parse(to)).toHours();
    }

    /// Everything that wants somebody: empty is good.
    public static Answer alert(Ledger ledger, String now) {
        var rows = new ArrayList<List<String>>();
        ledger.open().forEach(each -> rows.add(List.of(each.severity(), each.service().orElse(""), each.title(),
                "since " + each.at(), each.service().flatMap(name -> Listings.runbook(ledger, name)).orElse(""))));
        for (var service : ledger.topology().services()) {
            ledger.health(service.name()).filter(each -> !each.severity().equals("info"))
                    .filter(each -> each.value().orElse(0) > 0)
                    .ifPresent(each -> rows.add(List.of(each.severity(), service.name(),
                            "its data is %d days old".formatted(each.value().orElse(0)), "at " + each.at(),
                            service.runbook().orElse(""))));
        }
        var night = ledger.builds().stream().filter(each -> each.service().equals(Ledger.NIGHT)).findFirst();
        night.filter(each -> !each.status().equals("success")).ifPresent(each -> rows.add(List.of("error",
                Ledger.NIGHT, "the last night ended as " + each.status(), "at " + each.started(), "bad-build.md")));
        night.filter(each -> hours(each.started(), now) > LATE_HOURS).ifPresent(each -> rows.add(List.of("error",
                Ledger.NIGHT, "no build for %d hours".formatted(hours(each.started(), now)),
                "since " + each.started(), "github-down.md")));
        for (var secret : ledger.topology().secrets()) {
            if (secret.days().isPresent() && secret.rotated().isPresent()) {
                var left = Days.of(secret.rotated().get() + "T00:00:00Z") + secret.days().getAsLong() - Days.of(now);
                if (left <= SOON) {
                    rows.add(List.of(left < 0 ? "error" : "warning", secret.service().orElse(""),
                            secret.name() + " is due " + Listings.due(secret, Days.of(now)), "", "first-deploy.md"));
                }
            }
        }
        return new Answer(List.of(), List.of("severity", "service", "what", "when", "runbook"), rows);
    }

    /// A few sentences for somebody on the telephone.
    public static Answer brief(Ledger ledger, String now) {
        var lines = new ArrayList<String>();
        var topology = ledger.topology();
        lines.add("%d services on %d servers.".formatted(topology.services().size(), topology.servers().size()));
        lines.add(last(ledger, now) + ".");
        ledger.builds().stream().filter(each -> each.service().equals(Ledger.NIGHT)).findFirst()
                .filter(each -> each.total() >= 0)
                .ifPresent(each -> lines.add("It has %d entries: %d added, %d changed, %d removed.".formatted(
                        each.total(), each.added(), each.changed(), each.removed())));
        var alerts = alert(ledger, now);
        lines.add(
                alerts.rows().isEmpty() ? "Nothing wants you." : "%d things want you:".formatted(alerts.rows().size()));
        alerts.rows().forEach(row -> lines.add("- %s: %s%s".formatted(row.get(0),
                row.get(1).isEmpty() ? "" : row.get(1) + ": ", row.get(2))));
        return Answer.text(lines);
    }

    /// One page: how everything is, what changed last, what the gate said, what hangs on it, the likely cause and the
    /// runbook.
    ///
    /// @param said what the operator sees
    /// @param gate what the last gate found wrong, a sentence each
    /// @param live service → what a check just now found; none: nobody asked
    public static Answer incident(Ledger ledger, String said, List<String> gate, Map<String, String> live, String now) {
        var lines = new ArrayList<String>();
        var text = said.toLowerCase(Locale.ROOT);
        var suspects = ledger.topology().services().stream().map(Topology.Service::name)
                .filter(name -> text.contains(name) || !Listings.status(ledger, name).matches("healthy|unknown")
                        || live.getOrDefault(name, "healthy").startsWith("unhealthy"))
                .toList();
        lines.add("# Incident: " + said);
        lines.add("");
        lines.add("Seen at " + now + ".");
        lines.add("");
        lines.add("## Likely cause");
        lines.add("");
        lines.addAll(causes(ledger, suspects, gate, live, now));
        lines.add("");
        lines.add("## What to do");
        lines.add("");
        books(ledger, text, suspects).forEach(name -> lines.add("- .github/runbooks/" + name));
        lines.add("");
        lines.add("## Health");
        lines.add("");
        status(ledger, now).lines().forEach(line -> lines.add("- " + line));
        live.forEach((name, found) -> lines.add("- %s, just now: %s".formatted(name, found)));
        lines.add("");
        lines.add("## Last builds");
        lines.add("");
        var builds = ledger.builds().stream().limit(5).toList();
        builds.forEach(each -> lines.add("- %s %s at %s: %s%s".formatted(each.service(), each.version(),
                each.started(), each.status(), each.notes().map(notes -> " (" + notes + ")").orElse(""))));
        if (builds.isEmpty()) {
            lines.add("- none is known");
        }
        lines.add("");
        lines.add("## What the gate said");
        lines.add("");
        lines.addAll(gate.isEmpty() ? List.of("- nothing: it passed, or has not run") : gate.stream()
                .map(each -> "- " + each).toList());
        lines.add("");
        lines.add("## What hangs on it");
        lines.add("");
        var hit = suspects.stream().flatMap(name -> Listings.reach(ledger, name, true).keySet().stream()).distinct()
                .filter(name -> !suspects.contains(name)).toList();
        lines.add("- " + (hit.isEmpty() ? "nothing else" : String.join(", ", hit)));
        return Answer.text(lines);
    }

    private static List<String> causes(
            Ledger ledger, List<String> suspects, List<String> gate, Map<String, String> live, String now) {
        var causes = new ArrayList<String>();
        live.forEach((name, found) -> {
            if (found.startsWith("unhealthy")) {
                causes.add("- %s does not answer as it should just now: %s".formatted(name, found));
            }
        });
        gate.forEach(each -> causes.add("- the gate stopped a night: " + each));
        ledger.open().forEach(each -> causes.add("- %s%s is open since %s".formatted(
                each.service().map(name -> name + ": ").orElse(""), each.title(), each.at())));
        ledger.builds().stream().findFirst().filter(each -> hours(each.started(), now) <= LATE_HOURS)
                .ifPresent(each -> causes.add("- a new build, %s, came %d hours ago".formatted(
                        each.version(), hours(each.started(), now))));
        suspects.stream().filter(name -> Listings.status(ledger, name).equals("degraded"))
                .forEach(name -> causes.add("- %s is degraded".formatted(name)));
        return causes.isEmpty() ? List.of("- nothing that the ledger knows; check the platforms' own status pages")
                : causes;
    }

    private static List<String> books(Ledger ledger, String text, List<String> suspects) {
        var books = new ArrayList<String>();
        RUNBOOKS.forEach((words, book) -> {
            if (text.matches("(?s).*(" + words + ").*")) {
                books.add(book);
            }
        });
        suspects.stream().map(name -> Listings.runbook(ledger, name)).flatMap(Optional::stream)
                .filter(name -> !books.contains(name)).forEach(books::add);
        return books.isEmpty() ? List.of("bad-build.md") : books.stream().distinct().toList();
    }
}
