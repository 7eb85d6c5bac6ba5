package discovery.edge.bench;

import discovery.edge.files.Published;
import discovery.edge.json.Json;
import discovery.edge.json.MalformedException;
import discovery.fetch.Foreign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// A first night with a fault, then a good one: what that lacks of what it has when the first night was good, too.
final class FetchFaults {
    private static final String DATE = "2025-12-15";
    /// Entries of the world that is read.
    private static final int ENTRIES = 2_000;

    private final Setting setting;
    private final Consumer<Figure> figures;
    private final Path config;
    private final Path out;

    private FetchFaults(Setting setting, Consumer<Figure> figures) {
        this.setting = setting;
        this.figures = figures;
        this.config = setting.work().resolve("faults.yaml");
        this.out = setting.work().resolve("faults-out");
    }

    static void run(Setting setting, Consumer<Figure> figures) throws IOException {
        var faults = new FetchFaults(setting, figures);
        try (var simulator = Simulator.start(setting, DATE, "--fast-clock", "600")) {
            faults.run(simulator);
        }
    }

    private void run(Simulator simulator) throws IOException {
        Files.writeString(config, config(simulator.truth()));
        var next = LocalDate.parse(DATE).plusDays(1).toString();
        night(simulator, "good", DATE);
        night(simulator, "good", next);
        var expected = FetchRuns.things(out);
        var lost = 0L;
        for (var fault : Faults.ALL.entrySet()) {
            var name = fault.getKey();
            Published.delete(setting.work().resolve(name));
            simulator.date(DATE);
            simulator.faults(fault.getValue());
            var spoiled = night(simulator, name, DATE);
            var fired = fired(simulator);
            simulator.faults("[]");
            var missing = new HashSet<>(expected);
            if (night(simulator, name, next).code() == 0) {
                missing.removeAll(FetchRuns.things(out));
            }
            lost += missing.size();
            figures.accept(Figure.of("fetch", "lost_after_" + name, missing.size(), "entries",
                    "%,d entries; %d faults in a first night that ended with %d after %.0f s".formatted(
                            expected.size(), fired, spoiled.code(), spoiled.seconds())));
            Published.delete(setting.work().resolve(name));
        }
        figures.accept(Figure.of("fetch", "lost_after_faults", (double) lost, "entries",
                "%d faults, each alone on a fifth of all requests, and all at once with p = 0.05".formatted(
                        Faults.ALL.size() - 1)));
    }

    /// @param cache names the memory that the night has
    private Command.Cost night(Simulator simulator, String cache, String day) throws IOException {
        if (!simulator.stats().text("date").orElse("").equals(day)) {
            simulator.date(day);
        }
        return FetchRuns.asProcess(setting, List.of(), config, out, day,
                simulator.environment(simulator.base(), setting.work().resolve(cache)));
    }

    private static long fired(Simulator simulator) throws IOException {
        return simulator.stats().text("faults").map(Long::parseLong).orElse(0L);
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
            if (sum < ENTRIES) {
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
                  - {id: topic, kind: github-topics, walk: true, most: 50, topics: [claude-skills, agent-skills]}
                  - {id: list, kind: list, of: mcp-server, repositories: [%s]}
                  - {id: registry, kind: mcp-registry, endpoint: '${MCP_REGISTRY_URL}'}
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
