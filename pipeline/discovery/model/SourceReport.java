package discovery.model;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// How a source fared on one night.
///
/// @param things how many observations it gave
/// @param day    day of its data, days since 1970-01-01; empty: it never gave any
/// @param terms  where its terms are written
/// @param note   why its data is not of tonight, one sentence; foreign words may be in it
public record SourceReport(
        String id, SourceKind kind, State state, long things, OptionalLong day, Optional<String> terms,
        Optional<String> note) {
    public enum State {
        /// It answered tonight.
        FRESH,
        /// It did not answer as it should: what it said last stands.
        LAST_GOOD,
        /// It did not answer, and nothing earlier is there.
        FAILED,
        /// Declared, but not read.
        OFF,
        /// Known, but it offers programs no way to read it.
        DECLARED;

        /// Whether the night asked the source.
        public boolean isRead() {
            return switch (this) {
                case FRESH, LAST_GOOD, FAILED -> true;
                case OFF, DECLARED -> false;
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
