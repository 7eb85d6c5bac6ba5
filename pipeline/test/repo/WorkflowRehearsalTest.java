package repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of the nightly workflow, read from its file and run in their order on the sample, with stand-ins for what
/// GitHub gives. Nothing is written into the repository: the workflow's folders are variables.
class WorkflowRehearsalTest {
    @TempDir
    static Path scratch = Path.of("");

    private static Optional<WorkflowGitHub> stand = Optional.empty();

    @BeforeAll
    static void all_commands_up_to_the_gate_run() throws Exception {
        var github = WorkflowGitHub.in(scratch.resolve("github"));
        stand = Optional.of(github);
        var workflow = Workflow.of(Workflow.NIGHTLY);
        for (var job : workflow.jobs()) {
            if (List.of("collect", "sign").contains(job.name())) {
                for (var step : job.steps()) {
                    if (step.run().isPresent()) {
                        var says = new HashMap<>(given());
                        List.of(workflow.tree(), job.tree(), step.tree()).forEach(level -> says.putAll(env(level)));
                        var outcome = github.run(step.run().get(), Repository.ROOT, says);
                        assertEquals(0, outcome.code(), () -> "«%s» of job %s ended with\n%s\n%s"
                                .formatted(step.run().get(), job.name(), outcome.out(), outcome.err()));
                    }
                }
            }
        }
    }

    @Test
    void the_sample_is_laid_out_for_each_public_place() throws IOException {
        var publish = scratch.resolve("build/publish");
        for (var file : List.of("release-assets/manifest.json", "release-assets/timestamp.json",
                "release-assets/1.root.json", "pages/index.html", "pages/.nojekyll", "pages/manifest.json",
                "pages/tuf/timestamp.json", "cdn/manifest.json.asc")) {
            assertTrue(Files.size(publish.resolve(file)) >= 0, file);
        }
        assertTrue(Files.notExists(publish.resolve("pages/stage.json")), "a stage's own notes are not published");
    }

    @Test
    void the_run_says_what_happened() throws IOException {
        var summary = Files.readString(scratch.resolve("summary.md"));
        for (var sentence : List.of("## Night done", "passed the gate", "Not published: a rehearsal.")) {
            assertTrue(summary.contains(sentence), () -> "the summary does not say «" + sentence + "»:\n" + summary);
        }
    }

    /// What `publish` uploads comes back from `previous` as `sign` made it.
    @Test
    void a_release_goes_out_and_comes_back_whole() throws Exception {
        var github = stand.orElseThrow();
        var clone = Files.createDirectories(scratch.resolve("clone"));
        for (var script : List.of("publish", "previous")) {
            Files.createDirectories(clone.resolve("scripts"));
            Files.copy(Repository.ROOT.resolve("scripts").resolve(script), clone.resolve("scripts").resolve(script));
        }
        Files.createDirectories(clone.resolve("manifests/keys"));
        Files.copy(Repository.ROOT.resolve("manifests/sample/keys/root.json"),
                clone.resolve("manifests/keys/root.json"));
        var build = Map.of("BUILD", scratch.resolve("build").toString());

        var refused = github.run("scripts/publish \"$BUILD\"", Repository.ROOT, build);
        assertEquals(3, refused.code(), "the sample is not published under real names: " + refused.err());
        var published = github.run("scripts/publish \"$BUILD\"", clone, build);
        assertEquals("index-2 is public, with 16 files.", published.out(), published.err());
        var back = github.run("scripts/previous last", clone, Map.of());
        assertEquals("--previous last", back.out(), back.err());
        assertEquals(WorkflowGitHub.contents(scratch.resolve("build/release")),
                WorkflowGitHub.contents(clone.resolve("last")));
    }

    private static Map<String, String> given() {
        return Map.of("GITHUB_STEP_SUMMARY", scratch.resolve("summary.md").toString(),
                "GITHUB_REPOSITORY", "example/skill-index", "CI", "true");
    }

    /// The variables that a workflow, a job or a step sets. Each is known here, so that none is forgotten when one is
    /// added.
    private static Map<String, String> env(JsonNode level) {
        var says = new HashMap<String, String>();
        level.path("env").properties().forEach(each -> says.put(each.getKey(), switch (each.getKey()) {
            case "BUILD", "PREVIOUS", "PREVIOUS_FLAGS" -> scratch.resolve(each.getValue().asText()).toString();
            case "CONFIG" -> "manifests/sample.yaml";
            case "FIRST" -> "true";
            case "KEPT_BACK" -> "Not published: a rehearsal.";
            case "GH_REPO" -> "example/skill-index";
            case "GH_TOKEN", "GITHUB_TOKEN", "SKILL_INDEX_KEYS" -> "";
            default -> throw new AssertionError("the rehearsal has no value for " + each.getKey());
        }));
        return says;
    }
}
