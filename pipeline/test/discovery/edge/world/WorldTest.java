package discovery.edge.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.fetch.Answer;
import discovery.fetch.Answer.Found;
import discovery.fetch.Forge.Hits;
import discovery.fetch.Forge.Search;
import discovery.fetch.Repository;
import discovery.fetch.Tree;
import discovery.fetch.TreeFile;
import discovery.model.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldTest {
    @TempDir
    private Path folder;

    private void write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String metadata(long id, String name, String topics) {
        return """
                {"id": %d, "full_name": "%s", "stargazers_count": 5, "topics": [%s], "license": {"spdx_id": "MIT"},
                 "created_at": "2026-01-02T03:04:05Z", "default_branch": "main", "archived": true, "fork": false}"""
                .formatted(id, name, topics);
    }

    @BeforeEach
    void twoNights() throws IOException {
        write("one/github/o/kit.json", metadata(1, "o/Kit", "\"skills\""));
        write("one/github/o/kit/SKILL.md", "hello\n");
        write("one/github/o/kit/a/x.md", "x");
        write("one/github/o/kit/a/y.md", "y");
        write("one/github/o/gone.json", metadata(2, "o/gone", "\"skills\""));
        write("one/github/o/old.json", metadata(3, "o/old", ""));
        write("one/github/o/old/README.md", "old");
        write("one/mcp-registry/servers-1.json", "{\"servers\": []}");
        write("two/overlay.yaml", """
                removed: [github/o/gone.json, github/o/gone, github/o/kit/a/y.md]
                moved:
                  - {from: github/o/old.json, to: github/o/new.json}
                  - {from: github/o/old, to: github/o/new}
                  - {from: github/o/kit/a, to: github/o/kit/b}
                """);
        write("two/github/o/new.json", metadata(3, "o/new", ""));
        write("two/github/o/kit/SKILL.md", "changed\n");
    }

    private Worlds night(String name, Optional<String> under) throws IOException {
        return Worlds.open(folder.resolve(name), under.map(folder::resolve));
    }

    private static Repository look(Worlds world, String name) {
        var answer = world.forge().look(List.of(name)).get(name);
        return (Repository) assertInstanceOf(Found.class, answer).value();
    }

    private static Tree tree(Worlds world, String name) {
        return (Tree) assertInstanceOf(Found.class, world.forge().tree(look(world, name))).value();
    }

    private static List<String> paths(Tree tree) {
        return tree.files().stream().map(TreeFile::path).toList();
    }

    @Test
    void a_repository_has_facts_files_and_gits_own_ids() throws IOException {
        var world = night("one", Optional.empty());
        var kit = look(world, "O/KIT");
        assertEquals("1 o/Kit", kit.number() + " " + kit.name());
        assertEquals(Optional.of("MIT"), kit.facts().text(Field.LICENCE));
        assertTrue(kit.facts().flag(Field.ARCHIVED));
        var tree = tree(world, "o/kit");
        assertEquals(List.of("SKILL.md", "a/x.md", "a/y.md"), paths(tree));
        assertEquals("ce013625030ba8dba906f756967f9e9ca394464a", tree.files().getFirst().blob());
        assertTrue(tree.commit().matches("[0-9a-f]{40}"));
    }

    @Test
    void an_upper_world_removes_moves_and_replaces() throws IOException {
        var one = night("one", Optional.empty());
        var two = night("two", Optional.of("one"));
        assertEquals(List.of("SKILL.md", "b/x.md"), paths(tree(two, "o/kit")));
        assertTrue(!tree(one, "o/kit").commit().equals(tree(two, "o/kit").commit()));
        assertEquals("o/new", look(two, "o/old").name());
        assertEquals(List.of("README.md"), paths(tree(two, "o/new")));
        assertInstanceOf(Answer.Gone.class, two.forge().look(List.of("o/gone")).get("o/gone"));
    }

    @Test
    void a_topic_finds_repositories_and_files_are_read() throws IOException {
        var world = night("two", Optional.of("one"));
        var search = new Search("skills", "", List.of(), LocalDate.of(2008, 1, 1),
                LocalDate.of(2026, 8, 20), Optional.empty());
        var hits = (Hits) assertInstanceOf(Found.class, world.forge().search(search)).value();
        assertEquals(List.of("o/Kit"), hits.repositories().stream().map(Repository::name).toList());
        var tree = tree(world, "o/kit");
        var texts = new ArrayList<String>();
        world.forge().read(look(world, "o/kit"), tree, tree.files(),
                (file, content) -> texts.add(file.path() + " " + content.found().orElseThrow().text().strip()));
        assertEquals(List.of("SKILL.md changed", "b/x.md x"), texts);
    }

    @Test
    void a_symbolic_link_is_a_link_and_is_not_followed() throws IOException {
        Files.createSymbolicLink(folder.resolve("one/github/o/kit/link.md"), Path.of("nowhere.txt"));
        var file = tree(night("one", Optional.empty()), "o/kit").files().stream()
                .filter(each -> each.path().equals("link.md")).findFirst().orElseThrow();
        assertEquals("120000 11", file.mode() + " " + file.size());
    }

    @Test
    void the_registry_is_pages() throws IOException {
        var web = night("two", Optional.of("one")).web();
        assertInstanceOf(Found.class, web.get("https://r.example/v0.1/servers", new TreeMap<>(), 1_000));
        var second = new TreeMap<String, String>();
        second.put("cursor", "2");
        assertInstanceOf(Answer.Gone.class, web.get("https://r.example/v0.1/servers", second, 1_000));
    }

    @Test
    void a_missing_folder_and_a_broken_file_are_said_in_one_sentence() throws IOException {
        var missing = assertThrows(IOException.class, () -> night("three", Optional.empty()));
        assertTrue(String.valueOf(missing.getMessage()).endsWith("three is no folder; `nights` should name one"));
        write("one/github/o/bad.json", "{");
        var broken = assertThrows(IOException.class, () -> night("one", Optional.empty()));
        assertTrue(String.valueOf(broken.getMessage()).contains("bad.json:1: "));
    }
}
