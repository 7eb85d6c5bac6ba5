package discovery.edge.bench;

import discovery.build.Dump;
import discovery.edge.json.Json;
import discovery.edge.search.Finder;
import discovery.edge.sqlite.SkillsDb;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// `discover mcp`: called by the MCP Inspector, and measured at 50,000 entries.
final class McpClients {
    private static final String NAME = "clients";
    private static final int ENTRIES = 50_000;
    private static final int CALLS = 200;
    private static final List<String> QUESTIONS = List.of(
            "fill pdf forms", "spreadsheet formulas", "postgres query plans", "commit message", "review code security",
            "weather map", "translate text", "terraform cloud cost", "unit tests", "design colours");

    private McpClients() {}

    static void run(Setting setting, Others others, LocalWorld world, Consumer<Figure> figures) throws IOException {
        var small = home(setting.work().resolve("home-mcp"), Files.readAllLines(world.dump()));
        inspector(setting, others, small, figures);
        var large = home(setting.work().resolve("home-large"), times(Files.readAllLines(world.dump()), ENTRIES));
        measure(setting, large, figures);
    }

    /// A home with one build, made of the lines of a dump.
    static Path home(Path home, List<String> lines) throws IOException {
        var build = Files.createDirectories(home.resolve("index/v1"));
        var rows = Dump.read(lines.iterator(), Json::parse);
        SkillsDb.write(build.resolve("skills.db"), rows, rows.header());
        Files.writeString(home.resolve("index/current"), "v1\n");
        return home;
    }

    /// So many entries, each a variant of one of these under an id, slug and slot of its own, related to none.
    private static List<String> times(List<String> lines, int entries) {
        var all = new ArrayList<String>();
        var originals = (lines.size() - 1) / 2;
        var copies = entries / originals + 1;
        for (var i = 1; i + 1 < lines.size(); i += 2) {
            var content = lines.get(i).replaceAll(",\"(?:members|parents)\":\\[[^\\]]*]", "")
                    .replaceAll(",\"original\":\"[^\"]*\"", "");
            for (var copy = 0; copy < copies && (all.size() / 2) < entries; copy++) {
                var mark = "%04d".formatted(copy);
                all.add(content.replaceFirst("\"id\":\"([^\"]+)\",\"slot\":[0-9]+",
                        "\"id\":\"$1" + mark + "\",\"slot\":" + all.size() / 2)
                        .replaceFirst("\"slug\":\"([^\"]+)\"", "\"slug\":\"$1-" + mark + "\""));
                all.add(lines.get(i + 1));
            }
        }
        var count = all.size() / 2;
        all.addFirst(lines.getFirst().replaceFirst("\"entries\":[0-9]+,\"next_slot\":[0-9]+",
                "\"entries\":" + count + ",\"next_slot\":" + count));
        return all;
    }

    private static List<String> server(Setting setting, Path home) {
        return List.of(setting.home().resolve("scripts/jbang").toString(),
                setting.home().resolve("pipeline/discover.java").toString(), "mcp", "--home", home.toString());
    }

    private static void inspector(Setting setting, Others others, Path home, Consumer<Figure> figures)
            throws IOException {
        var words = server(setting, home);
        // Once before, so that nobody waits for it to be compiled.
        Run.of(setting.work(), System.getenv(), words);
        var config = setting.work().resolve("inspector.json");
        Files.writeString(config, Json.line(Map.of("mcpServers", Map.of("index", Map.of("type", "stdio",
                "command", words.getFirst(), "args", words.subList(1, words.size()))))));
        var id = first(home);
        var asked = new ArrayList<Asked>();
        asked.add(new Asked("sync_status", true, List.of("--method", "tools/list")));
        asked.add(call("search", "hits", "query=pdf forms"));
        asked.add(call("show", "entry", "id=" + id));
        asked.add(call("recommend", "hits", "task=review code for security"));
        asked.add(call("related", "hits", "id=" + id));
        asked.add(call("check", "verdict", "id=" + id));
        asked.add(call("install_instructions", "ways", "id=" + id));
        asked.add(call("learn", "first-steps"));
        asked.add(call("sync_status", "synced"));
        asked.add(new Asked("skill://", true, List.of("--method", "resources/list")));
        asked.add(new Asked("skill://{id}", true, List.of("--method", "resources/templates/list")));
        asked.add(new Asked("commit", true, List.of("--method", "resources/read", "--uri", "skill://" + id)));
        asked.add(call("search", "hits", "query=\" OR 1=1 -- ) NEAR(* ${jndi:x} $(reboot)"));
        asked.add(new Asked("no such entry", false, List.of("--method", "tools/call", "--tool-name", "show",
                "--tool-arg", "id=../../etc/passwd'; DROP TABLE entries; --")));
        asked.add(new Asked("", false, List.of("--method", "resources/read", "--uri", "skill://../../etc/passwd")));
        var environment = new java.util.HashMap<>(System.getenv());
        environment.put("MCP_INSPECTOR_SECRET_STORE", "memory");
        var passed = 0;
        for (var each : asked) {
            var line = new ArrayList<>(List.of(others.node(), others.inspector(), "--cli", "--config",
                    config.toString(), "--server", "index"));
            line.addAll(each.arguments());
            var said = Run.of(setting.work(), environment, line);
            var good = said.all().contains(each.expected()) && (said.code() == 0 || !each.succeeds());
            passed += good ? 1 : 0;
            if (!good) {
                System.err.println("inspector: " + each.arguments() + ": " + said.all().strip());
            }
        }
        var ended = Run.of(setting.work(), System.getenv(), words);
        passed += ended.code() == 0 ? 1 : 0;
        figures.accept(Figure.of(NAME, "mcp_calls_passed", passed, "calls", "MCP Inspector 2.12.0"));
        figures.accept(Figure.of(NAME, "mcp_calls_total", asked.size() + 1, "calls",
                "every tool, resources, hostile arguments, end of input"));
    }

    private record Asked(String expected, boolean succeeds, List<String> arguments) {}

    private static Asked call(String tool, String expected, String... arguments) {
        var words = new ArrayList<>(List.of("--method", "tools/call", "--tool-name", tool));
        for (var argument : arguments) {
            words.addAll(List.of("--tool-arg", argument));
        }
        return new Asked(expected, true, words);
    }

    private static String first(Path home) throws IOException {
        try (var reader = discovery.edge.sqlite.SkillsDbReader.open(home.resolve("index/v1/skills.db"))) {
            return Finder.byWords(reader, "pdf", 1).getFirst().id();
        }
    }

    private static void measure(Setting setting, Path home, Consumer<Figure> figures) throws IOException {
        var against = ENTRIES + " entries";
        var starts = new ArrayList<Double>();
        for (var i = 0; i < 3; i++) {
            try (var talk = new Talk(server(setting, home))) {
                starts.add(talk.started());
            }
        }
        starts.sort(null);
        figures.accept(
                Figure.of(NAME, "mcp_start_ms", starts.get(1), "ms", "to the first answer, median of 3; " + against));
        try (var talk = new Talk(server(setting, home))) {
            talk.started();
            talk.pause();
            figures.accept(Figure.of(NAME, "mcp_idle_mib", talk.resident(), "MiB", against));
            var times = new ArrayList<Double>();
            for (var i = 0; i < CALLS; i++) {
                times.add(talk.ask("tools/call", Map.of("name", "search", "arguments",
                        Map.of("query", QUESTIONS.get(i % QUESTIONS.size())))));
            }
            figures.accept(Figure.of(NAME, "mcp_active_mib", talk.resident(), "MiB", "after " + CALLS + " calls"));
            var last = times.subList(CALLS / 10, CALLS).stream().sorted().toList();
            figures.accept(Figure.of(NAME, "mcp_p95_ms", last.get(last.size() * 95 / 100), "ms",
                    "search, " + last.size() + " calls after " + CALLS / 10 + ", " + against));
        }
    }

    /// One conversation with the server.
    private static final class Talk implements AutoCloseable {
        private final Process process;
        private final Writer to;
        private final BufferedReader from;
        private final long begun = System.nanoTime();
        private int number;

        Talk(List<String> words) throws IOException {
            var builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD);
            // As `discover register` has clients start it.
            builder.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
            process = builder.start();
            to = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
            from = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        /// Milliseconds from the process's start to its first answer.
        double started() throws IOException {
            ask("initialize", Map.of("protocolVersion", "2025-11-25", "capabilities", Map.of(), "clientInfo",
                    Map.of("name", "bench", "version", "1")));
            var time = (System.nanoTime() - begun) / 1e6;
            to.write("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n");
            to.flush();
            return time;
        }

        /// Milliseconds from a question to its answer.
        double ask(String method, Map<String, Object> parameters) throws IOException {
            var start = System.nanoTime();
            to.write(
                    Json.line(Map.of("jsonrpc", "2.0", "id", ++number, "method", method, "params", parameters)) + "\n");
            to.flush();
            var line = Optional.ofNullable(from.readLine()).orElseThrow(() -> new IOException("the server ended"));
            if (line.contains("\"isError\":true") || line.contains("\"error\":")) {
                throw new IOException("the server said: " + line);
            }
            return (System.nanoTime() - start) / 1e6;
        }

        void pause() throws IOException {
            try {
                Thread.sleep(3_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }

        /// MiB of the process that answers: the shell has become it.
        double resident() throws IOException {
            for (var line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1_024;
                }
            }
            throw new IOException("no VmRSS");
        }

        @Override
        public void close() throws IOException {
            to.close();
            try {
                if (!process.waitFor(15, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IOException("the server did not end with its input");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }
}
