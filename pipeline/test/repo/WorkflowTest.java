package repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import discovery.model.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the workflows are made of, and in which order the nightly does its work.
class WorkflowTest {
    private static final Pattern FLAG = Pattern.compile("--(from|to) (\\w+)");
    private static final Pattern STAGE = Pattern.compile("scripts/jbang pipeline/(\\w+)\\.java .*");

    private final List<Workflow> workflows = Workflow.all();

    private final List<String> offences = new ArrayList<>();

    @Test
    void there_are_workflows() {
        assertFalse(workflows.isEmpty(), "there are no .github/workflows");
    }

    /// The rules themselves are in `discovery/ops/Policy.java`; that they find what breaks them, `PlantsTest` holds.
    @Test
    void a_step_runs_a_script_that_is_there() {
        for (var workflow : workflows) {
            for (var run : workflow.runs()) {
                var program = run.split("\\s", 2)[0];
                if (program.startsWith("scripts/") && !Files.isExecutable(Repository.ROOT.resolve(program))) {
                    offences.add("%s: %s is not there, or not executable".formatted(workflow.file(), program));
                }
            }
        }
        Offences.none("a step runs a script of this repository", offences);
    }

    @Test
    void every_workflow_has_the_form_that_github_reads() {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Repository.read(Path.of(".github/workflow.schema.json")), InputFormat.JSON);
        for (var workflow : workflows) {
            schema.validate(workflow.tree().toString(), InputFormat.JSON)
                    .forEach(offence -> offences.add(workflow.file() + " " + offence));
        }
        Offences.none("a workflow has the form that GitHub reads", offences);
    }

    @Test
    void the_nightly_runs_every_stage_once_in_order() {
        assertEquals(List.of(Stage.values()), stages("collect", "sign", "publish"));
    }

    @Test
    void with_a_new_model_every_stage_runs_too() {
        assertEquals(List.of(Stage.values()), stages("collect", "vectors", "compute", "sign", "publish"));
    }

    private static List<Stage> stages(String... names) {
        var stages = new ArrayList<Stage>();
        var computes = List.of(names).contains("compute");
        for (var job : Workflow.of(Workflow.NIGHTLY).jobs()) {
            if (!List.of(names).contains(job.name())) {
                continue;
            }
            for (var run : job.steps().stream().flatMap(step -> step.run().stream()).toList()) {
                var alone = STAGE.matcher(run);
                if (run.startsWith("scripts/nightly ")) {
                    var ends = new TreeMap<>(Map.of("from", Stage.FETCH, "to", Stage.PUBLISH));
                    FLAG.matcher(run.replace("\"$LAST\"", computes ? "merge" : "render")).results()
                            .forEach(flag -> ends.put(flag.group(1), stage(flag.group(2))));
                    Stream.of(Stage.values()).filter(stage -> stage.compareTo(ends.get("from")) >= 0)
                            .filter(stage -> stage.compareTo(ends.get("to")) <= 0).forEach(stages::add);
                } else if (alone.matches() && !run.contains("--shard")) {
                    stages.add(stage(alone.group(1)));
                }
            }
        }
        return stages;
    }

    @Test
    void the_nightly_goes_from_job_to_job() {
        var jobs = Workflow.of(Workflow.NIGHTLY).jobs();
        assertEquals(List.of("due", "read", "collect", "vectors", "compute", "sign", "publish"),
                jobs.stream().map(Workflow.Job::name).toList());
        assertEquals(List.of("", "due", "", "collect", "", "", "sign"),
                jobs.stream().map(job -> job.tree().path("needs").asText()).toList());
    }

    /// The site has the pointer, so the files that it points to are public before it.
    @Test
    void the_release_is_public_before_the_site() {
        var steps = Workflow.of(Workflow.NIGHTLY).jobs().getLast().steps().stream()
                .map(step -> step.action() + step.run().orElse("")).toList();
        assertEquals(List.of("actions/checkout", "actions/download-artifact", "scripts/publish \"$BUILD\"",
                "scripts/publish-cdn \"$BUILD\"", "actions/upload-pages-artifact", "actions/deploy-pages",
                "actions/attest"), steps);
    }

    @Test
    void a_night_that_publishes_is_never_cancelled_by_the_next() {
        var concurrency = Workflow.of(Workflow.NIGHTLY).tree().path("concurrency");
        assertEquals("index-generation", concurrency.path("group").asText());
        assertEquals("false", concurrency.path("cancel-in-progress").asText());
    }

    private static Stage stage(String word) {
        return Stage.of(word).orElseThrow(() -> new AssertionError("there is no stage " + word));
    }
}
