package discovery.site;

import discovery.model.Problem;
import discovery.model.ProblemKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What went wrong with foreign data on this night.
///
/// @param counts   all of them, by kind
/// @param bySource all of them, by source and kind
/// @param first    the first few hundred, as examples
public record Problems(
        Map<ProblemKind, Long> counts, SortedMap<String, Map<ProblemKind, Long>> bySource, List<Problem> first) {
    static final int EXAMPLES = 200;

    public Problems {
        counts = ordered(counts);
        var sources = new TreeMap<String, Map<ProblemKind, Long>>();
        bySource.forEach((source, kinds) -> sources.put(source, ordered(kinds)));
        bySource = Collections.unmodifiableSortedMap(sources);
        first = first.stream().limit(EXAMPLES).toList();
    }

    /// Counts them all and keeps the first as examples.
    public static Problems of(Iterable<Problem> all) {
        var counts = new EnumMap<ProblemKind, Long>(ProblemKind.class);
        var bySource = new TreeMap<String, Map<ProblemKind, Long>>();
        var first = new ArrayList<Problem>();
        for (var problem : all) {
            counts.merge(problem.kind(), 1L, Long::sum);
            bySource.computeIfAbsent(problem.source(), source -> new EnumMap<>(ProblemKind.class))
                    .merge(problem.kind(), 1L, Long::sum);
            if (first.size() < EXAMPLES) {
                first.add(problem);
            }
        }
        return new Problems(counts, bySource, first);
    }

    private static Map<ProblemKind, Long> ordered(Map<ProblemKind, Long> counts) {
        var ordered = new EnumMap<ProblemKind, Long>(ProblemKind.class);
        ordered.putAll(counts);
        return Collections.unmodifiableMap(ordered);
    }

    long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
