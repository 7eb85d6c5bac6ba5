package discovery.edge.rehearse;

import discovery.ops.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// Stand-ins for the actions that our workflows use.
///
/// @param run number of the run
record Actions(World world, Repository repository, String run) {
    private static final String CACHE = "~/.cache/skill-index/";

    /// @param with    the step's inputs, filled
    /// @param outcome takes `outputs.NAME`
    /// @return what went wrong; empty: nothing
    String run(Workflow.Step step, Map<String, String> with, Map<String, String> outcome) throws IOException {
        var work = world.work();
        switch (step.action().orElse("")) {
            case "actions/checkout" -> repository.checkOut(work);
            case "actions/upload-artifact" -> {
                var from = gathered(work, with);
                outcome.put("outputs.artifact-id", world.keep(with.getOrDefault("name", "artifact"), run, from));
            }
            case "actions/download-artifact" -> {
                var numbers = with.getOrDefault("artifact-ids", "").strip().split("\\s*,\\s*");
                if (numbers.length > 1 && !with.getOrDefault("merge-multiple", "").equals("true")) {
                    return "several artefacts go into one folder by merge-multiple";
                }
                for (var number : numbers) {
                    world.bring(number, place(with.getOrDefault("path", ".")));
                }
            }
            case "actions/upload-pages-artifact" -> {
                var name = with.getOrDefault("name", "github-pages");
                var place = world.folder().resolve("sites").resolve(run + "-" + name);
                if (Files.exists(place)) {
                    return "two site artefacts are called " + name;
                }
                Files.createDirectories(world.folder().resolve("sites"));
                Shell.run(work, List.of("cp", "-a", work.resolve(with.getOrDefault("path", "_site")).toString(),
                        place.toString()));
            }
            case "actions/deploy-pages" -> {
                var name = with.getOrDefault("artifact_name", "github-pages");
                world.deploy(world.folder().resolve("sites").resolve(run + "-" + name));
                outcome.put("outputs.page_url", "https://example.github.io/skill-index/");
            }
            case "actions/attest" -> {
                return "Sigstore does not answer";
            }
            // What they do is outside: a runner's Java, a cache that is empty, checks by GitHub's own machines.
            case "actions/setup-java", "actions/cache/restore", "actions/cache/save", "github/codeql-action/init",
                    "github/codeql-action/analyze", "actions/dependency-review-action" ->
                {}
            default -> {
                return "the rehearsal has no stand-in for " + step.label();
            }
        }
        return "";
    }

    /// A path of a step: in the runner's folder, or in its cache, where what was only lent by this machine makes room.
    private Path place(String path) throws IOException {
        if (!path.startsWith(CACHE)) {
            return world.work().resolve(path);
        }
        var place = world.cache().resolve(path.substring(CACHE.length()));
        if (Files.isSymbolicLink(place)) {
            Files.delete(place);
        }
        return place;
    }

    /// What `path` names, below the folder that is above all of it.
    private Path gathered(Path work, Map<String, String> with) throws IOException {
        var paths = new ArrayList<Path>();
        var starred = false;
        for (var each : with.getOrDefault("path", "").strip().split("\\s*\\n\\s*")) {
            var path = place(each);
            var name = String.valueOf(path.getFileName());
            starred |= name.contains("*");
            var found = name.contains("*") ? matching(path) : Files.exists(path) ? List.of(path) : List.<Path>of();
            if (found.isEmpty()) {
                throw new IOException("no files were found at " + each);
            }
            paths.addAll(found);
        }
        // What a star stands for keeps its name.
        if (paths.size() == 1 && !starred) {
            return paths.getFirst();
        }
        var together = Files.createTempDirectory(work.resolve(".."), "upload-");
        var above = Optional.ofNullable(paths.getFirst().getParent()).orElse(work);
        for (var path : paths) {
            if (!path.startsWith(above)) {
                throw new IOException("paths of one artefact lie in one folder here");
            }
            Shell.run(work, List.of("cp", "-a", path.toString(), together.resolve(path.getFileName()).toString()));
        }
        return together;
    }

    private static List<Path> matching(Path pattern) throws IOException {
        var folder = Optional.ofNullable(pattern.getParent()).orElseThrow();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var all = Files.newDirectoryStream(folder, String.valueOf(pattern.getFileName()))) {
            return StreamSupport.stream(all.spliterator(), false).sorted().toList();
        }
    }
}
