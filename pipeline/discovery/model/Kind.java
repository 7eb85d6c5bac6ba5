package discovery.model;

import java.util.Arrays;
import java.util.Optional;

/// What an entry is. The word is the same in JSON, SQL, ids and pages.
public enum Kind {
    SKILL("skill", "skills"),
    MCP_SERVER("mcp-server", "servers"),
    PLUGIN("plugin", "plugins"),
    MARKETPLACE("marketplace", "marketplaces"),
    AGENT("agent", "agents"),
    COMMAND("command", "commands"),
    HOOK("hook", "hooks"),
    PACK("pack", "packs");

    private final String word;
    private final String folder;

    Kind(String word, String folder) {
        this.word = word;
        this.folder = folder;
    }

    /// The kind with this word; empty for any other text.
    public static Optional<Kind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /// The plural that names the kind's folder in URLs: `skills`, `servers`, …
    public String folder() {
        return folder;
    }

    @Override
    public String toString() {
        return word;
    }
}
