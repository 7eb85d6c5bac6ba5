package discovery.catalogs;

/// How much a document holds. What clients fetch whole, or file by file, has to stay small at any size of the index.
final class Most {
    /// Plugins of the whole marketplace: Claude Code takes 2 s and 4 MB for ten thousand.
    static final int WHOLE = 20_000;
    static final int TOP = 200;
    static final int CATEGORY = 500;
    /// Skills of an index: `npx skills` fetches every one of them before it shows the list.
    static final int SKILLS = 40;
    /// Servers of the registry: a static list has one page, which clients read whole.
    static final int SERVERS = 2_000;
    static final int CARDS = 1_000;
    static final int CATALOG = 200;

    static final int SUMMARY = 240;
    /// Bounds of the formats.
    static final int SKILL_DESCRIPTION = 1_024;
    static final int SERVER_DESCRIPTION = 100;

    private Most() {}
}
