package discovery.fetch;

import discovery.model.Field;
import discovery.model.Kind;
import java.util.EnumSet;

/// A slash command: Markdown whose file name is the command. Front matter is welcome, not asked for (Claude Code).
final class CommandFile {
    private CommandFile() {}

    static Reading read(RepositoryFile file, Documents documents) {
        var sheet = Sheet.read(file, documents);
        var flaws = EnumSet.noneOf(Flaw.class);
        flaws.addAll(sheet.flaws());
        flaws.remove(Flaw.FRONT_MATTER_MISSING);
        flaws.remove(Flaw.YAML_NOT_STRICT);
        var facts = sheet.facts(flaws).put(Field.NAME, file.wanted().file().file().replaceFirst("(?i)\\.md$", ""));
        sheet.fields().text("name").ifPresent(title -> facts.put(Field.TITLE, Texts.line(title)));
        return Reading.of(file.observation(Kind.COMMAND, facts), sheet.problems(flaws));
    }
}
