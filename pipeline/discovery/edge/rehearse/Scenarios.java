package discovery.edge.rehearse;

import discovery.edge.rehearse.Rehearsal.Start;
import discovery.ops.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Everything that may happen to the workflows, one after the other, each in a copy of one world. The nights are
/// computed as seldom as honesty allows: what comes before a thing that happens is shared.
public final class Scenarios {
    private static final Optional<String> TO_THE_END = Optional.empty();

    private final Path temp;
    private final Repository repository;
    private final Workflow nightly;
    private final Consumer<String> tell;
    private final World first;
    private final World second;
    private final Rehearsal collected;
    private int copies;

    /// @param world as it was afterwards
    private record Ran(World world, Rehearsal run, String result) {}

    /// @param problem what went wrong; empty: it went as it should
    public record Played(String name, Optional<String> problem) {}

    /// Runs the first night, and collects the second one.
    ///
    /// @param temp an empty folder
    /// @param tell takes what happens, line by line
    public Scenarios(Path home, Path temp, Consumer<String> tell) throws IOException {
        this.temp = temp;
        this.tell = tell;
        this.repository = Repository.of(home);
        this.nightly = Rehearsing.workflow(home, "index-generation");
        this.first = World.in(temp.resolve("first"));
        var one = new Rehearsal(first, repository, nightly, dispatch().with(Map.of("first", "true")), tell);
        require(one.run(TO_THE_END), "the first night");
        this.second = copy(first);
        this.collected = new Rehearsal(second, repository.night(2), nightly, dispatch(), tell);
        require(collected.run(Optional.of("sign")), "collecting the second night");
    }

    private Start dispatch() {
        return Start.of("workflow_dispatch").keys(repository.secret());
    }

    private void require(String result, String what) throws IOException {
        if (!result.equals("success")) {
            throw new IOException("%s ended as %s".formatted(what, result));
        }
    }

    private World copy(World world) throws IOException {
        return world.copy(temp.resolve("world-" + ++copies));
    }

    /// Every rehearsal by name.
    public List<Played> rehearsals() throws IOException {
        var played = new ArrayList<Played>();
        played.add(new Played("first night", expect(first, 1)));
        var next = on(copy(second), dispatch());
        played.add(new Played("second night", next.result().equals("success") ? expect(next.world(), 2)
                : Optional.of("it ended as " + next.result())));
        played.add(again(next));
        played.add(onFour("new model", "new_model"));
        played.add(onFour("many readers", "many_readers"));
        played.add(schedule(next));
        played.add(twoAtOnce(next));
        played.add(kept("missing key", on(copy(second), Start.of("workflow_dispatch"))));
        played.add(kept("fork without secrets",
                on(copy(second), Start.of("schedule").at("main", "stranger/skill-index"))));
        played.add(kept("dry run", on(copy(second), dispatch().with(Map.of("dry_run", "true")))));
        played.add(kept("another branch", on(copy(second), dispatch().at("feature", "example/skill-index"))));
        played.add(kept("broken gate", brokenGate()));
        for (var event : Map.of("pr", "pull_request", "security", "schedule", "keepalive", "schedule", "health-check",
                "schedule", "deploy", "workflow_dispatch", "release", "push").entrySet().stream()
                .sorted(Map.Entry.comparingByKey()).toList()) {
            played.add(workflow(event.getKey(), event.getValue(), next.world()));
        }
        return List.copyOf(played);
    }

    private Ran on(World world, Start start) throws IOException {
        var run = collected.copy(world, start);
        return new Ran(world, run, run.run(TO_THE_END));
    }

    private Optional<String> expect(World world, long seq) throws IOException {
        var seen = Public.of(world, repository.root());
        return seen.problem().or(() -> seen.seq() == seq ? Optional.empty()
                : Optional.of("build %d is public, not %d".formatted(seen.seq(), seq)));
    }

    /// Nothing changed for those outside.
    private Played kept(String name, Ran ran) throws IOException {
        var drafts = Files.exists(ran.world().folder().resolve("releases/index-2"))
                ? Optional.of("index-2 came out") : Optional.<String>empty();
        return new Played(name, drafts.isPresent() ? drafts : expect(ran.world(), 1));
    }

    private Played again(Ran before) throws IOException {
        var world = copy(before.world());
        var run = collected.copy(world, dispatch());
        run.after(before.run());
        var result = run.run(TO_THE_END);
        return new Played("re-run", result.equals("success") ? expect(world, 2) : Optional.of("it ended as " + result));
    }

    /// The second night, of which four machines make the vectors or read the repositories.
    private Played onFour(String name, String input) throws IOException {
        var world = copy(first);
        var run = new Rehearsal(world, repository.night(2), nightly, dispatch().with(Map.of(input, "true")), tell);
        var result = run.run(TO_THE_END);
        return new Played(name, result.equals("success") ? expect(world, 2)
                : Optional.of("it ended as " + result));
    }

    private Played schedule(Ran before) throws IOException {
        var world = copy(before.world());
        var run = new Rehearsal(world, repository, nightly, Start.of("schedule").keys(repository.secret()), tell);
        run.run(TO_THE_END);
        return new Played("already built today", run.result("collect").equals(Optional.of("skipped")) ? expect(world, 2)
                : Optional.of("it was built again"));
    }

    /// Two nights build on the same one; the second to publish has nothing newer.
    private Played twoAtOnce(Ran before) throws IOException {
        var world = copy(before.world());
        var late = collected.copy(world, dispatch());
        late.run(Optional.of("publish"));
        late.run(TO_THE_END);
        return new Played("two at once", expect(world, 2));
    }

    private Ran brokenGate() throws IOException {
        var world = copy(second);
        var gates = Files.readString(repository.home().resolve("manifests/gates.yaml"))
                .replaceAll("leastEntries: \\d+", "leastEntries: 100000");
        var run = collected.copy(world, dispatch(), repository.night(2).with("manifests/gates.yaml", gates));
        var result = run.run(TO_THE_END);
        return new Ran(world, run, result);
    }

    /// How long a correction takes from its start until clients are served.
    ///
    /// @param seconds of the run, on this machine
    public record Corrected(double seconds, Optional<String> problem) {}

    /// From a bad build 2 back to what build 1 was, as build 3.
    public Corrected rollBack() throws IOException {
        var next = on(copy(second), dispatch());
        var from = System.nanoTime();
        var run = new Rehearsal(next.world(), repository.night(2), Rehearsing.workflow(repository.home(), "rollback"),
                dispatch().with(Map.of("build", "1")), tell);
        var result = run.run(TO_THE_END);
        var seconds = (System.nanoTime() - from) / 1e9;
        return new Corrected(seconds, (result.equals("success") ? expect(next.world(), 3)
                : Optional.of("it ended as " + result)).or(() -> Public.sameDump(next.world(), 1, 3)));
    }

    /// An entry of build 1 is revoked, in build 2, which has the same content.
    public Corrected revoke() throws IOException {
        var world = copy(first);
        var id = "skill.1.of-a-rehearsal";
        var from = System.nanoTime();
        var run = new Rehearsal(world,
                repository.with("manifests/revoked.json", "{\"schema\":1,\"revoked\":[\"%s\"]}\n".formatted(id)),
                Rehearsing.workflow(repository.home(), "revoke"), Start.of("push").keys(repository.secret()), tell);
        var result = run.run(TO_THE_END);
        var seconds = (System.nanoTime() - from) / 1e9;
        return new Corrected(seconds, (result.equals("success") ? expect(world, 2)
                : Optional.of("it ended as " + result)).or(() -> Public.sameDump(world, 1, 2))
                .or(() -> Public.revokes(world, repository.root(), id)));
    }

    private Played workflow(String name, String event, World before) throws IOException {
        var world = copy(before);
        // The checks run this very rehearsal; here they are only asked for.
        var light = repository.with("scripts/check", "#!/usr/bin/env bash\necho checked\n")
                .with("scripts/sizes", "#!/usr/bin/env bash\necho small\n")
                .with("scripts/secret-scan", "#!/usr/bin/env bash\necho none\n")
                .with("scripts/lint-workflows", "#!/usr/bin/env bash\necho clean\n")
                .with("scripts/package", "#!/usr/bin/env bash\nmkdir \"$1\"\necho 0 >\"$1/SHA256SUMS\"\n");
        var start = Start.of(event);
        var run = new Rehearsal(world, light, Rehearsing.workflow(repository.home(), name),
                name.equals("release") ? start.at("v1.2.3", "example/skill-index") : start, tell);
        var result = run.run(TO_THE_END);
        return new Played("workflow " + name,
                result.equals("success") ? expect(world, 2) : Optional.of("it ended as " + result));
    }

    /// Every step of the nightly workflow, each with what was wrong after the run was killed there and run again.
    ///
    /// A runner forgets everything, so what a kill leaves behind is the world between two steps and the jobs that were
    /// done. Where that is the same as after an earlier step, so is what follows, and it is not run once more.
    public Map<String, Optional<String>> kills() throws IOException {
        return kills(dispatch(), "due|collect|sign|publish");
    }

    /// The same of the two jobs that only a new model needs.
    public Map<String, Optional<String>> killsOfNewModel() throws IOException {
        return kills(dispatch().with(Map.of("new_model", "true")), "vectors|compute");
    }

    /// @param jobs after whose steps it is killed
    private Map<String, Optional<String>> kills(Start start, String jobs) throws IOException {
        var kills = new LinkedHashMap<String, Optional<String>>();
        var seen = new HashMap<String, Optional<String>>();
        var world = copy(first);
        var run = new Rehearsal(world, repository.night(2), nightly, start, tell);
        run.watch(where -> {
            if (where.split("/")[0].matches(jobs)) {
                var state = world.state() + run.done();
                if (!seen.containsKey(state)) {
                    var problem = recovered(copy(world), run, start);
                    tell.accept("killed after %s: %s".formatted(where, problem.orElse("whole and newer afterwards")));
                    seen.put(state, problem);
                }
                kills.put(where, seen.getOrDefault(state, Optional.empty()));
            }
        });
        require(run.run(TO_THE_END), "the night between whose steps it is killed");
        return kills;
    }

    private Optional<String> recovered(World world, Rehearsal run, Start start) throws IOException {
        var between = Public.of(world, repository.root());
        if (between.problem().isPresent()) {
            return between.problem();
        }
        var result = run.copy(world, start).run(TO_THE_END);
        return result.equals("success") ? expect(world, 2) : Optional.of("run again, it ended as " + result);
    }
}
