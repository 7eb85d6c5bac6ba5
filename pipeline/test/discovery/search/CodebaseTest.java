package discovery.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CodebaseTest {
    private static List<String> topics(List<String> paths, Map<String, String> manifests) {
        return Codebase.signs(paths, manifests).stream().map(Sign::topic).toList();
    }

    @Test
    void manifests_say_more_than_file_types() {
        var signs = Codebase.signs(
                List.of("package.json", "src/a.tsx", "src/b.tsx", "Dockerfile", ".github/workflows/ci.yml"),
                Map.of("package.json", "{\"dependencies\": {\"react\": \"^19\", \"@prisma/client\": \"6\"}}"));
        assertEquals(List.of("React", "database access", "Docker", "GitHub Actions", "TypeScript"),
                signs.stream().map(Sign::topic).toList());
        assertEquals("react in package.json", signs.getFirst().evidence());
        assertEquals("2 .tsx files", signs.getLast().evidence());
    }

    @Test
    void each_ecosystem_names_its_dependencies() {
        assertEquals(List.of("Spring"), topics(List.of(), Map.of("pom.xml",
                "<!-- three --><dependency><artifactId>spring-boot-starter-web</artifactId></dependency> redis")));
        assertEquals(List.of("Django"), topics(List.of(), Map.of("requirements-dev.txt", "Django==5.1 # not flask")));
        assertEquals(List.of("Go web server"), topics(List.of(), Map.of("go.mod",
                "require github.com/gin-gonic/gin v1.10.0 // indirect react")));
        assertEquals(List.of("Rust async"), topics(List.of(), Map.of("Cargo.toml", "[dependencies]\ntokio = \"1\"")));
        assertEquals(List.of("data analysis"), topics(List.of(), Map.of("pyproject.toml",
                "dependencies = [\"pandas>=2\"]")));
    }

    @Test
    void what_others_wrote_is_not_the_codebase() {
        assertTrue(Codebase.isForeign("node_modules"));
        assertFalse(Codebase.isForeign("src"));
        assertTrue(Codebase.isManifest("requirements-dev.txt"));
        assertFalse(Codebase.isManifest("notes.txt"));
    }

    @Test
    void a_codebase_that_says_nothing_gives_no_sign() {
        assertEquals(List.of(), topics(List.of(), Map.of()));
        assertEquals(List.of(), topics(List.of("LICENSE", "a/.", "..", "x."), Map.of("package.json", "}{")));
        var many = new ArrayList<String>();
        Topics.BY_ENDING.keySet().forEach(ending -> many.add("f" + ending));
        assertEquals(12, topics(many, Map.of()).size());
    }
}
