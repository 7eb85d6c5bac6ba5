package discovery.edge.bench;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Why our verdict on a skill and the reference validator's differ.
///
/// Both are sets of rule ids. The reference stops at front matter that it can't read (`unreadable`,
/// `front-matter-missing`, `not-a-mapping`); we read on as leniently as clients do, and note the rest as well.
public final class SpecDifference {
    /// The same.
    public static final String NONE = "same";
    public static final String UNEXPLAINED = "unexplained";

    /// Flaws with which the reference can't read front matter.
    private static final Set<String> UNREADABLE = Set.of("yaml-invalid", "yaml-not-strict", "front-matter-dashes",
            "front-matter-missing", "front-matter-not-first", "byte-order-mark", "shape-invalid", "empty");
    private static final Set<String> STOPS = Set.of("unreadable", "front-matter-missing", "not-a-mapping");

    /// The reference ends front matter at `---` wherever it stands; clients, and we, at a line that is nothing else.
    public static final String CLOSED_BY_MORE = "closed-by-more-than-three-hyphens";
    private static final Pattern LONG_FENCE = Pattern.compile("---\n(?:(?!---\n).*\n)*?----");

    private SpecDifference() {}

    /// @param ours   our flaws
    /// @param theirs what the reference says
    /// @param text   of the file
    /// @return `same`, `unexplained`, or one of the names that `SpecDifferenceTest` explains
    public static String of(Set<String> ours, Set<String> theirs, String text) {
        var mine = new TreeSet<>(ours);
        var unreadable = mine.removeAll(UNREADABLE);
        if (theirs.stream().anyMatch(STOPS::contains)) {
            return unreadable ? NONE : UNEXPLAINED;
        }
        if (unreadable) {
            return mine.isEmpty() && LONG_FENCE.matcher(text).lookingAt() ? CLOSED_BY_MORE : UNEXPLAINED;
        }
        return mine.equals(theirs) ? NONE : UNEXPLAINED;
    }
}
