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
    private static final Pattern MANIFEST =
            Pattern.compile("(.*/)?(\\.[a-z]+-plugin|\\.github/plugin|\\.agents/plugins)/(plugin|marketplace)\\.json");
    private static final List<String> MANIFESTS =
            List.of(".claude-plugin", ".github/plugin", ".agents/plugins", ".codex-plugin", ".cursor-plugin");

    /// @param files what to read, in the order of the paths
    /// @param links skills that are symbolic links; those are not followed
    /// @param left  how many files were left out because there are more than `MOST`
    record Plan(List<Wanted> files, List<TreeFile> links, int left) {}

    private Walk() {}

    static Plan plan(Tree tree) {
        var wanted = new ArrayList<Wanted>();
        var links = new ArrayList<TreeFile>();
        var manifests = new ArrayList<Manifest>();
        var readmes = new HashMap<String, TreeFile>();
        for (var file : tree.files()) {
            if (Arrays.stream(file.path().split("/", -1)).anyMatch(NEVER::contains)) {
                continue;
            }
            var kind = kind(file);
            if (file.isLink()) {
                kind.filter(FileKind.SKILL::equals).ifPresent(ignored -> links.add(file));
                continue;
            }
            if (Texts.lower(file.file()).equals("readme.md")) {
                readmes.merge(file.folder(), file, Walk::first);
            }
            kind.ifPresent(known -> {
                switch (known) {
                    case SKILL -> wanted.add(new Wanted(file, known, file.folder()));
                    case SERVER -> wanted.add(new Wanted(file, known, file.folder()));
                    case PLUGIN, MARKETPLACE -> manifests.add(manifest(file, known));
                    case AGENT, COMMAND, HOOKS, MCP_CONFIG, README, LICENCE ->
                        wanted.add(new Wanted(file, known, file.path()));
                }
            });
        }
        wanted.addAll(placed(manifests));
        wanted.addAll(described(wanted, readmes));
        wanted.sort(Comparator.comparing(each -> each.file().path()));
        links.sort(Comparator.comparing(TreeFile::path));
        return new Plan(List.copyOf(wanted.subList(0, Math.min(MOST, wanted.size()))), List.copyOf(links),
                Math.max(0, wanted.size() - MOST));
    }

    private static TreeFile first(TreeFile one, TreeFile other) {
        return one.path().compareTo(other.path()) <= 0 ? one : other;
    }

    private static Optional<FileKind> kind(TreeFile file) {
        var path = file.path();
        var name = Texts.lower(file.file());
        if (name.equals("skill.md")) {
            return Optional.of(FileKind.SKILL);
        }
        if (name.endsWith(".md")) {
            return PROSE.contains(name) ? Optional.empty() : markdown(path, name);
        }
        if (name.endsWith(".json")) {
            return json(path, name);
        }
        return file.folder().isEmpty() && name.matches("(licen[sc]e|copying)([.-].*)?")
                ? Optional.of(FileKind.LICENCE)
                : Optional.empty();
    }

    /// By the innermost folder that tells: `agents/review/commands/x.md` is a command.
    private static Optional<FileKind> markdown(String path, String name) {
        var folders = path.split("/", -1);
        for (var i = folders.length - 2; i >= 0; i--) {
            if (AGENTS.contains(folders[i])) {
                return Optional.of(FileKind.AGENT);
            }
            if (COMMANDS.contains(folders[i])) {
                return Optional.of(FileKind.COMMAND);
            }
        }
        return name.endsWith(".agent.md") ? Optional.of(FileKind.AGENT) : Optional.empty();
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
