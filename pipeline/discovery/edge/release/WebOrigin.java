package discovery.edge.release;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/// An address below which files are. https only, but for this machine; no redirect leads to less than that; a body that
/// does not come in time is given up.
///
/// @param base   ends in `/`
/// @param flat   GitHub keeps a release's files side by side: of a path only the last part counts
/// @param chosen the user named it; what a manifest names may not be a machine of a private network
/// @param most   how long an answer may take as a whole, however large
public record WebOrigin(URI base, boolean flat, boolean chosen, Duration most) implements Origin {
    private static final int REDIRECTS = 5;
    private static final Duration REFUSED = Duration.ofHours(24);
    private static final Duration BUSY = Duration.ofHours(4);
    private static final Duration MOST_WAIT = Duration.ofDays(7);
    private static final Duration CONNECT = Duration.ofSeconds(20);
    /// Enough for 30 MB over a very slow line.
    private static final Duration MOST = Duration.ofMinutes(20);
    private static final AtomicLong REQUESTS = new AtomicLong();
    private static final AtomicLong BYTES = new AtomicLong();

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    static WebOrigin of(URI base, boolean chosen) throws IOException {
        require(base, chosen);
        return new WebOrigin(base, base.getPath().matches(".*/releases/(download/[^/]+|latest/download)/"), chosen,
                MOST);
    }

    /// The same address with less patience.
    public WebOrigin within(Duration time) {
        return new WebOrigin(base, flat, chosen, time);
    }

    /// Requests that this process has made.
    public static long requests() {
        return REQUESTS.get();
    }

    /// Bytes of bodies that this process has read, as they came over the line.
    public static long bytesRead() {
        return BYTES.get();
    }

    private static void require(URI address, boolean chosen) throws IOException {
        var host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        var here = host.matches("127(\\.[0-9]{1,3}){3}|localhost|\\[?(0*:)*0*1\\]?");
        var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(scheme.equals("http") && here && chosen)) {
            throw new IOException("%s is not https; only this machine is read over plain http".formatted(address));
        }
        if (!chosen && (here || host.matches("[0-9.]+|.*:.*|[^.]+|.*\\.(local|localhost|internal|lan|home|arpa)"))) {
            throw new IOException("%s is no public host; mirrors are".formatted(address));
        }
    }

    @Override
    public Part from(String path, long offset) throws IOException {
        var address = base.resolve(flat ? path.substring(path.lastIndexOf('/') + 1) : path);
        for (var step = 0; step <= REDIRECTS; step++) {
            var answer = send(address, path, offset);
            switch (answer.statusCode()) {
                case 301, 302, 303, 307, 308 -> {
                    answer.body().close();
                    var next = address.resolve(answer.headers().firstValue("Location").orElseThrow(
                            () -> new IOException("%s leads nowhere".formatted(base))));
                    require(next, chosen && !address.getScheme().equals("https"));
                    address = next;
                }
                default -> {
                    return answer(address, offset, answer);
                }
            }
        }
        throw new IOException("%s leads from one address to the next without end".formatted(base.resolve(path)));
    }

    private HttpResponse<InputStream> send(URI address, String path, long offset) throws IOException {
        var request = HttpRequest.newBuilder(address).timeout(most.compareTo(CONNECT) < 0 ? most : CONNECT);
        if (offset > 0) {
            request.header("Range", "bytes=" + offset + "-");
        } else if (path.endsWith(".json")) {
            request.header("Accept-Encoding", "gzip");
        }
        REQUESTS.incrementAndGet();
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading " + path, e);
        } catch (ConnectException | HttpTimeoutException e) {
            throw new IOException("%s does not answer; check the address and the network".formatted(base), e);
        }
    }

    private Part answer(URI address, long offset, HttpResponse<InputStream> answer) throws IOException {
        var status = answer.statusCode();
        if (status == 200 || (status == 206 && offset > 0 && resumes(answer, offset))) {
            var counted = new Counted(answer.body(), most);
            var encoding = answer.headers().firstValue("Content-Encoding").orElse("identity");
            return new Part(switch (encoding.toLowerCase(Locale.ROOT)) {
                case "identity", "" -> counted;
                case "gzip", "x-gzip" -> new GZIPInputStream(counted);
                default -> throw closing(answer, "%s answers in the encoding `%s`, which was not asked for".formatted(
                        base, encoding));
            }, status == 206 ? offset : 0);
        }
        throw switch (status) {
            case 404, 410 -> {
                answer.body().close();
                yield new NoSuchFileException(address.toString());
            }
            case 403, 429, 503 -> {
                answer.body().close();
                var wait = retryAfter(answer).orElse(status == 403 ? REFUSED : status == 429 ? BUSY : Duration.ZERO);
                yield new WaitException("%s answered %d; it is left alone for %d minutes".formatted(
                        address, status, wait.toMinutes()), wait);
            }
            default -> closing(answer, "%s answered %d; try again later".formatted(address, status));
        };
    }

    private static IOException closing(HttpResponse<InputStream> answer, String sentence) throws IOException {
        answer.body().close();
        return new IOException(sentence);
    }

    private static boolean resumes(HttpResponse<?> answer, long offset) {
        return answer.headers().firstValue("Content-Range").orElse("").startsWith("bytes " + offset + "-");
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> answer) {
        return answer.headers().firstValue("Retry-After").flatMap(text -> {
            if (text.matches("[0-9]{1,9}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
            }
            try {
                var until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
                return Optional.of(Duration.between(Instant.now(), until));
            } catch (DateTimeParseException neither) {
                return Optional.empty();
            }
        }).map(wait -> wait.isNegative() ? Duration.ZERO : wait.compareTo(MOST_WAIT) > 0 ? MOST_WAIT : wait);
    }

    @Override
    public String host() {
        return base.getAuthority();
    }

    @Override
    public String toString() {
        return base.toString();
    }

    /// A body that is counted, and closed from outside when its time is over.
    private static final class Counted extends FilterInputStream {
        private final AtomicBoolean done = new AtomicBoolean();
        private final AtomicBoolean late = new AtomicBoolean();
        private final Thread watch;

        Counted(InputStream in, Duration most) {
            super(in);
            watch = Thread.ofVirtual().start(() -> {
                try {
                    Thread.sleep(most);
                    if (!done.get()) {
                        late.set(true);
                        in.close();
                    }
                } catch (InterruptedException | IOException over) {
                    // It came in time, or is closed already.
                }
            });
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            try {
                var read = in.read(bytes, from, length);
                BYTES.addAndGet(Math.max(read, 0));
                if (late.get()) {
                    throw new IOException("late");
                }
                return read;
            } catch (IOException e) {
                throw late.get() ? new IOException("the answer takes too long; it is given up", e) : e;
            }
        }

        @Override
        public void close() throws IOException {
            done.set(true);
            watch.interrupt();
            super.close();
        }
    }
}
