package discovery.edge.bench;

import discovery.edge.cli.Night;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A night over the real corpus, for benchmarks that need one: `BENCH_NIGHT`, the folder of a finished night; else the one
/// that was made before, or now, with the simulator at `BENCH_SIM` and `BENCH_CORPUS` (twenty minutes, once).
final class NightFolder {
    static final String MISSING = "neither BENCH_NIGHT nor BENCH_SIM and BENCH_CORPUS are set";
    private static final String DATE = "2026-08-20";

    private NightFolder() {}

    static Optional<Path> find(Setting setting) throws IOException {
        var given = setting.from("BENCH_NIGHT");
        if (given.isPresent()) {
            return given.map(Path::of);
        }
        var simulator = setting.from("BENCH_SIM");
        var corpus = setting.from("BENCH_CORPUS");
        if (simulator.isEmpty() || corpus.isEmpty()) {
            return Optional.empty();
        }
        var folder = Night.cache().resolve("bench").resolve("night-" + DATE);
        if (!Files.exists(folder.resolve("build/embeddings.bin"))) {
            make(setting, Path.of(simulator.get()), Path.of(corpus.get()), folder);
        }
        return Optional.of(folder);
    }

    private static void make(Setting setting, Path simulator, Path corpus, Path folder) throws IOException {
        var builder = new ProcessBuilder("python3", simulator.resolve("simulator.py").toString(), "serve", "--corpus",
                corpus.toString(), "--date", DATE, "--fast-clock", "600", "--cache",
                setting.work().resolve("simulator").toString());
        var process = builder.redirectError(setting.work().resolve("simulator.log").toFile()).start();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var base = lines.lines().filter(line -> line.startsWith("listening ")).findFirst()
                    .map(line -> line.substring("listening ".length()).replaceFirst("/+$", ""))
                    .orElseThrow(() -> new IOException("the simulator did not listen; is BENCH_SIM its folder?"));
            var environment = new HashMap<>(Map.of(
                    "GITHUB_API_URL", base, "GITHUB_GRAPHQL_URL", base + "/graphql", "GITHUB_RAW_URL", base + "/raw",
                    "MCP_REGISTRY_URL", base + "/mcp-registry", "GITHUB_TOKEN", "ghs_any",
                    "GITHUB_REQUESTS_PER_SECOND", "0"));
            Files.createDirectories(folder);
            var cost = new Command(setting.home(), List.of("scripts/nightly", "--config", "manifests/sources.yaml",
                    "--out", folder.toString(), "--now", DATE + "T03:17:00Z", "--to", "build", "--resume"), environment)
                    .run(setting.work().resolve("night.log"));
            if (cost.code() != 0) {
                throw new IOException("the night ended with exit code " + cost.code() + "; see "
                        + setting.work().resolve("night.log") + " (--keep)");
            }
        } finally {
            process.destroy();
        }
    }
}
