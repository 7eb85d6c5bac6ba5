package discovery.edge.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.build.Golden;
import discovery.edge.cli.Completion;
import discovery.edge.cli.SearchOptions;
import discovery.edge.cli.WrongUsage;
import discovery.edge.search.Library;
import discovery.edge.search.SearchDocuments;
import discovery.search.Filters;
import discovery.search.Sort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person and a program read from `discover`.
class AnsweringTest {
    private static final Filters NONE = Filters.NONE;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

    private interface Asking {
        int of(Answering answering) throws IOException;
    }

    @BeforeEach
    void write() throws IOException {
        var documents = SearchDocuments.read(Path.of("pipeline/test/golden/search/documents.jsonl"));
        SearchDocuments.write(documents, folder.resolve("skills.db"));
        SearchDocuments.writeVectors(documents, folder.resolve("embeddings.bin"));
    }

    private void ask(boolean json, int columns, Asking asking) throws IOException {
        try (var library = Library.open(folder, Optional.of(() -> SearchDocuments.EMBEDDER))) {
            assertEquals(0, asking.of(new Answering(library, json, columns, out, out)));
        }
    }

    private void golden(String name) throws IOException {
        Golden.check("search/" + name, said.toString(StandardCharsets.UTF_8));
    }

    @Test
    void a_search_on_a_terminal() throws IOException {
        out.println("$ discover search --why --facets pdf froms");
        ask(false, 80, each -> each.search("pdf froms", NONE, Sort.RELEVANCE, 3, true, true));
        out.println("$ COLUMNS=44 discover search --limit 2 translate");
        ask(false, 44, each -> each.search("translate", NONE, Sort.RELEVANCE, 2, false, false));
        golden("search.txt");
    }

    @Test
    void a_search_for_a_program() throws IOException {
        ask(true, 80, each -> each.search("query my databse", NONE, Sort.RELEVANCE, 2, false, true));
        golden("search.json");
    }

    @Test
    void related_entries() throws IOException {
        out.println("$ discover related skill.0");
        ask(false, 80, each -> each.related("skill.0", 3));
        ask(true, 80, each -> each.related("skill.0", 1));
        golden("related.txt");
        assertTrue(!said.toString(StandardCharsets.UTF_8).contains("skill.1 "), "its copy is not related to it");
    }

    @Test
    void what_helps_with_a_codebase() throws IOException {
        var codebase = Files.createDirectories(folder.resolve("codebase"));
        Files.writeString(codebase.resolve("requirements.txt"), "psycopg==3\nopenpyxl\n");
        Files.createDirectories(codebase.resolve("node_modules/react"));
        Files.writeString(codebase.resolve("node_modules/react/package.json"), "{\"name\": \"react\"}");
        out.println("$ discover recommend .");
        ask(false, 80, each -> each.recommend(codebase, NONE, 3));
        ask(true, 80, each -> each.recommend(codebase, NONE, 1));
        golden("recommend.txt");
        assertThrows(IOException.class, () -> ask(false, 80, each -> each.recommend(folder.resolve("no"), NONE, 3)));
    }

    @Test
    void shells_complete_verbs_and_flags() throws IOException {
        for (var shell : List.of("bash", "zsh", "fish")) {
            out.print(Completion.script(shell, "discover", List.of("search", "show"), new SearchOptions()));
        }
        golden("completion.txt");
        assertThrows(WrongUsage.class, () -> Completion.script("tcsh", "discover", List.of(), new SearchOptions()));
    }

    @Test
    void lines_are_as_wide_as_the_terminal() {
        assertEquals("日本…", Screen.fit("日本語テキスト", 6));
        assertEquals("日本語", Screen.fit("日本語", 6));
        assertEquals("a\u0301b", Screen.fit("a\u0301b", 2));
        assertEquals("red", Screen.fit("\u001B[31mred", 9).substring(4));
        assertEquals(80, Screen.columns(Optional.of("wide")));
        assertEquals(40, Screen.columns(Optional.of("3")));
        assertEquals(132, Screen.columns(Optional.of("132")));
    }
}
