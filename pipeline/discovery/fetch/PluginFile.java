package discovery.fetch;

import discovery.model.Field;
import discovery.model.Kind;

/// `plugin.json` of a plugin for Claude Code, or of one in that shape for another client.
final class PluginFile {
    private PluginFile() {}

    /// @param readme the text of the README beside the plugin, or empty
    static Reading read(RepositoryFile file, String readme, Documents documents) {
        var json = JsonFile.read(file, documents);
        if (!json.isReadable()) {
            return json.unreadable(Kind.PLUGIN);
        }
        var plugin = json.content();
        var judged = plugin.has("name") ? json : json.with(Flaw.NAME_MISSING);
        judged = plugin.isObject() ? judged : judged.with(Flaw.SHAPE_INVALID);
        var facts = JsonFile.plugin(judged.facts(), plugin).put(Field.TEXT, readme);
        return Reading.of(file.observation(Kind.PLUGIN, facts), judged.problems());
    }
}
