package discovery.model;

import java.util.Locale;

/// How a source is read.
public enum SourceKind {
    /// Repositories that carry one of the given topics.
    GITHUB_TOPICS,
    /// Repositories named one by one.
    GITHUB_REPOSITORIES,
    /// An awesome list: a Markdown file whose items link to repositories.
    LIST,
    /// Repositories that hold a `.claude-plugin/marketplace.json`.
    MARKETPLACES,
    /// The official MCP registry, or another that speaks its API.
    MCP_REGISTRY,
    /// Our own curated packs: a folder of YAML files.
    PACKS;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
