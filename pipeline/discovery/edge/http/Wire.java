package discovery.edge.http;

import discovery.edge.cache.Cache;
import discovery.fetch.Budget;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/// One partner's line: requests with a bound on everything, tries again after what may pass, waits as it is told to,
/// remembers answers. Safe for several threads at once.
public final class Wire implements AutoCloseable {
    private static final int REDIRECTS = 5;
    private static final int WAITS = 8;
    private static final List<String> KEPT_HEADERS = List.of("content-type", "link", "last-modified");
    private static final Pattern LIMITED = Pattern.compile("(?i)rate limit|abuse detection");

    /// How an answer is remembered.
    public sealed interface Memory {
        record None() implements Memory {}

        /// Asked again with its ETag.
        record ByTag() implements Memory {}

        /// Never asked again: what the key names does not change. Whoever asks calls `forget` if it can't be read.
        record Forever(String key) implements Memory {}
    }

    /// A question.
    ///
    /// @param method  `GET` or `POST`
    /// @param headers besides those that the wire sets itself: authorization, encoding, ETags
    /// @param body    empty for `GET`
    /// @param most    bytes that the answer may have, unpacked
    /// @param tries   at most; 0: as the manners say
    public record Ask(
            String method, URI address, Map<String, String> headers, String body, long most, Memory memory, int tries) {
        public static Ask get(URI address, Map<String, String> headers, long most, Memory memory) {
            return new Ask("GET", address, headers, "", most, memory, 0);
        }

        /// For a large file: it is tried twice only.
        public static Ask file(URI address, long most) {
            return new Ask("GET", address, Map.of(), "", most, new Memory.None(), 2);
        }
    }

    /// An answer.
    ///
    /// @param headers names in lower case; without those of the transport
    @SuppressWarnings("ArrayRecordComponent") // Replies are never compared.
    public record Reply(int status, Map<String, List<String>> headers, byte[] body) {}

    private final HttpClient client;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Cache cache;
    private final Optional<Credential> credential;
    private final Manners manners;
    private final Patience patience;
    private final Limits limits;
    private final Pace pace;
    private final Map<Budget, Pace> paces = new ConcurrentHashMap<>();
    private final LongAdder requests = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder notModified = new LongAdder();
    private final LongAdder remembered = new LongAdder();
    private final LongAdder repeated = new LongAdder();

    /// @param credential sent only to its own homes, whose rate headers are obeyed
    public Wire(Cache cache, Optional<Credential> credential, Manners manners) {
        this.cache = cache;
        this.credential = credential;
        this.manners = manners;
        this.patience = new Patience(Clock.systemUTC(), manners.longest(), manners.together());
        this.limits = new Limits(Clock.systemUTC(), patience);
        this.pace = new Pace(manners.perSecond());
        var builder = HttpClient.newBuilder()
                .connectTimeout(manners.connect())
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(threads);
        Optional.ofNullable(ProxySelector.getDefault()).ifPresent(builder::proxy);
        this.client = builder.build();
    }

    /// Asks, and asks again where that may help.
    ///
    /// @return an answer with a status below 500 that is none of the limits' own
    /// @throws WireException when there is none
    public Reply send(Ask ask) throws WireException {
        var key = key(ask);
        var known = key.flatMap(cache::response);
        if (known.isPresent() && ask.memory() instanceof Memory.Forever) {
            remembered.increment();
            return reply(known.get());
        }
        var tag = known.map(Cache.Response::tag).filter(text -> !text.isEmpty());
        return persist(ask, () -> {
            var response = follow(ask, tag, Bounded.upTo(ask.most()), manners.answer(), false);
            var status = response.statusCode();
            if (status == 304) {
                notModified.increment();
                if (tag.isEmpty()) {
                    throw new IOException("answers that nothing has changed to a question without an ETag");
                }
                return known.map(Wire::reply);
            }
            var body = Replies.withoutMark(response.headers(), plain(response, ask.most()));
            if (status < 200 || status >= 300) {
                return Optional.of(new Reply(status, Replies.headers(response.headers()), body));
            }
            if (!Replies.isWhole(response.headers(), body)) {
                throw new IOException("the answer is cut off");
            }
            if (Replies.wantsJson(ask) && !Replies.isJson(response.headers())) {
                throw new IOException("answers `%s` instead of JSON".formatted(
                        response.headers().firstValue("content-type").orElse("nothing")));
            }
            var reply = new Reply(status, Replies.headers(response.headers()), body);
            if (key.isPresent()) {
                // What can't be read must not come back with every 304.
                if (ask.memory() instanceof Memory.ByTag) {
                    Replies.check(response.headers(), body);
                }
                if (Contents.isUtf8(body)) {
                    remember(ask, key.get(), reply);
                }
            }
            return Optional.of(reply);
        });
    }

    /// Writes the answer's body to a file as it comes, without remembering it.
    public Reply download(Ask ask, Path file) throws WireException {
        return persist(ask, () -> {
            var response = follow(ask, Optional.empty(), BodyHandlers.limiting(BodyHandlers.ofFile(file), ask.most()),
                    manners.download(), true);
            bytes.add(file.toFile().length());
            return Optional.of(new Reply(response.statusCode(), Replies.headers(response.headers()), new byte[0]));
        });
    }

    /// What is wrong with an answer was found out later: it must not come from memory again.
    public void forget(Ask ask) {
        key(ask).ifPresent(cache::forgetResponse);
    }

    private interface Once {
        Optional<Reply> run() throws IOException, InterruptedException;
    }

    /// Tries until there is an answer that says something.
    private Reply persist(Ask ask, Once once) throws WireException {
        var tries = ask.tries() > 0 ? ask.tries() : manners.tries();
        var waits = 0;
        var last = "";
        try {
            for (var attempt = 0; attempt < tries;) {
                try {
                    var reply = once.run();
                    if (reply.isPresent()) {
                        var limited = limited(reply.get());
                        if (limited.isPresent() && waits < WAITS) {
                            waits++;
                            rest(limited.get());
                            continue;
                        }
                        if (reply.get().status() < 500 && limited.isEmpty()) {
                            return reply.get();
                        }
                    }
                    last = reply.map(answer -> "answers with status %d".formatted(answer.status())).orElse("");
                } catch (PostponedException e) {
                    throw e;
                } catch (WireException | Bounded.TooLongException e) {
                    throw new WireException("%s: %s".formatted(shown(ask.address()), e.getMessage()));
                } catch (ConnectException e) {
                    last = "no connection";
                } catch (IOException e) {
                    last = Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
                }
                attempt++;
                if (attempt < tries) {
                    repeated.increment();
                    var pause = manners.pause().multipliedBy(1L << (attempt - 1));
                    Thread.sleep(pause.plusMillis(ThreadLocalRandom.current().nextLong(1 + pause.toMillis() / 4)));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WireException("interrupted");
        }
        throw new WireException("%s: %s, after %d tries".formatted(shown(ask.address()), last, tries));
    }

    /// How long a limit's refusal asks us to wait; empty for every other answer.
    private Optional<Duration> limited(Reply reply) {
        if (reply.status() != 429 && reply.status() != 403) {
            return Optional.empty();
        }
        var after = first(reply, "retry-after");
        if (after.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(after)));
        }
        var reset = first(reply, "x-ratelimit-reset");
        if (first(reply, "x-ratelimit-remaining").equals("0") && reset.matches("\\d{1,12}")) {
            var wait = Duration.ofMillis(Long.parseLong(reset) * 1000 - Clock.systemUTC().millis() + 20);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        }
        var says = new String(reply.body(), 0, Math.min(2_000, reply.body().length), StandardCharsets.UTF_8);
        return reply.status() == 429 || LIMITED.matcher(says).find()
                ? Optional.of(Duration.ofMinutes(1))
                : Optional.empty();
    }

    private void rest(Duration wait) throws WireException, InterruptedException {
        patience.spend(wait, "the server asks to wait");
        pace.rest(wait);
        Thread.sleep(wait);
    }

    /// Sends one request and follows where it leads. Another host never sees the token.
    ///
    /// @param anywhere true: files may lie on other hosts; answers come from the host that was asked
    private <T> HttpResponse<T> follow(
            Ask ask, Optional<String> tag, BodyHandler<T> handler, Duration most, boolean anywhere)
            throws IOException, InterruptedException {
        var address = ask.address();
        for (var hop = 0; hop <= REDIRECTS; hop++) {
            var response = once(ask, address, tag, handler, most);
            var status = response.statusCode();
            var to = response.headers().firstValue("location");
            if ((status != 301 && status != 302 && status != 303 && status != 307 && status != 308) || to.isEmpty()) {
                return response;
            }
            var next = resolved(address, to.get());
            if (!ask.method().equals("GET") || !Hosts.mayLead(ask.address(), next)
                    || (!anywhere && !Hosts.host(next).equals(Hosts.host(ask.address())))) {
                throw new WireException("leads to %s, where we do not go".formatted(shown(next)));
            }
            address = next;
        }
        throw new WireException("leads from address to address more than %d times".formatted(REDIRECTS));
    }

    private static URI resolved(URI from, String to) throws IOException {
        try {
            return from.resolve(to);
        } catch (IllegalArgumentException e) {
            throw new WireException("leads to something that is no address");
        }
    }

    private <T> HttpResponse<T> once(
            Ask ask, URI address, Optional<String> tag, BodyHandler<T> handler, Duration most)
            throws IOException, InterruptedException {
        var builder = HttpRequest.newBuilder(address)
                .version("https".equals(address.getScheme()) ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .header("Accept-Encoding", "gzip")
                .header("User-Agent", "skill-index");
        ask.headers().forEach(builder::setHeader);
        tag.ifPresent(text -> builder.header("If-None-Match", text));
        var home = credential.filter(known -> known.isFor(address));
        home.ifPresent(known -> builder.setHeader("Authorization", "Bearer " + known.token()));
        if (ask.method().equals("POST")) {
            builder.POST(HttpRequest.BodyPublishers.ofString(ask.body())).setHeader("Content-Type", "application/json");
        }
        if (!Budget.take()) {
            throw new PostponedException("tonight's budget of this source is spent");
        }
        var resource = Hosts.isSame(address, ask.address()) ? resource(address) : "";
        limits.before(resource);
        Optional<HttpHeaders> answered = Optional.empty();
        try {
            patience.waited(pace.before());
            patience.waited(ofSource());
            requests.increment();
            var response = await(client.sendAsync(builder.build(), handler), most);
            answered = Optional.of(response.headers());
            return response;
        } finally {
            limits.after(resource, answered);
        }
    }

    /// Waits for the turn of the source that asks, where it has a pace of its own; answers the milliseconds waited.
    private long ofSource() throws InterruptedException {
        var perMinute = Budget.OF_SOURCE.isBound() ? Budget.OF_SOURCE.get().perMinute() : 0;
        return perMinute <= 0
                ? 0
                : paces.computeIfAbsent(Budget.OF_SOURCE.get(), budget -> new Pace(perMinute / 60.0)).before();
    }

    private static <T> HttpResponse<T> await(
            CompletableFuture<HttpResponse<T>> coming, Duration most)
            throws IOException, InterruptedException {
        try {
            return coming.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("no answer within %d seconds".formatted(most.toSeconds()), e);
        } finally {
            coming.cancel(true);
        }
    }

    /// The resource whose limit a request spends; empty where no limits are told.
    private static String resource(URI address) {
        var path = Optional.ofNullable(address.getPath()).orElse("");
        if (path.contains("/codeload/")) {
            return "";
        }
        return path.contains("/search/code")
                ? "code_search"
                : path.contains("/search/") ? "search" : path.endsWith("/graphql") ? "graphql" : "core";
    }

    private byte[] plain(HttpResponse<byte[]> response, long most) throws IOException {
        bytes.add(response.body().length);
        return response.headers().firstValue("content-encoding").orElse("").toLowerCase(Locale.ROOT).contains("gzip")
                ? Bounded.unzipped(response.body(), most)
                : response.body();
    }

    private static String first(Reply reply, String name) {
        return reply.headers().getOrDefault(name, List.of()).stream().findFirst().orElse("");
    }

    private static Reply reply(Cache.Response known) {
        var headers = new TreeMap<String, List<String>>();
        known.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        return new Reply(200, headers, known.body());
    }

    /// Loopback addresses are remembered without their port: a server that is started anew gets another one.
    private static Optional<String> key(Ask ask) {
        return switch (ask.memory()) {
            case Memory.None() -> Optional.empty();
            case Memory.Forever(var key) -> Optional.of(key);
            case Memory.ByTag() -> {
                var address = ask.address();
                var host = Hosts.host(address);
                var port = host.equals("127.0.0.1") || host.equals("localhost") ? -1 : address.getPort();
                yield Optional.of("%s %s%s%s %s".formatted(ask.method(), host, port < 0 ? "" : ":" + port,
                        address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery()),
                        ask.headers().getOrDefault("Accept", "")));
            }
        };
    }

    private void remember(Ask ask, String key, Reply reply) {
        var tag = first(reply, "etag");
        var forever = ask.memory() instanceof Memory.Forever;
        if (!forever && tag.isEmpty()) {
            return;
        }
        var headers = new TreeMap<String, String>();
        for (var name : KEPT_HEADERS) {
            var value = first(reply, name);
            if (!value.isEmpty()) {
                headers.put(name, value);
            }
        }
        cache.response(key, new Cache.Response(forever ? "" : tag, headers, reply.body()));
    }

    /// An address for people: without its query, which may be long.
    private static String shown(URI address) {
        return "%s://%s%s".formatted(address.getScheme(), address.getAuthority(),
                Optional.ofNullable(address.getRawPath()).orElse(""));
    }

    public Traffic traffic() {
        return new Traffic(requests.sum(), bytes.sum(), notModified.sum(), remembered.sum(), repeated.sum(),
                patience.waitedMillis());
    }

    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdownNow();
    }
}
