package discovery.edge.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import discovery.edge.json.Json;
import discovery.edge.json.MalformedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/// A go-between that shows every repository of a simulator under as many names as one asks for: `c7-owner/name` has the
/// files of `owner/name`, and a number of its own. Close it, or it stays.
final class Copies implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("c(\\d+)-(.+)");
    private static final Pattern PATH = Pattern.compile("/repos/c\\d+-(.*)");
    /// More than any number that the simulator gives.
    private static final long APART = 1_000_000_000_000L;

    private final HttpServer server;
    private final String base;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client =
            HttpClient.newBuilder().executor(threads).followRedirects(HttpClient.Redirect.NORMAL).build();

    private Copies(HttpServer server, String base) {
        this.server = server;
        this.base = base;
    }

    /// @param base the simulator's address
    static Copies of(String base) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var copies = new Copies(server, base);
        server.setExecutor(copies.threads);
        server.createContext("/", copies::pass);
        server.start();
        return copies;
    }

    static String name(int copy, String repository) {
        return "c%d-%s".formatted(copy, repository);
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void pass(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().toString();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var graph = path.endsWith("/graphql");
        try {
            var asked = graph ? Json.parse(body) : Map.of();
            var question = graph ? Json.line(shown(asked)) : body;
            var match = PATH.matcher(path);
            var answer = send(exchange, match.matches() ? "/repos/" + match.group(1) : path, question);
            var bytes = graph ? graph(asked, answer.body()) : answer.body();
            answer.headers().map().forEach((name, values) -> {
                if (!name.matches("(?i)content-(length|encoding)|connection|transfer-encoding")) {
                    values.forEach(value -> exchange.getResponseHeaders().add(name, value));
                }
            });
            exchange.sendResponseHeaders(answer.statusCode(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (MalformedException e) {
            exchange.sendResponseHeaders(502, -1);
        } finally {
            exchange.close();
        }
    }

    private HttpResponse<byte[]> send(HttpExchange exchange, String path, String body) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(base + path));
        for (var name : new String[] {"Authorization", "Accept", "If-None-Match"}) {
            exchange.getRequestHeaders().getOrDefault(name, List.of())
                    .forEach(value -> request.header(name, value));
        }
        request.method(exchange.getRequestMethod(), body.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body));
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /// The question with the names that the simulator knows.
    private static Map<?, ?> shown(Object asked) {
        var question = new LinkedHashMap<Object, Object>((Map<?, ?>) asked);
        var variables = new LinkedHashMap<Object, Object>();
        if (question.get("variables") instanceof Map<?, ?> given) {
            given.forEach((key, value) -> {
                var match = NAME.matcher(String.valueOf(value));
                variables.put(key, String.valueOf(key).startsWith("o") && match.matches() ? match.group(2) : value);
            });
        }
        question.put("variables", variables);
        return question;
    }

    /// The answer with the names that were asked for.
    private static byte[] graph(Object asked, byte[] answer) throws MalformedException {
        var document = Json.parse(new String(answer, StandardCharsets.UTF_8));
        if (document instanceof Map<?, ?> whole && whole.get("data") instanceof Map<?, ?> data
                && asked instanceof Map<?, ?> question && question.get("variables") instanceof Map<?, ?> variables) {
            data.forEach((alias, repository) -> {
                var match = NAME.matcher(String.valueOf(variables.get("o" + String.valueOf(alias).substring(1))));
                if (repository instanceof Map<?, ?> fields && match.matches()) {
                    rename(fields, Integer.parseInt(match.group(1)));
                }
            });
        }
        return Json.line(document).getBytes(StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked") // Keys of parsed JSON are texts.
    private static void rename(Map<?, ?> repository, int copy) {
        var fields = (Map<String, Object>) repository;
        for (var number : List.of("databaseId", "d")) {
            fields.computeIfPresent(number, (key, value) -> ((Number) value).longValue() + copy * APART);
        }
        for (var name : List.of("nameWithOwner", "n")) {
            fields.computeIfPresent(name, (key, value) -> name(copy, String.valueOf(value)));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.shutdownNow();
        threads.shutdownNow();
    }
}
