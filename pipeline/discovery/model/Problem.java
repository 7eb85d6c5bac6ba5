package discovery.model;

import java.util.Comparator;

/// Something expected that went wrong with foreign data; counted and published, so that authors can mend it.
///
/// @param source id of the source it came from
/// @param place  where: `owner/name/path`, an address, a line
/// @param text   one sentence
public record Problem(ProblemKind kind, String source, String place, String text) {
    public static final Comparator<Problem> ORDER = Comparator.comparing(Problem::source)
            .thenComparing(Problem::place)
            .thenComparing(Problem::kind)
            .thenComparing(Problem::text);

    public Problem {
        place = Bounds.cut(place, Bounds.LINE);
        text = Bounds.cut(text, Bounds.LINE);
    }
}
