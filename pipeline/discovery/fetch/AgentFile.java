package discovery.fetch;

import discovery.model.Field;
import discovery.model.Kind;
import java.util.EnumSet;

/// A subagent: Markdown with `name` and `description` (Claude Code; `*.agent.md` of Copilot goes by its file's name).
final class AgentFile {
    private AgentFile() {}

    static Reading read(RepositoryFile file, Documents documents) {
        var sheet = Sheet.read(file, documents);
        var flaws = EnumSet.noneOf(Flaw.class);
        flaws.addAll(sheet.flaws());
        flaws.remove(Flaw.YAML_NOT_STRICT);
        var name = file.wanted().file().file();
        var copilot = Texts.lower(name).endsWith(".agent.md");
        if (sheet.hasFields()) {
            if (!sheet.fields().has("name") && !copilot) {
                flaws.add(Flaw.NAME_MISSING);
            }
            if (!sheet.fields().has("description")) {
                flaws.add(Flaw.DESCRIPTION_MISSING);
            }
        }
        if (!Walk.isAgentByPath(file.path()) && !(sheet.fields().has("name") && sheet.fields().has("description"))) {
            return Reading.NOTHING;
        }
        var facts = sheet.facts(flaws);
        if (!sheet.fields().has("name")) {
            facts.put(Field.TITLE, name.replaceFirst("(?i)(\\.agent)?\\.md$", ""));
        }
        return Reading.of(file.observation(Kind.AGENT, facts), sheet.problems(flaws));
    }
}
