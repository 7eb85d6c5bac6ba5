package discovery.edge.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import discovery.build.Dump;
import discovery.edge.chain.NightRun;
import discovery.edge.json.Json;
import discovery.edge.serve.StaticServer;
import discovery.install.Plan;
import discovery.model.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Claude Code, `npx skills` and the MCP Inspector, unmodified, on what a night over the small world publishes. Each has a
/// home of its own and no login. `scripts/bench clients` tries far more of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealClientsTest {
    private static final Others OTHERS =
            new Others(Path.of("pipeline", "test", "clients", "node_modules").toAbsolutePath());

    @TempDir
    static Path temp;

    private Optional<LocalWorld> served = Optional.empty();
    private Optional<StaticServer> server = Optional.empty();

    @BeforeAll
    void a_night_is_served() throws Exception {
        if (!Files.isDirectory(OTHERS.modules())) {
            var missing = "the packages of pipeline/test/clients are missing; scripts/check installs them";
            if (System.getenv("CI") != null) {
                fail(missing);
            }
            Assumptions.abort(missing);
        }
        Assumptions.assumeTrue(Files.isExecutable(Path.of(OTHERS.claude())) && Files.exists(Path.of(OTHERS.node())),
                "Claude Code and Node are fetched for Linux on x64 alone");
        // Of today, so that it is not out of date.
        var config = temp.resolve("night.yaml");
        var test = Path.of("pipeline", "test", "world").toAbsolutePath();
        Files.writeString(config, Files.readString(test.resolve("first-night.yaml")).replaceAll("(?m)^now:.*\\n", "")
                .replace("{ world: night-1 }", "{ world: %s/night-1 }".formatted(test))
                .replace("keys/", test + "/keys/").replace("[packs]", "[%s/packs]".formatted(test))
                .replace("../../../manifests", Path.of("manifests").toAbsolutePath().toString()));
        var night = temp.resolve("night");
        var ended = NightRun.plain().run(temp.resolve("night-log"), "nightly", "--config", config.toString(), "--out",
                night.toString(), "--to", "sign");
        assertEquals(0, ended.code(), ended.err());
        var root = Files.createDirectories(temp.resolve("served")).toRealPath();
        server = Optional.of(StaticServer.start(root, 0));
        served = Optional.of(LocalWorld.of(Path.of("pipeline/test/world/night-1/github"),
                night.resolve("build/skills.jsonl"), root, base()));
    }

    @AfterAll
    void the_server_ends() {
        server.ifPresent(StaticServer::close);
    }

    private String base() {
        return server.orElseThrow().url().replaceAll("/$", "");
    }

    private LocalWorld world() {
        return served.orElseThrow();
    }

    private Path home(String name) throws IOException {
        return McpClients.home(temp.resolve(name), Files.readAllLines(world().dump()));
    }

    @Test
    void claude_validates_every_marketplace_and_installs_an_entry_of_each_kind() throws IOException {
        var home = Files.createDirectories(temp.resolve("claude"));
        var environment = Map.of("HOME", home.toString());
        var documents = world().documents("claude", "marketplace.json");
        assertTrue(documents.size() > 2, documents.toString());
        for (var document : documents) {
            var said = Run.of(home, environment, List.of(OTHERS.claude(), "plugin", "validate", "--strict",
                    world().root().resolve("site").resolve(document).toString()));
            assertEquals(0, said.code(), () -> document + ": " + said.all());
        }
        var added = Run.of(home, environment, List.of(OTHERS.claude(), "plugin", "marketplace", "add",
                base() + "/site/claude/marketplace.json"));
        assertEquals(0, added.code(), added.all());
        var byKind = new TreeMap<String, String>();
        for (var plugin : ClientsBench.maps(world().document("claude/marketplace.json"), "plugins")) {
            var id = plugin.get("metadata") instanceof Map<?, ?> metadata ? String.valueOf(metadata.get("id")) : "";
            byKind.putIfAbsent(id.replaceFirst("\\..*", ""), String.valueOf(plugin.get("name")));
        }
        assertTrue(byKind.keySet().containsAll(List.of("mcp-server", "plugin", "skill")), byKind.toString());
        for (var name : byKind.values()) {
            assertEquals(Optional.empty(), ClientsBench.installs(OTHERS, home, environment, name + "@skill-index"));
        }
    }

    @Test
    void npx_skills_installs_from_a_scoped_index_what_its_digest_says() throws IOException {
        var document = world().documents("p", "index.json").getFirst();
        var scope = document.replace("/.well-known/agent-skills/index.json", "");
        var folder = Files.createDirectories(temp.resolve("skills"));
        var said = Run.of(folder, Map.of("HOME", folder.toString(), "DISABLE_TELEMETRY", "1", "CI", "1"),
                List.of(OTHERS.node(), OTHERS.skills(), "add", base() + "/site/" + scope, "--agent", "claude-code",
                        "--skill", "*", "--copy", "-y"));
        var skills = ClientsBench.maps(world().document(document), "skills");
        assertFalse(skills.isEmpty());
        assertEquals(List.of("archive", "skill-md"),
                skills.stream().map(each -> String.valueOf(each.get("type"))).sorted().toList());
        for (var skill : skills) {
            assertTrue(world().isInstalled(
                    skill, folder.resolve(".claude/skills").resolve(String.valueOf(skill.get("name")))), said.all());
        }
    }

    @Test
    void the_inspector_lists_and_calls_and_a_hostile_question_is_only_a_question() throws IOException {
        var words = NightRun.plain().words("discover", "mcp", "--home", home("inspected").toString());
        var config = temp.resolve("inspector.json");
        Files.writeString(config, Json.line(Map.of("mcpServers", Map.of("index", Map.of("type", "stdio",
                "command", words.getFirst(), "args", words.subList(1, words.size()))))));
        assertTrue(inspect(config, "--method", "tools/list").contains("install_instructions"));
        assertTrue(inspect(config, "--method", "resources/list").contains("skill://"));
        assertTrue(inspect(config, "--method", "tools/call", "--tool-name", "search", "--tool-arg",
                "query=\" OR 1=1 -- ) NEAR(* ${jndi:x} $(reboot)").contains("hits"));
    }

    private static String inspect(Path config, String... arguments) throws IOException {
        var line = new ArrayList<>(List.of(OTHERS.node(), OTHERS.inspector(), "--cli", "--config", config.toString(),
                "--server", "index"));
        line.addAll(List.of(arguments));
        var said = Run.of(temp, Map.of("HOME", temp.toString(), "MCP_INSPECTOR_SECRET_STORE", "memory",
                "SKILL_INDEX_CACHE", NightRun.plain().environment().getOrDefault("SKILL_INDEX_CACHE", "")), line);
        assertEquals(0, said.code(), said.all());
        return said.out();
    }

    @Test
    void register_tells_claude_which_then_connects_and_unregister_takes_it_out_again() throws IOException {
        var user = Files.createDirectories(temp.resolve("user"));
        var bin = claude("bin");
        var mine = user.resolve(".claude.json");
        Files.writeString(mine, "{\"mcpServers\":{\"mine\":{\"type\":\"stdio\",\"command\":\"true\",\"args\":[]}}}");
        var home = home("registered").toString();
        var said = as(user, bin, NightRun.plain().words("discover", "register", "--home", home));
        assertEquals(0, said.code(), said.all());
        assertTrue(Json.parse(said.out()) instanceof Map<?, ?> shown && shown.containsKey("mcpServers"), said.out());
        assertEquals(List.of("mine", "skill-index"), servers(mine));
        var connected = as(user, bin, List.of(OTHERS.claude(), "mcp", "get", "skill-index"));
        assertTrue(connected.all().contains("Connected"), connected.all());
        var gone = as(user, bin, NightRun.plain().words("discover", "unregister", "--home", home));
        assertEquals(0, gone.code(), gone.all());
        assertEquals(List.of("mine"), servers(mine));
    }

    @Test
    void what_discover_installs_is_found_audited_and_taken_out_again_whatever_its_kind() throws IOException {
        var user = Files.createDirectories(temp.resolve("installs"));
        var bin = claude("bin-installs");
        var home = home("installing");
        var mine = Files.createDirectories(user.resolve(".claude/commands")).resolve("tidy.md");
        Files.writeString(mine, "my own\n");
        var ids = new TreeMap<Kind, String>();
        Dump.read(Files.readAllLines(world().dump()).iterator(), Json::parse).forEachRemaining(row -> {
            if (Plan.isInstallable(row.content()) && row.content().findings().isEmpty()) {
                ids.putIfAbsent(row.content().kind(), row.content().id());
            }
        });
        assertEquals(List.of(Kind.SKILL, Kind.MCP_SERVER, Kind.PLUGIN, Kind.AGENT, Kind.COMMAND),
                List.copyOf(ids.keySet()));
        for (var id : ids.values()) {
            said(user, bin, "install", id, "--yes", "--home", home.toString());
        }
        said(user, bin, "audit", "--home", home.toString());
        assertTrue(Files.readString(user.resolve(".claude/agents/reader.md")).contains("reader"));
        assertFalse(Files.readString(mine).equals("my own\n"));
        try (var skills = Files.list(user.resolve(".claude/skills"))) {
            assertTrue(skills.allMatch(each -> Files.exists(each.resolve("SKILL.md"))));
        }
        var plugins = as(user, bin, List.of(OTHERS.claude(), "plugin", "list"));
        assertTrue(plugins.all().contains("@installed-"), plugins.all());
        assertEquals(1, servers(user.resolve(".claude.json")).size());
        for (var id : ids.values()) {
            said(user, bin, "uninstall", id, "--home", home.toString());
        }
        assertEquals("my own\n", Files.readString(mine));
        assertFalse(Files.exists(user.resolve(".claude/agents/reader.md")));
        try (var skills = Files.list(user.resolve(".claude/skills"))) {
            assertEquals(0, skills.count());
        }
        assertFalse(as(user, bin, List.of(OTHERS.claude(), "plugin", "list")).all().contains("@installed-"));
        assertEquals(List.of(), servers(user.resolve(".claude.json")));
    }

    private void said(Path user, Path bin, String... words) throws IOException {
        var line = new ArrayList<>(List.of("discover"));
        line.addAll(List.of(words));
        var said = as(user, bin, NightRun.plain().words(line.toArray(String[]::new)));
        assertEquals(0, said.code(), () -> line + ": " + said.all());
    }

    @Test
    void the_server_answers_before_and_after_the_sync_that_runs_beside_it() throws Exception {
        var words = NightRun.plain().words("discover", "mcp", "--home", temp.resolve("syncing").toString(), "--from",
                temp.resolve("night/release").toString(), "--root", "pipeline/test/world/keys/root.json");
        var log = temp.resolve("syncing.log").toFile();
        var builder = new ProcessBuilder(words).redirectError(log);
        builder.environment().putAll(NightRun.plain().environment());
        var process = builder.start();
        try (var to = process.outputWriter(); var from = process.inputReader()) {
            ask(to, from, 1, "initialize", Map.of("protocolVersion", "2025-11-25", "capabilities", Map.of(),
                    "clientInfo", Map.of("name", "test", "version", "1")));
            to.write("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n");
            var status = Map.<String, Object>of("name", "sync_status", "arguments", Map.of());
            var number = 2;
            for (; !ask(to, from, number, "tools/call", status).contains("\"synced\":true"); number++) {
                assertTrue(number < 600, () -> said(log.toPath()));
                Thread.sleep(100);
            }
            var found = ask(to, from, number + 1, "tools/call",
                    Map.of("name", "search", "arguments", Map.of("query", "pdf")));
            assertTrue(found.contains("\"name\":\"pdf\""), found);
        }
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        assertEquals(0, process.exitValue(), () -> said(log.toPath()));
    }

    private static String ask(Writer to, BufferedReader from, int number, String method, Map<String, Object> with)
            throws IOException {
        to.write(Json.line(Map.of("jsonrpc", "2.0", "id", number, "method", method, "params", with)) + "\n");
        to.flush();
        return Optional.ofNullable(from.readLine()).orElseThrow(() -> new IOException("the server ended"));
    }

    private static String said(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static Path claude(String name) throws IOException {
        var bin = Files.createDirectories(temp.resolve(name));
        Files.writeString(bin.resolve("claude"), "#!/bin/sh\nexec '%s' \"$@\"\n".formatted(OTHERS.claude()));
        assertTrue(bin.resolve("claude").toFile().setExecutable(true));
        return bin;
    }

    private Run as(Path user, Path bin, List<String> words) throws IOException {
        var environment = new HashMap<>(NightRun.plain().environment());
        environment.put("HOME", user.toString());
        environment.put("GITHUB_SERVER_URL", "file://" + world().root() + "/git");
        environment.put("PATH", bin + ":" + System.getenv("PATH"));
        return Run.of(user, environment, words);
    }

    private static List<String> servers(Path file) throws IOException {
        return Json.parse(Files.readString(file)) instanceof Map<?, ?> map
                && map.get("mcpServers") instanceof Map<?, ?> servers
                        ? servers.keySet().stream().map(String::valueOf).sorted().toList()
                        : List.of();
    }
}
