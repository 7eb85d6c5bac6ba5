package discovery.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import discovery.fetch.Answer.Found;
import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.FolderFile;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WholeFolderTest {
    private static final String MIT = "MIT License\n\nCopyright";
    private static final String[] PDF = {"LICENSE", MIT, "skills/pdf/SKILL.md", "---\nname: pdf\n---\nRun it.",
            "skills/pdf/scripts/fill.py", "print()\n", "skills/other/SKILL.md", "Other."};

    private final FakeForge forge = new FakeForge();

    /// Paths of what is handed on.
    private Optional<List<String>> folder(String licence, String... files) {
        forge.with(7, "acme/skills", List.of(), files);
        var repository = new Repository(7, "acme/skills", "c".repeat(40), "d".repeat(40),
                Facts.builder().put(Field.LICENCE, licence).build());
        if (forge.tree(repository) instanceof Found<Tree>(var tree)) {
            return WholeFolder.read(forge, "topics", repository, tree, "skills/pdf")
                    .map(observation -> FolderFile.of(observation.facts()).stream().map(FolderFile::path).toList());
        }
        return Optional.empty();
    }

    private static String[] and(String... more) {
        return Stream.concat(Arrays.stream(PDF), Arrays.stream(more)).toArray(String[]::new);
    }

    @Test
    void a_folder_goes_with_everything_in_it_and_its_licence() {
        assertEquals(Optional.of(List.of("LICENSE", "SKILL.md", "scripts/fill.py")), folder("MIT", PDF));
    }

    @Test
    void what_nobody_allows_is_not_handed_on() {
        assertEquals(Optional.empty(), folder("NOASSERTION", PDF));
        assertEquals(Optional.empty(), folder("MIT", and("skills/pdf/LICENSE.txt", "All rights reserved.")));
        assertEquals(Optional.empty(), folder("MIT", Arrays.copyOfRange(PDF, 2, PDF.length)));
    }

    @Test
    void a_folder_is_taken_whole_or_not_at_all() {
        forge.links.add("skills/pdf/shared");
        assertEquals(Optional.empty(), folder("MIT", and("skills/pdf/shared", "../../shared")));
        forge.links.clear();
        assertEquals(Optional.empty(), folder("MIT", and("skills/pdf/big.txt", "x".repeat(FolderFile.MOST + 1))));
        assertEquals(Optional.empty(), folder("MIT", and("skills/pdf/image.png", "\u0089PNG\0")));
        var many = Stream.iterate(0, number -> number + 1).limit(WholeFolder.FILES)
                .flatMap(number -> Stream.of("skills/pdf/%03d.md".formatted(number), "text")).toArray(String[]::new);
        assertEquals(Optional.empty(), folder("MIT", and(many)));
        forge.brokenFiles.add("skills/pdf/scripts/fill.py");
        assertEquals(Optional.empty(), folder("MIT", PDF));
    }

    @Test
    void a_skill_that_is_one_file_needs_no_archive() {
        assertEquals(Optional.empty(), folder("MIT", "LICENSE", MIT, "skills/pdf/SKILL.md", "Text."));
    }
}
