package discovery.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.fetch.Answer.Found;
import discovery.model.Field;
import discovery.model.Kind;
import discovery.model.Observation;
import discovery.model.ProblemKind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What somebody can put into a repository to break its reader: each is a counted problem, and nothing more.
class HostileRepositoryTest {
    private static final String GOOD = "---\nname: good\ndescription: Does.\n---\nText.";

    private final Map<String, byte[]> bytes = new HashMap<>();
    private final List<TreeFile> files = new ArrayList<>();
    private final List<String> read = new ArrayList<>();

    private HostileRepositoryTest with(String path, String mode, byte[] content, long size) {
        bytes.put(path, content);
        files.add(new TreeFile(path, mode, "%040x".formatted(files.size()), size));
        return this;
    }

    private HostileRepositoryTest with(String path, String text) {
        return with(path, text, StandardCharsets.UTF_8);
    }

    private HostileRepositoryTest with(String path, String text, Charset charset) {
        var content = text.getBytes(charset);
        return with(path, "100644", content, content.length);
    }

    private HostileRepositoryTest link(String path, String target) {
        return with(path, "120000", target.getBytes(StandardCharsets.UTF_8), target.length());
    }

    private Inspection inspect() {
        return Inspection.of(Files.REPOSITORY, new Tree("c".repeat(40), files, false), file -> {
            read.add(file.path());
            var content = Optional.ofNullable(bytes.get(file.path())).orElse(new byte[0]);
            var text = new String(content, StandardCharsets.UTF_8);
            return new Found<>(new Content(text, "a".repeat(64), content.length, !text.contains("\ufffd")));
        }, Files.DOCUMENTS);
    }

    private static List<String> problems(Inspection found) {
        return found.problems().stream().map(each -> each.kind() + " " + each.place()).sorted().toList();
    }

    private static Observation only(Inspection found, Kind kind) {
        var all = found.observations().stream().filter(each -> each.kind().equals(Optional.of(kind))).toList();
        assertEquals(1, all.size(), all.toString());
        return all.getFirst();
    }

    @Test
    void a_file_of_a_gigabyte_is_told_and_never_asked_for() {
        var found = with("big/SKILL.md", "100644", new byte[0], 1L << 30).with("good/SKILL.md", GOOD).inspect();
        assertEquals(List.of("file-too-large sample/tools/big/SKILL.md"), problems(found));
        assertEquals(List.of("good/SKILL.md"), read);
        assertEquals("good", only(found, Kind.SKILL).place().path());
    }

    @Test
    void json_of_ten_thousand_levels_is_a_problem() {
        var deep = "{\"hooks\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
        var found = with("hooks/hooks.json", deep).with(".mcp.json", deep)
                .with(".claude-plugin/plugin.json", deep).with("server.json", deep).inspect();
        assertTrue(problems(found).containsAll(List.of(
                "invalid-json sample/tools/.mcp.json", "invalid-json sample/tools/hooks/hooks.json",
                "invalid-json sample/tools/.claude-plugin/plugin.json")), problems(found).toString());
    }

    @Test
    void a_billion_laughs_in_front_matter_are_a_problem_and_not_expanded() {
        var laughs = new StringBuilder("---\nname: laughs\na0: &a0 [ha, ha]\n");
        for (var level = 1; level < 40; level++) {
            laughs.append("a%d: &a%d [*a%d, *a%d, *a%d, *a%d]\n".formatted(
                    level, level, level - 1, level - 1, level - 1, level - 1));
        }
        var found = with("laughs/SKILL.md", laughs.append("keywords: *a39\n---\nText.").toString()).inspect();
        assertEquals(List.of("description-missing sample/tools/laughs/SKILL.md",
                "invalid-yaml sample/tools/laughs/SKILL.md"), problems(found));
        assertEquals(List.of("laughs"), only(found, Kind.SKILL).facts().list(Field.NAME));
    }

    @Test
    void other_charsets_are_problems_and_the_rest_is_read() {
        var found = with("utf16/SKILL.md", GOOD, StandardCharsets.UTF_16)
                .with("latin/SKILL.md", "---\nname: latin\ndescription: Für alle.\n---\nText.",
                        StandardCharsets.ISO_8859_1)
                .inspect();
        assertTrue(problems(found).containsAll(List.of(
                "not-utf8 sample/tools/latin/SKILL.md", "not-utf8 sample/tools/utf16/SKILL.md")),
                problems(found).toString());
    }

    @Test
    void links_lead_to_files_of_the_repository_and_nowhere_else() {
        var found = link("out/SKILL.md", "../../../etc/passwd").link("absolute/SKILL.md", "/etc/passwd")
                .link("one/SKILL.md", "../two/SKILL.md").link("two/SKILL.md", "../one/SKILL.md")
                .link("self/SKILL.md", "SKILL.md").link("folder/SKILL.md", "../good").with("good/SKILL.md", GOOD)
                .inspect();
        assertEquals(List.of("symbolic-link sample/tools/absolute/SKILL.md",
                "symbolic-link sample/tools/folder/SKILL.md", "symbolic-link sample/tools/one/SKILL.md",
                "symbolic-link sample/tools/out/SKILL.md", "symbolic-link sample/tools/self/SKILL.md",
                "symbolic-link sample/tools/two/SKILL.md"), problems(found));
        assertTrue(read.stream().allMatch(bytes::containsKey), read.toString());
        found.observations().stream().filter(each -> !each.place().path().equals("good")).forEach(
                each -> assertEquals(List.of("link-broken"), each.facts().list(Field.FLAWS), each.toString()));
    }

    @Test
    void paths_that_lead_out_of_the_repository_are_not_read() {
        var found = with("../../slip/SKILL.md", GOOD).with("/root/SKILL.md", GOOD).with("a//b/SKILL.md", GOOD)
                .with("a/./SKILL.md", GOOD).with("good/SKILL.md", GOOD).inspect();
        assertEquals(List.of("good/SKILL.md"), read);
        assertEquals(List.of("invalid-shape sample/tools"), problems(found));
        assertEquals(ProblemKind.INVALID_SHAPE, found.problems().getFirst().kind());
    }
}
