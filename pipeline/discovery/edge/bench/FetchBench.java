package discovery.edge.bench;

import discovery.edge.json.Json;
import discovery.edge.json.MalformedException;
import discovery.fetch.Foreign;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Collecting from the simulator: what of the truth is found, what a second night costs, what faults cost, how much of a
/// bare HTTP client's speed is left, how much memory it takes.
///
/// From outside: `BENCH_SIM`, `BENCH_CORPUS`, `BENCH_DATES`; `BENCH_PARTS` (`recall,memory,faults,ceiling`) takes some
/// figures only.
final class FetchBench implements Bench {
    private static final List<String> RECALLED =
            List.of("skill", "plugin", "marketplace", "agent", "command", "hook", "mcp_config", "list_link",
                    "server");

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
        var parts = setting.parts(List.of("recall", "memory", "faults", "ceiling"));
        if (there && parts.contains("recall")) {
            recall(setting, figures);
        } else {
            RECALLED.forEach(kind -> missing(figures, "recall_" + kind, "%", there));
            for (var metric : List.of(
                    "invented", "second_night_requests", "second_night_bytes", "over_limit_requests")) {
                missing(figures, metric, metric.startsWith("second") ? "%" : "count", there);
            }
        }
        if (there && parts.contains("memory")) {
            FetchMemory.run(setting, figures);
        } else {
            missing(figures, "peak_heap_mib_20000", "MiB", there);
            missing(figures, "peak_heap_mib_200000", "MiB", there);
        }
        if (there && parts.contains("faults")) {
            FetchFaults.run(setting, figures);
        } else {
            missing(figures, "lost_after_faults", "entries", there);
        }
        if (there && parts.contains("ceiling")) {
            CeilingBench.run(setting, figures);
        } else {
            missing(figures, "ceiling_ratio", "%", there);
        }
    }

    private void missing(Consumer<Figure> figures, String metric, String unit, boolean there) {
        figures.accept(Figure.missing(name(), metric, unit,
                there ? "BENCH_PARTS leaves it out" : "BENCH_SIM and BENCH_CORPUS are not set"));
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
                var out = setting.work().resolve("out-" + date);
                var cost = FetchRuns.asCommand(setting, out, date, environment);
                if (cost.code() != 0) {
                    figures.accept(Figure.missing(name(), "recall_" + date, "%",
                            "fetch ended with exit code " + cost.code()));
                    if (i == dates.length - 1) {
                        noSecond(figures, cost.code());
                    }
                    continue;
                }
                var against = "simulator on " + date;
                figures.accept(Figure.of(name(), "cold_seconds_" + date, cost.seconds(), "s", against));
                figures.accept(Figure.of(name(), "cold_cpu_seconds_" + date, cost.cpu(), "s", against));
                var cold = simulator.stats();
                Recall.of(out.resolve("fetch"), simulator.truth(), servers(simulator), simulator::file).forEach((kind,
                        score) -> {
                    scores.merge(kind, score, Recall.Score::plus);
                    figures.accept(Figure.of(name(), "recall_%s_%s".formatted(kind, date), part(score), "%", against));
                });
                refused += refused(cold);
                if (i == dates.length - 1) {
                    second(setting, simulator, date, environment, cold, figures);
                    refused += refused(simulator.stats());
                }
            }
        }
        var against = "simulator on " + String.join(", ", dates);
        RECALLED.stream().filter(kind -> !scores.containsKey(kind)).forEach(kind -> figures.accept(
                Figure.missing(name(), "recall_" + kind, "%", "no such thing is there on " + against)));
        scores.forEach((kind, score) -> figures.accept(Figure.of(name(), "recall_" + kind, part(score), "%",
                "%s: %,d of %,d%s".formatted(against, score.found(), score.all(), score.bare() == 0
                        ? ""
                        : "; %d more files are called so and hold none".formatted(score.bare())))));
        figures.accept(Figure.of(name(), "invented",
                (double) scores.values().stream().mapToLong(Recall.Score::beyond).sum(), "entries", against));
        figures.accept(Figure.of(name(), "over_limit_requests", refused, "requests", against));
    }

    private void noSecond(Consumer<Figure> figures, int code) {
        for (var what : List.of("requests", "bytes")) {
            figures.accept(Figure.missing(name(), "second_night_" + what, "%", "fetch ended with exit code " + code));
        }
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

    private void second(
            Setting setting, Simulator simulator, String date, Map<String, String> environment, Foreign cold,
            Consumer<Figure> figures) throws IOException {
        var next = LocalDate.parse(date).plusDays(1).toString();
        simulator.date(next);
        simulator.reset();
        var cost = FetchRuns.asCommand(setting, setting.work().resolve("out-second"), next, environment);
        if (cost.code() != 0) {
            noSecond(figures, cost.code());
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
}
