package discovery.edge.learn;

import discovery.edge.files.Published;
import discovery.edge.json.Json;
import discovery.edge.json.Yaml;
import discovery.learn.LearningPath;
import discovery.learn.LearningPath.Check;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The paths that come with the program, and how far somebody is, in `learning/progress.json` of their home.
public final class Lessons {
    private static final List<String> IDS = List.of(
            "first-steps", "install-safely", "write-a-skill", "mcp-servers", "build-a-plugin", "work-in-a-team");
    private static final int DEPTH = 8;
    private static final long LARGEST = 1 << 20;

    private final Path home;
    private final List<LearningPath> paths;

    private Lessons(Path home, List<LearningPath> paths) {
        this.home = home;
        this.paths = paths;
    }

    /// @param home the client's
    public static Lessons of(Path home) throws IOException {
        return new Lessons(home, all());
    }

    /// All paths, in the order in which somebody new would walk them.
    public static List<LearningPath> all() throws IOException {
        var paths = new ArrayList<LearningPath>();
        for (var id : IDS) {
            paths.add(Yaml.read(id + ".yaml", text(id), LearningPath.class));
        }
        return List.copyOf(paths);
    }

    private static String text(String id) throws IOException {
        var name = "paths/" + id + ".yaml";
        try (var in = Lessons.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    public List<LearningPath> paths() {
        return paths;
    }

    /// The path with this id.
    public LearningPath path(String id) throws IOException {
        return paths.stream().filter(path -> path.id().equals(id)).findFirst().orElseThrow(() -> new IOException(
                "there is no such path; there are " + String.join(", ", IDS)));
    }

    /// The list of paths, or one whole, as fields.
    public Map<String, Object> told(String id) throws IOException {
        if (id.isEmpty()) {
            var list = new ArrayList<Map<String, Object>>();
            for (var path : paths) {
                list.add(head(path));
            }
            return Map.of("paths", list);
        }
        var path = path(id);
        var fields = head(path);
        var steps = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < path.steps().size(); i++) {
            var step = path.steps().get(i);
            var each = new LinkedHashMap<String, Object>();
            each.put("title", step.title());
            each.put("text", step.text());
            each.put("entries", step.entries());
            step.exercise().ifPresent(exercise -> each.put("exercise", exercise.task()));
            each.put("done", done(id).contains(i + 1));
            steps.add(each);
        }
        fields.put("steps", steps);
        return Map.of("path", fields);
    }

    private Map<String, Object> head(LearningPath path) throws IOException {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", path.id());
        fields.put("title", path.title());
        fields.put("about", path.about());
        fields.put("minutes", (long) path.minutes());
        fields.put("steps_done", (long) done(path.id()).size());
        fields.put("steps_total", (long) path.steps().size());
        return fields;
    }

    /// Numbers of the steps that are done, from 1.
    public SortedSet<Integer> done(String id) throws IOException {
        var done = new TreeSet<Integer>();
        if (progress().get(id) instanceof List<?> numbers) {
            numbers.forEach(number -> done.add(number instanceof Number known ? known.intValue() : 0));
        }
        return done;
    }

    /// Looks at the exercises of a path in a folder, and keeps which steps are done. A step without exercise is done
    /// with the one before it.
    ///
    /// @return the steps that are done now
    public SortedSet<Integer> check(String id, Path folder) throws IOException {
        var path = path(id);
        var done = done(id);
        for (var i = 0; i < path.steps().size(); i++) {
            var exercise = path.steps().get(i).exercise();
            if (exercise.isPresent() ? passes(exercise.get().check(), folder) : i == 0 || done.contains(i)) {
                done.add(i + 1);
            }
        }
        var progress = progress();
        progress.put(id, List.copyOf(done));
        Files.createDirectories(file().getParent() == null ? home : file().getParent());
        Published.file(file(), Json.pretty(progress).getBytes(StandardCharsets.UTF_8));
        return done;
    }

    private boolean passes(Check check, Path folder) throws IOException {
        return check.synced().filter(wanted -> wanted != Files.exists(home.resolve("index/current"))).isEmpty()
                && (check.installed().isEmpty() || isInstalled(check.installed().get()))
                && (check.file().isEmpty() || hasFile(folder, check.file().get(), check.has()));
    }

    private boolean isInstalled(String kind) throws IOException {
        var receipts = home.resolve("installed");
        if (!Files.isDirectory(receipts)) {
            return false;
        }
        try (var files = Files.list(receipts)) {
            return files.anyMatch(file -> String.valueOf(file.getFileName()).startsWith(kind + "."));
        }
    }

    private static boolean hasFile(Path folder, String glob, List<String> has) throws IOException {
        var matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            for (var file : (Iterable<Path>) files.filter(each -> matcher.matches(folder.relativize(each)))::iterator) {
                if (Files.isRegularFile(file) && Files.size(file) <= LARGEST && hasAll(file, has)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean hasAll(Path file, List<String> has) throws IOException {
        var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        return has.stream().allMatch(pattern -> Pattern.compile(pattern, Pattern.MULTILINE).matcher(text).find());
    }

    private Path file() {
        return home.resolve("learning").resolve("progress.json");
    }

    private Map<String, Object> progress() throws IOException {
        var progress = new TreeMap<String, Object>();
        if (Files.exists(file()) && Json.parse(Files.readString(file())) instanceof Map<?, ?> map) {
            map.forEach((id, steps) -> progress.put(String.valueOf(id), steps));
        }
        return progress;
    }
}
