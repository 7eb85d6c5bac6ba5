package discovery.edge.bench;

import discovery.edge.fuzz.Seeds;
import discovery.edge.fuzz.Target;
import discovery.edge.fuzz.Targets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Looks for inputs on which a parser of foreign text crashes or hangs, guided by coverage (Jazzer, on libFuzzer): each
/// parser for as long as `--seconds` says; below a minute all of them together, for a short run in the checks.
///
/// From outside: `BENCH_PARTS`, a list of parsers, takes some of them alone.
final class FuzzBench implements Bench {
    private static final int SHORT = 60;
    private static final int SEEDS = 150;
    private static final int LARGEST = 20_000;
    private static final Pattern DONE = Pattern.compile("Done (\\d+) runs");
    /// Jazzer's detectors of injections are for servers; here they only cost time.
    private static final List<String> OFF = List.of("ClojureLangHooks", "Deserialization",
            "ExpressionLanguageInjection",
            "LdapInjection", "NamingContextLookup", "OsCommandInjection", "ReflectiveCall", "RegexInjection",
            "RegexRoadblocks", "ScriptEngineInjection", "ServerSideRequestForgery", "SqlInjection", "XPathInjection");
    private static final Map<String, String> CORPUS =
            Map.of("skill", "skills", "agent", "agents", "command", "commands",
                    "hooks", "hooks", "plugin", "plugins", "server", "mcp-servers");

    @Override
    public String name() {
        return "fuzz";
    }

    @Override
    public String about() {
        return "crashes and hangs of every parser of foreign text, guided by coverage (--seconds N for each)";
    }

    @Override
    public void run(Setting setting, Consumer<Figure> figures) throws IOException {
        var crashes = 0;
        var wanted = setting.parts(Targets.names());
        var together = setting.seconds() < SHORT && wanted.containsAll(Targets.names());
        var targets = together ? List.of("") : wanted;
        for (var target : targets) {
            crashes += fuzz(setting, target, figures);
        }
        figures.accept(Figure.of(name(), "fuzz_crashes", crashes, "inputs",
                "%d parsers, %d s %s".formatted(wanted.size(), setting.seconds(),
                        together ? "together" : "each")));
    }

    private int fuzz(Setting setting, String target, Consumer<Figure> figures) throws IOException {
        var shown = target.isEmpty() ? "all" : target;
        var folder = Files.createDirectories(setting.work().resolve(shown));
        var seeds = Files.createDirectories(folder.resolve("seeds"));
        var finds = Files.createDirectories(folder.resolve("finds"));
        plant(setting, target, seeds);
        var off = new ArrayList<String>();
        OFF.forEach(each -> off.add("com.code_intelligence.jazzer.sanitizers." + each));
        var words = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g",
                "-XX:+EnableDynamicAgentLoading", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-Dfuzz.target=" + target, "-cp",
                System.getProperty("java.class.path"), "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + Target.class.getName(),
                "--instrumentation_includes=discovery.**:org.yaml.snakeyaml.**:org.commonmark.**",
                "--custom_hook_includes=discovery.**", "--disabled_hooks=" + String.join(":", off),
                "-max_total_time=" + setting.seconds(), "-timeout=20", "-rss_limit_mb=3000", "-max_len=" + LARGEST,
                "-artifact_prefix=" + finds + "/", "--reproducer_path=" + folder, seeds.toString());
        var log = folder.resolve("log");
        var cost = new Command(setting.home(), words, Map.of()).run(log);
        var said = Files.readString(log);
        var runs = DONE.matcher(said);
        var found = 0;
        try (var files = Files.list(finds)) {
            for (var file : files.sorted().toList()) {
                found++;
                var bytes = Files.readAllBytes(file);
                System.err.println("found: %s %s %s".formatted(shown, file.getFileName(),
                        HexFormat.of().formatHex(bytes, 0, Math.min(400, bytes.length))));
                said.lines().filter(line -> line.contains("Exception") || line.contains("\tat discovery"))
                        .limit(8).forEach(System.err::println);
            }
        }
        if (runs.find()) {
            figures.accept(Figure.of(name(), "fuzz_runs_" + shown, Double.parseDouble(runs.group(1)), "inputs",
                    setting.seconds() + " s"));
        } else if (found == 0) {
            figures.accept(Figure.missing(name(), "fuzz_runs_" + shown, "inputs",
                    "Jazzer ended with exit code %d: %s".formatted(cost.code(),
                            said.lines().filter(line -> line.contains("ERROR")).findFirst().orElse("see --keep"))));
            return 1;
        }
        return found;
    }

    private static void plant(Setting setting, String target, Path seeds) throws IOException {
        var names = Targets.names();
        for (var name : target.isEmpty() ? names : List.of(target)) {
            var number = 0;
            for (var seed : seeds(setting, name)) {
                var bytes = new byte[seed.length + (target.isEmpty() ? 1 : 0)];
                System.arraycopy(seed, 0, bytes, bytes.length - seed.length, seed.length);
                if (target.isEmpty()) {
                    bytes[0] = (byte) names.indexOf(name);
                }
                Files.write(seeds.resolve(name + "-" + number++), bytes);
            }
        }
    }

    private static List<byte[]> seeds(Setting setting, String target) throws IOException {
        var seeds = new ArrayList<>(Seeds.of(target));
        var corpus = setting.from("BENCH_CORPUS").map(Path::of);
        if (corpus.isPresent() && CORPUS.containsKey(target)) {
            var each = setting.seconds() < SHORT ? SEEDS / 10 : SEEDS;
            try (var files = new Corpus(corpus.get()).files(CORPUS.getOrDefault(target, ""))) {
                files.map(Corpus.File::text)
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .filter(bytes -> bytes.length < LARGEST / 4)
                        .limit(each)
                        .forEach(seeds::add);
            }
        }
        return seeds;
    }
}
