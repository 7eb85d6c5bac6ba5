package discovery.edge.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A server on this machine whose answers a test gives, and whose questions it can see.
public final class Server implements AutoCloseable {
    /// What came.
    ///
    /// @param headers as they came, names in lower case
    public record Question(String method, String path, Map<String, String> headers, String body) {}

    /// An answer in the making.
    @SuppressWarnings("ArrayRecordComponent") // Answers are never compared.
    public record Given(int status, Map<String, String> headers, byte[] body) {
        public static Given json(String body) {
            return new Given(200, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
        }

        public static Given status(int status) {
            return new Given(status, Map.of(), new byte[0]);
        }
    }

    /// What the server says to a question.
    public interface Answers {
        Given to(Question question) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Question> questions = new ArrayList<>();

    public Server(Answers answers) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                var question = question(exchange);
                synchronized (questions) {
                    questions.add(question);
                }
                var given = answers.to(question);
                given.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
                exchange.sendResponseHeaders(given.status(), given.body().length == 0 ? -1 : given.body().length);
                if (given.body().length > 0) {
                    exchange.getResponseBody().write(given.body());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        server.start();
    }

    private static Question question(HttpExchange exchange) throws IOException {
        var headers = new TreeMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return new Question(exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    public URI address(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
    }

    public List<Question> questions() {
        synchronized (questions) {
            return List.copyOf(questions);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
