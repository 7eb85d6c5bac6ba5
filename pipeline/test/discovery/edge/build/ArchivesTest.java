package discovery.edge.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.files.Sha256;
import discovery.model.Entry;
import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.FolderFile;
import discovery.model.Kind;
import discovery.model.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivesTest {
    private static final String SKILL = "---\nname: pdf\n---\nGrüße.\n";

    @TempDir
    Path folder;

    private static Entry entry(String licence, String judged, String... files) {
        var values = new java.util.ArrayList<String>();
        for (var i = 0; i < files.length; i += 2) {
            values.add(new FolderFile(files[i], files[i + 1]).value());
        }
        var facts = Facts.builder().put(Field.LICENCE, licence).put(Field.SHA256, Sha256.of(judged))
                .put(Field.FOLDER, values).build();
        return new Entry("skill.7.ab", "acme-pdf", 1, Kind.SKILL, new Place(7, "acme/skills", "pdf", "c".repeat(40),
                "b".repeat(40)), facts, new TreeMap<>(), List.of(), new TreeSet<>(), 20_000, List.of());
    }

    private static String[] files() {
        return new String[] {"LICENSE", "MIT License", "SKILL.md", SKILL, "scripts/fill.sh", "echo\n"};
    }

    private List<String> lines(Path there, Entry entry) throws IOException {
        try (var archives = new Archives(there)) {
            archives.take(entry);
        }
        return Files.readAllLines(there.resolve("archives.jsonl"));
    }

    @Test
    void an_archive_holds_the_folder_with_the_skill_at_its_root() throws IOException {
        var line = lines(folder, entry("MIT", SKILL, files())).getFirst();
        var file = folder.resolve(line.replaceAll(".*\"sha256\":\"([0-9a-f]+)\".*", "$1.zip"));
        assertEquals(file.getFileName().toString(), Sha256.of(file) + ".zip");
        try (var zip = new ZipFile(file.toFile())) {
            assertEquals(List.of("LICENSE", "SKILL.md", "scripts/fill.sh"),
                    zip.stream().map(java.util.zip.ZipEntry::getName).toList());
            try (var in = zip.getInputStream(zip.getEntry("SKILL.md"))) {
                assertArrayEquals(SKILL.getBytes(StandardCharsets.UTF_8), in.readAllBytes());
            }
        }
    }

    @Test
    void the_same_folder_is_the_same_bytes() throws IOException {
        var zone = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            var there = lines(folder.resolve("one"), entry("MIT", SKILL, files()));
            TimeZone.setDefault(TimeZone.getTimeZone("America/Lima"));
            assertEquals(there, lines(folder.resolve("two"), entry("MIT", SKILL, files())));
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void what_was_not_judged_or_may_not_be_handed_on_has_none() throws IOException {
        assertTrue(lines(folder, entry("MIT", "another text", files())).isEmpty());
        assertTrue(lines(folder, entry("Proprietary. LICENSE.txt has complete terms", SKILL, files())).isEmpty());
        assertTrue(lines(folder, entry("MIT", SKILL)).isEmpty());
    }
}
