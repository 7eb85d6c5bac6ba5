package discovery.edge.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/// Serves one folder on the loopback address: index files, types, ETag, one range, gzip, the folder's own `404.html`;
/// and, where there is a build, the search that a static host can't answer.
public final class StaticServer implements AutoCloseable {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("jsonl", "application/x-ndjson"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("xml", "application/xml"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("md", "text/markdown; charset=utf-8"),
            Map.entry("png", "image/png"),
            Map.entry("asc", "application/pgp-signature"),
            Map.entry("webmanifest", "application/manifest+json"));
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,15})-(\\d{0,15})");
    private static final long LEAST_PACKED = 1_024;

    private final HttpServer server;
    private final Path folder;
    private final Optional<LiveSearch> live;

    private StaticServer(HttpServer server, Path folder, Optional<LiveSearch> live) {
        this.server = server;
        this.folder = folder;
        this.live = live;
    }

    /// Starts serving.
    ///
    /// @param port 0: any that is free
    /// @throws IOException when there is no such folder, or the port is taken
    public static StaticServer start(Path folder, int port) throws IOException {
        return start(folder, port, Optional.empty());
    }

    /// Starts serving, and answers `/api/search/?q=` from a build.
    ///
    /// @param index the folder that holds `skills.db`; empty: the answer is the static page
    public static StaticServer start(Path folder, int port, Optional<Path> index) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("%s is no folder; name the one that holds the site or the release".formatted(folder));
        }
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            var live = index.isPresent() ? LiveSearch.open(index.get()) : Optional.<LiveSearch>empty();
            var serving = new StaticServer(server, folder.toRealPath(), live);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", serving::answer);
            server.start();
            return serving;
        } catch (java.net.BindException e) {
            throw new IOException("port %d is taken; choose another with --port".formatted(port), e);
        }
    }

    /// `http://127.0.0.1:PORT/`
    public String url() {
        return "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        if (live.isPresent()) {
            try {
                live.get().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            var path = exchange.getRequestURI().getPath();
            if (live.isPresent() && path.equals("/api/search/")) {
                var answer = live.get().answer(
                        Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
                if (answer.isPresent()) {
                    send(exchange, answer.get());
                    return;
                }
            }
            var file = find(path.equals("/health") ? "/health.json" : path);
            if (file.isEmpty()) {
                var missing = find("/404.html");
                if (missing.isPresent()) {
                    send(exchange, 404, missing.get());
                } else {
                    exchange.sendResponseHeaders(404, -1);
                }
                return;
            }
            var isFolder = Files.isDirectory(folder.resolve(path.substring(1)));
            if (isFolder && !path.endsWith("/") && !String.valueOf(file.get().getFileName()).equals(page(path))) {
                exchange.getResponseHeaders().set("Location", path + "/");
                exchange.sendResponseHeaders(301, -1);
                return;
            }
            send(exchange, 200, file.get());
        }
    }

    private static String page(String path) {
        return path.substring(path.lastIndexOf('/') + 1) + ".html";
    }

    /// The regular file for a request's path; empty for what is not there or lies outside the folder.
    private Optional<Path> find(String path) {
        try {
            var named = folder.resolve(path.substring(1)).normalize();
            var page = folder.resolve(path.substring(1) + ".html").normalize();
            // As GitHub Pages does: `x` is `x.html`, even beside a folder `x`.
            var wanted = !path.endsWith("/") && !Files.isRegularFile(named) && Files.isRegularFile(page) ? page : named;
            var file = Files.isDirectory(wanted) ? wanted.resolve("index.html") : wanted;
            if (!wanted.startsWith(folder) || !Files.isRegularFile(file)
                    || !file.toRealPath().startsWith(folder)) {
                return Optional.empty();
            }
            return Optional.of(file);
        } catch (InvalidPathException | IOException notAFile) {
            return Optional.empty();
        }
    }

    private static void send(HttpExchange exchange, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("Access-Control-Allow-Origin", "*");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cache-Control", "no-cache");
        exchange.sendResponseHeaders(200, exchange.getRequestMethod().equals("HEAD") ? -1 : bytes.length);
        if (!exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static void send(HttpExchange exchange, int status, Path file) throws IOException {
        var size = Files.size(file);
        var etag = "\"" + Long.toHexString(Files.getLastModifiedTime(file).toMillis()) + "-" + Long.toHexString(size)
                + "\"";
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type(file));
        headers.set("ETag", etag);
        headers.set("Accept-Ranges", "bytes");
        headers.set("Access-Control-Allow-Origin", "*");
        headers.set("X-Content-Type-Options", "nosniff");
        if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        var range = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range")).filter(text -> status == 200);
        if (range.isPresent()) {
            sendRange(exchange, file, size, range.get());
            return;
        }
        var accepts = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept-Encoding")).orElse("");
        var head = exchange.getRequestMethod().equals("HEAD");
        if (size >= LEAST_PACKED && accepts.contains("gzip") && type(file).matches("text/.*|.*(json|xml).*")) {
            var packed = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(packed)) {
                Files.copy(file, gzip);
            }
            headers.set("Content-Encoding", "gzip");
            headers.set("Vary", "Accept-Encoding");
            exchange.sendResponseHeaders(status, head ? -1 : packed.size());
            if (!head) {
                packed.writeTo(exchange.getResponseBody());
            }
            return;
        }
        exchange.sendResponseHeaders(status, head || size == 0 ? -1 : size);
        if (!head) {
            Files.copy(file, exchange.getResponseBody());
        }
    }

    private static void sendRange(HttpExchange exchange, Path file, long size, String range) throws IOException {
        var match = RANGE.matcher(range);
        var first = 0L;
        var last = size - 1;
        var valid = match.matches() && !(match.group(1).isEmpty() && match.group(2).isEmpty());
        if (valid && match.group(1).isEmpty()) {
            first = Math.max(0, size - Long.parseLong(match.group(2)));
        } else if (valid) {
            first = Long.parseLong(match.group(1));
            last = match.group(2).isEmpty() ? last : Math.min(last, Long.parseLong(match.group(2)));
        }
        if (!valid || first > last) {
            exchange.getResponseHeaders().set("Content-Range", "bytes */" + size);
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        exchange.getResponseHeaders().set("Content-Range", "bytes %d-%d/%d".formatted(first, last, size));
        exchange.sendResponseHeaders(206, last - first + 1);
        try (var in = Files.newInputStream(file)) {
            in.skipNBytes(first);
            var left = last - first + 1;
            var buffer = new byte[1 << 16];
            while (left > 0) {
                var n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (n < 0) {
                    break;
                }
                exchange.getResponseBody().write(buffer, 0, n);
                left -= n;
            }
        }
    }

    private static String type(Path file) {
        var name = String.valueOf(file.getFileName());
        var ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(ending, "application/octet-stream");
    }
}
