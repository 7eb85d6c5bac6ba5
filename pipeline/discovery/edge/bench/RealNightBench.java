package discovery.edge.bench;

import discovery.edge.cli.Usage;
import discovery.edge.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A cold night and the next one over `manifests/sources.yaml`, with a simulator in GitHub's place; and what a newcomer
/// waits for, from an empty machine to a site.
///
/// From outside: `BENCH_SIM`, the simulator's folder; `BENCH_CORPUS`; `BENCH_DATES`, of which the first is the cold
/// night's (2026-08-20).
final class RealNightBench implements Bench {
    private static final List<String> NIGHTS = List.of(
            "night_cold_seconds", "night_cold_cpu_seconds", "night_next_seconds", "night_next_cpu_seconds",
            "night_skills", "night_plugins", "night_servers", "night_peak_mib");

    @Override
    public String name() {
        return "real-night";
    }

    @Override
    public String about() {
        return "a cold night and the next one on a simulator of GitHub (BENCH_SIM, BENCH_CORPUS, BENCH_DATES); and from"
                + " a clone to a site";
    }

    @Override
    public void run(Setting setting, Consumer<Figure> figures) throws IOException {
        var simulator = setting.from("BENCH_SIM");
        var corpus = setting.from("BENCH_CORPUS");
        if (simulator.isEmpty() || corpus.isEmpty()) {
            NIGHTS.forEach(metric -> figures.accept(Figure.missing(name(), metric, unit(metric),
                    "BENCH_SIM and BENCH_CORPUS are not set")));
        } else {
            var date = setting.from("BENCH_DATES").orElse("2026-08-20").split(",")[0].strip();
            nights(setting, Path.of(simulator.get()), Path.of(corpus.get()), date, figures);
        }
        fromClone(setting, figures);
    }

    private static String unit(String metric) {
        return metric.endsWith("seconds") ? "s" : metric.endsWith("mib") ? "MiB" : "entries";
    }

    private void nights(Setting setting, Path simulator, Path corpus, String date, Consumer<Figure> figures)
            throws IOException {
        var builder = new ProcessBuilder("python3", simulator.resolve("simulator.py").toString(), "serve", "--corpus",
                corpus.toString(), "--date", date, "--fast-clock", "600", "--cache",
                setting.work().resolve("simulator").toString());
        builder.redirectError(setting.work().resolve("simulator.log").toFile());
        var process = builder.start();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var base = listening(lines);
            var environment = new HashMap<>(Map.of(
                    "GITHUB_API_URL", base,
                    "GITHUB_GRAPHQL_URL", base + "/graphql",
                    "GITHUB_RAW_URL", base + "/raw",
                    "MCP_REGISTRY_URL", base + "/mcp-registry",
                    "GITHUB_TOKEN", "ghs_any",
                    "GITHUB_REQUESTS_PER_SECOND", "0",
                    "SKILL_INDEX_CACHE", setting.work().resolve("cache").toString(),
                    "SKILL_INDEX_KEYS_FILE", setting.work().resolve("keys").toString()));
            environment.put("SKILL_INDEX_KEYS", "");
            night(setting, "cold", date + "T03:17:00Z", List.of(), environment, figures);
            move(base);
            var next = java.time.LocalDate.parse(date).plusDays(1) + "T03:17:00Z";
            night(setting, "next", next, List.of("--previous", setting.work().resolve("cold/release").toString()),
                    environment, figures);
        } finally {
            process.destroy();
        }
    }

    private static String listening(BufferedReader lines) throws IOException {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("listening ")) {
                return line.substring("listening ".length()).replaceFirst("/+$", "");
            }
        }
        throw new IOException("the simulator ended without listening; is BENCH_SIM its folder?");
    }

    private static void move(String base) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(base + "/_sim/date"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"days\":1}"))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            client.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void night(
            Setting setting, String which, String now, List<String> more, Map<String, String> environment,
            Consumer<Figure> figures) throws IOException {
        var out = setting.work().resolve(which);
        var words = Stream.concat(Stream.of("scripts/nightly", "--config", "manifests/sources.yaml", "--out",
                out.toString(), "--now", now), more.stream()).toList();
        var log = setting.work().resolve(which + ".log");
        var cost = new Command(setting.home(), words, environment).run(log);
        var against = "simulator on " + now.substring(0, 10);
        if (cost.code() != 0) {
            NIGHTS.stream().filter(metric -> metric.contains(which) || (which.equals("cold")
                    && !metric.contains("next"))).forEach(metric -> figures.accept(Figure.missing(
                            name(), metric, unit(metric), "the night ended with exit code " + cost.code() + ": "
                                    + last(log))));
            return;
        }
        figures.accept(Figure.of(name(), "night_" + which + "_seconds", cost.seconds(), "s", against));
        figures.accept(Figure.of(name(), "night_" + which + "_cpu_seconds", cost.cpu(), "s", against));
        for (var usage : Usage.read(out)) {
            figures.accept(Figure.of(name(), "night_" + which + "_" + usage.stage() + "_cpu_seconds", usage.cpu(), "s",
                    against));
        }
        if (which.equals("cold")) {
            if (Json.parse(Files.readString(out.resolve("build/index.json"))) instanceof Map<?, ?> index
                    && index.get("kinds") instanceof Map<?, ?> kinds) {
                Map.of("skills", "skill", "plugins", "plugin", "servers", "mcp-server")
                        .forEach((metric, kind) -> figures.accept(Figure.of(name(), "night_" + metric,
                                kinds.get(kind) instanceof Number count ? count.doubleValue() : 0, "entries",
                                against)));
            }
            var peak = Usage.read(out).stream().mapToLong(Usage::peakMib).max().orElse(0);
            figures.accept(Figure.of(name(), "night_peak_mib", (double) peak, "MiB", against));
        }
    }

    private static String last(Path log) {
        try (var lines = Files.lines(log)) {
            return lines.reduce("", (one, other) -> other.isBlank() ? one : other);
        } catch (IOException | java.io.UncheckedIOException e) {
            return "see " + log;
        }
    }

    /// Clones what is committed into an empty folder, with an empty Maven repository and empty caches.
    private void fromClone(Setting setting, Consumer<Figure> figures) throws IOException {
        var clone = setting.work().resolve("clone");
        var repository = setting.work().resolve("m2");
        var log = setting.work().resolve("clone.log");
        var environment = Map.of(
                "JBANG_REPO", repository.toString(),
                "JBANG_DIR", setting.work().resolve("jbang").toString(),
                "SKILL_INDEX_CACHE", setting.work().resolve("clone-cache").toString());
        var started = System.nanoTime();
        new Command(setting.home(), List.of("git", "clone", "--quiet", setting.home().toString(), clone.toString()),
                Map.of()).run(log);
        var cost = new Command(clone, List.of("scripts/nightly", "--config", "manifests/sample.yaml", "--out", "build"),
                environment).run(log);
        var seconds = (System.nanoTime() - started) / 1e9;
        if (cost.code() != 0) {
            var reason = "the first command ended with exit code " + cost.code() + ": " + last(log);
            figures.accept(Figure.missing(name(), "clone_to_site_seconds", "s", reason));
            figures.accept(Figure.missing(name(), "clone_to_site_mb", "MB", reason));
            return;
        }
        var bytes = size(repository);
        figures.accept(Figure.of(name(), "clone_to_site_seconds", seconds, "s", "an empty Maven repository"));
        figures.accept(Figure.of(name(), "clone_to_site_mb", bytes / 1e6, "MB", "an empty Maven repository"));
    }

    private static long size(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
