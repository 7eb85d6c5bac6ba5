package discovery.ops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a workflow may be. Each rule stands against an attack on the pipeline; a test plants each attack and wants it to
/// be found.
public final class Policy {
    private static final Pattern PINNED =
            Pattern.compile("(?:- )?uses: ([\\w.-]+/[\\w./-]+)@([0-9a-f]{40}) # v\\d+(?:\\.\\d+){0,2}");
    private static final Pattern MORE_THAN_ONE_COMMAND = Pattern.compile("[\\n;|&`]|\\$\\(");
    /// Programs of the runner that say something to its reader; all else is a script, which works elsewhere too.
    private static final Set<String> OF_THE_RUNNER = Set.of("cat", "echo");
    /// Texts that a stranger writes: titles, bodies, names of branches, messages of commits.
    private static final Pattern FOREIGN =
            Pattern.compile("github\\.head_ref|github\\.event\\.(?:issue|pull_request|comment"
                    + "|review|discussion|head_commit|commits|pages)\\b[\\w.*]*\\.(?:title|body|message|name|email|label|ref|default_branch)\\b");
    private static final String KEYS = "secrets.SKILL_INDEX_KEYS";
    private static final Set<String> TRUSTED_OWNERS = Set.of("actions", "github");

    private final List<Offence> offences = new ArrayList<>();

    /// @param rule   short name of what was broken
    /// @param attack number of the attack that the rule stands against
    public record Offence(String rule, String attack, String where, String sentence) {
        @Override
        public String toString() {
            return "%s: %s (%s, %s)".formatted(where, sentence, rule, attack);
        }
    }

    private Policy() {}

    /// Everything that is wrong with a repository's workflows, taken together.
    public static List<Offence> offences(List<Workflow> workflows) {
        var policy = new Policy();
        policy.pins(workflows);
        for (var workflow : workflows) {
            policy.whole(workflow);
            for (var job : workflow.jobs()) {
                policy.job(workflow, job);
                job.steps().forEach(step -> policy.step(workflow, job, step));
            }
        }
        policy.together(workflows);
        return List.copyOf(policy.offences);
    }

    private void pins(List<Workflow> workflows) {
        var commits = new TreeMap<String, Set<String>>();
        for (var workflow : workflows) {
            workflow.text().lines().map(String::strip).filter(line -> line.contains("uses:") && !line.startsWith("#"))
                    .forEach(line -> {
                        var pin = PINNED.matcher(line);
                        if (!pin.matches()) {
                            add("pinned", "D1", workflow.file(),
                                    "«%s» names no full commit with its version".formatted(line));
                            return;
                        }
                        commits.computeIfAbsent(pin.group(1), action -> new TreeSet<>()).add(pin.group(2));
                        if (!TRUSTED_OWNERS.contains(pin.group(1).replaceAll("/.*", ""))) {
                            add("known-actions", "D1", workflow.file(), pin.group(1) + " is nobody's whom we know");
                        }
                    });
        }
        commits.forEach((action, pins) -> {
            if (pins.stream().distinct().count() > 1) {
                add("one-version", "D1", action, "it is pinned to " + pins);
            }
        });
    }

    private void whole(Workflow workflow) {
        var file = workflow.file();
        if (!(workflow.tree().getOrDefault("permissions", "") instanceof Map<?, ?> none) || !none.isEmpty()) {
            add("permissions", "D4", file, "it has no `permissions: {}` at its top");
        }
        for (var event : List.of("pull_request_target", "workflow_run", "issue_comment", "issues")) {
            if (workflow.on().containsKey(event)) {
                add("trigger", "D4", file, "`%s` runs with our rights what a stranger sent".formatted(event));
            }
        }
        for (var cron : workflow.crons()) {
            if (!cron.matches("[1-9]\\d?( \\S+){4}")) {
                add("off-the-hour", "D13", file, "«%s»: at full hours GitHub is late or drops runs".formatted(cron));
            }
        }
    }

    private void job(Workflow workflow, Workflow.Job job) {
        var where = workflow.file() + " " + job.name();
        if (!(job.tree().getOrDefault("permissions", "") instanceof Map<?, ?>)) {
            add("permissions", "D4", where, "the job says no permissions");
        }
        if (!Workflow.text(job.tree(), "timeout-minutes").orElse("").matches("\\d{1,3}")) {
            add("timeout", "D13", where, "the job has no timeout-minutes");
        }
        var all = job.tree().toString();
        var keys = all.contains(KEYS);
        var deploys = job.steps().stream()
                .anyMatch(step -> step.action().equals(java.util.Optional.of("actions/deploy-pages"))
                        || step.run().filter(run -> run.startsWith("scripts/publish")).isPresent());
        if (workflow.on().containsKey("pull_request") && (all.contains("secrets.") || job.writes())) {
            add("strangers", "D4", where, "what a pull request starts sees a secret or may write");
        }
        if (keys || deploys) {
            near(where, job, keys);
            if (!all.contains("default_branch") && job.needs().isEmpty()) {
                add("default-branch", "D4", where, "it does not look at the branch that it runs on");
            }
        }
        var whole = workflow.tree().toString();
        if (deploys && (!whole.contains("cancel-in-progress=false") || whole.contains("cancel-in-progress=true"))) {
            add("one-at-a-time", "D6", where, "what publishes is in no group, or may be cancelled by the next");
        }
        if (deploys && job.needs().isEmpty() && job.steps().stream().noneMatch(Policy::proves)) {
            add("gate", "D10", where, "it publishes what no other job has signed and let through");
        }
        for (var step : job.steps()) {
            if (step.action().orElse("").equals("actions/download-artifact")
                    && (!step.with().containsKey("artifact-ids")
                            || !step.with().getOrDefault("digest-mismatch", "").equals("error"))) {
                add("by-number", "D3", where, "it takes an artefact by name, or whatever its digest");
            }
        }
        order(where, job);
    }

    /// What holds the keys, or publishes, takes no cache, and nothing in it may fail unseen.
    private void near(String where, Workflow.Job job, boolean keys) {
        for (var step : job.steps()) {
            var action = step.action().orElse("");
            if (action.startsWith("actions/cache") || step.with().containsKey("cache")) {
                add("no-cache", "D2", where, "it takes a cache, which a stranger's pull request may have filled");
            }
            if (keys && step.mayFail()) {
                add("gate", "D9", where, "«%s» may fail, and the job goes on".formatted(step.label()));
            }
        }
        if (keys && job.environment().isEmpty()) {
            add("environment", "D10", where, "it sees the keys outside the environment that guards them");
        }
        if (keys && job.tree().toString().contains("github.token")) {
            add("environment", "D2", where, "it holds a token beside the keys");
        }
        var runs = job.steps().stream().flatMap(step -> step.run().stream()).toList();
        var signs = runs.stream().filter(run -> run.contains("pipeline/sign.java")).findFirst();
        if (signs.isPresent() && runs.stream().noneMatch(run -> run.contains("pipeline/validate.java"))) {
            add("gate", "D9", where, "what it signs is not validated");
        }
    }

    /// The pointer is on the site, so the files that it points to are public before it; what only adds comes after both.
    private void order(String where, Workflow.Job job) {
        var steps = job.steps();
        var release = place(steps, "scripts/publish ");
        var site = place(steps, "actions/deploy-pages");
        var attest = place(steps, "actions/attest");
        if (release >= 0 && site >= 0 && site < release) {
            add("pointer-last", "D7", where, "the site, which has the pointer, is public before the release");
        }
        if (attest >= 0 && (attest < site || !steps.get(attest).mayFail())) {
            add("attest-adds", "D8", where, "an attestation that can't be made stops the night");
        }
    }

    private static int place(List<Workflow.Step> steps, String what) {
        for (var step : steps) {
            if (Stream.concat(step.action().stream(), step.run().map(run -> run + " ").stream())
                    .anyMatch(each -> each.startsWith(what))) {
                return step.place();
            }
        }
        return -1;
    }

    /// What is public already was signed and let through when it became so: a script compares with it.
    private static boolean proves(Workflow.Step step) {
        return step.run().filter(run -> run.startsWith("scripts/last-site")).isPresent();
    }

    private void step(Workflow workflow, Workflow.Job job, Workflow.Step step) {
        var where = "%s %s «%s»".formatted(workflow.file(), job.name(), step.label());
        step.run().ifPresent(run -> run(where, run));
        var action = step.action().orElse("");
        if (action.equals("actions/checkout") && !step.with().getOrDefault("persist-credentials", "").equals("false")) {
            add("no-token-left", "D2", where, "a checkout without `persist-credentials: false`");
        }
        if (action.equals("actions/checkout")
                && step.with().keySet().stream().anyMatch(Set.of("ref", "repository")::contains)) {
            add("own-commit", "D12", where, "it takes another commit than the one that was reviewed");
        }
        if (action.matches("actions/upload-(pages-)?artifact")
                && !step.with().getOrDefault("include-hidden-files", "").equals("true")) {
            add("whole-artefact", "D3", where, "it would drop .nojekyll and .well-known");
        }
        var foreign = FOREIGN.matcher(step.tree().toString());
        if (foreign.find()) {
            add("foreign-text", "D5", where, foreign.group() + " is text that a stranger writes");
        }
    }

    private void run(String where, String run) {
        var program = run.split("\\s", 2)[0];
        if (run.matches("(?s).*\\|\\|\\s*(true|:|exit 0).*")) {
            add("gate", "D9", where, "its failure is swallowed");
        } else if (run.contains("${{")) {
            add("foreign-text", "D5", where, "pass it by `env`, where it can't become a command");
        } else if (run.contains("GITHUB_OUTPUT") || run.contains("GITHUB_ENV") || run.contains("GITHUB_PATH")) {
            add("foreign-text", "D5", where, "what others wrote may become a variable of later steps");
        } else if (MORE_THAN_ONE_COMMAND.matcher(run).find()) {
            add("one-command", "D5", where, "it is more than one command: make it a script");
        } else if (!program.startsWith("scripts/") && !OF_THE_RUNNER.contains(program)) {
            add("one-command", "D11", where, "«%s» is no script of this repository".formatted(program));
        }
    }

    private void together(List<Workflow> workflows) {
        var holders = new LinkedHashSet<String>();
        var readers = new LinkedHashMap<String, String>();
        for (var workflow : workflows) {
            for (var job : workflow.jobs()) {
                if (job.tree().toString().contains(KEYS)) {
                    holders.add(job.environment().orElse("none"));
                    readers.put(workflow.file(), job.name());
                }
            }
        }
        if (holders.size() > 1) {
            add("environment", "D10", readers.toString(), "the keys are seen in more than one environment: " + holders);
        }
        var builds = workflows.stream().filter(each -> each.text().contains("--to render")).toList();
        if (builds.stream().anyMatch(each -> each.crons().size() < 2)) {
            add("second-chance", "D13", builds.getFirst().file(), "a run that GitHub drops is not made up for");
        }
        if (!builds.isEmpty() && workflows.stream().filter(each -> !each.crons().isEmpty())
                .noneMatch(each -> each.text().contains("scripts/health-check"))) {
            add("dead-man", "D13", "all workflows", "nothing notices when the nights stop");
        }
    }

    private void add(String rule, String attack, String where, String sentence) {
        offences.add(new Offence(rule, attack, where, sentence));
    }
}
