package discovery.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.Kind;
import discovery.model.Observation;
import discovery.model.Problem;
import discovery.model.ProblemKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ManifestTest {
    private static final Pending.Known KNOWN = name -> switch (name) {
        case "other/kit" -> new Answer.Found<>(new Repository(9, "Other/Kit", "", "", Facts.NONE));
        default -> new Answer.Gone<>("gone");
    };

    private static Reading marketplace(String path, String text) {
        var file = Files.file(FileKind.MARKETPLACE, path, Texts.folder(Texts.folder(path)), text);
        var reading = MarketplaceFile.read(file, "", Files.DOCUMENTS);
        var settled = reading.pending().stream().map(pending -> pending.settle(KNOWN)).toList();
        return settled.isEmpty() ? reading : settled.getFirst();
    }

    private static List<String> places(Reading reading) {
        return reading.observations().stream()
                .filter(each -> each.kind().orElseThrow() == Kind.PLUGIN)
                .map(each -> "%d %s".formatted(each.place().repository(), each.place().path()))
                .toList();
    }

    @Test
    void a_plugin_says_who_it_is() {
        var file = Files.file(FileKind.PLUGIN, "p/.claude-plugin/plugin.json", "p",
                """
                {"name": "kit", "displayName": "The Kit", "author": {"name": "A"}, "keywords": ["x"],
                 "version": "1.0"}""");
        var observation = PluginFile.read(file, "# Readme", Files.DOCUMENTS).observations().getFirst();
        assertEquals("p", observation.place().path());
        assertEquals(List.of("kit"), observation.facts().list(Field.NAME));
        assertEquals(List.of("The Kit"), observation.facts().list(Field.TITLE));
        assertEquals(List.of("A"), observation.facts().list(Field.AUTHOR));
        assertEquals(List.of("# Readme"), observation.facts().list(Field.TEXT));
    }

    @Test
    void a_plugin_that_is_no_json_is_still_there() {
        var file = Files.file(FileKind.PLUGIN, ".claude-plugin/plugin.json", "", "{\n \"name\": \"x\",\n}");
        var reading = PluginFile.read(file, "", Files.DOCUMENTS);
        assertEquals(List.of("json-invalid"), reading.observations().getFirst().facts().list(Field.FLAWS));
        assertEquals(ProblemKind.INVALID_JSON, reading.problems().getFirst().kind());
    }

    @Test
    void plugins_live_where_their_sources_lead() {
        var reading = marketplace("m/.claude-plugin/marketplace.json", """
                {"name": "m", "owner": {"name": "o"}, "metadata": {"pluginRoot": "./plugins"}, "plugins": [
                  {"name": "a", "source": "./plugins/a"},
                  {"name": "b", "source": "b"},
                  {"name": "c", "source": {"source": "github", "repo": "other/kit"}},
                  {"name": "d", "source": {"source": "git-subdir", "path": "x/d",
                    "url": "https://github.com/other/kit.git"}},
                  {"name": "e", "source": {"source": "local", "path": "./e"}},
                  {"name": "f", "source": {"source": "npm", "package": "@x/f", "version": "2.0.0"}}]}""");
        assertEquals(List.of("7 m/plugins/a", "7 m/plugins/b", "9 ", "9 x/d", "7 m/e", "0 f@m"), places(reading));
        assertEquals(List.of("npm @x/f 2.0.0"),
                reading.observations().get(5).facts().list(Field.PACKAGES));
    }

    /// Both are refused by Claude Code when the marketplace is added or loaded, whatever its validator says.
    @Test
    void a_marketplace_has_a_name_of_its_own_and_each_plugin_once() {
        var plugins = "\"plugins\": [{\"name\": \"a\", \"source\": \"./a\"}, {\"name\": \"a\", \"source\": \"./b\"}]}";
        assertEquals(List.of("plugin-twice"), flaws("{\"name\": \"mine\", " + plugins));
        assertEquals(List.of("name-reserved"), flaws("{\"name\": \"agent-skills\", \"plugins\": []}"));
        assertEquals(List.of(), flaws("{\"name\": \"mine\", \"plugins\": []}"));
    }

    private static List<String> flaws(String text) {
        return marketplace(".claude-plugin/marketplace.json", text).observations().stream()
                .filter(each -> each.kind().equals(Optional.of(Kind.MARKETPLACE)))
                .flatMap(each -> each.facts().list(Field.FLAWS).stream())
                .toList();
    }

    @Test
    void a_marketplace_knows_its_plugins() {
        var reading = marketplace(".claude-plugin/marketplace.json", """
                {"name": "m", "plugins": [{"name": "a", "source": "./a"}, {"name": "c", "source":
                  {"source": "url", "url": "https://github.com/other/kit.git", "sha": "%s"}}]}"""
                .formatted("e".repeat(40)));
        var marketplace = reading.observations().getLast();
        assertEquals(Kind.MARKETPLACE, marketplace.kind().orElseThrow());
        assertEquals("", marketplace.place().path());
        assertEquals(List.of("plugin 7 a", "plugin 9 "), marketplace.facts().list(Field.MEMBERS));
        assertEquals("e".repeat(40), reading.observations().get(1).place().commit());
    }

    @Test
    void plugins_that_share_a_folder_are_told_apart_by_name() {
        assertEquals(List.of("7 #documents", "7 #examples"), places(marketplace(".claude-plugin/marketplace.json", """
                {"name": "m", "plugins": [{"name": "documents", "source": "./", "strict": false},
                                          {"name": "examples", "source": "./", "strict": false}]}""")));
    }

    @Test
    void a_plugin_whose_repository_is_gone_is_a_problem_and_no_entry() {
        var reading = marketplace(".claude-plugin/marketplace.json", """
                {"name": "m", "plugins": [{"name": "x", "source": {"source": "github", "repo": "no/body"}}]}""");
        assertEquals(List.of(), places(reading));
        assertEquals(
                List.of(new Problem(ProblemKind.DEAD_LINK, "source", "sample/tools/.claude-plugin/marketplace.json",
                        "its plugin `x` leads to no/body, which is not there")),
                reading.problems());
    }

    @Test
    void a_path_out_of_the_repository_is_no_place() {
        var file = Files.file(FileKind.MARKETPLACE, ".claude-plugin/marketplace.json", "", """
                {"name": "m", "plugins": [{"name": "x", "source": "./../../etc"}, {"name": "y"}]}""");
        var reading = MarketplaceFile.read(file, "", Files.DOCUMENTS);
        assertEquals(List.of(ProblemKind.INVALID_SHAPE, ProblemKind.INVALID_SHAPE),
                reading.problems().stream().map(Problem::kind).toList());
    }

    @Test
    void hooks_say_on_what_they_listen_and_what_they_start() {
        var file = Files.file(FileKind.HOOKS, "plugins/guard/hooks/hooks.json", "plugins/guard/hooks/hooks.json", """
                {"description": "Guards.", "hooks": {
                  "PreToolUse": [{"matcher": "Bash", "hooks": [
                    {"type": "command", "command": "guard.sh  --token sk-abcdefghijklmnop"}]}],
                  "Stop": [{"hooks": [{"type": "command", "command": "bye"}]}]}}""");
        var facts = HooksFile.read(file, Files.DOCUMENTS).observations().getFirst().facts();
        assertEquals(List.of("PreToolUse", "Stop"), facts.list(Field.EVENTS));
        assertEquals(List.of("guard.sh --token …", "bye"), facts.list(Field.COMMAND_LINES));
        assertEquals(List.of("guard hooks"), facts.list(Field.TITLE));
    }

    @Test
    void settings_without_hooks_and_other_json_are_left_alone() {
        for (var path : List.of(".claude/settings.json", "src/hooks/useThing.json", "hooks/hooks.json")) {
            var file = Files.file(FileKind.HOOKS, path, path, "{\"permissions\": {}}");
            assertEquals(Reading.NOTHING, HooksFile.read(file, Files.DOCUMENTS), path);
        }
    }

    @Test
    void each_configured_server_is_one_at_the_file() {
        var file = Files.file(FileKind.MCP_CONFIG, ".mcp.json", ".mcp.json", """
                {"mcpServers": {"ctx": {"command": "npx", "args": ["-y", "@up/ctx@1.2.3", "--key", "a b"]},
                                "web": {"type": "http", "url": "https://mcp.example/mcp"}, "odd": 3}}""");
        var found = McpConfig.read(file, Files.DOCUMENTS).observations();
        assertEquals(List.of("ctx", "web"),
                found.stream().map(each -> each.facts().list(Field.NAME).getFirst()).toList());
        assertEquals(List.of("npx -y @up/ctx@1.2.3 --key 'a b'"), found.getFirst().facts().list(Field.COMMAND_LINES));
        assertEquals(List.of("npm @up/ctx 1.2.3"), found.getFirst().facts().list(Field.PACKAGES));
        assertEquals(List.of("https://mcp.example/mcp"), found.getLast().facts().list(Field.REMOTES));
    }

    @Test
    void a_configuration_without_the_outer_key_is_read_too() {
        var file = Files.file(FileKind.MCP_CONFIG, ".mcp.json", ".mcp.json", "{\"git\": {\"command\": \"git-mcp\"}}");
        assertEquals(1, McpConfig.read(file, Files.DOCUMENTS).observations().size());
        var record = Files.file(FileKind.MCP_CONFIG, "servers/mcp.json", "servers/mcp.json", """
                {"name": "Calendar", "repository": {"type": "git", "url": "https://github.com/acme/calendar"}}""");
        assertEquals(List.of(), McpConfig.read(record, Files.DOCUMENTS).observations());
    }

    private static Observation server(String text) {
        var file = Files.file(FileKind.SERVER, "srv/server.json", "srv", text);
        return ServerDocument.read(file, "", Files.DOCUMENTS).pending().getFirst().settle(KNOWN).observations()
                .getFirst();
    }

    @Test
    void a_server_lives_at_the_repository_and_folder_that_it_names() {
        var place = server("""
                {"name": "io.github.o/k", "version": "1", "packages": [], "repository":
                  {"url": "https://github.com/other/kit", "source": "github", "subfolder": "srv/a"}}""").place();
        assertEquals("9 Other/Kit srv/a", "%d %s %s".formatted(place.repository(), place.name(), place.path()));
        assertEquals("", place.blob());
    }

    @Test
    void a_server_file_without_a_usable_repository_lives_where_it_lies() {
        assertEquals("srv",
                server("{\"name\": \"io.github.o/k\", \"version_detail\": {\"version\": \"0.1\"}}").place().path());
    }

    @Test
    void a_file_that_happens_to_be_called_server_json_is_left_alone() {
        var file = Files.file(FileKind.SERVER, "server.json", "", "{\"port\": 80}");
        assertEquals(Reading.NOTHING, ServerDocument.read(file, "", Files.DOCUMENTS));
    }

    @Test
    void old_and_new_spellings_of_packages_are_understood() {
        var facts =
                server("""
                {"name": "a/b", "version_detail": {"version": "0.9"}, "packages": [
                  {"registry_name": "npm", "name": "@x/y", "version": "1.2.3"},
                  {"registry_type": "pypi", "identifier": "z", "version": "2"},
                  {"registryType": "oci", "identifier": "ghcr.io/a/b:1"}],
                  "remotes": [{"type": "sse", "url": "https://r.example"}]}""")
                        .facts();
        assertEquals(List.of("npm @x/y 1.2.3", "pypi z 2", "oci ghcr.io/a/b:1"), facts.list(Field.PACKAGES));
        assertEquals(List.of("https://r.example"), facts.list(Field.REMOTES));
        assertEquals(List.of("0.9"), facts.list(Field.VERSION));
    }
}
