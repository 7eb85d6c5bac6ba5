package discovery.edge.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.files.Unpacked.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedTest {
    private static final long BYTES = 711_661;
    private static final Resource TOKENIZER = new Resource(
            "/all-minilm-l6-v2-tokenizer.json", "da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0");

    private static Path unpack(Path cache) throws IOException {
        return Unpacked.folder(cache, "test", () -> List.of(TOKENIZER)).orElseThrow().resolve(TOKENIZER.name());
    }

    @Test
    void a_resource_becomes_a_file_once(@TempDir Path cache) throws IOException {
        var file = unpack(cache);
        assertEquals(BYTES, Files.size(file));
        var longAgo = FileTime.fromMillis(0);
        Files.setLastModifiedTime(file, longAgo);
        assertEquals(file, unpack(cache));
        assertEquals(longAgo, Files.getLastModifiedTime(file));
    }

    @Test
    void a_damaged_file_is_mended(@TempDir Path cache) throws IOException {
        var file = unpack(cache);
        var whole = Files.readAllBytes(file);
        var damaged = whole.clone();
        damaged[1_000] ^= 1;
        Files.write(file, damaged);
        unpack(cache);
        assertEquals(-1, Files.mismatch(file, Files.write(cache.resolve("whole"), whole)));
    }

    @Test
    void what_was_found_whole_is_not_read_again(@TempDir Path cache) throws IOException {
        var file = unpack(cache);
        var folder = Unpacked.folder(cache, "test", () -> {
            throw new IOException("asked again");
        });
        assertEquals(file.getParent(), folder.orElseThrow());
    }

    @Test
    void a_note_that_says_something_else_is_not_believed(@TempDir Path cache) throws IOException {
        var file = unpack(cache);
        for (var note : List.of("", "nowhere\n", "test-\n0\nx 1 1\n", "\u0000")) {
            Files.writeString(cache.resolve("test.seen"), note);
            assertEquals(file, unpack(cache));
        }
    }

    @Test
    void what_a_killed_process_left_does_not_matter(@TempDir Path cache) throws IOException {
        var file = unpack(cache);
        Files.delete(file);
        Files.writeString(file.resolveSibling(TOKENIZER.name() + ".new"), "half a f");
        unpack(cache);
        assertEquals(BYTES, Files.size(file));
        assertFalse(Files.exists(file.resolveSibling(TOKENIZER.name() + ".new")));
    }

    @Test
    void another_model_is_refused_and_named(@TempDir Path cache) throws IOException {
        var other = new Resource(TOKENIZER.path(), "0".repeat(64));
        var refusal = assertThrows(IOException.class, () -> Unpacked.folder(cache, "test", () -> List.of(other)));
        assertTrue(refusal.toString().contains(TOKENIZER.sha256()), refusal.toString());
        try (var files = Files.walk(cache)) {
            assertEquals(List.of("lock"), files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList());
        }
    }

    @Test
    void a_resource_that_is_not_there_is_named(@TempDir Path cache) {
        var refusal = assertThrows(
                IOException.class,
                () -> Unpacked.folder(cache, "test", () -> List.of(new Resource("/no/such.onnx", ""))));
        assertEquals("/no/such.onnx is not on the class path", refusal.getMessage());
    }

    @Test
    void resources_outside_a_jar_work_too(@TempDir Path cache) throws IOException {
        var self = new Resource("/discovery/edge/files/UnpackedTest.class", "");
        var folder = Unpacked.folder(cache, "classes", () -> List.of(self, TOKENIZER)).orElseThrow();
        assertTrue(Files.size(folder.resolve("UnpackedTest.class")) > 0);
        assertEquals(BYTES, Files.size(folder.resolve(TOKENIZER.name())));
    }
}
