package discovery.edge.bench;

import discovery.edge.json.Json;
import discovery.edge.json.MalformedException;
import discovery.fetch.Foreign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The heap of a night over the corpus, and of one over nine times as much: the corpus under other names.
final class FetchMemory {
    private static final String DATE = "2026-08-20";
    private static final List<String> KINDS =
            List.of("skill", "plugin", "marketplace", "agent", "command", "hook", "mcp-config");
    /// What is in use before and after a collection, as `-Xlog:gc` prints it.
    private static final Pattern HEAP = Pattern.compile("(\\d+)M->(\\d+)M\\(");
    private static final String LIMIT = "-Xmx480m";

    private FetchMemory() {}

    static void run(Setting setting, Consumer<Figure> figures) throws IOException {
        try (var simulator = Simulator.start(setting, DATE, "--rate", "100000000", "--no-secondary");
                var copies = Copies.of(simulator.base())) {
            var entries = entries(simulator.truth());
            var once = entries.values().stream().mapToInt(Integer::intValue).sum();
            for (var goal : new int[] {20_000, 200_000}) {
                measure(setting, simulator, copies, entries.keySet().stream().toList(),
                        Math.max(1, (int) Math.ceil((double) goal / Math.max(1, once))), goal, figures);
            }
        }
    }

    /// How many things each repository holds.
    private static Map<String, Integer> entries(String truth) throws IOException {
        var entries = new TreeMap<String, Integer>();
        for (var line : truth.lines().toList()) {
            try {
                var each = new Foreign(Json.parse(line));
                if (KINDS.contains(each.text("kind").orElse(""))) {
                    entries.merge(each.text("repo").orElse(""), 1, Integer::sum);
                }
            } catch (MalformedException e) {
                throw new IOException("the ground truth is no JSON: " + line, e);
            }
        }
        return entries;
    }

    private static void measure(
            Setting setting, Simulator simulator, Copies copies, List<String> repositories, int times, int goal,
            Consumer<Figure> figures) throws IOException {
        var names = new ArrayList<String>();
        for (var copy = 1; copy <= times; copy++) {
            for (var repository : repositories) {
                names.add(Copies.name(copy, repository));
            }
        }
        var config = setting.work().resolve("copies.yaml");
        Files.writeString(config, """
                schema: 1
                sources:
                  - {id: copies, kind: github-repositories, walk: true, repositories: [%s]}
                """.formatted(String.join(", ", names)));
        var log = setting.work().resolve("gc-%d.log".formatted(goal));
        var out = setting.work().resolve("out-%d".formatted(goal));
        var cost = FetchRuns.asProcess(setting, List.of(LIMIT, "-Xlog:gc:file=" + log), config, out, DATE,
                simulator.environment(copies.address(), setting.work().resolve("cache-%d".formatted(goal))));
        var metric = "peak_heap_mib_" + goal;
        if (cost.code() != 0) {
            figures.accept(Figure.missing("fetch", metric, "MiB",
                    "fetch ended with exit code %d below %s".formatted(cost.code(), LIMIT)));
            return;
        }
        figures.accept(Figure.of("fetch", metric, peak(log, 1), "MiB",
                "%,d entries in %,d repositories, %s; at most %,.0f MiB stay after a collection; %.0f CPU s".formatted(
                        FetchRuns.things(out).size(), names.size(), LIMIT, peak(log, 2), cost.cpu())));
    }

    private static double peak(Path log, int group) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.flatMap(line -> HEAP.matcher(line).results())
                    .mapToLong(found -> Long.parseLong(found.group(group)))
                    .max().orElse(0);
        }
    }
}
