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
        return group(place.repository(), kind.map(Kind::toString).orElse("")) + plain(place.path()) + "\u0001" + source;
    }

    /// How the keys begin of all that is said of one repository's things of one kind.
    public static String group(long repository, String kind) {
        var number = Long.toString(repository);
        return "0".repeat(Math.max(0, 19 - number.length())) + number + "\u0001" + kind + "\u0001";
    }

    /// The text with a space for each control character.
    private static String plain(String text) {
        var plain = text.toCharArray();
        for (var i = 0; i < plain.length; i++) {
            plain[i] = plain[i] < ' ' || plain[i] == 0x7F ? ' ' : plain[i];
        }
        return new String(plain);
    }
}
