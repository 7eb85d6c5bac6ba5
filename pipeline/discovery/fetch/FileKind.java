package discovery.fetch;

/// What a file of a repository is to us.
enum FileKind {
    SKILL, PLUGIN, MARKETPLACE, AGENT, COMMAND, HOOKS, MCP_CONFIG, SERVER, README, LICENCE;

    private static final int MIB = 1 << 20;

    /// Bytes above which such a file is not read. Real texts stay below 300 KiB, real documents below 1 MiB.
    long most() {
        return switch (this) {
            case SKILL, AGENT, COMMAND, README, LICENCE -> MIB;
            case PLUGIN, MARKETPLACE, HOOKS, MCP_CONFIG, SERVER -> 8 * MIB;
        };
    }
}
