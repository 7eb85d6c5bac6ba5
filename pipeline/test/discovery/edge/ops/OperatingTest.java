package discovery.edge.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.cli.OpsOptions;
import discovery.edge.cli.WrongUsage;
import discovery.edge.json.Json;
import discovery.edge.json.Yaml;
import discovery.edge.ledger.Ledgers;
import discovery.edge.sqlite.InfraDb;
import discovery.model.Config;
import discovery.ops.Ledger;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Every command of the ledger, on this repository's own topology and a short history.
class OperatingTest {
    private static final Path CONFIG = Path.of("manifests/sources.yaml");
    private static final List<String> COMMANDS = List.of(
            "server list", "server status github-api", "service list", "service status site",
            "service list --server jsdelivr",
            "route list", "secret list", "status", "health --offline", "health site --offline", "map", "deps night",
            "deps github --reverse", "impact github", "history", "history night", "events",
            "events --service site --since 2026-03-01", "alert", "brief", "incident site-down --offline", "costs",
            "scan");

    @TempDir
    Path out;

    @BeforeEach
    void a_short_history() throws Exception {
        var topology = Ledgers.topology(Path.of("manifests/infra.yaml"), Yaml.read(CONFIG, Config.class));
        var ledger = Ledger.of(topology).next(topology,
                Optional.of(new Ledger.Build("1.0.1", "2026-03-01T03:00:00Z", 100,
                        5, 3, 1, Map.of())),
                List.of(new Ledger.Fact(Optional.empty(), Optional.of(new Ledger.Event(
                        Optional.of("site"), "incident", "error", "it answers 503", Optional.empty(),
                        "2026-03-01T10:00:00Z", Optional.empty(), OptionalLong.empty())))));
        InfraDb.write(Files.createDirectories(out.resolve("build")).resolve("infra.db"), ledger);
    }

    private String said(String... words) throws Exception {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--config", CONFIG.toString(), "--out", out.toString()));
        var options = CommandLine.populateCommand(new OpsOptions(), all.toArray(String[]::new));
        var bytes = new ByteArrayOutputStream();
        var code = new Operating(options, new PrintStream(bytes, true, StandardCharsets.UTF_8)).answer();
        // The site is down here, and `health` says so to programs, too.
        assertEquals(words[0].equals("health") ? 1 : 0, code, all::toString);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void every_command_answers_people_and_programs() throws Exception {
        for (var command : COMMANDS) {
            var words = command.split(" ");
            assertFalse(said(words).isBlank(), command);
            var json = new ArrayList<>(List.of(words));
            json.add("--json");
            assertTrue(Json.parse(said(json.toArray(String[]::new))) instanceof Map<?, ?>, command);
        }
        assertTrue(said("map", "--mermaid").startsWith("graph") || said("map", "--mermaid").startsWith("flowchart"));
        assertThrows(WrongUsage.class, () -> said("nonsense"));
        assertThrows(WrongUsage.class, () -> said("impact"));
    }

    @Test
    void what_happened_is_in_what_is_said() throws Exception {
        assertTrue(said("history").contains("1.0.1"));
        assertTrue(said("events").contains("it answers 503"));
        assertTrue(said("status").contains("unhealthy"), said("status"));
        var incident = said("incident", "the site is down", "--offline");
        assertTrue(incident.contains("it answers 503") && incident.contains(".github/runbooks/cdn-down.md"), incident);
        assertTrue(said("costs").contains("at 10x"));
        assertTrue(said("scan").contains("mcp-registry"));
    }

    @Test
    void the_seven_tables_are_there_for_anybody_with_sqlite() throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + out.resolve("build/infra.db"));
                var tables = connection.createStatement().executeQuery(
                        "select name from sqlite_master where type = 'table' order by name")) {
            var names = new ArrayList<String>();
            while (tables.next()) {
                names.add(tables.getString(1));
            }
            assertTrue(names.containsAll(List.of("deployments", "infra_events", "routes", "secrets_registry", "servers",
                    "service_deps", "services")), names.toString());
        }
    }

    @Test
    void what_is_added_is_written_beside_what_a_person_wrote() throws Exception {
        var infra = out.resolve("infra.yaml");
        Files.copy(Path.of("manifests/infra.yaml"), infra);
        said("server", "add", "backup", "--set", "role=mirror", "--infra", infra.toString());
        said("service", "add", "copy", "--server", "backup", "--infra", infra.toString());
        said("route", "add", "copy.example.org", "--service", "copy", "--infra", infra.toString());
        assertTrue(said("service", "list", "--infra", infra.toString()).contains("copy"));
        assertTrue(said("route", "list", "--infra", infra.toString()).contains("copy.example.org"));
        assertTrue(Files.readString(infra).contains("# Places that somebody runs."));
        assertThrows(Exception.class,
                () -> said("service", "add", "lost", "--server", "nowhere", "--infra", infra.toString()));
    }

    @Test
    void logs_are_packed_after_thirty_days_and_go_after_ninety() throws Exception {
        var logs = Files.createDirectories(out.resolve("logs"));
        for (var days : List.of(1, 40, 100)) {
            var file = Files.writeString(logs.resolve(days + ".jsonl"), "{}\n");
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(days))));
        }
        assertEquals(2, said("logs", "prune").lines().count());
        try (var left = Files.list(logs)) {
            assertEquals(List.of("1.jsonl", "40.jsonl.zst"), left.map(each -> each.getFileName().toString()).sorted()
                    .toList());
        }
        assertEquals("", said("logs", "prune"));
    }

    @Test
    void a_cache_loses_what_is_old_then_what_is_too_much() throws Exception {
        var now = Instant.now();
        for (var days : List.of(1, 2, 50)) {
            var folder = Files.createDirectories(out.resolve("cache/" + days));
            var file = Files.write(folder.resolve("x"), new byte[1_000_000]);
            Files.setLastModifiedTime(file, FileTime.from(now.minus(Duration.ofDays(days))));
        }
        assertEquals(List.of("50"), Keeping.prune(out.resolve("cache"), 30, 100, now).stream().map(Keeping.Kept::name)
                .toList());
        assertEquals(List.of("2"), Keeping.prune(out.resolve("cache"), 30, 1, now).stream().map(Keeping.Kept::name)
                .toList());
    }
}
