package discovery.score;

import java.util.Arrays;
import java.util.Locale;

/// The parts of a score, in the order in which files and pages give them.
public enum PartName {
    ADOPTION,
    FRESHNESS,
    MAINTENANCE,
    DOCUMENTATION,
    VALIDITY,
    LICENCE,
    CORROBORATION,
    ORIGINALITY,
    SAFETY;

    /// @throws IllegalArgumentException for a word that is none
    public static PartName of(String word) {
        return Arrays.stream(values())
                .filter(part -> part.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "`%s` is no part of a score; known: %s".formatted(word, Arrays.toString(values()))));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
