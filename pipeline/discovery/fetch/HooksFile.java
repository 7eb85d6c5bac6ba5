package discovery.fetch;

import discovery.model.Field;
import discovery.model.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Hooks: commands that a client starts on events (Claude Code's `hooks.json` and settings, Copilot's `hooks.json`).
final class HooksFile {
    private static final int DEPTH = 8;
    private static final List<String> COMMANDS = List.of("command", "bash", "powershell", "prompt", "url");

    private HooksFile() {}

    static Reading read(RepositoryFile file, Documents documents) {
        var json = JsonFile.read(file, documents);
        var hooks = json.content().at("hooks");
        var named = Texts.lower(file.wanted().file().file()).equals("hooks.json");
        if (!hooks.isObject() && !hooks.isList()) {
            // Many files lie in folders called hooks; only of what calls itself hooks.json some are expected.
            if (!named || (json.isReadable() && json.content().isObject() && !json.content().has("hooks"))) {
                return Reading.NOTHING;
            }
            return (json.isReadable() ? json.with(Flaw.SHAPE_INVALID) : json).unreadable(Kind.HOOK);
        }
        var lines = new ArrayList<String>();
        collect(hooks, lines, 0);
        var events = new TreeSet<>(hooks.members().keySet());
        hooks.items().stream().flatMap(hook -> hook.text("event").stream()).forEach(events::add);
        var facts = json.facts()
                .put(Field.NAME, json.content().text("name"))
                .put(Field.TITLE, title(file))
                .put(Field.DESCRIPTION, json.content().text("description"))
                .put(Field.EVENTS, List.copyOf(events))
                .put(Field.COMMAND_LINES, lines.stream().distinct().toList())
                .put(Field.TEXT, file.content().text());
        return Reading.of(file.observation(Kind.HOOK, facts), json.problems());
    }

    private static void collect(Foreign part, List<String> lines, int depth) {
        if (depth > DEPTH) {
            return;
        }
        if (part.isObject()) {
            part.members().forEach((key, member) -> {
                if (COMMANDS.contains(key) && member.text().isPresent()) {
                    lines.add(CommandLines.shown(member.text().orElse("")));
                } else {
                    collect(member, lines, depth + 1);
                }
            });
        } else if (part.isList()) {
            part.items().forEach(item -> collect(item, lines, depth + 1));
        }
    }

    /// `hooks/hooks.json` of a plugin is called after the plugin; any other file after itself.
    private static String title(RepositoryFile file) {
        var stem = file.wanted().file().file().replaceFirst("(?i)\\.json$", "");
        if (!stem.equals("hooks") && !stem.equals("settings")) {
            return stem;
        }
        var folder = file.wanted().file().folder();
        while (folder.equals("hooks") || folder.endsWith("/hooks") || folder.endsWith(".claude")) {
            folder = Texts.folder(folder);
        }
        var name = folder.isEmpty() ? file.repository().project() : folder.substring(folder.lastIndexOf('/') + 1);
        return name + " hooks";
    }
}
