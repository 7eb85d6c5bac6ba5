package discovery.edge.ops;

import discovery.edge.json.Json;
import discovery.edge.json.JsonLines;
import discovery.edge.cli.Usage;
import discovery.ops.Ledger;
import discovery.ops.Ledger.Deployment;
import discovery.ops.Ledger.Event;
import discovery.ops.Ledger.Fact;
import discovery.release.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Notes what became of nights, for the next one's ledger: of a night on this machine, out of its folder; of nights on
/// GitHub, out of what GitHub knows of runs, releases and issues.
final class Recording {
    private static final int TITLE = 120;

    private Recording() {}

    /// @return how many facts were written
    static long of(Path out, Optional<Path> runs, Optional<Path> releases, Optional<Path> issues, Path into)
            throws IOException {
        var facts = new ArrayList<Fact>();
        if (runs.isEmpty() && issues.isEmpty()) {
            facts.addAll(night(out));
        }
        if (runs.isPresent()) {
            facts.addAll(runs(list(runs.get()), releases.isPresent() ? list(releases.get()) : List.of()));
        }
        if (issues.isPresent()) {
            facts.addAll(incidents(list(issues.get())));
        }
        return JsonLines.write(into, facts.stream());
    }

    /// A night that ended in this folder, public or stopped by the gate.
    static List<Fact> night(Path out) throws IOException {
        var manifest = out.resolve("release").resolve("manifest.json");
        if (!Files.exists(manifest)) {
            throw new IOException("%s is not there; name the folder of a night with --out".formatted(manifest));
        }
        var build = Manifest.of(Json.parse(Files.readString(manifest)));
        var stopped = gate(out);
        var seconds = Usage.read(out).stream().mapToDouble(Usage::seconds).sum();
        var facts = new ArrayList<Fact>();
        facts.add(new Fact(Optional.of(new Deployment(Ledger.NIGHT,
                stopped.isEmpty() ? build.version() : build.version() + "-refused", Optional.empty(), "person",
                "manual",
                stopped.isEmpty() ? "success" : "refused", build.built().toString(),
                OptionalLong.of(Math.round(seconds)), Optional.empty(), build.stats().total(), build.stats().added(),
                build.stats().updated(), build.stats().removed(), stopped.stream().findFirst())), Optional.empty()));
        stopped.forEach(why -> facts.add(event(new Event(Optional.of(Ledger.NIGHT), "gate-stop", "error", cut(why),
                Optional.empty(), build.built().toString(), Optional.empty(), OptionalLong.empty()))));
        return facts;
    }

    /// What the gate found wrong with the night in a folder, a sentence each.
    static List<String> gate(Path out) throws IOException {
        var report = out.resolve("validate").resolve("report.json");
        if (!Files.exists(report) || !(Json.parse(Files.readString(report)) instanceof Map<?, ?> json)
                || !(json.get("checks") instanceof List<?> checks)) {
            return List.of();
        }
        return checks.stream().filter(Map.class::isInstance).map(each -> (Map<?, ?>) each)
                .filter(each -> Boolean.FALSE.equals(each.get("passed")))
                .map(each -> each.get("name") + ": " + each.get("sentence")).toList();
    }

    /// A run is the build that came out while it went on.
    static List<Fact> runs(List<Map<?, ?>> runs, List<Map<?, ?>> releases) {
        var facts = new ArrayList<Fact>();
        for (var run : runs) {
            var started = text(run, "createdAt");
            var ended = text(run, "updatedAt");
            var conclusion = text(run, "conclusion");
            if (!isInstant(started) || !isInstant(ended) || conclusion.isEmpty() || conclusion.equals("skipped")) {
                continue;
            }
            var version = releases.stream().filter(each -> text(each, "tagName").matches("index-[1-9]\\d{0,15}"))
                    .filter(each -> !"true".equals(text(each, "isDraft")))
                    .filter(each -> isInstant(text(each, "publishedAt"))
                            && between(started, text(each, "publishedAt"), ended))
                    .map(each -> Manifest.version(Long.parseLong(text(each, "tagName").substring(6)))).findFirst();
            if (version.isEmpty() && conclusion.equals("success")) {
                continue;
            }
            facts.add(new Fact(Optional.of(new Deployment(Ledger.NIGHT,
                    version.orElseGet(() -> "run-" + text(run, "databaseId").replaceAll("\\D", "")), Optional.empty(),
                    text(run, "event").replaceAll("[^a-z_]", ""), "ci",
                    version.isPresent() ? "success" : "failed", started,
                    OptionalLong.of(Duration.between(Instant.parse(started), Instant.parse(ended)).toSeconds()),
                    Optional.empty(), -1, -1, -1, -1, Optional.empty())), Optional.empty()));
        }
        return facts;
    }

    /// Issues that health-check opened: `Incident: SERVICE`.
    static List<Fact> incidents(List<Map<?, ?>> issues) {
        return issues.stream().filter(issue -> text(issue, "title").matches("Incident: [a-z0-9][a-z0-9.-]{0,60}"))
                .filter(issue -> isInstant(text(issue, "createdAt")))
                .map(issue -> event(new Event(Optional.of(text(issue, "title").substring(10)), "incident", "error",
                        "did not answer as it should (issue %s)".formatted(text(issue, "number").replaceAll("\\D", "")),
                        Optional.empty(), text(issue, "createdAt"),
                        Optional.of(text(issue, "closedAt")).filter(Recording::isInstant), OptionalLong.empty())))
                .toList();
    }

    private static Fact event(Event event) {
        return new Fact(Optional.empty(), Optional.of(event));
    }

    private static boolean between(String from, String at, String to) {
        return !Instant.parse(at).isBefore(Instant.parse(from)) && !Instant.parse(at).isAfter(Instant.parse(to));
    }

    private static boolean isInstant(String text) {
        return text.matches("20\\d\\d-[01]\\d-[0-3]\\dT[0-2]\\d:[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?Z");
    }

    private static String cut(String text) {
        return text.length() <= TITLE ? text : text.substring(0, TITLE - 1) + "…";
    }

    private static String text(Map<?, ?> json, String key) {
        return Optional.ofNullable(json.get(key)).map(String::valueOf).orElse("");
    }

    private static List<Map<?, ?>> list(Path file) throws IOException {
        var text = Files.readString(file);
        if (text.isBlank()) {
            return List.of();
        }
        return Json.parse(text) instanceof List<?> all
                ? all.stream().flatMap(each -> each instanceof Map<?, ?> one ? Stream.of(one) : Stream.empty())
                        .<Map<?, ?>>map(each -> each).toList()
                : List.of();
    }
}
