package discovery.edge.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.build.Golden;
import discovery.edge.bench.Publisher;
import discovery.edge.cli.ClientOptions;
import discovery.edge.cli.Door;
import discovery.edge.search.SearchDocuments;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// `discover` by its command line: what it says on both streams, and with which exit code it ends.
@Isolated("it listens on System.err")
class DiscoverTest {
    @TempDir
    Path folder;

    private final PrintStream before = System.err;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        System.setErr(before);
    }

    private int discover(String... words) {
        said.reset();
        complained.reset();
        var arguments = new ArrayList<>(List.of(words));
        Collections.addAll(arguments, "--home", folder.resolve("home").toString());
        var options = new ClientOptions();
        return Door.enter("discover", "ask", options, arguments.toArray(String[]::new), () -> new Answers(options,
                new PrintStream(said, true, StandardCharsets.UTF_8)).answer());
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    /// The command, what it said on stdout, `!` before what it said on stderr, and its exit code.
    private String transcript(String shown, String... words) {
        var code = discover(words);
        var lines = new StringBuilder("$ discover ").append(shown).append('\n').append(said());
        complained.toString(StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank())
                .forEach(line -> lines.append("! ").append(line.replace(folder.toString(), "DIR")).append('\n'));
        return lines.append("= ").append(code).append('\n').toString();
    }

    private String documents() throws IOException {
        var build = Files.createDirectories(folder.resolve("build"));
        var documents = SearchDocuments.read(Path.of("pipeline/test/golden/search/documents.jsonl"));
        SearchDocuments.write(documents, build.resolve("skills.db"));
        // Of a model that this program does not have: meaning is left out, and the answers say so.
        SearchDocuments.writeVectors(documents, build.resolve("embeddings.bin"), "ab".repeat(32));
        return build.toString();
    }

    @Test
    void commands_answer_complain_and_end_as_they_always_did() throws IOException {
        var build = documents();
        Golden.check("search/discover.txt", String.join("\n",
                transcript("show skill.0", "show", "skill.0", "--from", build),
                transcript("show skill-0 --json", "show", "skill-0", "--json", "--from", build),
                transcript("show was-skill-0", "show", "was-skill-0", "--from", build),
                transcript("show was-skill-0 --json", "show", "was-skill-0", "--json", "--from", build),
                transcript("related was-skill-2 --limit 1", "related", "was-skill-2", "--limit", "1", "--from", build),
                transcript("related was-skill-2 --limit 1 --json", "related", "was-skill-2", "--limit", "1", "--json",
                        "--from", build),
                transcript("search --words-only --limit 1 was-skill-0", "search", "--words-only", "--limit", "1",
                        "was-skill-0", "--from", build),
                transcript("search --words-only --limit 1 --json was-skill-0", "search", "--words-only", "--limit", "1",
                        "--json", "was-skill-0", "--from", build),
                transcript("show nothing", "show", "nothing", "--from", build),
                transcript("show pdf-forms (a name)", "show", "pdf-forms", "--from", build),
                transcript("show", "show", "--from", build),
                transcript("search", "search", "--from", build),
                transcript("search --kind skil pdf", "search", "--kind", "skil", "pdf", "--from", build),
                transcript("search --limit 0 pdf", "search", "--limit", "0", "pdf", "--from", build),
                transcript("config get index.vector", "config", "get", "index.vector"),
                transcript("related skill.2 --limit 2", "related", "skill.2", "--limit", "2", "--from", build),
                transcript("related nothing", "related", "nothing", "--from", build),
                transcript("search --words-only --limit 1 --json pdf", "search", "--words-only", "--limit", "1",
                        "--json", "pdf", "--from", build),
                transcript("search --words-only --safe --limit 2 shell commands", "search", "--words-only", "--safe",
                        "--limit", "2", "shell", "commands", "--from", build),
                transcript("search --words-only xyzzyx", "search", "--words-only", "xyzzyx", "--from", build),
                transcript("search --limit 1 pdf (vectors of another model)", "search", "--limit", "1", "pdf", "--from",
                        build),
                transcript("search pdf (before any sync)", "search", "pdf"),
                transcript("recommend", "recommend", "--words-only", "--from", build),
                transcript("completion tcsh", "completion", "tcsh")));
    }

    @Test
    void a_release_is_verified_before_it_answers() throws IOException {
        var publisher = new Publisher(folder.resolve("published"), 16, Publisher.keys(1));
        publisher.publish(Clients.rows(20, 1), Clients.slots(20), Instant.now());
        var release = publisher.nights().getFirst().release();
        var root = Files.write(folder.resolve("root.json"), publisher.root()).toString();
        assertEquals(0, discover("search", "tool-11", "--words-only", "--limit", "1", "--json", "--from",
                release.toString(), "--root", root));
        assertTrue(said().contains("\"name\":\"tool-11\""), said());
        assertEquals(0, discover("show", "tool-11", "--from", release.toString(), "--root", root));

        Path database;
        try (var files = Files.walk(release)) {
            database = files.filter(file -> file.toString().endsWith(".skills.db")).findFirst().orElseThrow();
        }
        var bytes = Files.readAllBytes(database);
        bytes[bytes.length / 2] ^= 1;
        Files.delete(database);
        Files.write(database, bytes);
        assertEquals(3, discover("search", "tool-11", "--words-only", "--from", release.toString(), "--root", root));
        assertEquals("", said());
        assertTrue(complained.toString(StandardCharsets.UTF_8).startsWith("refused: "),
                complained.toString(StandardCharsets.UTF_8));
        assertEquals(3, discover("verify", "--from", release.toString(), "--root", root));
    }

    @Test
    void what_is_wrong_with_a_copy_is_said_in_words() throws Exception {
        var publisher = new Publisher(folder.resolve("published"), 16, Publisher.keys(1));
        publisher.publish(Clients.rows(20, 1), Clients.slots(20), Instant.now());
        var release = publisher.nights().getFirst().release().toString();
        var root = Files.write(folder.resolve("root.json"), publisher.root()).toString();
        assertEquals(0, discover("sync", "--from", release, "--root", root));
        discover("health");
        assertTrue(said().matches("(?s).*Last sync: [-0-9]+T[:0-9]+Z\n.*"), said());
        assertEquals(1, discover("sync", "--from", release, "--root", folder.resolve("none").toString()));
        assertTrue(complained.toString(StandardCharsets.UTF_8).contains("none is not there; the index in use, of "),
                complained.toString(StandardCharsets.UTF_8));

        var database = folder.resolve("home/index/v1/skills.db");
        var bytes = Files.readAllBytes(database);
        bytes[bytes.length / 2] ^= 1;
        Files.delete(database);
        Files.write(database, bytes);
        assertEquals(3, discover("verify"));
        assertTrue(complained.toString(StandardCharsets.UTF_8).contains("discover sync --force"),
                complained.toString(StandardCharsets.UTF_8));
    }

    @Test
    void a_release_that_is_over_is_refused_with_both_times_to_the_second() throws Exception {
        var publisher = new Publisher(folder.resolve("published"), 16, Publisher.keys(1));
        publisher.publish(Clients.rows(20, 1), Clients.slots(20), Instant.now().minus(Duration.ofDays(90)));
        var root = Files.write(folder.resolve("root.json"), publisher.root()).toString();
        assertEquals(3, discover("sync", "--from", publisher.nights().getFirst().release().toString(), "--root", root));
        assertTrue(complained.toString(StandardCharsets.UTF_8)
                .matches("(?s)refused: .* expired at [-0-9]+T[:0-9]+Z, and it is [-0-9]+T[:0-9]+Z here\\..*"),
                complained.toString(StandardCharsets.UTF_8));
    }

    @Test
    void a_full_disk_is_said_in_words_by_the_database_too() {
        assertEquals(1, Door.enter("discover", "ask", new ClientOptions(), new String[] {"health"}, () -> {
            throw new IOException("skills.db can't be written: [SQLITE_FULL] Insertion failed");
        }));
        assertTrue(complained.toString(StandardCharsets.UTF_8).contains("the disk is full"),
                complained.toString(StandardCharsets.UTF_8));
    }

    @Test
    void an_entry_is_found_by_the_slug_that_it_had_over_a_release_and_after_a_patch() throws Exception {
        var publisher = new Publisher(folder.resolve("published"), 16, Publisher.keys(1));
        var root = Files.write(folder.resolve("root.json"), publisher.root()).toString();
        for (var night = 1; night <= 2; night++) {
            publisher.publish(Clients.rows(20, night), Clients.slots(20), Instant.now());
            assertEquals(0, discover("sync", "--from", publisher.nights().getLast().release().toString(), "--root",
                    root), complained.toString(StandardCharsets.UTF_8));
        }
        var old = "tool-" + Clients.RENAMED;
        for (var from : List.of(List.<String>of(),
                List.of("--from", publisher.nights().getLast().release().toString(), "--root", root))) {
            var words = new ArrayList<>(List.of("show", old));
            words.addAll(from);
            assertEquals(0, discover(words.toArray(String[]::new)));
            assertTrue(said().contains("formerly  " + old), said());
            assertEquals("`%s` is called `better-tool` now.".formatted(old),
                    complained.toString(StandardCharsets.UTF_8).strip());
            words.add("--json");
            assertEquals(0, discover(words.toArray(String[]::new)));
            assertTrue(said().startsWith("{\"renamed\":{\"from\":\"%s\",\"to\":\"better-tool\"}".formatted(old)),
                    said());
        }
    }

    @Test
    void every_shell_is_offered_every_verb_and_flag() throws Exception {
        for (var shell : List.of("bash", "zsh", "fish")) {
            assertEquals(0, discover("completion", shell));
            for (var word : List.of("search", "show", "related", "recommend", "json", "from", "words-only")) {
                assertTrue(said().contains(word), shell + " is not offered " + word);
            }
            if (shell.equals("bash")) {
                var script = Files.writeString(folder.resolve("completion.bash"), said() + """
                        COMP_WORDS=(discover rel); COMP_CWORD=1; _discover; echo "${COMPREPLY[@]}"
                        COMP_WORDS=(discover search --words); COMP_CWORD=2; _discover; echo "${COMPREPLY[@]}"
                        """);
                var process = new ProcessBuilder("bash", script.toString()).redirectErrorStream(true).start();
                assertEquals("related\n--words-only\n",
                        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
                assertEquals(0, process.waitFor());
            }
        }
    }
}
