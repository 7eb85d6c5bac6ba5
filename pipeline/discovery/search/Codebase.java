package discovery.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What a codebase shows of itself by the names of its files and the texts of its manifests. Nothing of it is run, and no
/// manifest is believed beyond the names in it.
public final class Codebase {
    /// Files whose text names dependencies, by the last part of their path.
    private static final Pattern MANIFEST = Pattern.compile("package\\.json|pom\\.xml|build\\.gradle(\\.kts)?"
            + "|pyproject\\.toml|requirements[\\w.-]*\\.txt|Pipfile|setup\\.py|go\\.mod|Cargo\\.toml|Gemfile"
            + "|composer\\.json|pubspec\\.yaml|mix\\.exs|libs\\.versions\\.toml|environment\\.ya?ml");
    private static final Pattern NAME = Pattern.compile("@?[a-z][a-z0-9_.-]*+");
    private static final Pattern COORDINATE = Pattern.compile("<(?:artifactid|groupid)>([^<]{1,200}+)</");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"\\s]{1,200}+)\"");
    private static final Pattern COMMENT = Pattern.compile("(#|//).*");
    private static final Set<String> FOLDERS = Set.of(
            ".git", ".gradle", ".idea", ".m2", ".next", ".nuxt", ".svn", ".tox", ".venv", "__pycache__",
            "bower_components",
            "build", "dist", "node_modules", "out", "site-packages", "target", "vendor", "venv");
    /// Signs that are followed.
    private static final int MOST = 12;

    private Codebase() {}

    /// Whether a file's text is to be read.
    public static boolean isManifest(String name) {
        return MANIFEST.matcher(name).matches();
    }

    /// Whether a folder holds what others wrote or what is made: it says nothing of the codebase.
    public static boolean isForeign(String folder) {
        return FOLDERS.contains(folder);
    }

    /// The signs, the strongest first; one for each topic.
    ///
    /// @param paths     of files, with `/`, relative to the codebase
    /// @param manifests path -> text
    public static List<Sign> signs(List<String> paths, Map<String, String> manifests) {
        var signs = new LinkedHashMap<String, Sign>();
        new TreeMap<>(manifests).forEach((path, text) -> {
            for (var name : names(path, text)) {
                var topic = Topics.BY_DEPENDENCY.get(name);
                if (topic != null) {
                    add(signs, topic, "%s in %s".formatted(name, path), path.contains("/") ? 0.8 : 1);
                }
            }
        });
        var endings = new HashMap<String, Integer>();
        for (var path : paths) {
            var ending = path.substring(Math.max(path.lastIndexOf('.'), path.lastIndexOf('/') + 1));
            endings.merge(ending.toLowerCase(Locale.ROOT), 1, Integer::sum);
            Topics.BY_PATH.forEach((pattern, topic) -> {
                if (!signs.containsKey(topic.name()) && pattern.matcher(path).matches()) {
                    add(signs, topic, path, 0.7);
                }
            });
        }
        Topics.BY_ENDING.forEach((ending, topic) -> {
            int files = endings.getOrDefault(ending, 0);
            if (files > 0) {
                var share = (double) files / paths.size();
                add(signs, topic, "%d %s file%s".formatted(files, ending, files == 1 ? "" : "s"),
                        0.3 + 0.6 * Math.sqrt(share));
            }
        });
        return signs.values().stream()
                .sorted(Comparator.comparingDouble(Sign::weight).reversed().thenComparing(Sign::topic))
                .limit(MOST)
                .toList();
    }

    private static void add(Map<String, Sign> signs, Topics.Topic topic, String evidence, double weight) {
        signs.merge(topic.name(), new Sign(topic.name(), topic.question(), evidence, weight),
                (there, other) -> other.weight() > there.weight() ? other : there);
    }

    /// Names in a manifest as dependencies have them: whole, their scope or group, and what stands before a hyphen.
    /// Comments and prose name nothing: of XML only coordinates count, of JSON only texts, of others no comment.
    private static List<String> names(String path, String text) {
        var names = new ArrayList<String>();
        var said = text.toLowerCase(Locale.ROOT);
        if (path.endsWith(".xml")) {
            COORDINATE.matcher(said).results().forEach(found -> addNames(found.group(1), names));
        } else if (path.endsWith(".json")) {
            QUOTED.matcher(said).results().forEach(found -> addNames(found.group(1), names));
        } else {
            said.lines().map(line -> COMMENT.matcher(line).replaceFirst("")).forEach(line -> addNames(line, names));
        }
        return names;
    }

    private static void addNames(String text, List<String> names) {
        var found = NAME.matcher(text);
        while (found.find()) {
            var name = found.group();
            names.add(name);
            for (var hyphen = name.indexOf('-'); hyphen > 0; hyphen = name.indexOf('-', hyphen + 1)) {
                names.add(name.substring(0, hyphen));
            }
            var dot = name.lastIndexOf('.');
            if (dot > 0) {
                names.add(name.substring(dot + 1));
            }
        }
    }
}
