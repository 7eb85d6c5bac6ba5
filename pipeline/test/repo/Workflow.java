package repo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// A workflow of GitHub Actions, as its file says it.
///
/// @param file from the repository's root
record Workflow(Path file, JsonNode tree) {
    static final Path NIGHTLY = Path.of(".github/workflows/index-generation.yml");

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    record Job(String name, JsonNode tree) {
        /// The steps, named by their place for messages.
        List<Step> steps() {
            return StreamSupport.stream(tree.path("steps").spliterator(), false).map(Step::new).toList();
        }
    }

    record Step(JsonNode tree) {
        Optional<String> run() {
            return Optional.of(tree.path("run")).filter(JsonNode::isTextual).map(JsonNode::asText);
        }

        /// The action without its version, `actions/checkout`; empty for a step that runs a command.
        String action() {
            return tree.path("uses").asText().replaceAll("@.*", "");
        }
    }

    static List<Workflow> all() {
        return Repository.files().stream().filter(file -> Repository.below(file, ".github/workflows"))
                .map(Workflow::of).toList();
    }

    static Workflow of(Path file) {
        try {
            return new Workflow(file, YAML.readTree(Repository.read(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /// In the order of the file.
    List<Job> jobs() {
        return tree.path("jobs").properties().stream().map(each -> new Job(each.getKey(), each.getValue())).toList();
    }

    List<String> runs() {
        return jobs().stream().flatMap(job -> job.steps().stream()).flatMap(step -> step.run().stream()).toList();
    }
}
