package discovery.merge;

import discovery.model.Field;
import discovery.model.Observation;
import discovery.model.SourceKind;
import java.util.Arrays;
import java.util.Locale;

/// In what capacity a source speaks of a thing; precedence is written over these (`manifests/merge.yaml`).
public enum Witness {
    /// The thing's own file.
    FILE,
    /// A registry in which its author entered it.
    REGISTRY,
    /// A marketplace that offers it.
    LISTING,
    /// What GitHub knows of the repository.
    REPOSITORY,
    /// Somebody's list, or one of our packs.
    LIST;

    static Witness of(Observation observation, SourceKind source) {
        if (observation.facts().has(Field.SHA256)) {
            return FILE;
        }
        return switch (source) {
            case MCP_REGISTRY, DOCKER_REGISTRY -> REGISTRY;
            case LIST, PACKS, GLAMA, CLAUDE_PLUGINS, SKILLSMP, DECLARED -> LIST;
            case GITHUB_TOPICS, GITHUB_CODE, GITHUB_REPOSITORIES, DIRECTORY ->
                observation.kind().isPresent() && !observation.facts().has(Field.STARS) ? LISTING : REPOSITORY;
            case MARKETPLACES -> LISTING;
        };
    }

    /// @throws IllegalArgumentException for a word that is none
    public static Witness of(String word) {
        return Arrays.stream(values())
                .filter(witness -> witness.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "`%s` is no witness; known: %s".formatted(word, Arrays.toString(values()))));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
