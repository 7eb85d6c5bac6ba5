package discovery.site;

import discovery.model.Kind;
import discovery.model.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// How a client takes the entry in, in forms that the real clients were seen to accept. Whatever would need quoting in
/// a shell gets no hint at all: a command that people paste must hold nothing but itself.
///
/// @param how key of the sentence that introduces it
record Install(String how, String text) {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern FOLDER =
            Pattern.compile("[A-Za-z0-9_.][A-Za-z0-9._-]*(?:/[A-Za-z0-9_.][A-Za-z0-9._-]*)*");
    private static final Pattern NPM = Pattern.compile(
            "npm (@?[a-z0-9][a-z0-9._-]*(?:/[a-z0-9][a-z0-9._-]*)?)(?: ([0-9][A-Za-z0-9.+-]*))?");
    private static final Pattern OTHER = Pattern.compile("[^A-Za-z0-9_-]+");
    private static final Pattern ENDS = Pattern.compile("^-+|-+$");
    private static final Pattern REMOTE = Pattern.compile("(?:(streamable-http|sse) )?(https://\\S+)");
    /// Without these the `skills` program takes nothing.
    private static final List<String> NOT_A_SKILL =
            List.of("name-missing", "description-missing", "no-front-matter", "yaml-invalid", "invalid-yaml");

    /// @param marketplaces the marketplaces among the entry's parents
    static List<Install> of(Row.Content content, List<Card> marketplaces) {
        var all = new ArrayList<Install>();
        switch (content.kind()) {
            case SKILL -> skill(content).ifPresent(all::add);
            case PLUGIN -> marketplaces.forEach(market -> plugin(content, market).ifPresent(all::add));
            case MARKETPLACE -> marketplace(content.place(), content.path()).ifPresent(all::add);
            case MCP_SERVER -> {
                content.packages().forEach(text -> npm(content, text).ifPresent(all::add));
                content.remotes().forEach(text -> remote(content, text).ifPresent(all::add));
            }
            case AGENT, COMMAND, HOOK, PACK -> {}
        }
        return List.copyOf(all);
    }

    private static Optional<Install> skill(Row.Content content) {
        var path = content.path();
        var end = path.lastIndexOf('/');
        var isFile = path.substring(end + 1).equalsIgnoreCase("SKILL.md");
        var folder = isFile ? path.substring(0, Math.max(0, end)) : path;
        var takes = content.flaws().stream().noneMatch(NOT_A_SKILL::contains);
        if (!takes || !Links.isRepository(content.place()) || !isFolder(folder)) {
            return Optional.empty();
        }
        return Optional.of(new Install(
                "install.skill",
                "npx skills add " + content.place() + (folder.isEmpty() ? "" : "/" + folder)));
    }

    private static boolean isFolder(String folder) {
        return folder.isEmpty()
                || (FOLDER.matcher(folder).matches() && !("/" + folder + "/").contains("/../"));
    }

    private static Optional<Install> plugin(Row.Content content, Card market) {
        var names = WORD.matcher(content.name()).matches() && WORD.matcher(market.formal()).matches();
        if (!names || !Links.isRepository(market.place())) {
            return Optional.empty();
        }
        return Optional.of(new Install(
                "install.plugin",
                "claude plugin marketplace add " + market.place() + "\n"
                        + "claude plugin install " + content.name() + "@" + market.formal()));
    }

    private static Optional<Install> marketplace(String place, String path) {
        var usual = path.isEmpty() || path.equals(".claude-plugin/marketplace.json") || path.equals(".claude-plugin");
        return Optional.of(place)
                .filter(name -> usual && Links.isRepository(name))
                .map(name -> new Install("install.marketplace", "claude plugin marketplace add " + name));
    }

    private static Optional<Install> npm(Row.Content content, String text) {
        var match = NPM.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        var version = match.group(2);
        var packed = match.group(1) + (version == null ? "" : "@" + version);
        return Optional.of(new Install("install.package", """
                {
                  "mcpServers": {
                    "%s": {
                      "type": "stdio",
                      "command": "npx",
                      "args": ["-y", "%s"]
                    }
                  }
                }""".formatted(serverName(content), packed)));
    }

    private static Optional<Install> remote(Row.Content content, String text) {
        var match = REMOTE.matcher(text);
        if (!match.matches() || Links.web(match.group(2)).isEmpty()) {
            return Optional.empty();
        }
        var named = match.group(1);
        var type = named != null ? named : match.group(2).endsWith("/sse") ? "sse" : "streamable-http";
        return Optional.of(new Install("install.remote", """
                {
                  "mcpServers": {
                    "%s": {
                      "type": "%s",
                      "url": "%s"
                    }
                  }
                }""".formatted(serverName(content), type, match.group(2))));
    }

    /// The last part of the server's name, with nothing in it that JSON or a client would trip over.
    private static String serverName(Row.Content content) {
        var name = Plain.first(content.name(), content.slug());
        var last = OTHER.matcher(name.substring(name.lastIndexOf('/') + 1)).replaceAll("-");
        var cut = ENDS.matcher(last.substring(0, Math.min(last.length(), 60))).replaceAll("");
        return cut.isEmpty() ? content.slug() : cut;
    }
}
