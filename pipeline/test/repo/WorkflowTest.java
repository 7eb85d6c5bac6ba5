package repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import discovery.model.Stage;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a workflow may be: thin, pinned, and permitted no more than it needs.
class WorkflowTest {
    private static final Pattern PINNED =
            Pattern.compile("(?:- )?uses: ([\\w.-]+/[\\w./-]+)@([0-9a-f]{40}) # v\\d+(?:\\.\\d+){0,2}");
    private static final Pattern MORE_THAN_ONE_COMMAND = Pattern.compile("[\\n;|&`]|\\$\\(");
    private static final Pattern FLAG = Pattern.compile("--(from|to) (\\w+)");
    private static final Pattern STAGE = Pattern.compile("scripts/jbang pipeline/(\\w+)\\.java .*");
    /// Programs of the runner that say something to its reader; all else is a script, which works elsewhere too.
    private static final Set<String> OF_THE_RUNNER = Set.of("cat", "echo");

    private final List<Workflow> workflows = Workflow.all();

    private final List<String> offences = new ArrayList<>();

    @Test
    void there_are_workflows() {
        assertFalse(workflows.isEmpty(), "there are no .github/workflows");
    }

    @Test
    void actions_are_pinned_by_commit_with_their_version() {
        var commits = new TreeMap<String, Set<String>>();
        for (var workflow : workflows) {
            Repository.read(workflow.file()).lines().map(String::strip).filter(line -> line.contains("uses:"))
                    .forEach(line -> {
                        var pin = PINNED.matcher(line);
                        if (pin.matches()) {
                            commits.computeIfAbsent(pin.group(1), action -> new TreeSet<>()).add(pin.group(2));
                        } else {
                            offences.add("%s: «%s»".formatted(workflow.file(), line));
                        }
                    });
        }
        commits.forEach((action, pins) -> {
            if (pins.size() > 1) {
                offences.add("%s is pinned to %s: one version of one action".formatted(action, pins));
            }
        });
        Offences.none("an action is named by a full commit, with its version as a comment", offences);
    }

    @Test
    void a_workflow_permits_nothing_and_a_job_says_what_it_needs() {
        for (var workflow : workflows) {
            if (!workflow.tree().path("permissions").isObject() || !workflow.tree().path("permissions").isEmpty()) {
                offences.add("%s has no `permissions: {}` at its top".formatted(workflow.file()));
            }
            for (var job : workflow.jobs()) {
                if (!job.tree().path("permissions").isObject()) {
                    offences.add("%s: job %s says no permissions".formatted(workflow.file(), job.name()));
                }
                if (!job.tree().path("timeout-minutes").isInt()) {
                    offences.add("%s: job %s has no timeout-minutes".formatted(workflow.file(), job.name()));
                }
            }
        }
        Offences.none("a workflow permits no more than it needs", offences);
    }

    @Test
    void a_checkout_leaves_no_token_behind() {
        each((workflow, step) -> {
            if (step.action().equals("actions/checkout")
                    && !step.tree().at("/with/persist-credentials").asText().equals("false")) {
                offences.add("%s: a checkout without `persist-credentials: false`".formatted(workflow.file()));
            }
        });
        Offences.none("a checkout leaves no token in the clone", offences);
    }

    @Test
    void artefacts_keep_files_that_begin_with_a_dot() {
        each((workflow, step) -> {
            if (step.action().matches("actions/upload-(pages-)?artifact")
                    && !step.tree().at("/with/include-hidden-files").asBoolean()) {
                offences.add("%s: %s would drop .nojekyll".formatted(workflow.file(), step.action()));
            }
        });
        Offences.none("an artefact is whole", offences);
    }

    @Test
    void a_step_runs_one_command_of_the_repository() {
        for (var workflow : workflows) {
            for (var run : workflow.runs()) {
                var program = run.split("\\s", 2)[0];
                if (run.contains("${{")) {
                    offences.add("%s: «%s»: pass it by `env`, where it can't become a command"
                            .formatted(workflow.file(), run));
                } else if (MORE_THAN_ONE_COMMAND.matcher(run).find()) {
                    offences.add("%s: «%s» is more than one command: make it a script".formatted(workflow.file(), run));
                } else if (!program.startsWith("scripts/") && !OF_THE_RUNNER.contains(program)) {
                    offences.add("%s: «%s» is no script of this repository".formatted(workflow.file(), run));
                } else if (program.startsWith("scripts/") && !Files.isExecutable(Repository.ROOT.resolve(program))) {
                    offences.add("%s: %s is not there, or not executable".formatted(workflow.file(), program));
                }
            }
        }
        Offences.none("a step runs one command that also works elsewhere", offences);
    }

    @Test
    void schedules_keep_off_the_full_hour() {
        for (var workflow : workflows) {
            for (var schedule : workflow.tree().at("/on/schedule")) {
                if (!schedule.path("cron").asText().matches("[1-9]\\d?( \\S+){4}")) {
                    offences.add("%s: «%s»: at full hours GitHub is late or drops runs"
                            .formatted(workflow.file(), schedule.path("cron").asText()));
                }
            }
        }
        Offences.none("a schedule keeps off the full hour", offences);
    }

    @Test
    void the_nightly_runs_every_stage_once_in_order() {
        var stages = new ArrayList<Stage>();
        for (var run : Workflow.of(Workflow.NIGHTLY).runs()) {
            var alone = STAGE.matcher(run);
            if (run.startsWith("scripts/nightly ")) {
                var ends = new TreeMap<>(Map.of("from", Stage.FETCH, "to", Stage.PUBLISH));
                FLAG.matcher(run).results().forEach(flag -> ends.put(flag.group(1), stage(flag.group(2))));
                Stream.of(Stage.values()).filter(stage -> stage.compareTo(ends.get("from")) >= 0)
                        .filter(stage -> stage.compareTo(ends.get("to")) <= 0).forEach(stages::add);
            } else if (alone.matches()) {
                stages.add(stage(alone.group(1)));
            }
        }
        assertEquals(List.of(Stage.values()), stages);
    }

    @Test
    void the_nightly_goes_from_job_to_job() {
        var jobs = Workflow.of(Workflow.NIGHTLY).jobs();
        assertEquals(List.of("collect", "sign", "publish"), jobs.stream().map(Workflow.Job::name).toList());
        assertEquals(List.of("", "collect", "sign"),
                jobs.stream().map(job -> job.tree().path("needs").asText()).toList());
    }

    /// The site has the pointer, so the files that it points to are public before it.
    @Test
    void the_release_is_public_before_the_site() {
        var steps = Workflow.of(Workflow.NIGHTLY).jobs().getLast().steps().stream()
                .map(step -> step.action() + step.run().orElse("")).toList();
        assertEquals(List.of("actions/checkout", "actions/download-artifact", "scripts/publish \"$BUILD\"",
                "actions/upload-pages-artifact", "actions/deploy-pages"), steps);
    }

    /// Nothing from outside may come near the keys: no cache, no other secret, and no other job.
    @Test
    void the_keys_are_seen_by_one_job_alone() {
        var holders = new ArrayList<String>();
        for (var workflow : workflows) {
            for (var job : workflow.jobs()) {
                if (text(job.tree()).contains("secrets.SKILL_INDEX_KEYS")) {
                    holders.add(workflow.file() + " " + job.name() + " in " + job.tree().path("environment").asText());
                    job.steps().stream().map(Workflow.Step::action).filter(action -> action.startsWith("actions/cache"))
                            .forEach(action -> offences.add("%s restores a cache".formatted(job.name())));
                    if (text(job.tree()).contains("github.token")) {
                        offences.add("%s holds a token too".formatted(job.name()));
                    }
                }
            }
        }
        Offences.none("the job that holds the keys takes nothing from outside", offences);
        assertEquals(List.of(Workflow.NIGHTLY + " sign in signing"), holders);
    }

    @Test
    void a_night_that_publishes_is_never_cancelled_by_the_next() {
        var concurrency = Workflow.of(Workflow.NIGHTLY).tree().path("concurrency");
        assertEquals("index-generation", concurrency.path("group").asText());
        assertEquals("false", concurrency.path("cancel-in-progress").asText());
    }

    private interface Look {
        void at(Workflow workflow, Workflow.Step step);
    }

    private void each(Look look) {
        workflows.forEach(workflow -> workflow.jobs()
                .forEach(job -> job.steps().forEach(step -> look.at(workflow, step))));
    }

    private static String text(JsonNode tree) {
        return tree.toString();
    }

    private static Stage stage(String word) {
        return Stage.of(word).orElseThrow(() -> new AssertionError("there is no stage " + word));
    }
}
