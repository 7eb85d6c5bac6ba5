package discovery.edge.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import discovery.edge.json.JsonLines;
import discovery.model.Observation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// How much of the speed of a bare loop over the same requests is left to the stage: what it asks is recorded once by
/// a go-between, then the stage and the loop ask the simulator itself, one after the other.
final class CeilingBench {
    private static final int AT_ONCE = 16;
    private static final String DATE = "2025-12-15";
    /// Some 11,900 repositories by their topics, nearly as many as a real first night knows, most of them small: what is
    /// measured is asking, not reading, and a cold JVM should be no larger a part of it than it is of such a night.
    private static final String CONFIG = """
            schema: 1
            sources:
              - id: skills
                kind: github-topics
                walk: true
                topics: [claude-skills, agent-skills, claude-code-skills, claude-skill, agent-skill]
              - id: plugins
                kind: github-topics
                walk: true
                topics: [claude-code-plugin, claude-code-plugins, claude-code-marketplace, claude-code, subagents]
              - id: servers
                kind: github-topics
                walk: true
                topics: [mcp-server]
            """;

    private record Asked(String method, String path, String accept, String body) {}

    private final HttpClient client =
            HttpClient.newBuilder().executor(Executors.newVirtualThreadPerTaskExecutor()).build();
    private final ConcurrentLinkedQueue<Asked> asked = new ConcurrentLinkedQueue<>();

    private CeilingBench() {}

    static void run(Setting setting, Consumer<Figure> figures) throws IOException {
        new CeilingBench().measure(setting, figures);
    }

    private void measure(Setting setting, Consumer<Figure> figures) throws IOException {
        var config = setting.work().resolve("ceiling.yaml");
        Files.writeString(config, CONFIG);
        try (var simulator = Simulator.start(setting, DATE, "--rate", "100000000", "--no-secondary",
                "--fast-clock", "100000")) {
            var out = setting.work().resolve("ceiling-out");
            var between = between(simulator.base());
            try {
                var at = "http://127.0.0.1:" + between.getAddress().getPort();
                FetchRuns.asProcess(setting, List.of(), config, out, DATE,
                        simulator.environment(at, setting.work().resolve("ceiling-recorded")));
            } finally {
                between.stop(0);
            }
            var cost = FetchRuns.asProcess(setting, List.of(), config, out, DATE,
                    simulator.environment(simulator.base(), setting.work().resolve("ceiling-cache")));
            var started = System.nanoTime();
            loop(simulator.base());
            var bare = (System.nanoTime() - started) / 1e9;
            long entries;
            try (var observations = JsonLines.read(
                    out.resolve("fetch/observations.jsonl.zst"), Observation.class)) {
                entries = observations.filter(each -> each.kind().isPresent()).count();
            }
            figures.accept(Figure.of("fetch", "ceiling_ratio", 100 * bare / cost.seconds(), "%",
                    "%,d entries, %,d requests: %.1f s from start to end of the stage, %.1f s in a bare loop".formatted(
                            entries, asked.size(), cost.seconds(), bare)));
        }
    }

    /// Passes everything on and writes down what was asked.
    private HttpServer between(String base) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            var question = new Asked(exchange.getRequestMethod(), exchange.getRequestURI().toString(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Accept")),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            asked.add(question);
            // Links to further pages and redirects lead to us, or they would pass us by.
            var here = "http://127.0.0.1:" + server.getAddress().getPort();
            answer(exchange, send(base, question, exchange.getRequestHeaders()), value -> value.replace(base, here));
        });
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer, UnaryOperator<String> moved)
            throws IOException {
        answer.headers().map().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("content-length") && !name.equalsIgnoreCase("connection")) {
                values.forEach(value -> exchange.getResponseHeaders().add(name, moved.apply(value)));
            }
        });
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
        exchange.close();
    }

    private HttpResponse<byte[]> send(String base, Asked question, Map<String, List<String>> headers)
            throws IOException {
        var request = HttpRequest.newBuilder(URI.create(base + question.path()))
                .header("Authorization", "Bearer ghs_any")
                .header("User-Agent", "bench")
                .header("Accept-Encoding", "gzip")
                .header("Accept", question.accept());
        headers.getOrDefault("If-none-match", List.of()).forEach(tag -> request.header("If-None-Match", tag));
        request.method(question.method(), question.body().isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(question.body()));
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void loop(String base) throws IOException {
        var room = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var question : asked) {
                room.acquire();
                threads.execute(() -> {
                    try {
                        send(base, question, Map.of());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } finally {
                        room.release();
                    }
                });
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
