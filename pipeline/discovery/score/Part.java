package discovery.score;

import java.util.Arrays;
import java.util.Locale;

/// The parts of an entry that rules look at.
public enum Part {
    NAME,
    DESCRIPTION,
    /// Its own text, line by line.
    TEXT,
    /// Tools that it may use without being asked.
    TOOLS,
    /// Command lines that it starts.
    COMMANDS,
    /// Command lines that a client starts for it, on events and without being asked.
    HOOKS,
    /// The events that its hooks wait for.
    EVENTS;

    /// @throws IllegalArgumentException for a word that is none
    static Part of(String word) {
        return Arrays.stream(values())
                .filter(part -> part.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "`%s` is no part of an entry; known: %s".formatted(word, Arrays.toString(values()))));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
