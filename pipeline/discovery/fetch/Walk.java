package discovery.fetch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// From a tree to the files that are worth reading, by their paths alone.
///
/// Where things live: a skill in its folder; an agent, a command, hooks and a configuration of MCP servers in their
/// file; a plugin and a marketplace in the folder above their `.claude-plugin`. Where that folder holds manifests for
/// several clients, the first of them in the order of `MANIFESTS` lives there, and each other one in its own
/// (`.codex-plugin`), because it is another file with other bytes.
final class Walk {
    /// Files of one repository that are read; the largest collection known has 9,800.
    static final int MOST = 20_000;

    private static final Set<String> NEVER = Set.of("node_modules", ".git");
    private static final Set<String> AGENTS = Set.of("agents", "subagents");
    private static final Set<String> COMMANDS = Set.of("commands", "slash-commands");
    /// Prose about agents and commands that lies among them.
    private static final Set<String> PROSE = Set.of(
            "readme.md", "changelog.md", "contributing.md", "claude.md", "agents.md", "license.md", "index.md");
    private static final Set<String> PROSE_OF_COLLECTIONS = Set.of(
            "security.md", "code_of_conduct.md", "architecture.md", "roadmap.md", "support.md", "examples.md");
    private static final Pattern LICENCE = Pattern.compile("(licen[sc]e|copying)([.-].*)?");
    private static final Pattern MANIFEST =
            Pattern.compile("(.*/)?(\\.[a-z]+-plugin|\\.github/plugin|\\.agents/plugins)/(plugin|marketplace)\\.json");
    private static final List<String> MANIFESTS =
            List.of(".claude-plugin", ".github/plugin", ".agents/plugins", ".codex-plugin", ".cursor-plugin");

    /// Folders of a collection that hold something else than the collected.
    private static final Set<String> ASIDE = Set.of(
            "docs", "doc", ".github", "examples", "templates", "tests", "test", "references", "skills", "assets",
            "resources", "scripts", "plugins");
    private static final Pattern AGENT_COLLECTION = Pattern.compile("(?i)(.*[-_.])?(sub-?)?agents");
    private static final Pattern COMMAND_COLLECTION = Pattern.compile("(?i)(.*[-_.])?commands");

    /// @param files what to read, in the order of the paths; a symbolic link stands for the file that it leads to
    /// @param left  how many files were left out because there are more than `MOST`
    /// @param slips how many were left out because their paths are none within a repository
    record Plan(List<Wanted> files, int left, int slips) {}

    private Walk() {}

    /// @param project the repository's own name: one called `commands` is cloned to be a folder of that name
    static Plan plan(String project, Tree tree) {
        var wanted = new ArrayList<Wanted>();
        var manifests = new ArrayList<Manifest>();
        var readmes = new HashMap<String, TreeFile>();
        var slips = 0;
        for (var file : tree.files()) {
            if (!Paths.clean(file.path()).equals(Optional.of(file.path()))) {
                slips++;
                continue;
            }
            if (Arrays.stream(file.path().split("/", -1)).anyMatch(NEVER::contains)) {
                continue;
            }
            var kind = kind(project, file);
            if (Texts.lower(file.file()).equals("readme.md")) {
                readmes.merge(file.folder(), file, Walk::first);
            }
            kind.ifPresent(known -> {
                switch (known) {
                    case SKILL, SERVER -> wanted.add(new Wanted(file, known, file.folder()));
                    case PLUGIN, MARKETPLACE -> manifests.add(manifest(file, known));
                    case AGENT, COMMAND, HOOKS, MCP_CONFIG, README, LICENCE ->
                        wanted.add(new Wanted(file, known, file.path()));
                }
            });
        }
        wanted.addAll(placed(manifests));
        wanted.addAll(described(wanted, readmes));
        wanted.sort(Comparator.comparing(each -> each.file().path()));
        return new Plan(List.copyOf(wanted.subList(0, Math.min(MOST, wanted.size()))),
                Math.max(0, wanted.size() - MOST), slips);
    }

    private static TreeFile first(TreeFile one, TreeFile other) {
        return one.path().compareTo(other.path()) <= 0 ? one : other;
    }

    private static Optional<FileKind> kind(String project, TreeFile file) {
        var path = file.path();
        var name = Texts.lower(file.file());
        if (name.equals("skill.md")) {
            return Optional.of(FileKind.SKILL);
        }
        if (name.endsWith(".md")) {
            return PROSE.contains(name) ? Optional.empty() : markdown(project, path, name);
        }
        if (name.endsWith(".json")) {
            return json(path, name);
        }
        return file.folder().isEmpty() && LICENCE.matcher(name).matches()
                ? Optional.of(FileKind.LICENCE)
                : Optional.empty();
    }

    /// By the innermost folder that tells: `agents/review/commands/x.md` is a command. Where none tells, the name of
    /// the repository may.
    private static Optional<FileKind> markdown(String project, String path, String name) {
        var folders = List.of(path.split("/", -1));
        folders = folders.subList(0, folders.size() - 1);
        for (var folder : folders.reversed()) {
            if (AGENTS.contains(folder)) {
                return Optional.of(FileKind.AGENT);
            }
            if (COMMANDS.contains(folder)) {
                return Optional.of(FileKind.COMMAND);
            }
        }
        if (name.endsWith(".agent.md")) {
            return Optional.of(FileKind.AGENT);
        }
        if (PROSE_OF_COLLECTIONS.contains(name)
                || folders.stream().anyMatch(folder -> ASIDE.contains(folder) || folder.startsWith("."))) {
            return Optional.empty();
        }
        if (folders.size() <= 2 && AGENT_COLLECTION.matcher(project).matches()) {
            return Optional.of(FileKind.AGENT);
        }
        return folders.size() <= 1 && COMMAND_COLLECTION.matcher(project).matches()
                ? Optional.of(FileKind.COMMAND)
                : Optional.empty();
    }

    /// True when an agent's path says that it is one; of other files their front matter must.
    static boolean isAgentByPath(String path) {
        return Texts.lower(path).endsWith(".agent.md")
                || Arrays.stream(Texts.folder(path).split("/", -1)).anyMatch(AGENTS::contains);
    }

    /// The files that a plugin's manifest names as its parts, beside those that lie where every client looks
    /// (Claude Code: docs/plugins-reference.md, "Component path fields"): files, or folders with such files in them.
    ///
    /// @param root the plugin's folder
    static List<Wanted> declared(Foreign plugin, String root, Tree tree) {
        var wanted = new ArrayList<Wanted>();
        declared(plugin.texts("agents"), root, tree, FileKind.AGENT, wanted);
        declared(plugin.texts("commands"), root, tree, FileKind.COMMAND, wanted);
        declared(plugin.texts("skills"), root, tree, FileKind.SKILL, wanted);
        declared(plugin.texts("hooks"), root, tree, FileKind.HOOKS, wanted);
        declared(plugin.texts("mcpServers"), root, tree, FileKind.MCP_CONFIG, wanted);
        return wanted;
    }

    private static void declared(
            List<String> texts, String root, Tree tree, FileKind kind, List<Wanted> wanted) {
        var places = texts.stream()
                .filter(text -> !text.contains("://"))
                .flatMap(text -> Paths.clean(Texts.join(root, text)).stream())
                .filter(path -> !path.isEmpty())
                .collect(Collectors.toSet());
        if (places.isEmpty()) {
            return;
        }
        for (var file : tree.files()) {
            if (places.contains(file.path()) || (places.contains(file.folder()) && isPart(kind, file))) {
                wanted.add(new Wanted(file, kind, kind == FileKind.SKILL ? file.folder() : file.path()));
            }
        }
    }

    /// What counts in a folder that a manifest names.
    private static boolean isPart(FileKind kind, TreeFile file) {
        var name = Texts.lower(file.file());
        return switch (kind) {
            case AGENT, COMMAND -> name.endsWith(".md") && !PROSE.contains(name) && !name.equals("skill.md");
            case SKILL -> name.equals("skill.md");
            case HOOKS, MCP_CONFIG, PLUGIN, MARKETPLACE, SERVER, README, LICENCE -> false;
        };
    }

    /// Some of these names are common; the readers of hooks and servers leave out what is something else.
    private static Optional<FileKind> json(String path, String name) {
        var manifest = MANIFEST.matcher(path);
        if (manifest.matches()) {
            return Optional.of(manifest.group(3).equals("plugin") ? FileKind.PLUGIN : FileKind.MARKETPLACE);
        }
        var folders = List.of(Texts.folder("/" + path).split("/", -1));
        if (name.equals("hooks.json") || folders.contains("hooks") || path.endsWith(".claude/settings.json")) {
            return Optional.of(FileKind.HOOKS);
        }
        if (name.equals(".mcp.json") || name.equals("mcp.json") || folders.contains("mcps")) {
            return Optional.of(FileKind.MCP_CONFIG);
        }
        return name.equals("server.json") ? Optional.of(FileKind.SERVER) : Optional.empty();
    }

    /// @param above  the folder above the client's own
    /// @param client the client's own folder: `.claude-plugin`
    private record Manifest(TreeFile file, FileKind kind, String above, String client) {
        int rank() {
            var rank = MANIFESTS.indexOf(client);
            return rank < 0 ? MANIFESTS.size() : rank;
        }
    }

    private static Manifest manifest(TreeFile file, FileKind kind) {
        var folder = file.folder();
        var two = folder.endsWith(".github/plugin") || folder.endsWith(".agents/plugins");
        var above = two ? Texts.folder(Texts.folder(folder)) : Texts.folder(folder);
        return new Manifest(file, kind, above, above.isEmpty() ? folder : folder.substring(above.length() + 1));
    }

    private static List<Wanted> placed(List<Manifest> manifests) {
        var taken = new HashSet<String>();
        return manifests.stream()
                .sorted(Comparator.comparingInt(Manifest::rank).thenComparing(each -> each.file().path()))
                .map(each -> new Wanted(each.file(), each.kind(), taken.add(each.kind() + " " + each.above())
                        ? each.above()
                        : each.file().folder()))
                .toList();
    }

    /// The READMEs beside plugins, marketplaces and servers: they are the texts of those.
    private static List<Wanted> described(List<Wanted> wanted, Map<String, TreeFile> readmes) {
        return wanted.stream()
                .filter(each -> switch (each.kind()) {
                    case PLUGIN, MARKETPLACE, SERVER -> true;
                    case SKILL, AGENT, COMMAND, HOOKS, MCP_CONFIG, README, LICENCE -> false;
                })
                .map(Wanted::path)
                .distinct()
                .flatMap(folder -> Optional.ofNullable(readmes.get(folder)).stream())
                .map(file -> new Wanted(file, FileKind.README, file.folder()))
                .toList();
    }
}
