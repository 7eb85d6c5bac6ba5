package discovery.edge.bench;

import discovery.edge.files.Published;
import discovery.edge.json.JsonLines;
import discovery.model.Observation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Nights of the stage `fetch` by itself.
final class FetchRuns {
    /// As `pipeline/fetch.java` and `discovery/edge/cli/package-info.java` have it.
    private static final List<String> FLAGS = List.of(
            "-Xmx2g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED");

    private FetchRuns() {}

    /// As a person starts it, over `manifests/sources.yaml`.
    static Command.Cost asCommand(Setting setting, Path out, String day, Map<String, String> environment)
            throws IOException {
        return run(setting, List.of("scripts/jbang", "pipeline/fetch.java"), Path.of("manifests/sources.yaml"), out,
                day,
                environment);
    }

    /// As a process of this class path.
    ///
    /// @param flags of Java, after those of every stage
    static Command.Cost asProcess(
            Setting setting, List<String> flags, Path config, Path out, String day, Map<String, String> environment)
            throws IOException {
        var words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        words.addAll(FLAGS);
        words.addAll(flags);
        words.addAll(List.of("-cp", System.getProperty("java.class.path", ""), StartFetch.class.getName()));
        return run(setting, words, config, out, day, environment);
    }

    private static Command.Cost run(
            Setting setting, List<String> command, Path config, Path out, String day, Map<String, String> environment)
            throws IOException {
        Published.delete(out);
        var words = new ArrayList<>(command);
        words.addAll(List.of("--config", config.toString(), "--out", out.toString(), "--now", day + "T03:17:00Z"));
        return new Command(setting.home(), words, environment).run(setting.work().resolve("fetch.log"));
    }

    /// Which things a night has: kind and place of each, with who says so.
    static Set<String> things(Path out) throws IOException {
        var keys = new HashSet<String>();
        try (var observations = JsonLines.read(
                out.resolve("fetch/observations.jsonl.zst"), Observation.class)) {
            observations.filter(each -> each.kind().isPresent()).forEach(each -> keys.add(each.key()));
        }
        return keys;
    }
}
