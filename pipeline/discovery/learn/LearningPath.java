package discovery.learn;

import java.util.List;
import java.util.Optional;

/// A path of `manifests/paths/`.
///
/// @param schema  1
/// @param id      kebab-case, as its file is called
/// @param about   one sentence: what a reader can do afterwards
/// @param minutes about so many
public record LearningPath(int schema, String id, String title, String about, int minutes, List<Step> steps) {
    public LearningPath {
        if (schema != 1) {
            throw new IllegalArgumentException("schema is %d; this program reads schema 1".formatted(schema));
        }
        if (id == null || !id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("id `%s` is not kebab-case".formatted(id));
        }
        if (steps == null || steps.isEmpty()) {
            throw new IllegalArgumentException("path `%s` has no steps".formatted(id));
        }
        steps = List.copyOf(steps);
    }

    /// @param text     what to read and do
    /// @param entries  questions to the index; the best answers are the entries that the step uses
    /// @param exercise what to do to have it done; without one it is done when it is read
    public record Step(String title, String text, List<String> entries, Optional<Exercise> exercise) {
        public Step {
            entries = entries == null ? List.of() : List.copyOf(entries);
        }
    }

    public record Exercise(String task, Check check) {}

    /// What is looked at on this machine; nothing is run.
    ///
    /// @param synced    the home has an index
    /// @param installed something of this kind was installed by `discover install`
    /// @param file      a glob below the folder that the learner works in
    /// @param has       patterns, each of which a line of one such file has
    public record Check(
            Optional<Boolean> synced, Optional<String> installed, Optional<String> file, List<String> has) {
        public Check {
            has = has == null ? List.of() : List.copyOf(has);
            if (synced.isEmpty() && installed.isEmpty() && file.isEmpty()) {
                throw new IllegalArgumentException("a check says `synced`, `installed` or `file`");
            }
        }
    }
}
