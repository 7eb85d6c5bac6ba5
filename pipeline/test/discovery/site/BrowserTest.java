package discovery.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import discovery.edge.serve.StaticServer;
import discovery.model.Judgement;
import discovery.model.Kind;
import discovery.model.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The site in a real browser (`pipeline/test/web`): its features, its accessibility, its markup, and hostile entries.
/// Attacks E1 and E4: escape sequences and scripts in what others wrote are shown as text.
class BrowserTest {
    private static final Path WEB = Path.of("pipeline", "test", "web");
    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final Path CHROMIUM =
            Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));
    /// What a vector may stand in: text, attributes in any quotes, elements that swallow, comments, CDATA.
    private static final List<String> CONTEXTS = List.of(
            "%s", "\">%s", "'>%s", "`>%s", "</script>%s", "</title>%s", "-->%s", "]]>%s", "</textarea>%s",
            "\" %s x=\"", "\u001B]8;;javascript:alert(1)\u0007%s\u001B]8;;\u0007");

    @Test
    void the_site_in_a_browser_E1_E4(@TempDir Path folder) throws IOException, InterruptedException {
        if (!Files.exists(WEB.resolve("node_modules")) || !Files.exists(CHROMIUM)) {
            var missing = "no Chromium or no packages of pipeline/test/web; scripts/check installs both";
            if (System.getenv("CI") != null) {
                fail(missing);
            }
            Assumptions.abort(missing);
        }
        var vectors = vectors();
        assertTrue(vectors.size() >= 500, () -> vectors.size() + " vectors");
        write(folder, vectors);
        try (var server = StaticServer.start(folder, 0)) {
            var log = folder.resolveSibling(folder.getFileName() + ".log");
            var builder = new ProcessBuilder(
                    "node", WEB.resolve("run.mjs").toString(), server.url(), folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
            var process = builder.start();
            var ended = process.waitFor(300, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            var said = Files.readString(log);
            assertTrue(ended, () -> "the browser did not end: " + said);
            assertEquals(0, process.exitValue(), said);
        }
    }

    private static void write(Path folder, List<String> vectors) throws IOException {
        var rows = new ArrayList<>(Tiny.rows());
        rows.add(Draft.of(Kind.PACK, "paperwork", draft -> draft.members = List.of("skill.4711.pdf-forms")));
        rows.add(Draft.of(Kind.SKILL, "pdf-tables", draft -> {
            draft.description = "Reads forms and tables of PDF files.";
            draft.tags = List.of("c++", "pdf");
        }));
        rows.add(Draft.of(Kind.SKILL, "unlicensed", draft -> draft.licence = ""));
        rows.add(Draft.of(Kind.MCP_SERVER, "published", draft -> draft.name = "io.github.acme/published"));
        for (var i = 0; i < vectors.size(); i++) {
            rows.add(hostile(i, vectors.get(i)));
        }
        var site = Rendered.of(Tiny.edition(Tiny.sorted(rows), night -> new Night(
                night.title(), night.seq(), night.version(), night.now(), Optional.of("https://example.org/"),
                night.repository(), night.sampleKeys(), night.release())));
        for (var file : site.files().entrySet()) {
            var path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        Files.writeString(folder.resolve("vectors"), Integer.toString(vectors.size()));
    }

    static List<String> vectors() throws IOException {
        var all = new ArrayList<String>();
        for (var line : Files.readAllLines(WEB.resolve("vectors.txt"))) {
            if (!line.startsWith("#")) {
                CONTEXTS.forEach(context -> all.add(context.replace("%s", line)));
            }
        }
        return all;
    }

    private static Row hostile(int number, String word) {
        var kind = KINDS.get(number % KINDS.size());
        return Draft.of(kind, "vector-" + number, draft -> {
            draft.name = word;
            draft.title = word;
            draft.description = word;
            draft.gist = word + " and more";
            draft.place = number % 2 == 0 ? word : "acme/" + word;
            draft.path = word;
            draft.licence = word;
            draft.version = word;
            draft.author = word;
            draft.homepage = number % 3 == 0 ? "https://example.com/" + word : word;
            draft.language = word;
            draft.status = word;
            draft.tags = List.of(word);
            draft.categories = List.of(word);
            draft.tools = List.of(word);
            draft.events = List.of(word);
            draft.commands = List.of(word);
            draft.packages = List.of("npm " + word);
            draft.remotes = List.of("https://example.com/" + word);
            draft.sources = List.of(word);
            draft.provenance = new TreeMap<>(java.util.Map.of("name", word));
            draft.original = number % 5 == 0 ? draft.id : "";
            draft.reason = word;
            draft.flaws = List.of(word);
            draft.verdicts = List.of(new Judgement.Verdict(word, false, List.of(word)));
            draft.findings = List.of(new Judgement.Finding(word, "high", 1, word));
        });
    }
}
