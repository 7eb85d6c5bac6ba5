package repo;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// JBang compiles what `//SOURCES` name and nothing else, so each package and each stage names its neighbours.
class SourcesTest {
    private static final Pattern MISSPELT = Pattern.compile(
            "(?m)^(?: +//|\\t+//|// +)(?:DEPS|SOURCES|FILES|JAVA|RUNTIME_OPTIONS|COMPILE_OPTIONS|MAIN|REPOS|JAVAC_OPTIONS) .*$");
    private static final Pattern DOCUMENTED = Pattern.compile("(?ms)^(?:///.*|.*\\*/)\\s*^package ");

    private final Map<Path, List<Path>> packages =
            Repository.library().stream()
                    .collect(Collectors.groupingBy(SourcesTest::folder, TreeMap::new, Collectors.toList()));

    @Test
    void every_package_says_what_it_is_for() {
        var offences = new ArrayList<String>();
        packages.forEach((folder, files) -> {
            var info = files.stream().filter(file -> file.endsWith("package-info.java")).findFirst();
            if (info.isEmpty()) {
                offences.add(folder + " has no package-info.java");
            } else if (!DOCUMENTED.matcher(Repository.read(info.get())).find()) {
                offences.add(info.get() + " has no doc comment before its package line");
            }
        });
        Offences.none("a package says what it is for", offences);
    }

    @Test
    void every_import_is_covered_by_sources() {
        var offences = new ArrayList<String>();
        packages.forEach((folder, files) -> offences.addAll(uncovered(folder.toString(), files, Set.of(folder))));
        Repository.stages().forEach(stage -> offences.addAll(uncovered(stage.toString(), List.of(stage), Set.of())));
        Offences.none("//SOURCES name the neighbours", offences);
    }

    @Test
    void every_sources_line_finds_java_files() {
        var offences = new ArrayList<String>();
        all().forEach(file -> Repository.directive(file, "SOURCES").forEach(each -> {
            if (!each.endsWith("/*.java")
                    || !packages.containsKey(folder(file).resolve(each).normalize().getParent())) {
                offences.add("%s: //SOURCES %s is no package/*.java".formatted(file, each));
            }
        }));
        Offences.none("//SOURCES name folders of Java files", offences);
    }

    @Test
    void every_files_line_finds_its_files() {
        var offences = new ArrayList<String>();
        all().forEach(file -> Repository.directive(file, "FILES").forEach(each -> {
            var source = folder(file).resolve(each.substring(each.indexOf('=') + 1)).normalize();
            var found = source.endsWith("*") ? folder(source) : source;
            if (!Repository.has(found.toString())) {
                offences.add("%s: //FILES %s finds nothing at %s".formatted(file, each, source));
            }
        }));
        Offences.none("//FILES name files", offences);
    }

    @Test
    void directives_begin_their_line_without_a_space() {
        var offences = new ArrayList<String>();
        all().forEach(file -> MISSPELT.matcher(Repository.read(file)).results()
                .forEach(found -> offences.add("%s: JBang does not see «%s»".formatted(file, found.group().strip()))));
        Offences.none("a directive begins its line, without a space", offences);
    }

    /// Without the option, javac reads the sources in whatever charset the machine has.
    @Test
    void every_program_is_compiled_as_utf_8() {
        var offences = new ArrayList<String>();
        for (var stage : Repository.stages()) {
            var files = new ArrayList<>(List.of(stage));
            reached(List.of(stage)).forEach(folder -> files.addAll(packages.getOrDefault(folder, List.of())));
            if (files.stream().noneMatch(file -> Repository.directive(file, "COMPILE_OPTIONS").contains("UTF-8"))) {
                offences.add(stage + " reaches no //COMPILE_OPTIONS -encoding UTF-8");
            }
            if (Repository.directive(stage, "JAVA").isEmpty()) {
                offences.add(stage + " has no //JAVA line");
            }
        }
        Offences.none("sources are read as UTF-8", offences);
    }

    private List<Path> all() {
        var files = new ArrayList<>(Repository.library());
        files.addAll(Repository.stages());
        return files;
    }

    private List<String> uncovered(String who, List<Path> files, Set<Path> own) {
        var reached = new TreeSet<>(own);
        reached.addAll(reached(files));
        var missing = new TreeMap<Path, String>();
        for (var file : files) {
            for (var each : Code.of(Repository.read(file)).imports()) {
                if (each.name().startsWith("discovery.")) {
                    var needed = Path.of("pipeline", each.packageName().split("\\."));
                    if (!reached.contains(needed)) {
                        missing.putIfAbsent(needed,
                                "%s needs %s (%s imports %s)".formatted(who, needed, file.getFileName(),
                                        each.name()));
                    }
                }
            }
        }
        return List.copyOf(missing.values());
    }

    private final Map<Path, Set<Path>> named = new HashMap<>();

    /// The packages that some files name in `//SOURCES`, and that those name, and so on.
    private Set<Path> reached(List<Path> files) {
        var reached = new TreeSet<Path>();
        var open = new ArrayDeque<Path>();
        files.forEach(file -> open.addAll(named(file)));
        while (!open.isEmpty()) {
            var folder = open.remove();
            if (reached.add(folder)) {
                packages.getOrDefault(folder, List.of()).forEach(file -> open.addAll(named(file)));
            }
        }
        return reached;
    }

    private Set<Path> named(Path file) {
        return named.computeIfAbsent(file, some -> Repository.directive(some, "SOURCES").stream()
                .map(each -> folder(folder(some).resolve(each).normalize()))
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Path folder(Path file) {
        return Optional.ofNullable(file.getParent()).orElseThrow();
    }
}
