package repo;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocsTest {
    private static final Pattern QUOTED = Pattern.compile("`([^`\\s]+)`");
    private static final Pattern PATH = Pattern.compile(
            "(?:pipeline|scripts|manifests|site-templates|\\.github|\\.ci|discovery)/[\\w./-]*|[\\w-]+\\.(?:java|md|xml)");

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

    private static String text(String file) {
        if (!Repository.has(file)) {
            fail("there is no " + file);
        }
        return Repository.read(Path.of(file));
    }
}
