package discovery.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import discovery.model.Facts;
import discovery.model.Field;
import java.util.List;
import org.junit.jupiter.api.Test;

class SheetTest {
    private static Facts agent(String path, String text) {
        return AgentFile.read(Files.file(FileKind.AGENT, "agents/" + path, path, text), Files.DOCUMENTS)
                .observations().getFirst().facts();
    }

    private static Facts command(String path, String text) {
        return CommandFile.read(Files.file(FileKind.COMMAND, path, path, text), Files.DOCUMENTS)
                .observations().getFirst().facts();
    }

    @Test
    void tools_are_a_text_with_commas_a_list_or_a_mapping() {
        var wanted = List.of("Read", "Bash(npm run test:*)");
        assertEquals(wanted, agent("a.md", "---\ntools: Read, Bash(npm run test:*)\n---\n").list(Field.TOOLS));
        assertEquals(wanted, agent("a.md", "---\ntools:\n- Read\n- Bash(npm run test:*)\n---\n").list(Field.TOOLS));
        assertEquals(List.of("write"),
                agent("a.md", "---\ntools:\n  write: true\n  bash: false\n---\n").list(Field.TOOLS));
        assertEquals(List.of("Read", "Bash"), agent("a.md", "---\ntools: [Read, Bash]\n---\n").list(Field.TOOLS));
    }

    @Test
    void an_agent_has_a_name_and_a_description() {
        assertEquals(List.of("name-missing", "description-missing"),
                agent("agents/a.md", "---\nmodel: x\n---\n").list(Field.FLAWS));
        assertEquals(List.of("a"), agent("agents/a.md", "---\nmodel: x\n---\n").list(Field.TITLE));
        assertEquals(List.of("front-matter-missing"), agent("agents/a.md", "text").list(Field.FLAWS));
    }

    @Test
    void an_agent_of_copilot_goes_by_its_file() {
        var facts = agent("agents/tester.agent.md", "---\ndescription: Tests.\n---\n");
        assertEquals(List.of(), facts.list(Field.FLAWS));
        assertEquals(List.of("tester"), facts.list(Field.TITLE));
    }

    @Test
    void a_command_is_called_as_its_file_and_needs_no_front_matter() {
        var facts = command("commands/git/commit.md", "Write a commit.");
        assertEquals(List.of("commit"), facts.list(Field.NAME));
        assertEquals(List.of(), facts.list(Field.FLAWS));
        assertEquals(List.of("Write a commit."), facts.list(Field.TEXT));
    }

    @Test
    void a_hint_in_brackets_is_meant_as_text() {
        assertEquals(List.of("[file]"), command("c.md", "---\nargument-hint: [file]\n---\n").list(Field.ARGUMENT_HINT));
    }

    @Test
    void keywords_come_from_front_matter_or_metadata() {
        assertEquals(List.of("a", "b c"), agent("a.md", "---\nkeywords: a, b c\n---\n").list(Field.KEYWORDS));
        assertEquals(List.of("x", "y"), agent("a.md", "---\nmetadata:\n  tags: [x, y]\n---\n").list(Field.KEYWORDS));
    }
}
