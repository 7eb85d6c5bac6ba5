package discovery.model;

import java.util.Comparator;
import java.util.Optional;

/// What one source said of one thing on one night; never edited.
///
/// @param source id of the source in the configuration
/// @param kind   what the thing is; empty when it speaks of a repository as a whole
/// @param place  where the thing lives
/// @param facts  what the source says of it
public record Observation(String source, Optional<Kind> kind, Place place, Facts facts) {
    /// Repository by repository, first what is said of the repository, then thing by thing, source by source.
    public static final Comparator<Observation> ORDER = Comparator.comparing(Observation::key);

    public static Observation ofRepository(String source, Place place, Facts facts) {
        return new Observation(source, Optional.empty(), place, facts);
    }

    public static Observation of(String source, Kind kind, Place place, Facts facts) {
        return new Observation(source, Optional.of(kind), place, facts);
    }

    /// A text that orders observations: those of one thing stand together, after those of its repository. Its parts are
    /// set apart by U+0001, which sorts before whatever a path may hold.
    public String key() {
        var number = Long.toString(place.repository());
        return String.join("\u0001", "0".repeat(Math.max(0, 19 - number.length())) + number,
                kind.map(Kind::toString).orElse(""), place.path().replaceAll("\\p{Cntrl}", " "), source);
    }
}
