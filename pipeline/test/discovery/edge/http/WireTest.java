package discovery.edge.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.cache.Cache;
import discovery.edge.http.Server.Given;
import discovery.edge.http.Wire.Ask;
import discovery.edge.http.Wire.Memory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WireTest {
    private static final Manners QUICK = new Manners(0, 3, Duration.ofMillis(5), Duration.ofSeconds(5),
            Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofSeconds(5));
    private static final Map<String, String> JSON = Map.of("Accept", "application/json");

    @TempDir
    private Path folder;
    private Cache cache;

    @BeforeEach
    void open() throws IOException {
        cache = Cache.open(folder);
    }

    @AfterEach
    void close() {
        cache.close();
    }

    private Wire wire() {
        return new Wire(cache, Optional.empty(), QUICK);
    }

    private static Ask ask(URI address) {
        return Ask.get(address, JSON, 1_000, new Memory.ByTag());
    }

    private static String said(Exception failure) {
        return String.valueOf(failure.getMessage());
    }

    private static String text(Wire.Reply reply) {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    @Test
    void what_breaks_in_passing_is_asked_again() throws IOException {
        var count = new AtomicInteger();
        try (var server = new Server(question -> switch (count.incrementAndGet()) {
            case 1 -> Given.status(502);
            case 2 -> Given.json("{\"cut\": [1, 2");
            default -> Given.json("{\"ok\": true}");
        }); var wire = wire()) {
            assertEquals("{\"ok\": true}", text(wire.send(ask(server.address("/x")))));
            assertEquals(2, wire.traffic().repeated());
        }
    }

    @Test
    void after_some_tries_there_is_no_answer_and_a_sentence_says_why() throws IOException {
        try (var server = new Server(question -> Given.status(500)); var wire = wire()) {
            var failure = assertThrows(WireException.class, () -> wire.send(ask(server.address("/x?secret=1"))));
            assertEquals(server.address("/x") + ": answers with status 500, after 3 tries", said(failure));
            assertEquals(3, server.questions().size());
        }
    }

    @Test
    void an_answer_that_is_no_json_is_none() throws IOException {
        try (var server = new Server(question -> new Given(200, Map.of("Content-Type", "text/html"),
                "<html>".getBytes(StandardCharsets.UTF_8)));
                var wire = wire()) {
            var failure = assertThrows(WireException.class, () -> wire.send(ask(server.address("/"))));
            assertTrue(said(failure).contains("instead of JSON"), said(failure));
        }
    }

    @Test
    void an_answer_is_remembered_by_its_tag_and_whatever_the_port() throws IOException {
        Server.Answers answers = question -> "\"one\"".equals(question.headers().get("if-none-match"))
                ? Given.status(304)
                : new Given(200, Map.of("Content-Type", "application/json", "ETag", "\"one\"", "Link", "<x>"),
                        "{\"a\": 1}".getBytes(StandardCharsets.UTF_8));
        try (var server = new Server(answers); var wire = wire()) {
            wire.send(ask(server.address("/x")));
        }
        try (var server = new Server(answers); var wire = wire()) {
            var reply = wire.send(ask(server.address("/x")));
            assertEquals("{\"a\": 1}", text(reply));
            assertEquals(List.of("<x>"), reply.headers().get("link"));
            assertEquals(1, wire.traffic().notModified());
        }
    }

    @Test
    void what_never_changes_is_asked_once() throws IOException {
        try (var server = new Server(question -> Given.json("{}")); var wire = wire()) {
            var ask = Ask.get(server.address("/tree"), JSON, 1_000, new Memory.Forever("tree 1"));
            wire.send(ask);
            wire.send(ask);
            assertEquals(1, server.questions().size());
            wire.forget(ask);
            wire.send(ask);
            assertEquals(2, server.questions().size());
        }
    }

    @Test
    void what_can_not_be_read_is_not_remembered() throws IOException {
        var deep = "[".repeat(5_000) + "]".repeat(5_000);
        try (var server = new Server(question -> new Given(200,
                Map.of("Content-Type", "application/json", "ETag", "\"x\""), deep.getBytes(StandardCharsets.UTF_8)));
                var wire = wire()) {
            assertThrows(WireException.class,
                    () -> wire.send(Ask.get(server.address("/"), JSON, 20_000, new Memory.ByTag())));
            assertTrue(server.questions().stream().noneMatch(each -> each.headers().containsKey("if-none-match")));
        }
    }

    @Test
    void a_byte_order_mark_before_json_is_dropped() throws IOException {
        try (var server = new Server(question -> Given.json("\ufeff{}")); var wire = wire()) {
            assertEquals("{}", text(wire.send(ask(server.address("/")))));
        }
    }

    @Test
    void answers_are_bounded_packed_or_not() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(new byte[1 << 20]);
        }
        try (var server = new Server(question -> question.path().equals("/bomb")
                ? new Given(200, Map.of("Content-Encoding", "gzip"), packed.toByteArray())
                : new Given(200, Map.of(), new byte[2_000])); var wire = wire()) {
            for (var path : new String[] {"/bomb", "/long"}) {
                var failure = assertThrows(WireException.class, () -> wire.send(
                        Ask.get(server.address(path), Map.of(), 1_500, new Memory.None())));
                assertTrue(said(failure).endsWith("the answer is longer than 1,500 bytes"),
                        said(failure));
            }
            assertEquals(2, server.questions().size());
        }
    }

    @Test
    void the_token_goes_home_only() throws IOException {
        try (var other = new Server(question -> new Given(200, Map.of(), new byte[] {1, 2, 3}));
                var home = new Server(question -> question.path().equals("/file")
                        ? new Given(302, Map.of("Location", other.address("/elsewhere").toString()), new byte[0])
                        : Given.json("{}"));
                var wire = new Wire(cache, Optional.of(new Credential("s3cret", Set.of(home.address("/")))), QUICK)) {
            wire.send(ask(home.address("/x")));
            assertEquals("Bearer s3cret", home.questions().getFirst().headers().get("authorization"));
            var file = folder.resolve("file");
            assertEquals(200, wire.download(Ask.file(home.address("/file"), 100), file).status());
            assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(file));
            assertFalse(other.questions().getFirst().headers().containsKey("authorization"));
            assertFalse(new Credential("s3cret", Set.of(home.address("/"))).toString().contains("s3cret"));
        }
    }

    @Test
    void answers_come_from_the_host_that_was_asked_and_never_from_another_scheme() throws IOException {
        for (var location : new String[] {"https://other.example/x", "file:///etc/passwd", "ftp://127.0.0.1/x"}) {
            try (var server = new Server(question -> new Given(302, Map.of("Location", location), new byte[0]));
                    var wire = wire()) {
                var failure = assertThrows(WireException.class, () -> wire.send(ask(server.address("/"))));
                assertTrue(said(failure).contains("where we do not go"), said(failure));
            }
        }
    }

    @Test
    void a_circle_of_redirects_ends() throws IOException {
        try (var server = new Server(question -> new Given(302, Map.of("Location", "/again"), new byte[0]));
                var wire = wire()) {
            assertThrows(WireException.class, () -> wire.send(ask(server.address("/"))));
            assertEquals(6, server.questions().size());
        }
    }

    @Test
    void a_server_that_asks_to_wait_is_obeyed() throws IOException {
        var count = new AtomicInteger();
        try (var server = new Server(question -> count.incrementAndGet() == 1
                ? new Given(429, Map.of("Retry-After", "1"), new byte[0])
                : Given.json("{}")); var wire = wire()) {
            var before = System.nanoTime();
            assertEquals(200, wire.send(ask(server.address("/"))).status());
            assertTrue(System.nanoTime() - before >= Duration.ofMillis(900).toNanos());
        }
    }

    @Test
    void a_server_that_asks_to_wait_for_long_ends_it_at_once() throws IOException {
        try (var server = new Server(question -> new Given(403,
                Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset",
                        Long.toString(Instant.now().plusSeconds(900).getEpochSecond())),
                new byte[0])); var wire = wire()) {
            var failure = assertThrows(WireException.class, () -> wire.send(ask(server.address("/"))));
            assertTrue(said(failure).contains("which is longer than this night waits"), said(failure));
            assertEquals(1, server.questions().size());
        }
    }

    @Test
    void no_request_is_sent_that_the_limit_would_refuse() throws IOException {
        var left = new AtomicInteger(3);
        var reset = Instant.now().plusSeconds(2).getEpochSecond();
        try (var server = new Server(question -> new Given(200, Map.of("Content-Type", "application/json",
                "X-RateLimit-Remaining", Integer.toString(Math.max(0, left.decrementAndGet())),
                "X-RateLimit-Reset", Long.toString(reset)), "{}".getBytes(StandardCharsets.UTF_8)));
                var wire = wire()) {
            for (var i = 0; i < 3; i++) {
                wire.send(ask(server.address("/" + i)));
            }
            assertTrue(Instant.now().getEpochSecond() <= reset);
            wire.send(ask(server.address("/4")));
            assertTrue(Instant.now().getEpochSecond() >= reset);
        }
    }

    @Test
    void a_server_that_hangs_is_left() throws IOException {
        var manners = new Manners(0, 1, Duration.ofMillis(5), Duration.ofSeconds(5), Duration.ofMillis(200),
                Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofSeconds(5));
        try (var server = new Server(question -> {
            try {
                Thread.sleep(20_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Given.status(200);
        }); var wire = new Wire(cache, Optional.empty(), manners)) {
            assertThrows(WireException.class, () -> wire.send(ask(server.address("/"))));
        }
    }

    @Test
    void the_pace_is_ours() throws IOException {
        var manners = new Manners(20, 1, Duration.ofMillis(5), Duration.ofSeconds(5), Duration.ofSeconds(2),
                Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofSeconds(5));
        try (var server = new Server(question -> Given.json("{}"));
                var wire = new Wire(cache, Optional.empty(), manners)) {
            var before = System.nanoTime();
            for (var i = 0; i < 5; i++) {
                wire.send(ask(server.address("/" + i)));
            }
            assertTrue(System.nanoTime() - before >= Duration.ofMillis(190).toNanos());
        }
    }
}
