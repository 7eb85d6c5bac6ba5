package discovery.edge.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.search.Library;
import discovery.edge.search.SearchDocuments;
import discovery.search.Filters;
import discovery.search.Sort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the publisher revoked and what the user blocked is in no answer; what the user prefers comes first in each.
class HiddenTest {
    @TempDir
    Path folder;

    private Path codebase = Path.of("");

    @BeforeEach
    void write() throws IOException {
        var documents = SearchDocuments.read(Path.of("pipeline/test/golden/search/documents.jsonl"));
        SearchDocuments.write(documents, folder.resolve("skills.db"));
        SearchDocuments.writeVectors(documents, folder.resolve("embeddings.bin"));
        Files.createDirectories(folder.resolve("config"));
        Files.createDirectories(folder.resolve("index"));
        codebase = Files.createDirectories(folder.resolve("codebase"));
        Files.writeString(codebase.resolve("requirements.txt"), "psycopg==3\nopenpyxl\n");
    }

    private interface Asking {
        List<String> of(Library library) throws IOException;
    }

    private static final int SLOT = 0;

    private List<Asking> ways() {
        return List.of(
                library -> library.find("pdf", Filters.NONE, Sort.RELEVANCE, 5).answers().stream()
                        .map(answer -> answer.shown().id()).toList(),
                library -> library.related(SLOT, 5).stream().map(listing -> listing.id()).toList(),
                library -> library.recommend(codebase, Filters.NONE, 5).stream()
                        .map(proposal -> proposal.shown().id()).toList());
    }

    private List<String> ask(Asking asking) throws IOException {
        var hidden = Hidden.of(folder);
        try (var library = Library.open(folder, Optional.of(() -> SearchDocuments.EMBEDDER),
                each -> hidden.hides(each.id(), each.slug(), each.place()) ? Library.HIDDEN
                        : hidden.rank(each.id(), each.slug(), each.place()))) {
            return asking.of(library);
        }
    }

    @Test
    void what_is_on_any_list_is_in_no_answer() throws IOException {
        for (var list : List.of("config/blocklist.json", "index/revoked.json", "index/revoked-now.json")) {
            var key = list.startsWith("config") ? "block" : "revoked";
            for (var way : ways()) {
                Files.deleteIfExists(folder.resolve(list));
                var first = ask(way).getFirst();
                Files.writeString(folder.resolve(list), "{\"%s\": [\"%s\"]}".formatted(key, first));
                assertFalse(ask(way).contains(first), list);
                assertEquals(list.startsWith("index"), Hidden.of(folder).isRevoked(first, "", ""));
            }
            Files.delete(folder.resolve(list));
        }
    }

    @Test
    void a_slug_on_a_list_goes_with_its_entry_to_the_next() throws IOException {
        Files.writeString(folder.resolve("config/blocklist.json"), "[\"was-skill-2\"]");
        assertFalse(Hidden.of(folder).hides("skill.2", "skill-2", ""));
        assertTrue(Hidden.of(folder).following(folder).hides("skill.2", "skill-2", ""));
        assertFalse(Hidden.of(folder).following(folder).hides("skill.4", "skill-4", ""));
    }

    @Test
    void what_is_preferred_comes_first_and_what_is_avoided_last_in_every_answer() throws IOException {
        for (var way : ways()) {
            Files.deleteIfExists(folder.resolve("config/priorities.yaml"));
            var answers = ask(way);
            assertTrue(answers.size() > 1, answers.toString());
            Files.writeString(folder.resolve("config/priorities.yaml"), "prefer: [\"" + answers.getLast() + "\"]\n");
            assertEquals(answers.getLast(), ask(way).getFirst());
            Files.writeString(folder.resolve("config/priorities.yaml"), "avoid: [\"" + answers.getFirst() + "\"]\n");
            assertFalse(ask(way).getFirst().equals(answers.getFirst()));
        }
    }

    @Test
    void a_list_that_can_not_be_understood_gives_no_answers_at_all() throws IOException {
        Files.writeString(folder.resolve("config/blocklist.json"), "{\"block\": 7}");
        var refused = assertThrows(IOException.class, () -> ask(ways().getFirst()));
        assertTrue(String.valueOf(refused.getMessage()).contains("mend it or remove it"));
    }
}
