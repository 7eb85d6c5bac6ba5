package discovery.edge.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.rehearse.Rehearsal.Start;
import discovery.ops.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The nightly workflow on the small world: whatever happens to it, what is public is whole, signed and newer. One night
/// is computed for all tests; each starts from a copy of what was then public, or waiting to be. `scripts/bench ops`
/// rehearses the rest.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RehearsalTest {
    private static final Optional<String> TO_THE_END = Optional.empty();

    @TempDir
    static Path temp;

    private final List<String> told = new ArrayList<>();
    private Optional<Fixture> fixture = Optional.empty();

    /// @param world holds the artefacts of a night that waits to be published
    private record Fixture(World world, Repository repository, Workflow workflow, Rehearsal waiting) {}

    @BeforeAll
    void a_night_is_computed_and_signed() throws IOException {
        var repository = Repository.of(Path.of("").toAbsolutePath());
        var world = World.in(temp.resolve("world"));
        var workflow = Rehearsing.workflow(repository.home(), "index-generation");
        var run = new Rehearsal(world, repository, workflow, first(repository), told::add);
        assertEquals("success", run.run(Optional.of("publish")), () -> String.join("\n", told));
        assertEquals(new Public(0, Optional.empty()), Public.of(world, repository.root()));
        fixture = Optional.of(new Fixture(world, repository, workflow, run));
    }

    private static Start first(Repository repository) {
        return Start.of("workflow_dispatch").with(Map.of("first", "true")).keys(repository.secret());
    }

    private Fixture fixture() {
        return fixture.orElseThrow();
    }

    /// The waiting night, in a world of its own.
    private Rehearsal waiting(World world, Start start) throws IOException {
        return fixture().waiting().copy(world, start);
    }

    private World copy(String name) throws IOException {
        return fixture().world().copy(temp.resolve(name));
    }

    private Public seen(World world) throws IOException {
        return Public.of(world, fixture().repository().root());
    }

    @Test
    void a_first_night_ends_public_whole_and_signed() throws IOException {
        var world = copy("first");
        assertEquals("success", waiting(world, first(fixture().repository())).run(TO_THE_END), () -> told.toString());
        assertEquals(new Public(1, Optional.empty()), seen(world));
        assertTrue(Files.exists(world.pages().resolve(".nojekyll")), "what begins with a dot is deployed");
        assertTrue(Files.readString(world.folder().resolve("summary.md")).contains("passed the gate"));
        try (var heads = Files.list(world.folder().resolve("cdn.git/refs/heads"))) {
            assertFalse(heads.toList().isEmpty(), "jsDelivr's branch");
        }
    }

    @Test
    void killed_after_any_step_of_publishing_it_is_whole_and_the_next_attempt_ends_it() throws IOException {
        var steps = fixture().workflow().job("publish").steps();
        for (var step : steps) {
            var world = copy("kill-" + step.place());
            var start = first(fixture().repository()).killAfter("publish/" + step.place());
            var run = waiting(world, start);
            run.killNext();
            assertEquals("failure", run.run(TO_THE_END));
            var between = seen(world);
            assertEquals(Optional.empty(), between.problem(), step.label());
            assertEquals("success", run.run(TO_THE_END), () -> told.toString());
            assertEquals(new Public(1, Optional.empty()), seen(world), step.label());
        }
    }

    @Test
    void an_upload_that_is_cut_short_leaves_a_draft_that_the_next_attempt_removes() throws IOException {
        var world = copy("cut");
        assertEquals("failure", waiting(world, first(fixture().repository()).says(Map.of("CUT_SHORT", "1")))
                .run(TO_THE_END));
        assertTrue(Files.exists(world.folder().resolve("releases/index-1.draft")));
        assertEquals(new Public(0, Optional.empty()), seen(world));
        assertEquals("success", waiting(world, first(fixture().repository())).run(TO_THE_END));
        assertEquals(new Public(1, Optional.empty()), seen(world));
    }

    @Test
    void an_artefact_that_was_swapped_is_not_published() throws IOException {
        var world = copy("swapped");
        try (var artefacts = Files.walk(world.folder().resolve("artifacts"))) {
            for (var file : artefacts.filter(each -> each.endsWith("pages/index.html")).toList()) {
                Files.delete(file);
                Files.writeString(file, "<h1>somebody else's</h1>");
            }
        }
        assertEquals("failure", waiting(world, first(fixture().repository())).run(TO_THE_END));
        assertEquals(new Public(0, Optional.empty()), seen(world));
    }

    @Test
    void the_second_schedule_of_a_day_does_nothing() throws IOException {
        var world = copy("twice");
        waiting(world, first(fixture().repository())).run(TO_THE_END);
        var again = new Rehearsal(world, fixture().repository(), fixture().workflow(),
                Start.of("schedule").keys(fixture().repository().secret()), told::add);
        assertEquals("success", again.run(TO_THE_END));
        assertEquals(Optional.of("skipped"), again.result("collect"));
        assertEquals(Optional.of("skipped"), again.result("publish"));
        assertEquals(new Public(1, Optional.empty()), seen(world));
    }

    @Test
    void a_deployment_that_failed_is_made_up_for_by_the_workflow_deploy() throws IOException {
        var world = copy("deploy");
        var run = waiting(world, first(fixture().repository()).killAfter("publish/Bring the small files to the branch"
                + " that jsDelivr serves"));
        run.killNext();
        run.run(TO_THE_END);
        assertEquals(0, seen(world).seq());
        var deploy = new Rehearsal(world, fixture().repository(),
                Rehearsing.workflow(fixture().repository().home(), "deploy"), Start.of("workflow_dispatch"), told::add);
        assertEquals("success", deploy.run(TO_THE_END), () -> told.toString());
        assertEquals(new Public(1, Optional.empty()), seen(world));
    }
}
