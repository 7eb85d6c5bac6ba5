package discovery.edge.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.build.RelatedFile;
import discovery.edge.build.Relating;
import discovery.edge.search.SearchDocuments.Document;
import discovery.search.Related;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the build says is related is what a client answers when it is asked.
class RelatedTest {
    private static final List<String> WORDS = List.of(
            "pdf", "forms", "mail", "slack", "team", "chat", "code", "review", "tests", "git", "maps", "weather");
    private static final int ORIGINAL = 5;

    @TempDir
    Path folder;

    /// Some have the same names, some the same texts; every seventh is a copy of the sixth.
    private static List<Document> documents(int count, int seed) {
        var random = new Random(seed);
        var all = new ArrayList<Document>();
        for (var slot = 0; slot < count; slot++) {
            var copy = slot % 7 == 6;
            var name = copy ? "pdf forms" : word(random) + " " + word(random);
            var text = copy ? "pdf forms for the team" : word(random) + " " + word(random) + " with " + word(random);
            all.add(new Document(slot, "skill", name, "", text, List.of(), List.of(), "", "", 5_000, copy, 0, false,
                    slot == ORIGINAL ? "another" : "skill.%d".formatted(slot)));
        }
        return all;
    }

    private static String word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private void write(List<Document> documents) throws IOException {
        SearchDocuments.write(documents, folder.resolve("skills.db"));
        SearchDocuments.writeVectors(documents, folder.resolve("embeddings.bin"));
    }

    private RelatedFile relate(List<Document> documents) throws IOException {
        var relating = new Relating();
        documents.stream().map(Document::row).forEach(relating::take);
        relating.write(folder.resolve("embeddings.bin"), folder.resolve("related.bin"), folder.resolve("cache"));
        return RelatedFile.of(Files.readAllBytes(folder.resolve("related.bin")));
    }

    @Test
    void the_build_and_a_client_say_the_same_of_every_entry() throws IOException {
        write(documents(400, 1));
        var file = relate(documents(400, 1));
        try (var library = Library.open(folder, Optional.empty())) {
            for (var slot = 0; slot < 400; slot++) {
                var live = library.related(slot, Related.SHOWN).stream().map(listing -> listing.slot()).toList();
                assertEquals(live, file.of(slot), "slot " + slot);
                assertFalse(live.contains(slot));
                assertEquals(Related.SHOWN, live.size());
                assertTrue(live.stream().noneMatch(other -> other % 7 == 6), "a copy is never shown");
            }
            assertEquals(file.of(ORIGINAL), file.of(6), "what is like a copy is what is like its original");
        }
    }

    @Test
    void last_nights_cache_changes_no_byte() throws IOException {
        write(documents(400, 1));
        relate(documents(400, 1));
        var changed = new ArrayList<>(documents(390, 1));
        changed.addAll(documents(400, 2).subList(390, 400));
        for (var slot = 100; slot < 110; slot++) {
            changed.set(slot, documents(400, 3).get(slot));
        }
        Files.delete(folder.resolve("embeddings.bin"));
        SearchDocuments.writeVectors(changed, folder.resolve("embeddings.bin"));
        var left = changed.stream().filter(each -> each.slot() < 110 || each.slot() > 139).toList();
        relate(left);
        var with = Files.readAllBytes(folder.resolve("related.bin"));
        try (var caches = Files.list(folder.resolve("cache"))) {
            for (var cache : caches.toList()) {
                Files.delete(cache);
            }
        }
        relate(left);
        assertEquals(List.of(), RelatedFile.of(with).of(110), "it is gone");
        assertFalse(RelatedFile.of(with).of(395).isEmpty(), "it is new");
        assertTrue(Arrays.equals(with, Files.readAllBytes(folder.resolve("related.bin"))));
    }

    @Test
    void an_entry_without_a_vector_has_none_and_is_none() throws IOException {
        var documents = documents(30, 1);
        SearchDocuments.write(documents, folder.resolve("skills.db"));
        SearchDocuments.writeVectors(documents.subList(0, 20), folder.resolve("embeddings.bin"));
        var file = relate(documents);
        try (var library = Library.open(folder, Optional.empty())) {
            for (var slot = 0; slot < 30; slot++) {
                assertEquals(library.related(slot, Related.SHOWN).stream().map(listing -> listing.slot()).toList(),
                        file.of(slot));
                assertTrue(file.of(slot).stream().allMatch(other -> other < 20));
            }
            assertEquals(List.of(), file.of(25));
        }
    }
}
