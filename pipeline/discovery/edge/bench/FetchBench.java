package discovery.edge.bench;

import discovery.edge.files.Published;
import discovery.edge.json.Json;
import discovery.edge.json.JsonLines;
import discovery.edge.json.MalformedException;
import discovery.fetch.Foreign;
import discovery.model.Observation;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Collecting from the simulator: what of the truth is found, what a second night costs, what faults cost, how much of a
/// bare HTTP client's speed is left, how much memory it takes.
///
/// From outside: `BENCH_SIM`, `BENCH_CORPUS`, `BENCH_DATES`; `BENCH_PARTS` (`recall,faults,ceiling`) takes some figures
/// only.
final class FetchBench implements Bench {
    private static final List<String> RECALLED =
            List.of("skill", "plugin", "marketplace", "agent", "command", "hook", "list_link", "server");
    /// A world of about 2,000 entries.
    private static final String SMALL_DATE = "2025-12-15";
    private static final String SMALL = "github-skills,github-plugins,marketplaces,list-skills-composio";
    private static final Pattern HEAP = Pattern.compile("(\\d+)M->(\\d+)M\\(");

    @Override
    public String name() {
        return "fetch";
    }

    @Override
    public String about() {
        return "recall, second night, faults, speed and memory of collecting from a simulator of GitHub"
                + " (BENCH_SIM, BENCH_CORPUS, BENCH_DATES)";
    }

    @Override
    public void run(Setting setting, Consumer<Figure> figures) throws IOException {
        var there = setting.from("BENCH_SIM").isPresent() && setting.from("BENCH_CORPUS").isPresent();
        var parts = List.of(setting.from("BENCH_PARTS").orElse("recall,faults,ceiling").split(","));
        if (there && parts.contains("recall")) {
            recall(setting, figures);
        } else {
            RECALLED.forEach(kind -> missing(figures, "recall_" + kind, "%", there));
            for (var metric : List.of("invented", "second_night_requests", "second_night_bytes", "peak_heap_mib_20000",
                    "over_limit_requests")) {
                missing(figures, metric, metric.startsWith("second") ? "%" : "count", there);
            }
        }
        figures.accept(Figure.missing(name(), "peak_heap_mib_200000", "MiB",
                "the simulator has no way to show a corpus ten times"));
        if (there && parts.contains("faults")) {
            faults(setting, figures);
        } else {
            missing(figures, "lost_after_faults", "entries", there);
        }
        if (there && parts.contains("ceiling")) {
            CeilingBench.run(this, setting, SMALL_DATE, SMALL, figures);
        } else {
            missing(figures, "ceiling_ratio", "%", there);
        }
    }

    private void missing(Consumer<Figure> figures, String metric, String unit, boolean there) {
        figures.accept(Figure.missing(name(), metric, unit,
                there ? "BENCH_PARTS leaves it out" : "BENCH_SIM and BENCH_CORPUS are not set"));
    }

    /// One run of the stage.
    ///
    /// @param only ids of sources; empty: all
    Command.Cost fetch(
            Setting setting, Path out, String day, String only, Map<String, String> environment) throws IOException {
        Published.delete(out);
        var words =
                new ArrayList<>(List.of("scripts/jbang", "pipeline/fetch.java", "--config", "manifests/sources.yaml",
                        "--out", out.toString(), "--now", day + "T03:17:00Z"));
        if (!only.isEmpty()) {
            words.addAll(List.of("--only", only));
        }
        return new Command(setting.home(), words, environment).run(setting.work().resolve("fetch.log"));
    }

    private void recall(Setting setting, Consumer<Figure> figures) throws IOException {
        var dates = setting.from("BENCH_DATES").orElse("2025-10-20,2026-03-01,2026-08-20").split(",");
        var scores = new TreeMap<String, Recall.Score>();
        var refused = 0.0;
        for (var i = 0; i < dates.length; i++) {
            var date = dates[i].strip();
            try (var simulator = Simulator.start(setting, date, "--fast-clock", "600")) {
                var cache = setting.work().resolve("cache-" + date);
                var environment = new TreeMap<>(simulator.environment(simulator.base(), cache));
                var log = setting.work().resolve("gc-" + date + ".log");
                environment.put("JAVA_TOOL_OPTIONS", "-Xmx500m -Xlog:gc:file=" + log);
                var out = setting.work().resolve("out-" + date);
                var cost = fetch(setting, out, date, "", environment);
                if (cost.code() != 0) {
                    figures.accept(Figure.missing(name(), "recall_" + date, "%",
                            "fetch ended with exit code " + cost.code()));
                    continue;
                }
                var against = "simulator on " + date;
                figures.accept(Figure.of(name(), "cold_seconds_" + date, cost.seconds(), "s", against));
                figures.accept(Figure.of(name(), "cold_cpu_seconds_" + date, cost.cpu(), "s", against));
                Recall.of(out.resolve("fetch"), simulator.truth(), servers(simulator)).forEach((kind, score) -> {
                    scores.merge(kind, score, Recall.Score::plus);
                    figures.accept(Figure.of(name(), "recall_%s_%s".formatted(kind, date), part(score), "%", against));
                });
                var cold = simulator.stats();
                refused += refused(cold);
                if (i == dates.length - 1) {
                    figures.accept(Figure.of(name(), "peak_heap_mib_20000", peak(log), "MiB",
                            against + ", -Xmx500m, used before a collection"));
                    second(setting, simulator, date, environment, cold, figures);
                    refused += refused(simulator.stats());
                }
            }
        }
        var against = "simulator on " + String.join(", ", dates);
        scores.forEach((kind, score) -> figures.accept(Figure.of(name(), "recall_" + kind, part(score), "%", against)));
        figures.accept(Figure.of(name(), "invented",
                (double) scores.values().stream().mapToLong(Recall.Score::beyond).sum(), "entries", against));
        figures.accept(Figure.of(name(), "over_limit_requests", refused, "requests", against));
    }

    private static double part(Recall.Score score) {
        return score.all() == 0 ? 100 : 100.0 * score.found() / score.all();
    }

    private static double refused(Foreign stats) {
        return number(stats, "rate_limited") + number(stats, "secondary_limited");
    }

    private static double number(Foreign stats, String key) {
        return Double.parseDouble(stats.text(key).orElse("0"));
    }

    /// The heap in use before collections, at its highest.
    private static double peak(Path log) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.flatMap(line -> HEAP.matcher(line).results())
                    .mapToLong(found -> Long.parseLong(found.group(1)))
                    .max().orElse(0);
        }
    }

    private void second(
            Setting setting, Simulator simulator, String date, Map<String, String> environment, Foreign cold,
            Consumer<Figure> figures) throws IOException {
        var next = LocalDate.parse(date).plusDays(1).toString();
        simulator.date(next);
        simulator.reset();
        var cost = fetch(setting, setting.work().resolve("out-second"), next, "", environment);
        if (cost.code() != 0) {
            figures.accept(Figure.missing(name(), "second_night_requests", "%", "fetch ended with exit code "
                    + cost.code()));
            return;
        }
        var warm = simulator.stats();
        for (var what : List.of("requests", "bytes")) {
            figures.accept(Figure.of(name(), "second_night_" + what, 100 * number(warm, what) / number(cold, what), "%",
                    "%.0f of %.0f on %s".formatted(number(warm, what), number(cold, what), date)));
        }
        figures.accept(Figure.of(name(), "second_night_cpu_seconds", cost.cpu(), "s", "simulator on " + next));
    }

    /// Names of the newest active servers, page by page.
    private static Set<String> servers(Simulator simulator) throws IOException {
        var names = new HashSet<String>();
        var cursor = "";
        do {
            try {
                var page = new Foreign(Json.parse(simulator.get("/mcp-registry/v0.1/servers?limit=100&version=latest"
                        + (cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8)))));
                page.at("servers").items().forEach(each -> each.at("server").text("name").ifPresent(names::add));
                cursor = page.at("metadata").text("nextCursor").orElse("");
            } catch (MalformedException e) {
                throw new IOException("the simulator's registry is no JSON", e);
            }
        } while (!cursor.isEmpty());
        return names;
    }

    /// A good night, then a night with a fault, then a good one: what the last lacks of what a night without the fault
    /// has.
    private void faults(Setting setting, Consumer<Figure> figures) throws IOException {
        var next = LocalDate.parse(SMALL_DATE).plusDays(1).toString();
        var after = LocalDate.parse(SMALL_DATE).plusDays(2).toString();
        try (var simulator = Simulator.start(setting, SMALL_DATE, "--fast-clock", "600")) {
            var good = setting.work().resolve("faults-good");
            var out = setting.work().resolve("faults-out");
            fetch(setting, out, SMALL_DATE, SMALL, simulator.environment(simulator.base(), good));
            var cache = setting.work().resolve("faults-cache");
            simulator.date(next);
            copy(good, cache);
            fetch(setting, out, next, SMALL, simulator.environment(simulator.base(), cache));
            var expected = keys(out);
            var lost = 0L;
            for (var fault : Faults.ALL.entrySet()) {
                copy(good, cache);
                var environment = simulator.environment(simulator.base(), cache);
                simulator.faults(fault.getValue());
                var spoiled = fetch(setting, out, next, SMALL, environment);
                simulator.faults("[]");
                simulator.date(next);
                var whole = fetch(setting, out, after, SMALL, environment);
                var missing = new HashSet<>(expected);
                if (whole.code() == 0) {
                    missing.removeAll(keys(out));
                }
                lost += missing.size();
                figures.accept(Figure.of(name(), "lost_after_" + fault.getKey(), missing.size(), "entries",
                        "%,d entries; the night itself ended with %d after %.0f s".formatted(
                                expected.size(), spoiled.code(), spoiled.seconds())));
            }
            figures.accept(Figure.of(name(), "lost_after_faults", (double) lost, "entries",
                    "%d faults, each alone, and all at once with p = 0.05".formatted(Faults.ALL.size() - 1)));
        }
    }

    private static Set<String> keys(Path out) throws IOException {
        var keys = new HashSet<String>();
        try (var observations = JsonLines.read(
                out.resolve("fetch/observations.jsonl.zst"), Observation.class)) {
            observations.filter(each -> each.kind().isPresent()).forEach(each -> keys.add(each.key()));
        }
        return keys;
    }

    private static void copy(Path from, Path to) throws IOException {
        Published.delete(to);
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
