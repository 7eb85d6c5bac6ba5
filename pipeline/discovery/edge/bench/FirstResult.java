package discovery.edge.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What a person pays for one question: a program that starts, loads the model, answers and ends.
final class FirstResult {
    private static final int RUNS = 5;
    /// As `scripts/jbang` starts an answer, but for the archive.
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            "-XX:CompileThresholdScaling=10", "-Xmx256m", "--enable-native-access=ALL-UNNAMED");
    private static final Map<String, String> ENVIRONMENT = Map.of("ORT_DISABLE_TELEMETRY", "1");

    private final Setting setting;
    private final Path build;
    private final Consumer<Figure> figures;

    FirstResult(Setting setting, Path build, Consumer<Figure> figures) {
        this.setting = setting;
        this.build = build;
        this.figures = figures;
    }

    void run() throws IOException {
        var log = setting.work().resolve("classpath.log");
        // To name the class path is not to build the jar on it.
        new Command(setting.home(), List.of("scripts/jbang", "pipeline/discover.java", "--help"), Map.of()).run(log);
        new Command(setting.home(), List.of("scripts/jbang", "info", "classpath", "pipeline/discover.java"), Map.of())
                .run(log);
        var path = Files.readAllLines(log).stream().filter(line -> line.contains(".jar:")).reduce("", (a, b) -> b);
        var cache = setting.work().resolve("discover.aot");
        if (path.isEmpty() || ask(path, List.of("-XX:AOTCacheOutput=" + cache)).code() != 0) {
            var reason = "the client could not be started by its class path; see " + log + " (--keep)";
            figures.accept(Figure.missing("search", "first_result_cpu_ms", "ms", reason));
            figures.accept(Figure.missing("search", "first_result_rss_mib", "MiB", reason));
            return;
        }
        // The first run of the script leaves its archive behind, the second has it.
        script();
        var cpu = new ArrayList<Double>();
        var scripted = new ArrayList<Double>();
        var plain = new ArrayList<Double>();
        for (var run = 0; run < RUNS; run++) {
            cpu.add(ask(path, List.of("-XX:AOTCache=" + cache)).cpu() * 1_000);
            scripted.add(script().cpu() * 1_000);
            plain.add(ask(path, List.of()).cpu() * 1_000);
        }
        cpu.sort(null);
        scripted.sort(null);
        plain.sort(null);
        var flags = String.join(" ", FLAGS) + " -Xbootclasspath/a:picocli.jar";
        figures.accept(Figure.of("search", "first_result_cpu_ms", cpu.get(RUNS / 2), "ms",
                flags + " -XX:AOTCache, made by one run with -XX:AOTCacheOutput; median of " + RUNS));
        figures.accept(Figure.of("search", "first_result_no_cache_cpu_ms", plain.get(RUNS / 2), "ms", flags));
        figures.accept(Figure.of("search", "first_result_script_cpu_ms", scripted.get(RUNS / 2), "ms",
                "scripts/jbang pipeline/discover.java search, as a person starts it, with the archive that it keeps"));
        figures.accept(Figure.of("search", "first_result_rss_mib", peak(path, cache), "MiB", flags + " -XX:AOTCache"));
    }

    private List<String> words(String path, List<String> more) {
        var words = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
        words.addAll(FLAGS);
        for (var jar : path.split(File.pathSeparator)) {
            if (jar.matches(".*/picocli-[^/]*\\.jar")) {
                words.add("-Xbootclasspath/a:" + jar);
            }
        }
        words.addAll(more);
        words.addAll(List.of("-cp", path, "discover", "search", "--from", build.toString(), "fill in a pdf form"));
        return words;
    }

    private Command.Cost script() throws IOException {
        return new Command(setting.home(), List.of("scripts/jbang", "pipeline/discover.java", "search", "--from",
                build.toString(), "fill in a pdf form"), Map.of()).run(setting.work().resolve("first.log"));
    }

    private Command.Cost ask(String path, List<String> more) throws IOException {
        return new Command(setting.home(), words(path, more), ENVIRONMENT).run(setting.work().resolve("first.log"));
    }

    /// The largest resident size, as Linux tells it while the process lives.
    private double peak(String path, Path cache) throws IOException {
        var builder = new ProcessBuilder(words(path, List.of("-XX:AOTCache=" + cache)))
                .directory(setting.home().toFile())
                .redirectErrorStream(true)
                .redirectOutput(setting.work().resolve("first.log").toFile());
        builder.environment().putAll(ENVIRONMENT);
        var process = builder.start();
        var status = Path.of("/proc", Long.toString(process.pid()), "status");
        var most = 0L;
        while (process.isAlive()) {
            try (var lines = Files.lines(status)) {
                most = Math.max(most, lines.filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", ""))).findFirst().orElse(0));
            } catch (IOException | UncheckedIOException ended) {
                break;
            }
        }
        return most / 1_024.0;
    }
}
