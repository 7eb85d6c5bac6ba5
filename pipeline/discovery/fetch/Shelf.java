package discovery.fetch;

import discovery.model.Observation;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;

/// The last good observations of each source. Safe for several threads at once.
public interface Shelf {
    /// The day of a source's last good observations; empty: there are none.
    Optional<LocalDate> day(String source);

    /// Hands over a source's last good observations.
    void last(String source, Consumer<Observation> each);

    /// Takes what a source says tonight. It replaces what was there when `keep` is called, not before.
    ///
    /// @param line an observation as JSON
    void put(String source, String line);

    /// What was put for this source is its last good observations from now on.
    void keep(String source, LocalDate day);
}
