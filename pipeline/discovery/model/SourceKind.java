package discovery.model;

import java.util.Locale;

/// How a source is read.
public enum SourceKind {
    /// Repositories that carry one of the given topics.
    GITHUB_TOPICS,
    /// Repositories in which a search for files finds one.
    GITHUB_CODE,
    /// Repositories named one by one.
    GITHUB_REPOSITORIES,
    /// An awesome list: a Markdown file whose items link to repositories.
    LIST,
    /// Repositories that hold a `.claude-plugin/marketplace.json`.
    MARKETPLACES,
    /// The official MCP registry, or another that speaks its API.
    MCP_REGISTRY,
    /// Docker's catalogue of MCP servers: a repository with `servers/NAME/server.yaml`.
    DOCKER_REGISTRY,
    /// The directory of MCP servers at glama.ai.
    GLAMA,
    /// The directory of skills at claude-plugins.dev.
    CLAUDE_PLUGINS,
    /// The directory of skills at skillsmp.com.
    SKILLSMP,
    /// A folder on this machine: a checkout of one's own skills, plugins or marketplace.
    DIRECTORY,
    /// A place that is known and has no way for programs to read it.
    DECLARED,
    /// Our own curated packs: a folder of YAML files.
    PACKS;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
