package discovery.edge.bench;

import discovery.edge.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// `discover install` of skills, agents and commands from repositories on this disk; then changes, a revocation and
/// risks are planted, and `discover audit` has to find each.
final class AuditedHome {
    private static final String NAME = "clients";

    private AuditedHome() {}

    static void run(Setting setting, LocalWorld world, Consumer<Figure> figures) throws IOException {
        var home = McpClients.home(setting.work().resolve("home-audit"), Files.readAllLines(world.dump()));
        var user = Files.createDirectories(setting.work().resolve("user"));
        var ids = new ArrayList<String>();
        for (var plugin : ClientsBench.maps(world.document("claude/marketplace.json"), "plugins")) {
            var id = plugin.get("metadata") instanceof Map<?, ?> metadata ? String.valueOf(metadata.get("id")) : "";
            if (id.startsWith("skill.") && ids.size() < 6) {
                ids.add(id);
            }
        }
        for (var id : ids) {
            var said = discover(setting, world, user, "install", id, "--yes", "--home", home.toString());
            if (said.code() != 0) {
                throw new IOException("install " + id + ": " + said.all());
            }
        }
        var planted = plant(home, ids, world);
        var said = discover(setting, world, user, "audit", "--json", "--home", home.toString());
        var found = 0;
        var remarks = Json.parse(said.out()) instanceof Map<?, ?> map ? ClientsBench.maps(map, "remarks")
                : List.<Map<?, ?>>of();
        for (var each : planted.entrySet()) {
            var there = remarks.stream().anyMatch(remark -> each.getKey().equals(remark.get("id"))
                    && each.getValue().equals(String.valueOf(remark.get("what"))));
            found += there ? 1 : 0;
            if (!there) {
                System.err.println("audit: " + each + " not in " + said.all());
            }
        }
        figures.accept(Figure.of(NAME, "audit_found", found, "remarks", "with exit code " + said.code()));
        figures.accept(Figure.of(NAME, "audit_planted", planted.size(), "remarks",
                "changed, missing, added, revoked, risky, newer"));
    }

    /// @return id → what is to be found
    private static Map<String, String> plant(Path home, List<String> ids, LocalWorld world) throws IOException {
        var planted = new HashMap<String, String>();
        Files.writeString(target(home, ids.get(0)).resolve("SKILL.md"), "\nOne line more.\n",
                java.nio.file.StandardOpenOption.APPEND);
        planted.put(ids.get(0), "changed");
        Files.delete(target(home, ids.get(1)).resolve("SKILL.md"));
        planted.put(ids.get(1), "missing");
        Files.writeString(target(home, ids.get(2)).resolve("extra.sh"), "echo\n");
        planted.put(ids.get(2), "added");
        Files.writeString(home.resolve("index/revoked.json"), Json.line(Map.of("revoked", List.of(ids.get(3)))));
        planted.put(ids.get(3), "revoked");
        var lines = new ArrayList<String>();
        for (var line : Files.readAllLines(world.dump())) {
            var next = line;
            if (line.startsWith("{\"id\":\"" + ids.get(4) + "\"")) {
                next = line.replaceFirst(",\"status\":\"[^\"]*\"", "")
                        .replaceFirst(",\"sha256\"", ",\"sha256\"");
                next = withFinding(next);
                planted.put(ids.get(4), "risky");
            } else if (line.startsWith("{\"id\":\"" + ids.get(5) + "\"")) {
                next = line.replaceFirst("\"sha256\":\"[0-9a-f]{64}\"", "\"sha256\":\"" + "0".repeat(64) + "\"");
                planted.put(ids.get(5), "newer");
            }
            lines.add(next);
        }
        Files.delete(home.resolve("index/v1/skills.db"));
        McpClients.home(home, lines);
        return planted;
    }

    private static String withFinding(String line) {
        var finding = "{\"rule\":\"planted\",\"severity\":\"high\",\"line\":1,\"excerpt\":\"x\"}";
        return line.contains("\"findings\":[")
                ? line.replaceFirst("\"findings\":\\[", "\"findings\":[" + finding + ",")
                : line.replaceFirst(",\"first_seen\"", ",\"findings\":[" + finding + "],\"first_seen\"");
    }

    private static Path target(Path home, String id) throws IOException {
        var receipt = Json.parse(Files.readString(home.resolve("installed").resolve(id + ".json")));
        return Path.of(receipt instanceof Map<?, ?> map ? String.valueOf(map.get("target")) : "");
    }

    private static Run discover(Setting setting, LocalWorld world, Path user, String... arguments) throws IOException {
        var words = new ArrayList<>(List.of(setting.home().resolve("scripts/jbang").toString(),
                setting.home().resolve("pipeline/discover.java").toString()));
        words.addAll(List.of(arguments));
        var environment = new HashMap<>(System.getenv());
        environment.put("CLAUDE_CONFIG_DIR", user.toString());
        environment.put("GITHUB_SERVER_URL", "file://" + world.root() + "/git");
        return Run.of(user, environment, words);
    }
}
