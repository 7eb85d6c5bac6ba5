package discovery.edge.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.files.Published;
import discovery.edge.rehearse.Rehearsal.Start;
import discovery.release.Manifest;
import discovery.edge.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The commands of every runbook, run as they stand there, on a small index that is public; and what they lead to.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunbooksTest {
    private static final Path BOOKS = Path.of(".github/runbooks").toAbsolutePath();
    private static final Pattern BLOCK = Pattern.compile("(?m)^```bash\\n(.*?)^```$", Pattern.DOTALL);

    @TempDir
    static Path temp;

    private final List<String> told = new ArrayList<>();
    private Optional<World> published = Optional.empty();
    private Optional<Repository> made = Optional.empty();

    @BeforeAll
    void a_build_is_public() throws IOException {
        var repository = Repository.of(Path.of("").toAbsolutePath());
        var world = World.in(temp.resolve("world"));
        var run = new Rehearsal(world, repository, Rehearsing.workflow(repository.home(), "index-generation"),
                Start.of("workflow_dispatch").with(Map.of("first", "true")).keys(repository.secret()), told::add);
        assertEquals("success", run.run(Optional.empty()), () -> String.join("\n", told));
        published = Optional.of(world);
        made = Optional.of(repository);
    }

    private Repository repository() {
        return made.orElseThrow();
    }

    private World copy(String name) throws IOException {
        return published.orElseThrow().copy(temp.resolve(name));
    }

    @Test
    void every_command_of_every_runbook_works() throws Exception {
        var failed = new ArrayList<String>();
        try (var books = Files.list(BOOKS)) {
            for (var book : books.filter(each -> each.toString().endsWith(".md")).sorted().toList()) {
                var text = Files.readString(book);
                if (!book.endsWith("README.md")) {
                    assertTrue(text.contains("**Time.**"), book + " says how long it takes");
                }
                failed.addAll(commands(book, text));
            }
        }
        assertEquals(List.of(), failed);
    }

    private List<String> commands(Path book, String text) throws Exception {
        var world = copy("book-" + book.getFileName());
        Published.delete(world.work());
        Files.createDirectories(world.work());
        repository().checkOut(world.work());
        Files.writeString(world.work().resolve("keys.txt"), repository().secret());
        var failed = new ArrayList<String>();
        try (var site = book.endsWith("first-deploy.md") ? serve(world)
                : new Served(Optional.empty(), "")) {
            Repository.cache(world.folder().resolve("cache"));
            for (var block : BLOCK.matcher(text).results().map(found -> found.group(1)).toList()) {
                var ended = Shell.run(world.work(), block.replace("scripts/secret-scan\n", ""), Map.of("PATH",
                        world.folder().resolve("bin") + ":" + System.getenv("PATH"), "REHEARSAL",
                        world.folder().toString(), "CDN_REMOTE", world.folder().resolve("cdn.git").toString(),
                        "GH_REPO", "example/skill-index", "SKILL_INDEX_CACHE",
                        world.folder().resolve("cache").toString(),
                        "SITE", site.address()));
                if (ended.code() != 0) {
                    failed.add(book.getFileName() + ": " + block + "\n" + ended.said());
                }
            }
        }
        return failed;
    }

    /// @param address ending in `/`
    private record Served(Optional<Process> process, String address) implements AutoCloseable {
        @Override
        public void close() {
            process.ifPresent(each -> {
                each.descendants().forEach(ProcessHandle::destroy);
                each.destroy();
            });
        }
    }

    /// The site as Pages would serve it, with the big files beside it, which are elsewhere on GitHub.
    private static Served serve(World world) throws IOException {
        var release = world.folder().resolve("releases/index-1");
        var manifest = Manifest.of(Json.parse(Files.readString(release.resolve("manifest.json"))));
        for (var item : manifest.files().values()) {
            var place = world.pages().resolve(item.path());
            if (!Files.exists(place)) {
                Files.createDirectories(Optional.ofNullable(place.getParent()).orElseThrow());
                Files.copy(release.resolve(place.getFileName()), place);
            }
        }
        var process = new ProcessBuilder(world.work().resolve("scripts/jbang").toString(), "serve",
                world.pages().toString(), "--port", "0").redirectError(ProcessBuilder.Redirect.DISCARD).start();
        for (var line = process.inputReader().readLine(); line != null; line = process.inputReader().readLine()) {
            if (line.startsWith("listening ")) {
                return new Served(Optional.of(process), line.substring(10).strip());
            }
        }
        throw new IOException("the server did not start");
    }

    @Test
    void a_rollback_shows_what_an_older_build_was_under_a_higher_number() throws IOException {
        var world = copy("rollback");
        var run = new Rehearsal(world, repository(), Rehearsing.workflow(repository().home(), "rollback"),
                Start.of("workflow_dispatch").with(Map.of("build", "1")).keys(repository().secret()), told::add);
        assertEquals("success", run.run(Optional.empty()), () -> String.join("\n", told));
        assertEquals(new Public(2, Optional.empty()), Public.of(world, repository().root()));
        assertEquals(Optional.empty(), Public.sameDump(world, 1, 2));
    }

    @Test
    void a_revocation_comes_out_at_once_with_the_same_content() throws IOException {
        var world = copy("revoke");
        var list = "{\"schema\":1,\"revoked\":[\"skill.1.bad\"]}\n";
        var run = new Rehearsal(world, repository().with("manifests/revoked.json", list),
                Rehearsing.workflow(repository().home(), "revoke"), Start.of("push").keys(repository().secret()),
                told::add);
        assertEquals("success", run.run(Optional.empty()), () -> String.join("\n", told));
        assertEquals(new Public(2, Optional.empty()), Public.of(world, repository().root()));
        assertEquals(Optional.empty(), Public.sameDump(world, 1, 2));
    }

    @Test
    void an_incident_is_one_issue_that_is_opened_updated_and_closed() throws IOException {
        var world = copy("health");
        Published.delete(world.work());
        Files.createDirectories(world.work());
        repository().checkOut(world.work());
        var issue = world.folder().resolve("issues/1");
        check(world, "site unhealthy it answers 503");
        assertEquals("Incident: site", Files.readString(issue.resolve("title")).strip());
        assertTrue(Files.readString(issue.resolve("body")).contains("# Incident: site"));
        check(world, "site unhealthy it does not answer");
        assertTrue(Files.readString(issue.resolve("body")).startsWith("it does not answer\n"));
        assertEquals("open", Files.readString(issue.resolve("state")).strip());
        check(world, "site healthy it answers");
        assertEquals("closed", Files.readString(issue.resolve("state")).strip());
        assertTrue(Files.notExists(world.folder().resolve("issues/2")), "one issue for one incident");
    }

    private static void check(World world, String found) throws IOException {
        Files.writeString(world.work().resolve("found"), found + "\n");
        var ended = Shell.run(world.work(), "scripts/health-check found", Map.of("PATH",
                world.folder().resolve("bin") + ":" + System.getenv("PATH"), "REHEARSAL", world.folder().toString()));
        assertEquals(0, ended.code(), ended.said());
    }
}
