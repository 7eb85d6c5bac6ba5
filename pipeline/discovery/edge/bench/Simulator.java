package discovery.edge.bench;

import discovery.edge.json.Json;
import discovery.edge.json.MalformedException;
import discovery.fetch.Foreign;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The simulator of GitHub while it runs. Close it, or it stays.
final class Simulator implements AutoCloseable {
    private final Process process;
    private final String base;
    private final HttpClient client = HttpClient.newHttpClient();

    private Simulator(Process process, String base) {
        this.process = process;
        this.base = base;
    }

    /// Starts `BENCH_SIM` over `BENCH_CORPUS`.
    ///
    /// @param options of `simulator.py serve`, besides corpus, date and cache
    static Simulator start(Setting setting, String date, String... options) throws IOException {
        var words = new ArrayList<>(List.of("python3",
                Path.of(setting.from("BENCH_SIM").orElse("")).resolve("simulator.py").toString(), "serve", "--corpus",
                setting.from("BENCH_CORPUS").orElse(""), "--date", date, "--cache",
                setting.work().resolve("simulator").toString()));
        words.addAll(List.of(options));
        var process = new ProcessBuilder(words)
                .redirectError(setting.work().resolve("simulator.log").toFile())
                .start();
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("listening ")) {
                return new Simulator(process, line.substring("listening ".length()).replaceFirst("/+$", ""));
            }
        }
        throw new IOException("the simulator ended without listening; is BENCH_SIM its folder?");
    }

    String base() {
        return base;
    }

    /// What a night needs to take the simulator for the world.
    ///
    /// @param at where requests go: the simulator, or something in front of it
    Map<String, String> environment(String at, Path cache) {
        var environment = new HashMap<>(Map.of(
                "GITHUB_API_URL", at,
                "GITHUB_GRAPHQL_URL", at + "/graphql",
                "GITHUB_RAW_URL", at + "/raw",
                "MCP_REGISTRY_URL", at + "/mcp-registry",
                "GITHUB_TOKEN", "ghs_any",
                "GITHUB_REQUESTS_PER_SECOND", "0",
                "SKILL_INDEX_CACHE", cache.toString()));
        environment.putAll(Map.of(
                "GLAMA_URL", at + "/none", "CLAUDE_PLUGINS_URL", at + "/none", "SKILLSMP_URL", at + "/none"));
        return environment;
    }

    void date(String day) throws IOException {
        post("/_sim/date", "{\"date\": \"%s\"}".formatted(day));
    }

    void faults(String rules) throws IOException {
        post("/_sim/faults", rules);
    }

    void reset() throws IOException {
        post("/_sim/reset", "{}");
    }

    /// Requests, bytes and refusals since `reset`.
    Foreign stats() throws IOException {
        try {
            return new Foreign(Json.parse(get("/_sim/stats")));
        } catch (MalformedException e) {
            throw new IOException("the simulator's statistics are no JSON", e);
        }
    }

    /// The ground truth, one JSON object a line.
    String truth() throws IOException {
        return get("/_sim/truth");
    }

    /// A file of a repository, as it is today.
    String file(String repository, String path) throws IOException {
        return get("/raw/%s/HEAD/".formatted(repository)
                + URLEncoder.encode(path, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/"));
    }

    String get(String path) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(base + path)).build());
    }

    private void post(String path, String body) throws IOException {
        send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private String send(HttpRequest request) throws IOException {
        try {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("the simulator answers %s with status %d: %s".formatted(
                        request.uri().getPath(), answer.statusCode(), answer.body()));
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        client.shutdownNow();
        try {
            if (!process.waitFor(Duration.ofSeconds(10))) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
