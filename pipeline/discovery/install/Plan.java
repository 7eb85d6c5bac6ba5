package discovery.install;

import discovery.catalogs.Launch;
import discovery.catalogs.Source;
import discovery.model.Row;
import java.util.Locale;
import java.util.Map;

/// What an installation does.
public sealed interface Plan {
    /// The folder of a skill, at the commit that was read, copied below the client's `skills`.
    ///
    /// @param folder name of the new folder
    record Folder(Row.Content content, String folder) implements Plan {}

    /// One file, at the commit that was read, copied below the client's `agents` or `commands`.
    record File(Row.Content content, String parent, String name) implements Plan {}

    /// A server's configuration under a name.
    record Server(Row.Content content, String name, Map<String, Object> launch) implements Plan {}

    /// A plugin, through a marketplace of this one entry.
    record Plugin(Row.Content content) implements Plan {}

    /// It can't be installed, and why.
    record None(String why) implements Plan {}

    static boolean isInstallable(Row.Content content) {
        return !(of(content) instanceof None);
    }

    static Plan of(Row.Content content) {
        return switch (content.kind()) {
            case SKILL -> isRead(content) ? new Folder(content, folder(content)) : unread();
            case AGENT -> isRead(content) ? new File(content, "agents", Source.file(content.path())) : unread();
            case COMMAND -> isRead(content) ? new File(content, "commands", Source.file(content.path())) : unread();
            case PLUGIN -> isRead(content) ? new Plugin(content) : unread();
            case MCP_SERVER -> Launch.of(content.packages(), content.remotes())
                    .<Plan>map(launch -> new Server(
                            content, Launch.serverName(content.name(), content.slug()), launch))
                    .orElseGet(() -> new None("it names neither an address nor a package with a version"));
            case MARKETPLACE -> new None("a marketplace is added to Claude Code, not installed");
            case HOOK -> new None("a hook is part of a plugin; install the plugin, or read it and add it yourself");
            case PACK -> new None("a pack is a list; install what is in it");
        };
    }

    private static boolean isRead(Row.Content content) {
        return Source.isPlace(content.place()) && Source.isCommit(content.commit()) && Source.isPath(content.path())
                && content.sha256().matches("[0-9a-f]{64}")
                && Source.file("/" + content.path()).matches("(?![.-])[^:*?|<>]*");
    }

    private static Plan unread() {
        return new None("nothing pins what you would get: the index has not read it");
    }

    private static String folder(Row.Content content) {
        var name = content.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        var cut = name.substring(0, Math.min(name.length(), 64)).replaceAll("-+$", "");
        return cut.isEmpty() ? content.slug() : cut;
    }
}
