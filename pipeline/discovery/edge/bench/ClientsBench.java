package discovery.edge.bench;

import discovery.edge.serve.StaticServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Real clients of other people read what a night publishes: on loopback, each with an empty home of its own.
///
/// From outside: `BENCH_CORPUS`, for the dated schema of `server.json`; `BENCH_CLIENTS`, a folder with the clients, and
/// `BENCH_NIGHT`, a finished night of the sample, where they are there already.
final class ClientsBench implements Bench {
    private static final Map<String, Integer> TRIED =
            Map.of("skill", 24, "plugin", 14, "mcp-server", 8);
    private static final int SKILLS = 32;

    @Override
    public String name() {
        return "clients";
    }

    @Override
    public String about() {
        return "Claude Code, npx skills, MCP Inspector and registry clients read the sample's documents (BENCH_CORPUS)";
    }

    @Override
    public void run(Setting setting, Consumer<Figure> figures) throws IOException {
        var root = setting.work().resolve("served");
        Files.createDirectories(root);
        root = root.toRealPath();
        try (var server = StaticServer.start(root, 0)) {
            var base = server.url().substring(0, server.url().length() - 1);
            var others = Others.find(setting);
            var night = night(setting);
            var world = LocalWorld.of(night.resolve("world/github"), night.resolve("out/build/skills.jsonl"), root,
                    base);
            claude(setting, others, world, base, figures);
            skills(setting, others, world, base, figures);
            RegistryClients.run(setting, world, base + "/site", figures);
            McpClients.run(setting, others, world, figures);
            AuditedHome.run(setting, world, figures);
        }
    }

    private static Path night(Setting setting) throws IOException {
        var given = setting.from("BENCH_NIGHT");
        if (given.isPresent()) {
            return Path.of(given.get());
        }
        var night = setting.work().resolve("night");
        var environment = Map.of("SKILL_INDEX_CACHE", setting.work().resolve("cache").toString());
        var made = new Command(setting.home(), List.of("scripts/jbang", "pipeline/test/scale.java",
                "manifests/sample/night-1", "1", night.toString()), environment)
                .run(setting.work().resolve("scale.log"));
        var cost = new Command(setting.home(), List.of("scripts/nightly", "--config",
                night.resolve("scaled.yaml").toString(), "--out", night.resolve("out").toString(), "--to", "build"),
                environment).run(setting.work().resolve("night.log"));
        if (made.code() != 0 || cost.code() != 0) {
            throw new IOException("the night failed; see " + setting.work().resolve("night.log"));
        }
        return night;
    }

    private void claude(Setting setting, Others others, LocalWorld world, String base, Consumer<Figure> figures)
            throws IOException {
        var home = Files.createDirectories(setting.work().resolve("home-claude"));
        var environment = Map.of("HOME", home.toString());
        var valid = 0;
        var all = world.documents("claude", "marketplace.json");
        for (var document : all) {
            valid += Run.of(home, environment, List.of(others.claude(), "plugin", "validate", "--strict",
                    world.root().resolve("site").resolve(document).toString())).code() == 0 ? 1 : 0;
        }
        figures.accept(Figure.of(name(), "claude_validated", valid, "marketplaces", "of " + all.size()));
        var added = Run.of(home, environment, List.of(others.claude(), "plugin", "marketplace", "add",
                base + "/site/claude/marketplace.json"));
        if (added.code() != 0) {
            figures.accept(Figure.missing(name(), "claude_installed", "plugins", added.all().strip()));
            return;
        }
        var tried = 0;
        var installed = 0;
        for (var plugin : chosen(setting, world)) {
            tried++;
            var failure = installs(others, home, environment, plugin + "@skill-index");
            installed += failure.isEmpty() ? 1 : 0;
            failure.ifPresent(why -> System.err.println("claude: " + plugin + ": " + why));
        }
        figures.accept(Figure.of(name(), "claude_installed", installed, "plugins", "installed, shown, uninstalled"));
        figures.accept(Figure.of(name(), "claude_tried", tried, "plugins", "skills, plugins, MCP servers"));
    }

    /// @return why it can't be installed, shown and uninstalled; empty: it can
    static Optional<String> installs(
            Others others, Path home, Map<String, String> environment, String plugin) throws IOException {
        for (var verb : List.of("install", "details", "uninstall")) {
            var said = Run.of(home, environment, List.of(others.claude(), "plugin", verb, plugin));
            var shown = !verb.equals("details")
                    || said.out().matches("(?s).*(?:Skills|Agents|Commands|Hooks|MCP servers?|LSP[^(]*)\\s*\\([1-9].*");
            if (said.code() != 0 || !shown) {
                return Optional.of(verb + ": " + said.all().strip());
            }
        }
        return Optional.empty();
    }

    /// Plugins of every kind, the best first; with `--scale N` about so many in all.
    private static List<String> chosen(Setting setting, LocalWorld world) throws IOException {
        var taken = new HashMap<String, Integer>();
        var names = new ArrayList<String>();
        for (var plugin : maps(world.document("claude/marketplace.json"), "plugins")) {
            var kind = plugin.get("metadata") instanceof Map<?, ?> metadata
                    ? String.valueOf(metadata.get("id")).replaceFirst("\\..*", "")
                    : "";
            var most = TRIED.getOrDefault(kind, 0);
            var wanted = setting.scale() > 0 ? Math.min(most, (setting.scale() + 4) / 5) : most;
            if (taken.merge(kind, 1, Integer::sum) <= wanted) {
                names.add(String.valueOf(plugin.get("name")));
            }
        }
        return names;
    }

    private void skills(Setting setting, Others others, LocalWorld world, String base, Consumer<Figure> figures)
            throws IOException {
        var tried = 0;
        var installed = 0;
        var wanted = setting.scale() > 0 ? Math.min(SKILLS, setting.scale()) : SKILLS;
        var places = new ArrayList<>(world.documents("c", "index.json"));
        places.addAll(0, world.documents("s", "index.json").stream().limit(3).toList());
        places.addAll(0, world.documents("p", "index.json"));
        for (var document : places) {
            if (tried >= wanted) {
                break;
            }
            var scope = document.replace("/.well-known/agent-skills/index.json", "");
            var folder = Files.createDirectories(setting.work().resolve("skills").resolve(scope));
            var said = Run.of(folder, Map.of("HOME", folder.toString(), "DISABLE_TELEMETRY", "1", "CI", "1"),
                    List.of(others.node(), others.skills(), "add", base + "/site/" + scope, "--agent", "claude-code",
                            "--skill", "*", "--copy", "-y"));
            for (var skill : maps(world.document(document), "skills")) {
                tried++;
                var good = world.isInstalled(
                        skill, folder.resolve(".claude/skills").resolve(String.valueOf(skill.get("name"))));
                installed += good ? 1 : 0;
                if (!good) {
                    System.err.println("skills: " + scope + " " + skill.get("name") + ": " + said.all().strip());
                }
            }
        }
        figures.accept(Figure.of(name(), "skills_installed", installed, "skills",
                "digests of SKILL.md, or of every file of an archive, compared"));
        figures.accept(Figure.of(name(), "skills_tried", tried, "skills", "by path-scoped indexes"));
    }

    static List<Map<?, ?>> maps(Map<?, ?> document, String key) {
        var maps = new ArrayList<Map<?, ?>>();
        if (document.get(key) instanceof List<?> items) {
            for (var item : items) {
                if (item instanceof Map<?, ?> map) {
                    maps.add(map);
                }
            }
        }
        return maps;
    }
}
