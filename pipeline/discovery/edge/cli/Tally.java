package discovery.edge.cli;

import discovery.model.Problem;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a stage counted.
///
/// @param in       entries (or observations, or files) that it read
/// @param out      that it wrote
/// @param problems by kind
/// @param refused  why the night must not go on, where it must not
/// @param made     all files of the folder, where the stage has digested them as it wrote them
public record Tally(long in, long out, SortedMap<String, Long> problems, Optional<String> refused,
        Optional<StageFile.Output> made) {
    public static Tally of(long in, long out) {
        return new Tally(in, out, new TreeMap<>(), Optional.empty(), Optional.empty());
    }

    public Tally with(Iterable<Problem> found) {
        var counts = new TreeMap<>(problems);
        found.forEach(problem -> counts.merge(problem.kind().toString(), 1L, Long::sum));
        return new Tally(in, out, counts, refused, made);
    }

    public Tally refusing(String why) {
        return new Tally(in, out, problems, Optional.of(why), made);
    }

    public Tally having(StageFile.Output files) {
        return new Tally(in, out, problems, refused, Optional.of(files));
    }
}
