package discovery.edge.rehearse;

import discovery.edge.files.Published;
import discovery.ops.Expression;
import discovery.ops.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// One run of a workflow: its jobs in their order, each in an empty folder, each step as GitHub's runner would start it.
public final class Rehearsal {
    private final World world;
    private final Repository repository;
    private final Workflow workflow;
    private final Start start;
    private final Consumer<String> tell;
    private final String number;
    private final Map<String, Done> jobs = new LinkedHashMap<>();
    private final List<String> steps = new ArrayList<>();
    private int attempt;
    private int killIn = 1;
    private boolean killed;
    private Watcher watcher = where -> {};

    /// Is told of every step when it has ended.
    interface Watcher {
        void ended(String where) throws IOException;
    }

    /// What starts a run.
    ///
    /// @param repository `owner/name`
    /// @param secrets    `NAME`, or `ENVIRONMENT/NAME`
    /// @param killAfter  `JOB/STEP`, a step's id, name, action or place: the run ends there, as if the power failed
    /// @param variables  that each command gets besides
    public record Start(String event, String ref, String repository, Map<String, String> inputs,
            Map<String, String> secrets, Optional<String> killAfter, Map<String, String> variables) {
        public static Start of(String event) {
            return new Start(event, "main", "example/skill-index", Map.of(), Map.of(), Optional.empty(), Map.of());
        }

        public Start with(Map<String, String> more) {
            return new Start(event, ref, repository, more, secrets, killAfter, variables);
        }

        public Start keys(String text) {
            return new Start(event, ref, repository, inputs, Map.of("signing/SKILL_INDEX_KEYS", text), killAfter,
                    variables);
        }

        public Start killAfter(String step) {
            return new Start(event, ref, repository, inputs, secrets, Optional.of(step), variables);
        }

        public Start at(String ref, String repository) {
            return new Start(event, ref, repository, inputs, secrets, killAfter, variables);
        }

        public Start says(Map<String, String> variables) {
            return new Start(event, ref, repository, inputs, secrets, killAfter, variables);
        }
    }

    /// @param result `success`, `failure`, `skipped` or `cancelled`
    record Done(String result, Map<String, String> outputs) {}

    /// @param tell takes what happens, line by line
    public Rehearsal(World world, Repository repository, Workflow workflow, Start start, Consumer<String> tell)
            throws IOException {
        this(world, repository, workflow, start, tell, next(world));
    }

    private Rehearsal(World world, Repository repository, Workflow workflow, Start start, Consumer<String> tell,
            String number) {
        this.world = world;
        this.repository = repository;
        this.workflow = workflow;
        this.start = start;
        this.tell = tell;
        this.number = number;
    }

    /// Takes the next number.
    private static String next(World world) throws IOException {
        var number = 1;
        while (Files.exists(world.folder().resolve("runs").resolve(Integer.toString(number)))) {
            number++;
        }
        Files.writeString(world.folder().resolve("runs").resolve(Integer.toString(number)), "{}");
        return Integer.toString(number);
    }

    /// Runs all jobs that have not succeeded yet: the first time all, later those that failed and those after them, as
    /// «Re-run failed jobs» does.
    ///
    /// @param before a job at which to stop, as if it waited for another run; empty: none
    /// @return the result of the whole: `success` or `failure`
    public String run(Optional<String> before) throws IOException {
        attempt++;
        killed = false;
        var from = java.time.Instant.now();
        for (var job : workflow.jobs()) {
            if (before.equals(Optional.of(job.name()))) {
                break;
            }
            if (Optional.ofNullable(jobs.get(job.name())).filter(done -> done.result().equals("success")).isPresent()) {
                continue;
            }
            jobs.put(job.name(), killed ? new Done("cancelled", Map.of()) : run(job));
        }
        var result = jobs.values().stream().anyMatch(done -> done.result().matches("failure|cancelled")) ? "failure"
                : "success";
        Files.writeString(world.folder().resolve("runs").resolve(number), """
                {"databaseId":%s,"conclusion":"%s","createdAt":"%s","updatedAt":"%s","event":"%s"}
                """.formatted(number, result, second(from, 0), second(java.time.Instant.now(), 1), start.event()));
        return result;
    }

    private static String second(java.time.Instant instant, int more) {
        return instant.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).plusSeconds(more).toString();
    }

    /// This run as it stands, in a copy of its world: what happens to one does not happen to the other.
    ///
    /// @param begun with what it goes on
    public Rehearsal copy(World where, Start begun) {
        return copy(where, begun, repository);
    }

    Rehearsal copy(World where, Start begun, Repository from) {
        var same = new Rehearsal(where, from, workflow, begun, tell, number);
        same.jobs.putAll(jobs);
        same.attempt = attempt;
        return same;
    }

    /// @param watching sees the world between two steps, which is what a kill there leaves behind
    void watch(Watcher watching) {
        watcher = watching;
    }

    /// The jobs that have ended well, each with what it handed on.
    String done() {
        return jobs.toString();
    }

    /// The next attempt comes after those of another copy of this run.
    void after(Rehearsal other) {
        attempt = other.attempt;
    }

    /// Lets `killAfter` hold for the next attempt, too.
    public void killNext() {
        killIn = attempt + 1;
    }

    /// `JOB/PLACE` of every step that ran, in order.
    public List<String> steps() {
        return List.copyOf(steps);
    }

    /// Result of a job; empty where it did not come to it.
    public Optional<String> result(String job) {
        return Optional.ofNullable(jobs.get(job)).map(Done::result);
    }

    private Done run(Workflow.Job job) throws IOException {
        var scope = new Scope(job);
        if (!Expression.holds(job.condition().orElse(""), scope::jobValue)) {
            tell.accept(job.name() + ": skipped");
            return new Done("skipped", Map.of());
        }
        var result = "success";
        var outputs = new HashMap<String, String>();
        for (var values : job.matrix()) {
            scope = new Scope(job);
            scope.matrix.putAll(values);
            Repository.cache(world.cache());
            Published.delete(world.work());
            Files.createDirectories(world.work());
            for (var step : job.steps()) {
                run(scope, step);
                if (killed) {
                    return new Done("cancelled", Map.of());
                }
                watcher.ended((job.name() + "/" + step.place() + " " + String.join(" ", values.values())).strip());
            }
            result = scope.failed ? "failure" : result;
            var one = scope;
            // Of the jobs of a matrix each gives its own; what one leaves empty takes nothing from another.
            Workflow.texts(job.tree().getOrDefault("outputs", "")).forEach((name, text) -> {
                var value = Expression.fill(text, one::value);
                if (!value.isEmpty() || !outputs.containsKey(name)) {
                    outputs.put(name, value);
                }
            });
        }
        tell.accept(job.name() + ": " + result);
        return new Done(result, outputs);
    }

    private void run(Scope scope, Workflow.Step step) throws IOException {
        scope.step = Map.of();
        if (!Expression.holds(step.condition().orElse(""), scope::value)) {
            return;
        }
        scope.step = scope.filled(step.tree());
        var where = scope.job.name() + "/" + step.place();
        steps.add(where);
        var outcome = new HashMap<String, String>();
        String problem;
        try {
            problem = step.run().isPresent() ? command(scope, Expression.fill(step.run().get(), scope::value), outcome)
                    : new Actions(world, repository, number).run(step, scope.with(step), outcome);
        } catch (IOException e) {
            problem = String.valueOf(e.getMessage());
        }
        var ok = problem.isEmpty();
        tell.accept("  %s %s%s".formatted(ok ? "ok  " : "FAIL", step.label(),
                ok ? "" : ": " + problem.strip().lines().reduce((before, after) -> after).orElse("")));
        outcome.put("conclusion", ok || step.mayFail() ? "success" : "failure");
        step.id().ifPresent(id -> scope.steps.put(id, outcome));
        scope.failed |= !ok && !step.mayFail();
        scope.problems.add(problem);
        killed = start.killAfter().filter(after -> attempt == killIn
                && (after.equals(where) || after.equals(scope.job.name() + "/" + step.label()))).isPresent();
    }

    /// @return what went wrong; empty: nothing
    private String command(Scope scope, String command, Map<String, String> outcome) throws IOException {
        var output = Files.createTempFile(world.folder(), "output", ".txt");
        var says = new HashMap<String, String>();
        says.putAll(scope.environment());
        says.putAll(start.variables());
        says.putAll(Map.of(
                "PATH",
                world.folder().resolve("bin") + ":"
                        + Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin"),
                "REHEARSAL", world.folder().toString(), "CDN_REMOTE", world.folder().resolve("cdn.git").toString(),
                "SKILL_INDEX_CACHE", world.cache().toString(), "CI", "true", "GITHUB_OUTPUT", output.toString(),
                "GITHUB_STEP_SUMMARY", world.folder().resolve("summary.md").toString(),
                "GITHUB_REPOSITORY", start.repository(), "GITHUB_REF_NAME", start.ref()));
        var ended = Shell.run(world.work(), command, says);
        for (var line : Files.readAllLines(output)) {
            var cut = line.indexOf('=');
            if (cut > 0) {
                outcome.put("outputs." + line.substring(0, cut), line.substring(cut + 1));
            }
        }
        Files.delete(output);
        scope.said.append(ended.said());
        return ended.code() == 0 ? "" : "exit code %d\n%s".formatted(ended.code(), ended.said());
    }

    /// What expressions of one job see.
    private final class Scope {
        private final Workflow.Job job;
        private final Map<String, String> matrix = new HashMap<>();
        private final Map<String, Map<String, String>> steps = new HashMap<>();
        private final List<String> problems = new ArrayList<>();
        private final StringBuilder said = new StringBuilder();
        private Map<String, String> step = Map.of();
        private boolean failed;

        Scope(Workflow.Job job) {
            this.job = job;
        }

        Map<String, String> filled(Map<String, Object> level) {
            var all = new LinkedHashMap<String, String>();
            Workflow.texts(level.getOrDefault("env", ""))
                    .forEach((name, text) -> all.put(name, Expression.fill(text, this::value)));
            return all;
        }

        Map<String, String> with(Workflow.Step step) {
            var all = new LinkedHashMap<String, String>();
            step.with().forEach((name, text) -> all.put(name, Expression.fill(text, this::value)));
            return all;
        }

        Map<String, String> environment() {
            var all = new LinkedHashMap<String, String>();
            all.putAll(filled(workflow.tree()));
            all.putAll(filled(job.tree()));
            all.putAll(step);
            return all;
        }

        /// For a job's own condition: how all the jobs went that come before it. One that was left out, however far
        /// back, is no success (github.com/actions/runner/issues/2205).
        Object jobValue(String name) {
            var before = new LinkedHashSet<>(job.needs());
            for (var next = List.copyOf(before); !next.isEmpty();) {
                next = next.stream().flatMap(each -> workflow.job(each).needs().stream()).filter(before::add).toList();
            }
            var needs = before.stream().map(each -> Optional.ofNullable(jobs.get(each)).map(Done::result).orElse(""))
                    .toList();
            return switch (name) {
                case "success()" -> needs.stream().allMatch("success"::equals);
                case "failure()" -> needs.contains("failure");
                default -> value(name);
            };
        }

        Object value(String name) {
            var parts = name.split("\\.", 4);
            return switch (parts[0]) {
                case "success()" -> !failed;
                case "failure()" -> failed;
                case "always()" -> true;
                case "cancelled()" -> false;
                case "github" -> github(name.substring(7));
                case "inputs" -> input(parts[1]);
                case "secrets" -> secret(parts[1]);
                case "vars" -> "";
                case "env" -> Optional.ofNullable(environmentOf(parts[1])).orElse("");
                case "matrix" -> matrix.getOrDefault(parts[1], "");
                case "needs" -> Optional.ofNullable(jobs.get(parts[1])).map(done -> parts[2].equals("result")
                        ? done.result()
                        : done.outputs().getOrDefault(parts[3], "")).orElse("");
                case "steps" -> steps.getOrDefault(parts[1], Map.of()).getOrDefault(
                        parts[2].equals("outputs") ? "outputs." + parts[3] : parts[2], "");
                case "runner" -> "Linux";
                default -> throw new IllegalArgumentException("the context of `%s` is not known here".formatted(name));
            };
        }

        private String environmentOf(String name) {
            for (var level : List.of(job.tree(), workflow.tree())) {
                var text = Workflow.texts(level.getOrDefault("env", "")).get(name);
                if (text != null) {
                    return Expression.fill(text, this::value);
                }
            }
            return step.getOrDefault(name, "");
        }

        private Object github(String name) {
            return switch (name) {
                case "event_name" -> start.event();
                case "ref_name" -> start.ref();
                case "ref" -> "refs/heads/" + start.ref();
                case "repository" -> start.repository();
                case "event.repository.default_branch" -> "main";
                case "token" -> "ghs_rehearsal";
                case "run_id" -> number;
                case "run_attempt" -> Integer.toString(attempt);
                case "sha" -> "0".repeat(40);
                default -> throw new IllegalArgumentException("`github.%s` is not known here".formatted(name));
            };
        }

        private Object input(String name) {
            var declared = Workflow.map(Workflow.map(Workflow.map(workflow.on().getOrDefault("workflow_dispatch", ""))
                    .getOrDefault("inputs", "")).getOrDefault(name, ""));
            if (!start.event().equals("workflow_dispatch")) {
                return "";
            }
            var text = Optional.ofNullable(start.inputs().get(name))
                    .or(() -> Workflow.text(declared, "default")).orElse("");
            return Workflow.text(declared, "type").equals(Optional.of("boolean")) ? (Object) text.equals("true") : text;
        }

        private String secret(String name) {
            return job.environment().map(environment -> start.secrets().get(environment + "/" + name))
                    .or(() -> Optional.ofNullable(start.secrets().get(name))).orElse("");
        }
    }
}
