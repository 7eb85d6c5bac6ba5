package discovery.edge.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.chain.NightRun;
import discovery.edge.files.Published;
import discovery.edge.http.Server;
import discovery.edge.http.Server.Given;
import discovery.edge.sqlite.KeyValues;
import discovery.edge.zstd.Zstd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The stage as a process: what it leaves behind, and how it ends when it is interrupted.
class FetchProcessTest {
    private static final String TOKEN = "ghs_5ecretThatNobodyMaySee";
    private static final List<String> TABLES = List.of(
            "responses", "blobs", "verdicts", "observations", "notes", "repositories", "walks");

    @TempDir
    private Path temp;

    private Process start(Server server, int repositories, String... more) throws IOException {
        var config = Files.writeString(temp.resolve("sources.yaml"), SmallHub.config(repositories));
        var words = new ArrayList<>(List.of("fetch", "--config", config.toString(), "--out",
                temp.resolve("out").toString(), "--now", "2026-08-20T03:17:00Z"));
        words.addAll(List.of(more));
        var builder = new ProcessBuilder(NightRun.plain().words(words.toArray(String[]::new)))
                .redirectErrorStream(true).redirectOutput(temp.resolve("console").toFile());
        builder.environment().putAll(Map.of("GITHUB_API_URL", server.address("").toString(), "GITHUB_GRAPHQL_URL",
                server.address("/graphql").toString(), "GITHUB_TOKEN", TOKEN, "GITHUB_REQUESTS_PER_SECOND", "0",
                "SKILL_INDEX_CACHE", temp.resolve("cache").toString(), "SKILL_INDEX_DEBUG", "1"));
        return builder.start();
    }

    private int end(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("it does not end: " + Files.readString(temp.resolve("console")));
        }
        return process.exitValue();
    }

    private static long trees(Server server) {
        return server.questions().stream().filter(each -> each.path().contains("/git/trees/")).count();
    }

    /// Raw, and unpacked where it is packed.
    private static boolean holdsToken(byte[] bytes) {
        var found = new String(bytes, StandardCharsets.ISO_8859_1).contains(TOKEN);
        try {
            return found || new String(Zstd.worked(bytes), StandardCharsets.ISO_8859_1).contains(TOKEN);
        } catch (IOException notPacked) {
            return found;
        }
    }

    private List<String> withToken() throws IOException {
        var with = new ArrayList<String>();
        var read = 0;
        try (var files = Files.walk(temp)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                read++;
                if (holdsToken(Files.readAllBytes(file))) {
                    with.add(temp.relativize(file).toString());
                }
            }
        }
        assertTrue(read > 6, "%d files".formatted(read));
        var values = 0;
        try (var cache = KeyValues.open(temp.resolve("cache/fetch/fetch.sqlite"), TABLES)) {
            for (var table : TABLES) {
                for (var key : cache.keys(table, "")) {
                    values++;
                    if (key.contains(TOKEN) || holdsToken(cache.get(table, key).orElseThrow())) {
                        with.add(table + ": " + key);
                    }
                }
            }
        }
        assertTrue(values > 60, "%d values in the cache".formatted(values));
        return with;
    }

    /// Whatever goes wrong: redirects, refusals, lines that break; with the traces of a person who looks for a mistake.
    @Test
    void the_token_is_shown_to_github_only_and_written_nowhere() throws Exception {
        try (var other = new Server(question -> Given.status(404));
                var github = new Server(new SmallHub(30, 25, question -> {
                    var path = question.path();
                    if (path.contains("/tarball/") || path.contains("/r5/git/trees/")) {
                        return new Given(302, Map.of("Location", other.address("/elsewhere").toString()), new byte[0]);
                    }
                    return path.contains("/r7/git/trees/")
                            ? new Given(401, Map.of("Content-Type", "application/json"),
                                    "{\"message\": \"Bad credentials\"}".getBytes(StandardCharsets.UTF_8))
                            : path.contains("/r9/git/trees/")
                                    ? new Given(200, Map.of("Content-Type", "text/html"), new byte[10])
                            : SmallHub.USUAL;
                }))) {
            assertEquals(0, end(start(github, 30)), Files.readString(temp.resolve("console")));
            assertTrue(github.questions().stream()
                    .allMatch(each -> ("Bearer " + TOKEN).equals(each.headers().get("authorization"))));
            assertFalse(other.questions().isEmpty());
            assertTrue(other.questions().stream().noneMatch(each -> each.headers().containsKey("authorization")));
            assertEquals(List.of(), withToken());
        }
        // Nobody answers any more, and nothing is there to stand in: the trace of a failure is on the console.
        Published.delete(temp.resolve("cache"));
        try (var github = new Server(question -> Given.status(401))) {
            end(start(github, 30, "--redo"));
        }
        assertFalse(Files.readString(temp.resolve("console")).contains(TOKEN));
    }

    @Test
    void an_interrupted_fetch_ends_at_once_and_goes_on_where_it_was() throws Exception {
        var hanging = new AtomicBoolean(true);
        var waiting = new AtomicInteger();
        try (var github = new Server(new SmallHub(60, 2, question -> {
            if (question.path().contains("/git/trees/")
                    && Integer.parseInt(question.path().split("/")[3].substring(1)) >= 40
                    && hanging.get()) {
                waiting.incrementAndGet();
                try {
                    Thread.sleep(120_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return SmallHub.USUAL;
        }))) {
            var process = start(github, 60);
            for (var tenths = 0; tenths < 1_200 && waiting.get() < 16; tenths++) {
                Thread.sleep(100);
            }
            assertEquals(16, waiting.get(), "repositories are under way");
            var asked = trees(github);
            assertEquals(56, asked);
            // Where the shell that started the tests ignores Ctrl-C, so does every process below it.
            var signal = ignoresInterrupts() ? "-TERM" : "-INT";
            new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
            assertEquals(signal.equals("-INT") ? 130 : 143, end(process));
            assertTrue(Files.readString(temp.resolve("console")).contains(
                    "fetch: interrupted; what was read is kept, and the same command goes on from there"));
            assertFalse(Files.exists(temp.resolve("out/fetch")));
            hanging.set(false);

            assertEquals(0, end(start(github, 60)), Files.readString(temp.resolve("console")));
            // The forty that were read are not asked for again.
            assertEquals(asked + 20, trees(github));
            assertEquals(List.of("ages.json", "observations.jsonl.zst", "problems.jsonl", "sources.json", "stage.json"),
                    names(temp.resolve("out/fetch")));
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        }
    }

    private static boolean ignoresInterrupts() throws IOException {
        var status = Path.of("/proc/self/status");
        return Files.exists(status) && Files.readAllLines(status).stream().filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }
}
