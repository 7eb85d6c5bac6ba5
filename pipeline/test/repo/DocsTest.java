package repo;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DocsTest {
    private static final Pattern QUOTED = Pattern.compile("`([^`\\s]+)`");
    private static final Pattern PATH = Pattern.compile(
            "(?:pipeline|scripts|manifests|site-templates|\\.github|\\.ci|discovery)/[\\w./-]*|[\\w-]+\\.(?:java|md|xml)");

    /// Scripts whose arguments are those of a program that has a help of its own, or that take none.
    private static final Set<String> HAND_ON = Set.of("bench", "java-home", "jbang", "mvn", "nightly", "serve");

    @Test
    void the_architecture_names_paths_that_exist() {
        var offences = new ArrayList<String>();
        var document = text("pipeline/ARCHITECTURE.md");
        QUOTED.matcher(document).results().map(found -> found.group(1)).distinct()
                .filter(quoted -> PATH.matcher(quoted).matches())
                .filter(path -> !Repository.has(path) && !Repository.has("pipeline/" + path))
                .filter(path -> path.contains("/")
                        || Repository.files().stream().noneMatch(file -> file.endsWith(path)))
                .forEach(path -> offences.add("pipeline/ARCHITECTURE.md names %s, which is not there".formatted(path)));
        Offences.none("pipeline/ARCHITECTURE.md names what is there", offences);
    }

    @Test
    void the_readme_has_every_stage_in_its_table() {
        var rows = text("README.md").lines().filter(line -> line.startsWith("|")).toList();
        var missing = Repository.stages().stream().map(stage -> String.valueOf(stage.getFileName()))
                .filter(name -> rows.stream().noneMatch(row -> row.contains(name))).toList();
        Offences.none("README.md has a row for every stage in its table", missing);
    }

    @Test
    void the_catalog_points_at_stages() throws IOException {
        var aliases = new ObjectMapper().readTree(text("jbang-catalog.json")).path("aliases");
        var offences = new ArrayList<String>();
        for (var alias : aliases.properties()) {
            var file = alias.getValue().path("script-ref").asText();
            if (!Repository.has(file)) {
                offences.add("%s is %s, which is not there".formatted(alias.getKey(), file));
            }
            if (alias.getValue().path("description").asText().isBlank()) {
                offences.add("%s has no description".formatted(alias.getKey()));
            }
        }
        Offences.none("jbang-catalog.json points at stages and describes them", offences);
        assertTrue(!aliases.isEmpty(), "jbang-catalog.json has no aliases");
    }

    @Test
    void every_script_explains_itself_before_it_does_anything() throws Exception {
        var offences = new ArrayList<String>();
        for (var file : Repository.files()) {
            var name = file.toString();
            if (file.startsWith("scripts") && file.getNameCount() == 2 && !name.endsWith(".java")
                    && !HAND_ON.contains(String.valueOf(file.getFileName()))) {
                var text = text(name);
                var asks = text.indexOf("\ncase ${1:-} in -h | --help) ");
                if (asks < 0 || asks != text.indexOf("set -euo pipefail\n") + "set -euo pipefail".length()) {
                    offences.add(name + " does not look for --help right after `set -euo pipefail`");
                    continue;
                }
                var process = new ProcessBuilder("bash", Repository.ROOT.resolve(file).toString(), "--help")
                        .redirectErrorStream(true).start();
                var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                var head = text.lines().skip(1).takeWhile(line -> line.startsWith("#"))
                        .map(line -> line.replaceFirst("^# ?", "") + "\n").collect(Collectors.joining());
                if (process.waitFor() != 0 || !said.equals(head)) {
                    offences.add(name + " --help says: " + said);
                }
            }
        }
        Offences.none("scripts/* --help prints the head of the script", offences);
    }

    private static String text(String file) {
        if (!Repository.has(file)) {
            fail("there is no " + file);
        }
        return Repository.read(Path.of(file));
    }
}
