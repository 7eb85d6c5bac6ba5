package discovery.score;

import discovery.model.SourceKind;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// What an entry is judged beside.
///
/// @param crowd  who else comes from the same place
/// @param own    ids of sources in which an author enters a thing himself (topics): together they say no more than that
/// @param today  days since 1970-01-01
public record Context(Crowd crowd, Set<String> own, long today) {
    public Context {
        own = Set.copyOf(own);
    }

    /// Sources that speak for themselves: none of them is the author's own word.
    SortedSet<String> independent(Iterable<String> sources) {
        var independent = new TreeSet<String>();
        sources.forEach(source -> {
            if (!own.contains(source)) {
                independent.add(source);
            }
        });
        return independent;
    }

    /// The sources of a configuration in which authors enter things themselves.
    public static Set<String> own(Map<String, SourceKind> sources) {
        var own = new TreeSet<String>();
        sources.forEach((id, kind) -> {
            switch (kind) {
                // A directory that crawls GitHub says no more than a search does.
                case GITHUB_TOPICS, GITHUB_CODE, GLAMA, CLAUDE_PLUGINS, SKILLSMP, DIRECTORY -> own.add(id);
                case GITHUB_REPOSITORIES, LIST, MARKETPLACES, MCP_REGISTRY, DOCKER_REGISTRY, PACKS, DECLARED -> {
                    // Somebody chose it, or a registry checked whose it is.
                }
            }
        });
        return own;
    }
}
