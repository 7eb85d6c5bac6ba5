package discovery.edge.rehearse;

import discovery.edge.cli.Home;
import discovery.edge.cli.OpsOptions;
import discovery.edge.cli.WrongUsage;
import discovery.edge.files.Published;
import discovery.edge.json.MalformedException;
import discovery.edge.json.Yaml;
import discovery.ops.Workflow;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// `scripts/rehearse WORKFLOW`: one run, told line by line.
public final class Rehearsing {
    private Rehearsing() {}

    /// @return 0 where what is public afterwards is whole; 1 otherwise
    public static int run(OpsOptions options, PrintStream out) throws IOException {
        var home = Home.find(options.config());
        var name = options.word(0).orElseThrow(() -> new WrongUsage("rehearse wants a workflow, as index-generation"));
        var workflow = workflow(home, name);
        var folder = Files.createTempDirectory("rehearsal-");
        try {
            var world = World.in(folder.resolve("world"));
            var repository = Repository.of(home);
            var event = options.event().orElseGet(() -> workflow.on().containsKey("workflow_dispatch")
                    ? "workflow_dispatch"
                    : workflow.on().keySet().iterator().next());
            var start = Rehearsal.Start.of(event).keys(repository.secret()).with(options.inputs().isEmpty()
                    && name.startsWith("index-generation") ? java.util.Map.of("first", "true") : options.inputs());
            var run = new Rehearsal(world, repository, workflow,
                    options.failAt().map(start::killAfter).orElse(start), out::println);
            out.println("result: " + run.run(Optional.empty()));
            var seen = Public.of(world, repository.root());
            out.println(seen.problem().map(problem -> "public: BROKEN: " + problem)
                    .orElseGet(() -> seen.seq() == 0 ? "public: nothing"
                            : "public: build %d, whole and signed".formatted(seen.seq())));
            if (options.keep().isPresent()) {
                world.copy(options.keep().get());
                out.println("kept: " + options.keep().get());
            }
            return seen.problem().isEmpty() ? 0 : 1;
        } finally {
            Published.delete(folder);
        }
    }

    /// A workflow of a repository, by its file's name without the ending.
    public static Workflow workflow(Path home, String name) throws IOException {
        var file = home.resolve(".github/workflows").resolve(name.replaceAll("\\.yml$", "") + ".yml");
        if (!Files.exists(file)) {
            throw new WrongUsage("there is no workflow %s".formatted(file));
        }
        var text = Files.readString(file);
        try {
            return Workflow.of(String.valueOf(file.getFileName()), text, Yaml.parse(text));
        } catch (MalformedException e) {
            throw new IOException(file + e.place(), e);
        }
    }
}
