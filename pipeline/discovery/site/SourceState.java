package discovery.site;

import discovery.model.SourceKind;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// How a source fared on this night.
///
/// @param things how many things its data names
/// @param day    day of its data, days since 1970-01-01; empty: it never gave any
/// @param terms  where its terms are written
/// @param note   why its data is not of tonight, one sentence; foreign words may be in it
public record SourceState(
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

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
