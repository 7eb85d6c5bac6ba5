package discovery.ops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A workflow of GitHub Actions, as its file says it. Every scalar is a text.
///
/// @param file name of the file, `index-generation.yml`
/// @param text the file's own lines, for what a parser leaves out
public record Workflow(String file, String text, Map<String, Object> tree) {
    /// @param parsed plain collections, as a YAML parser gives them
    public static Workflow of(String file, String text, Object parsed) {
        return new Workflow(file, text, map(parsed));
    }

    public record Job(String name, Map<String, Object> tree) {
        public List<Step> steps() {
            var steps = new ArrayList<Step>();
            for (var each : list(tree.getOrDefault("steps", ""))) {
                steps.add(new Step(steps.size(), map(each)));
            }
            return List.copyOf(steps);
        }

        public List<String> needs() {
            return list(tree.getOrDefault("needs", "")).stream().map(String::valueOf).toList();
        }

        public Optional<String> condition() {
            return Workflow.text(tree, "if");
        }

        /// Name of the environment that guards it.
        public Optional<String> environment() {
            return tree.getOrDefault("environment", "") instanceof Map<?, ?> named
                    ? Workflow.text(map(named), "name")
                    : Workflow.text(tree, "environment");
        }

        public Map<String, String> permissions() {
            return texts(tree.getOrDefault("permissions", ""));
        }

        public boolean writes() {
            return permissions().entrySet().stream().anyMatch(
                    each -> each.getValue().equals("write")
                            && !each.getKey().matches("id-token|attestations|security-events"));
        }

        /// One set of variables for each job of its matrix; one empty set where it has none.
        public List<Map<String, String>> matrix() {
            var axes = map(map(tree.getOrDefault("strategy", "")).getOrDefault("matrix", ""));
            var all = new ArrayList<Map<String, String>>();
            all.add(Map.of());
            axes.forEach((name, values) -> {
                if (!name.equals("include")) {
                    var before = List.copyOf(all);
                    all.clear();
                    for (var one : before) {
                        for (var value : list(values)) {
                            var more = new LinkedHashMap<>(one);
                            more.put(name, String.valueOf(value));
                            all.add(more);
                        }
                    }
                }
            });
            var listed = list(axes.getOrDefault("include", "")).stream().map(Workflow::texts).toList();
            if (!listed.isEmpty() && all.equals(List.of(Map.of()))) {
                return listed;
            }
            all.addAll(listed);
            return List.copyOf(all);
        }
    }

    /// @param place in its job, from 0
    public record Step(int place, Map<String, Object> tree) {
        /// Its id, else what it is called, else what it does.
        public String label() {
            return Workflow.text(tree, "id").or(() -> Workflow.text(tree, "name")).or(this::action).or(this::run)
                    .orElse("step " + place);
        }

        public Optional<String> id() {
            return Workflow.text(tree, "id");
        }

        public Optional<String> run() {
            return Workflow.text(tree, "run");
        }

        /// The action without its version, `actions/checkout`.
        public Optional<String> action() {
            return Workflow.text(tree, "uses").map(uses -> uses.replaceAll("@.*", ""));
        }

        public Optional<String> condition() {
            return Workflow.text(tree, "if");
        }

        public Map<String, String> with() {
            return texts(tree.getOrDefault("with", ""));
        }

        public boolean mayFail() {
            return Workflow.text(tree, "continue-on-error").filter("true"::equals).isPresent();
        }
    }

    public List<Job> jobs() {
        return map(tree.getOrDefault("jobs", "")).entrySet().stream()
                .map(each -> new Job(each.getKey(), map(each.getValue())))
                .toList();
    }

    public Job job(String name) {
        return jobs().stream().filter(job -> job.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s has no job `%s`".formatted(file, name)));
    }

    /// The events that start it, each with what is said of it.
    public Map<String, Object> on() {
        var on = tree.getOrDefault("on", "");
        if (on instanceof Map<?, ?>) {
            return map(on);
        }
        var events = new LinkedHashMap<String, Object>();
        list(on).forEach(event -> events.put(String.valueOf(event), Map.of()));
        return events;
    }

    public List<String> crons() {
        return list(on().getOrDefault("schedule", "")).stream().flatMap(each -> text(map(each), "cron").stream())
                .toList();
    }

    /// The variables of a workflow, a job or a step.
    static Map<String, String> env(Map<String, Object> level) {
        return texts(level.getOrDefault("env", ""));
    }

    public static Map<String, String> texts(Object value) {
        var texts = new LinkedHashMap<String, String>();
        map(value).forEach((key, each) -> texts.put(key, String.valueOf(each)));
        return texts;
    }

    public static Map<String, Object> map(Object value) {
        var map = new LinkedHashMap<String, Object>();
        if (value instanceof Map<?, ?> foreign) {
            foreign.forEach((key, each) -> map.put(String.valueOf(key), each));
        }
        return map;
    }

    /// One value as a list of one.
    public static List<?> list(Object value) {
        if (value instanceof List<?> many) {
            return many;
        }
        return value instanceof String one && !one.isEmpty() ? List.of(one) : List.of();
    }

    public static Optional<String> text(Map<String, Object> tree, String key) {
        return Optional.of(tree.getOrDefault(key, "")).filter(String.class::isInstance).map(String.class::cast)
                .filter(text -> !text.isEmpty());
    }
}
