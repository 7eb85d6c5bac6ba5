package discovery.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.Kind;
import discovery.model.Observation;
import discovery.model.Place;
import discovery.model.Problem;
import discovery.model.ProblemKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class SkillFileTest {
    private static Reading read(String folder, String text) {
        return SkillFile.read(Files.skill(folder, text), Files.DOCUMENTS);
    }

    private static List<String> flaws(String folder, String text) {
        return read(folder, text).observations().getFirst().facts().list(Field.FLAWS);
    }

    @Test
    void a_good_skill_gives_all_its_fields_and_no_flaw() {
        var text = """
                ---
                name: pdf
                description: Reads PDF files.
                license: MIT
                allowed-tools: Bash(git add:*) Read
                metadata:
                  version: "1.10"
                  author: Somebody
                ---
                # How
                """;
        var facts = Facts.builder()
                .put(Field.NAME, "pdf")
                .put(Field.DESCRIPTION, "Reads PDF files.")
                .put(Field.VERSION, "1.10")
                .put(Field.AUTHOR, "Somebody")
                .put(Field.LICENCE, "MIT")
                .put(Field.TOOLS, List.of("Bash(git add:*)", "Read"))
                .put(Field.SHA256, "a".repeat(64))
                .put(Field.SIZE, text.length())
                .put(Field.TEXT, "# How")
                .put(Field.TEXT_LINE, 10)
                .build();
        var place = new Place(7, "sample/tools", "skills/pdf", "c".repeat(40), "b".repeat(40));
        assertEquals(
                new Reading(List.of(Observation.of("source", Kind.SKILL, place, facts)), List.of(), List.of()),
                read("skills/pdf", text));
    }

    @Test
    void names_are_judged_as_the_reference_validator_judges_them() {
        assertEquals(List.of(), flaws("über-1", "---\nname: über-1\ndescription: d\n---\n"));
        assertEquals(List.of("name-invalid", "name-differs-from-folder"),
                flaws("x", "---\nname: My Skill\ndescription: d\n---\n"));
        assertEquals(List.of("name-invalid"), flaws("a--b", "---\nname: a--b\ndescription: d\n---\n"));
        assertEquals(List.of("name-invalid"), flaws("-a", "---\nname: -a\ndescription: d\n---\n"));
        var name = "a".repeat(65);
        assertEquals(List.of("name-too-long"), flaws(name, "---\nname: %s\ndescription: d\n---\n".formatted(name)));
        assertEquals(List.of("name-missing"), flaws("x", "---\ndescription: d\n---\n"));
    }

    @Test
    void at_the_root_the_folder_is_the_repository() {
        assertEquals(List.of(), flaws("", "---\nname: tools\ndescription: d\n---\n"));
    }

    @Test
    void lengths_count_code_points() {
        var text = "---\nname: x\ndescription: %s\n---\n";
        assertEquals(List.of(), flaws("x", text.formatted("😀".repeat(1_024))));
        assertEquals(List.of("description-too-long"), flaws("x", text.formatted("😀".repeat(1_025))));
    }

    @Test
    void keys_of_clients_are_unknown_to_the_specification() {
        assertEquals(List.of("unknown-key"), flaws("x", "---\nname: x\ndescription: d\nmodel: opus\n---\n"));
    }

    @Test
    void an_empty_file_and_a_plain_one_are_problems_and_still_observations() {
        assertEquals(List.of("empty"), flaws("x", " \n"));
        assertEquals(List.of(new Problem(ProblemKind.FILE_EMPTY, "source", "sample/tools/x/SKILL.md", "holds no text")),
                read("x", "").problems());
        assertEquals(List.of("front-matter-missing"), flaws("x", "# Just text"));
        assertEquals(ProblemKind.NO_FRONT_MATTER, read("x", "# Just text").problems().getFirst().kind());
    }

    @Test
    void a_problem_says_where_the_yaml_is_wrong() {
        var problem = read("x", "---\nname: x\ndescription: a: b\n---\n").problems().getFirst();
        assertEquals(new Problem(ProblemKind.INVALID_YAML, "source", "sample/tools/x/SKILL.md",
                "its front matter is not YAML: line 3: mapping values are not allowed here"), problem);
    }
}
