package discovery.install;

import discovery.catalogs.Launch;
import discovery.catalogs.Setting;
import discovery.catalogs.Source;
import discovery.model.CanonicalJson;
import discovery.model.Kind;
import discovery.model.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// One way to take an entry in.
///
/// @param client who takes it: `discover`, `skills`, `claude-code`, `mcp-json`
/// @param text   a command line, or JSON for a client's configuration; never anything that a shell would read otherwise
public record Way(String client, String text) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.@/-]+");

    /// The ways for an entry, the best first; none for what can't be installed on its own.
    public static List<Way> of(Row.Content content) {
        var ways = new ArrayList<Way>();
        if (Plan.isInstallable(content)) {
            ways.add(new Way("discover", "discover install " + content.id()));
        }
        var pinned = Source.isPlace(content.place()) && Source.isPath(content.path());
        if (content.kind() == Kind.SKILL && pinned && PLAIN.matcher("x" + content.path()).matches()) {
            ways.add(new Way("skills", "npx skills add " + content.place()
                    + (content.path().isEmpty() ? "" : "/" + content.path())));
        }
        if (content.kind() == Kind.MCP_SERVER) {
            Launch.of(content.packages(), content.remotes()).ifPresent(launch -> ways.add(new Way("mcp-json",
                    CanonicalJson.of(Map.of("mcpServers",
                            Map.of(Launch.serverName(content.name(), content.slug()), launch))))));
        }
        if (content.kind() == Kind.MARKETPLACE && pinned && content.path().isEmpty()) {
            ways.add(new Way("claude-code", "claude plugin marketplace add " + content.place()));
        }
        if (ways.isEmpty() && pinned && Source.isCommit(content.commit())) {
            ways.add(new Way("browser", Setting.GITHUB + "/" + content.place() + "/tree/" + content.commit()));
        }
        return List.copyOf(ways);
    }
}
