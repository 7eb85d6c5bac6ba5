package discovery.edge.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import discovery.fetch.Answer;
import discovery.fetch.Answer.Found;
import discovery.fetch.LocalFolders;
import discovery.fetch.Tree;
import discovery.fetch.TreeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalForgeTest {
    @TempDir
    private Path folder;

    @Test
    void a_folder_is_read_like_a_repository_and_no_link_is_followed() throws IOException {
        Files.createDirectories(folder.resolve("tools/skills/x"));
        Files.createDirectories(folder.resolve("tools/.git"));
        Files.writeString(folder.resolve("secret.md"), "secret");
        Files.writeString(folder.resolve("tools/skills/x/SKILL.md"), "text");
        Files.writeString(folder.resolve("tools/.git/config"), "no");
        Files.createSymbolicLink(folder.resolve("tools/SKILL.md"), Path.of("../secret.md"));
        var forge = new LocalForge(folder.resolve("tools"), "ours");
        var tree = (Tree) assertInstanceOf(Found.class, forge.tree(LocalFolders.REPOSITORY)).value();
        assertEquals(List.of("ours/SKILL.md 120000", "ours/skills/x/SKILL.md 100644"),
                tree.files().stream().map(file -> file.path() + " " + file.mode()).toList());
        var texts = new ArrayList<String>();
        forge.read(LocalFolders.REPOSITORY, tree, tree.files(),
                (file, content) -> texts.add(content.found().orElseThrow().text()));
        assertEquals(List.of("../secret.md", "text"), texts);
        forge.read(LocalFolders.REPOSITORY, tree, List.of(new TreeFile("ours/../secret.md", "100644", "", 6)),
                (file, content) -> assertInstanceOf(Answer.Gone.class, content));
        assertInstanceOf(Answer.Failed.class,
                new LocalForge(folder.resolve("none"), "ours").tree(LocalFolders.REPOSITORY));
    }
}
