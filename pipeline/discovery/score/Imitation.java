package discovery.score;

import discovery.model.Judgement.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds owners whose names only look like a known one: `anthroplcs`, `micros0ft`. Such an entry is shown and said to be
/// so, never merged with the one that it imitates.
final class Imitation {
    static final String RULE = "imitates-owner";
    private static final int SHORTEST = 6;

    private final List<String> known;

    Imitation(List<String> known) {
        this.known = known;
    }

    Optional<Finding> look(String owner) {
        var name = owner.toLowerCase(Locale.ROOT);
        if (name.isEmpty() || known.contains(name)) {
            return Optional.empty();
        }
        return known.stream()
                .filter(other -> skeleton(name).equals(skeleton(other))
                        || (other.length() >= SHORTEST && isSwapped(name, other)))
                .findFirst()
                .map(other -> new Finding(RULE, "medium", 1, "%s looks like %s".formatted(name, other)));
    }

    /// The name with signs that look alike made the same.
    static String skeleton(String name) {
        return name.replace("-", "").replace("rn", "m").replace("vv", "w").replace('0', 'o').replace('1', 'l')
                .replace('i', 'l').replace('5', 's').replace('3', 'e');
    }

    /// Two neighbours changed places.
    private static boolean isSwapped(String name, String other) {
        if (name.length() != other.length()) {
            return false;
        }
        var at = 0;
        while (at < name.length() && name.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at + 1 < name.length() && name.charAt(at) == other.charAt(at + 1)
                && name.charAt(at + 1) == other.charAt(at)
                && name.substring(at + 2).equals(other.substring(at + 2));
    }
}
