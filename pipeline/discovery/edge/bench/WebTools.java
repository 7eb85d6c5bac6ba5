package discovery.edge.bench;

import discovery.edge.cli.Night;
import discovery.edge.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/// What runs in Node: the browser tests' own packages, and those of the programs that we are measured beside.
final class WebTools {
    private final Setting setting;
    private final Path web;

    WebTools(Setting setting) {
        this.setting = setting;
        web = setting.home().resolve("pipeline/test/web");
    }

    Path web() {
        return web;
    }

    /// The packages of the browser tests.
    Path packages() throws IOException {
        return installed(web);
    }

    /// The packages beside which we are measured, kept between benchmarks.
    Path peers() throws IOException {
        var folder = Night.cache().resolve("bench").resolve("peers");
        Files.createDirectories(folder);
        for (var name : List.of("package.json", "package-lock.json", ".npmrc")) {
            Files.copy(web.resolve("peers").resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        return installed(folder);
    }

    private Path installed(Path folder) throws IOException {
        var packages = folder.resolve("node_modules");
        if (!Files.exists(packages)) {
            var cost = new Command(folder, List.of("npm", "ci", "--silent", "--ignore-scripts"), Map.of())
                    .run(setting.work().resolve("npm.log"));
            if (cost.code() != 0) {
                throw new IOException("npm could not install what %s names; see npm.log (--keep)".formatted(folder));
            }
        }
        return packages;
    }

    /// Runs one of our scripts and hands over the figures that it prints; what is wrong goes to stderr.
    void run(List<String> words, Consumer<Measured> each) throws IOException {
        var line = new ArrayList<>(List.of("node"));
        line.addAll(words);
        var log = setting.work().resolve("node-" + Path.of(words.getFirst()).getFileName() + ".log");
        new Command(web, line, Map.of()).run(log);
        for (var said : Files.readAllLines(log)) {
            if (said.startsWith("{\"metric\"") && Json.parse(said) instanceof Map<?, ?> figure) {
                each.accept(new Measured(String.valueOf(figure.get("metric")),
                        figure.get("value") instanceof Number value ? OptionalDouble.of(value.doubleValue())
                                : OptionalDouble.empty()));
            } else {
                System.err.println(said);
            }
        }
    }

    record Measured(String metric, OptionalDouble value) {}

    /// Takes the named figures, in any order; those that did not come are missing.
    static Consumer<Measured> taking(List<String> metrics, Consumer<Figure> figures, String against) {
        return measured -> {
            if (metrics.contains(measured.metric()) && measured.value().isPresent()) {
                figures.accept(Figure.of("site", measured.metric(), measured.value().getAsDouble(), unit(
                        measured.metric()), against));
            }
        };
    }

    private static String unit(String metric) {
        return metric.contains("bytes") ? "bytes" : metric.contains("_ms") ? "ms" : metric.endsWith("kib") ? "KiB" : "";
    }
}
