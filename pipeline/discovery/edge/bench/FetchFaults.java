package discovery.edge.bench;

import discovery.edge.cli.WrongUsage;
import discovery.edge.files.Published;
import discovery.edge.github.Forges;
import discovery.edge.json.Json;
import discovery.edge.json.MalformedException;
import discovery.edge.json.Yaml;
import discovery.fetch.FetchFailedException;
import discovery.fetch.Foreign;
import discovery.fetch.Shrinking;
import discovery.fetch.Sink;
import discovery.model.Config;
import discovery.model.Problem;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// A first night with a fault, then a good one: what that lacks of what it has when the first night was good, too.
/// `BENCH_FAULTS` chooses some of the faults.
final class FetchFaults {
    private static final String DATE = "2025-12-15";
    /// Entries of the world that is read.
    private static final int ENTRIES = 1_600;

    private final Setting setting;
    private final Consumer<Figure> figures;
    private final Config config;

    private FetchFaults(Setting setting, Consumer<Figure> figures, Config config) {
        this.setting = setting;
        this.figures = figures;
        this.config = config;
    }

    /// What came of a night.
    ///
    /// @param things   kind and place of each, with who says so
    /// @param problems told by it
    private record Told(boolean done, Set<String> things, long problems, double seconds) {}

    static void run(Setting setting, Consumer<Figure> figures) throws IOException {
        try (var simulator = Simulator.start(setting, DATE, "--rate", "100000000", "--no-secondary")) {
            var config = Yaml.read("faults", config(simulator.truth()), Config.class);
            new FetchFaults(setting, figures, config).run(simulator);
        }
    }

    private void run(Simulator simulator) throws IOException {
        var next = LocalDate.parse(DATE).plusDays(1).toString();
        night(simulator, "good", DATE);
        var expected = night(simulator, "good", next).things();
        var lost = 0L;
        var chosen = setting.from("BENCH_FAULTS").map(names -> List.of(names.split(",")))
                .orElseGet(() -> List.copyOf(Faults.ALL.keySet()));
        for (var name : chosen) {
            var fault = Optional.ofNullable(Faults.ALL.get(name)).orElseThrow(
                    () -> new WrongUsage("there is no fault `%s`; known: %s".formatted(
                            name, String.join(", ", Faults.ALL.keySet()))));
            simulator.date(DATE);
            simulator.reset();
            simulator.faults(fault);
            var spoiled = night(simulator, name, DATE);
            var fired = simulator.stats().text("faults").orElse("0");
            simulator.faults("[]");
            var missing = new HashSet<>(expected);
            missing.removeAll(night(simulator, name, next).things());
            lost += missing.size();
            figures.accept(Figure.of("fetch", "lost_after_" + name, missing.size(), "entries",
                    "%,d entries; %s faults in a first night that %s after %.0f s with %,d entries and %,d problems"
                            .formatted(expected.size(), fired, spoiled.done() ? "ended" : "stopped", spoiled.seconds(),
                                    spoiled.things().size(), spoiled.problems())));
            Published.delete(setting.work().resolve(name));
        }
        figures.accept(Figure.of("fetch", "lost_after_faults", (double) lost, "entries",
                chosen.size() == Faults.ALL.size()
                        ? "%d faults, each alone on a fifth of all requests, and all at once with p = 0.05".formatted(
                                Faults.ALL.size() - 1)
                        : "BENCH_FAULTS chose " + String.join(", ", chosen)));
    }

    /// @param cache names the memory that the night has
    private Told night(Simulator simulator, String cache, String day) throws IOException {
        simulator.date(day);
        var things = new HashSet<String>();
        var problems = new long[1];
        var started = System.nanoTime();
        var done = true;
        try (var forges = Forges.ofGitHub(setting.work(), setting.work().resolve(cache),
                simulator.environment(simulator.base(), setting.work().resolve(cache)), LocalDate.parse(day))) {
            forges.collector(Shrinking.FREELY).collect(config, Set.of(), new Sink() {
                @Override
                public void observation(String key, String line) {
                    // Number, kind, path, source; what is said of a repository as a whole has no kind.
                    if (!key.split("\u0001", -1)[1].isEmpty()) {
                        things.add(key);
                    }
                }

                @Override
                public void problem(Problem problem) {
                    problems[0]++;
                }
            }, (what, count, total) -> {});
        } catch (FetchFailedException e) {
            done = false;
        }
        return new Told(done, things, problems[0], (System.nanoTime() - started) / 1e9);
    }

    /// Repositories of the truth until there are enough entries, a list, a topic and the registry: one source of each
    /// way in which a source is read.
    private static String config(String truth) throws IOException {
        var entries = new TreeMap<String, Integer>();
        var links = new TreeMap<String, Integer>();
        for (var line : truth.lines().toList()) {
            var each = parsed(line);
            var repository = each.text("repo").orElse("");
            switch (each.text("kind").orElse("")) {
                case "list-link" -> links.merge(repository, 1, Integer::sum);
                case "server" -> {
                    // Those of the registry count.
                }
                default -> entries.merge(repository, 1, Integer::sum);
            }
        }
        var taken = new TreeSet<String>();
        var sum = 0;
        for (var each : entries.entrySet()) {
            if (sum + each.getValue() <= ENTRIES) {
                taken.add(each.getKey());
                sum += each.getValue();
            }
        }
        var list = links.entrySet().stream().filter(each -> each.getValue() > 100)
                .min(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse("");
        return """
                schema: 1
                sources:
                  - {id: collections, kind: github-repositories, walk: true, repositories: [%s]}
                  - {id: topic, kind: github-topics, walk: true, most: 40, topics: [claude-skills, agent-skills]}
                  - {id: list, kind: list, of: mcp-server, repositories: [%s]}
                  - {id: registry, kind: mcp-registry, most: 300, endpoint: '${MCP_REGISTRY_URL}'}
                """.formatted(String.join(", ", taken), list);
    }

    private static Foreign parsed(String line) throws IOException {
        try {
            return new Foreign(Json.parse(line));
        } catch (MalformedException e) {
            throw new IOException("the ground truth is no JSON: " + line, e);
        }
    }
}
