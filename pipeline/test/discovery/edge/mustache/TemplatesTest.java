package discovery.edge.mustache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.mustachejava.MustacheException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TemplatesTest {
    private static final Path FOLDER = Path.of("site-templates");
    private static final Templates TEMPLATES = Templates.ofClassPath();

    @Test
    void values_are_escaped_for_html() {
        assertTrue(page("lines", line("<b>\"'`&")).contains("<bdi>&lt;b&gt;&#34;&#39;&#96;&amp;</bdi>"));
    }

    @Test
    void values_are_escaped_for_xml() {
        assertTrue(page("sitemap.xml", new Addresses(List.of("<&`\u0007"))).contains("<loc>&lt;&amp;`␇</loc>"));
    }

    @Test
    void a_variable_that_the_model_lacks_is_an_error() {
        var model = new Pointless(new Frame(""), "x.html", "x", "skill");
        var error = assertThrows(MustacheException.class, () -> TEMPLATES.page("lines", model));
        assertEquals("the model has no `points`", error.getMessage());
    }

    @Test
    void a_template_a_sentence_or_an_asset_that_is_not_there_is_an_error() {
        assertThrows(RuntimeException.class, () -> TEMPLATES.page("no-such", new Frame("")));
        assertThrows(IllegalArgumentException.class, () -> TEMPLATES.message("no.such"));
        assertThrows(IllegalArgumentException.class, () -> TEMPLATES.asset("no-such.css"));
    }

    @Test
    void a_text_with_mustaches_in_it_stays_a_text() {
        assertTrue(page("lines", line("{{points}}{{#msg}}skip{{/msg}}")).contains("<bdi>{{points}}{{#msg}}skip"));
    }

    @Test
    void characters_of_every_length_come_out_as_utf_8() {
        assertTrue(page("lines", line("aé漢😀<")).contains("<bdi>aé漢😀&lt;</bdi>"));
    }

    @Test
    void a_page_that_came_to_nothing_leaves_nothing_in_the_next() {
        assertThrows(IllegalArgumentException.class,
                () -> TEMPLATES.page("lines", new Broken(new Frame(""), "lost", new Unsaid(-1), "skill", "1")));
        assertFalse(page("lines", line("x")).contains("lost"));
    }

    @Test
    void no_template_lets_a_value_through_unescaped() throws IOException {
        for (var template : templates().entrySet()) {
            // JSON-LD, which Json has made harmless by itself.
            assertFalse(template.getValue().replace("{{{ld}}}", "").contains("{{{"), template.getKey());
            assertFalse(template.getValue().contains("{{&"), template.getKey());
            assertFalse(template.getValue().contains(" style="), template.getKey());
            assertFalse(Pattern.compile("\\son[a-z]+=").matcher(template.getValue()).find(), template.getKey());
            assertFalse(Pattern.compile("=\\{\\{").matcher(template.getValue()).find(), template.getKey());
        }
        TEMPLATES.messages().forEach((key, message) -> assertFalse(message.contains("{{{"), key));
    }

    /// Java asks for some sentences by a prefix and a word of its own; those prefixes stand here.
    @Test
    void every_sentence_is_said_somewhere() throws IOException {
        var all = String.join("\n", templates().values());
        var java = new StringBuilder();
        try (var sources = Files.list(Path.of("pipeline", "discovery", "site"))) {
            for (var source : sources.sorted().toList()) {
                java.append(Files.readString(source));
            }
        }
        var made = Pattern.compile(
                "(door|versus|fact|build|feed|choice|client|fresh|safety\\.is|sort|kinds|kind\\.about|change|state|problem|severity|age|statistics"
                        + "|categories|owners|sources|licences|tags)\\..*");
        var unsaid = new TreeSet<String>();
        TEMPLATES.messages().keySet().forEach(key -> {
            var said = all.contains("{{#msg}}" + key + "{{/msg}}") || java.indexOf("\"" + key + "\"") >= 0;
            if (!said && !made.matcher(key).matches()) {
                unsaid.add(key);
            }
        });
        assertEquals(new TreeSet<String>(), unsaid);
    }

    @Test
    void assets_are_small() {
        assertTrue(TEMPLATES.asset("style.css").length <= 17_000);
        assertTrue(TEMPLATES.asset("search.js").length <= 18_000);
        assertTrue(TEMPLATES.asset("find.js").length <= 10_000);
        assertTrue(TEMPLATES.asset("meaning.js").length <= 8_000);
        assertTrue(TEMPLATES.asset("site.js").length <= 3_500);
    }

    @Test
    void scripts_put_nothing_into_the_page_but_text() {
        for (var name : List.of("search.js", "find.js", "meaning.js", "site.js", "compare.js", "away.js", "sw.js")) {
            var script = new String(TEMPLATES.asset(name), StandardCharsets.UTF_8);
            for (var way : List.of("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(",
                    "Function(")) {
                assertFalse(script.contains(way), name + " uses " + way);
            }
        }
    }

    private static String page(String template, Object model) {
        return new String(TEMPLATES.page(template, model), StandardCharsets.UTF_8);
    }

    private record Frame(String root) {}

    private record Line(Frame frame, String path, String name, String kind, String points) {}

    private record Pointless(Frame frame, String path, String name, String kind) {}

    private record Broken(Frame frame, String path, Unsaid name, String kind, String points) {}

    private record Unsaid(int times) {
        @Override
        public String toString() {
            return "x".repeat(times);
        }
    }

    private record Addresses(List<String> addresses) {}

    private static Line line(String name) {
        return new Line(new Frame(""), "x.html", name, "skill", "7");
    }

    private static Map<String, String> templates() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".mustache"))
                    .collect(Collectors.toMap(file -> file.getFileName().toString(), TemplatesTest::read));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
