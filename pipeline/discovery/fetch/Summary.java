package discovery.fetch;

import discovery.model.SourceKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What came of a night's collecting, source by source, in the order of the configuration.
public record Summary(List<OfSource> sources) {
    public enum State {
        /// All of it was read tonight.
        FRESH,
        /// It failed, and its last good observations stand in.
        LAST_GOOD,
        /// It failed, and there is nothing to stand in, or only what could be had tonight.
        FAILED
    }

    /// What came of one source.
    ///
    /// @param seen observations under this source's id
    /// @param day  of its data; empty: there is none
    /// @param note why it is not fresh, one sentence; empty when it is
    public record OfSource(String id, SourceKind kind, State state, long seen, Optional<LocalDate> day, String note) {}
}
