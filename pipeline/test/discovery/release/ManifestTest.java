package discovery.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.json.Json;
import discovery.edge.schema.Schema;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ManifestTest {
    private static final String SHA = "0123456789abcdef".repeat(4);

    private static Manifest manifest() {
        var files = new TreeMap<String, Manifest.Item>();
        for (var name : List.of("skills.db", "embeddings.bin.zst", "site.sha256", "problems.jsonl.zst",
                "changes.jsonl.zst")) {
            files.put(name, new Manifest.Item("v7/" + SHA + "." + name, 10, SHA, Optional.empty()));
        }
        files.put("skills.jsonl.zst", new Manifest.Item(
                "v7/" + SHA + ".skills.jsonl.zst", 10, SHA, Optional.of(new Manifest.Content(99, SHA))));
        var deltas = new TreeMap<String, Manifest.Delta>();
        deltas.put("1.0.6", new Manifest.Delta(6, 7, "v7/delta", 3, SHA, "zstd-patch", SHA, SHA,
                new Manifest.Vectors("v7/vectors", 4, SHA, SHA, SHA)));
        var counts = new TreeMap<>(Map.of("skill", 3L));
        return Manifest.of(7, Instant.parse("2026-03-10T03:00:00Z"), Instant.parse("2026-03-24T03:00:00Z"),
                "00112233445566ff", new Manifest.Model("m", SHA, 1, 384), "3.54.1", files, deltas, deltas,
                List.of("https://example.org/index/"), Optional.of("https://example.org/releases/download/"),
                new Manifest.Stats(3, counts, counts, 1, 2, 3, counts));
    }

    @Test
    void what_is_written_is_read_back() throws IOException {
        assertEquals(manifest(), Manifest.of(Json.parse(Json.pretty(manifest().toTree()))));
    }

    @Test
    void what_is_written_is_as_the_schema_says() throws IOException {
        assertEquals(List.of(), Schema.objections(Json.pretty(manifest().toTree())));
        assertEquals(1, Schema.objections(Json.pretty(manifest().toTree()).replace("\"active\"", "\"asleep\"")).size());
    }

    @Test
    void a_big_file_is_at_its_release_and_a_small_one_at_the_first_mirror() {
        var json = Json.line(manifest().toTree());
        assertTrue(json.contains(
                "\"url\":\"https://example.org/releases/download/index-7/" + SHA + ".skills.db\""), json);
        assertTrue(json.contains("\"url\":\"https://example.org/index/v7/" + SHA + ".site.sha256\""), json);
        assertTrue(json.contains("\"url\":\"https://example.org/index/v7/delta\""), json);
    }

    @Test
    void unknown_fields_are_ignored_and_an_unknown_major_is_refused() {
        var more = new LinkedHashMap<>(manifest().toTree());
        more.put("tomorrow", List.of("something"));
        assertEquals(manifest(), Manifest.of(more));
        more.put("schema", 2);
        var refused = assertThrows(IllegalArgumentException.class, () -> Manifest.of(more));
        assertTrue(String.valueOf(refused.getMessage()).contains("update it"));
    }

    @Test
    void a_path_that_leaves_the_folder_is_refused() {
        for (var path : List.of("../skills.db", "/etc/passwd", "v7/../../x", "v7//x", "C:\\x", "v7/.hidden", "")) {
            var tree = new LinkedHashMap<>(manifest().toTree());
            tree.put("files", Map.of("skills.db", Map.of("size_bytes", 1, "sha256", SHA, "path", path)));
            assertThrows(IllegalArgumentException.class, () -> Manifest.of(tree), path);
        }
    }

    @Test
    void a_client_that_is_too_old_is_not_meant() {
        var json = new LinkedHashMap<>(manifest().toTree());
        json.put("min_client", "1.10.0");
        var manifest = Manifest.of(json);
        assertTrue(manifest.isFor("1.10.0") && manifest.isFor("1.10.1") && manifest.isFor("2.0.0"));
        assertFalse(manifest.isFor("1.9.9") || manifest.isFor("1.2.0") || manifest.isFor("0.20.0"));
    }
}
