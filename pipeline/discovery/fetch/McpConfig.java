package discovery.fetch;

import discovery.model.Field;
import discovery.model.Kind;
import discovery.model.Observation;
import java.util.ArrayList;
import java.util.List;

/// `.mcp.json` and its like: how to start MCP servers, by name. They are all at the file's place, told apart by name.
final class McpConfig {
    private static final int MOST = 500;

    private McpConfig() {}

    static Reading read(RepositoryFile file, Documents documents) {
        var json = JsonFile.read(file, documents);
        if (!json.isReadable()) {
            return Reading.of(List.of(), json.problems());
        }
        var all = json.content();
        var servers =
                all.has("mcpServers") ? all.at("mcpServers") : all.has("servers") ? all.at("servers") : all;
        // A document with a name of its own is a record in somebody's catalogue: what has an address there is a repository.
        var record = !all.has("mcpServers") && !all.has("servers") && all.text("name").isPresent();
        var found = new ArrayList<Observation>();
        servers.members().forEach((name, server) -> {
            if (found.size() < MOST && (server.has("command") || (!record && server.has("url"))
                    || server.has("serverUrl") || server.has("httpUrl"))) {
                found.add(observation(json, name, server));
            }
        });
        return Reading.of(found, json.problems());
    }

    private static Observation observation(JsonFile json, String name, Foreign server) {
        var command = server.text("command").orElse("");
        var arguments = server.texts("args");
        var facts = json.facts()
                .put(Field.NAME, name)
                .put(Field.DESCRIPTION, server.text("description"))
                .put(Field.REMOTES, server.text("url")
                        .or(() -> server.text("serverUrl"))
                        .or(() -> server.text("httpUrl"))
                        .map(CommandLines::shown))
                .put(Field.PACKAGES, CommandLines.packageOf(command, arguments));
        if (!command.isEmpty()) {
            facts.put(Field.COMMAND_LINES, CommandLines.of(command, arguments));
        }
        return json.file().observation(Kind.MCP_SERVER, facts);
    }
}
