package discovery.edge.bench;

import discovery.edge.json.MalformedException;
import discovery.edge.json.Yaml;
import discovery.edge.ledger.Ledgers;
import discovery.edge.rehearse.Scenarios;
import discovery.ops.Minutes;
import discovery.ops.Topology;
import discovery.ops.Workflow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The workflows, rehearsed; their rules, with violations planted; the ledger's speed; what the schedules take.
///
/// From outside: `BENCH_PARTS` (`rules,ledger,rehearsals,kills,kills-of-a-new-model`) takes some figures alone.
final class OpsBench implements Bench {
    /// The first run builds what the next ones use.
    private static final int WARM = 3;
    private static final List<List<String>> COMMANDS = List.of(List.of("status"), List.of("server", "list"),
            List.of("service", "list"), List.of("route", "list"), List.of("health", "--offline"), List.of("map"),
            List.of("map", "--mermaid"), List.of("deps", "night"), List.of("deps", "github", "--reverse"),
            List.of("impact", "github"), List.of("history"), List.of("events"), List.of("alert"), List.of("brief"),
            List.of("incident", "the site is down", "--offline"), List.of("costs"), List.of("scan"));

    @Override
    public String name() {
        return "ops";
    }

    @Override
    public String about() {
        return "workflows rehearsed and killed, rules broken on purpose, the ledger's speed, minutes a month";
    }

    @Override
    public void run(Setting setting, Consumer<Figure> figures) throws IOException {
        var parts = setting.parts(List.of("rules", "ledger", "rehearsals", "kills", "kills-of-a-new-model"));
        if (parts.contains("rules")) {
            figures.accept(Figure.of(name(), "actions_minutes_month", (double) minutes(setting.home()), "min",
                    "schedules times the minutes of each job in manifests/infra.yaml"));
            violations(setting.home(), figures);
        } else {
            leftOut(figures, Map.of("actions_minutes_month", "min", "violations_planted", "violations",
                    "violations_caught", "violations"));
        }
        if (parts.contains("ledger")) {
            ledger(setting, figures);
        } else {
            leftOut(figures, Map.of("ledger_ms", "ms"));
        }
        var rehearsals = parts.contains("rehearsals");
        var kills = parts.contains("kills") || parts.contains("kills-of-a-new-model");
        if (rehearsals || kills) {
            var scenarios = new Scenarios(setting.home(), setting.work().resolve("worlds"), System.err::println);
            if (rehearsals) {
                rehearse(scenarios, figures);
            }
            if (kills) {
                var killed = new LinkedHashMap<String, Optional<String>>();
                if (parts.contains("kills")) {
                    killed.putAll(scenarios.kills());
                }
                if (parts.contains("kills-of-a-new-model")) {
                    killed.putAll(scenarios.killsOfNewModel());
                }
                tell(killed, figures);
            }
        }
        if (!rehearsals) {
            leftOut(figures, Map.of("rehearsals_passed", "rehearsals", "rehearsals_total", "rehearsals",
                    "rollback_seconds", "s", "revoke_seconds", "s"));
        }
        if (!kills) {
            leftOut(figures, Map.of("steps_killed", "steps", "steps_recovered", "steps"));
        }
    }

    private void leftOut(Consumer<Figure> figures, Map<String, String> units) {
        new java.util.TreeMap<>(units).forEach((metric, unit) -> figures.accept(
                Figure.missing(name(), metric, unit, "BENCH_PARTS leaves it out")));
    }

    private Figure corrected(String metric, Scenarios.Corrected what, String against) {
        return what.problem().map(problem -> Figure.missing(name(), metric, "s", problem))
                .orElseGet(() -> Figure.of(name(), metric, what.seconds(), "s", against + ", in rehearsal"));
    }

    private static long minutes(Path home) throws IOException {
        var infra = Yaml.read(home.resolve("manifests/infra.yaml"), Topology.class);
        return Minutes.of(Ledgers.workflows(home), infra.minutes()).total();
    }

    private void violations(Path home, Consumer<Figure> figures) throws IOException {
        var workflows = Ledgers.workflows(home);
        var plants = Plants.all();
        var caught = 0;
        for (var plant : plants) {
            if (Plants.isCaught(plant, workflows, OpsBench::parsed)) {
                caught++;
            } else {
                System.err.println("not caught: %s %s".formatted(plant.attack(), plant.what()));
            }
        }
        figures.accept(Figure.of(name(), "violations_planted", plants.size(), "violations", "D1 to D13"));
        figures.accept(Figure.of(name(), "violations_caught", caught, "violations", "under their own attack"));
    }

    private static Workflow parsed(Workflow text) {
        try {
            return Workflow.of(text.file(), text.text(), Yaml.parse(text.text()));
        } catch (MalformedException e) {
            throw new UncheckedIOException(new IOException(text.file() + e.place(), e));
        }
    }

    private void ledger(Setting setting, Consumer<Figure> figures) throws IOException {
        var slowest = 0.0;
        var which = "";
        for (var words : COMMANDS) {
            var best = Double.MAX_VALUE;
            for (var i = 0; i < WARM; i++) {
                var line = new java.util.ArrayList<>(List.of(setting.home().resolve("scripts/jbang").toString(),
                        setting.home().resolve("pipeline/ops.java").toString()));
                line.addAll(words);
                var log = Files.createTempFile(setting.work(), "ledger-", ".log");
                var cost = new Command(setting.home(), line, Map.of()).run(log);
                if (cost.code() > 1) {
                    throw new IOException("ops %s failed: %s".formatted(words, Files.readString(log)));
                }
                best = Math.min(best, cost.seconds());
            }
            if (best > slowest) {
                slowest = best;
                which = String.join(" ", words);
            }
        }
        figures.accept(Figure.of(name(), "ledger_ms", slowest * 1_000, "ms",
                "slowest of %d commands, best of %d runs, with starting the program: %s"
                        .formatted(COMMANDS.size(), WARM, which)));
    }

    private void rehearse(Scenarios scenarios, Consumer<Figure> figures) throws IOException {
        var played = scenarios.rehearsals();
        played.forEach(
                each -> System.err.println("%s: %s".formatted(each.name(), each.problem().orElse("as it should"))));
        figures.accept(Figure.of(name(), "rehearsals_passed",
                (double) played.stream().filter(each -> each.problem().isEmpty()).count(), "rehearsals",
                "the small world"));
        figures.accept(Figure.of(name(), "rehearsals_total", played.size(), "rehearsals", ""));
        var back = scenarios.rollBack();
        var revoked = scenarios.revoke();
        figures.accept(corrected("rollback_seconds", back, "from the start of rollback.yml to the pointer"));
        figures.accept(corrected("revoke_seconds", revoked, "from the start of revoke.yml to the pointer"));
    }

    private void tell(Map<String, Optional<String>> kills, Consumer<Figure> figures) {
        kills.forEach((step, problem) -> System.err.println("killed after %s: %s".formatted(step,
                problem.orElse("whole and newer afterwards"))));
        figures.accept(
                Figure.of(name(), "steps_killed", kills.size(), "steps", "between the steps of index-generation"));
        figures.accept(Figure.of(name(), "steps_recovered",
                (double) kills.values().stream().filter(Optional::isEmpty).count(), "steps",
                "public state whole, signed and newer after the next run"));
    }
}
