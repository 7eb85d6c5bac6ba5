package discovery.site;

import discovery.model.Kind;
import discovery.model.Row;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is counted of all rows for the statistics.
final class Tally {
    static final int BINS = 20;
    /// Days since the last push: this week, month, quarter, half year, year, two years, older.
    static final int[] AGES = {7, 31, 92, 183, 366, 731};

    private final long today;
    private final Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
    private final SortedMap<String, Long> sources = new TreeMap<>();
    private final SortedMap<String, Long> alone = new TreeMap<>();
    private final SortedMap<String, SortedMap<String, Long>> pairs = new TreeMap<>();
    private final long[] scores = new long[BINS];
    private final long[] ages = new long[AGES.length + 2];
    private final SortedMap<String, Long> severities = new TreeMap<>();
    private final SortedMap<String, Long> findings = new TreeMap<>();
    private final SortedMap<String, Long> accepted = new TreeMap<>();
    private final SortedMap<String, Long> refused = new TreeMap<>();
    private long all;
    private long originals;
    private long copies;
    private long unlicensed;
    private long uncategorised;

    Tally(long today) {
        this.today = today;
    }

    void add(Row row) {
        var content = row.content();
        all++;
        kinds.merge(content.kind(), 1L, Long::sum);
        for (var source : content.sources()) {
            sources.merge(source, 1L, Long::sum);
            for (var other : content.sources()) {
                pairs.computeIfAbsent(source, first -> new TreeMap<>()).merge(other, 1L, Long::sum);
            }
            if (content.sources().size() == 1) {
                alone.merge(source, 1L, Long::sum);
            }
        }
        scores[Math.max(0, Math.min(BINS - 1, row.numbers().score() * BINS / 10_001))]++;
        ages[age(row.numbers().pushed())]++;
        content.findings().stream()
                .map(finding -> finding.severity())
                .distinct()
                .forEach(severity -> severities.merge(severity, 1L, Long::sum));
        content.findings().stream()
                .map(finding -> finding.rule())
                .distinct()
                .forEach(rule -> findings.merge(rule, 1L, Long::sum));
        content.verdicts()
                .forEach(verdict -> (verdict.accepts() ? accepted : refused).merge(verdict.reader(), 1L, Long::sum));
        if (!content.original().isEmpty()) {
            if (content.original().equals(content.id())) {
                originals++;
            } else {
                copies++;
            }
        }
        unlicensed += content.licence().isBlank() ? 1 : 0;
        uncategorised += content.categories().isEmpty() ? 1 : 0;
    }

    private int age(long pushed) {
        if (pushed < 0) {
            return AGES.length + 1;
        }
        var bucket = 0;
        while (bucket < AGES.length && today - pushed > AGES[bucket]) {
            bucket++;
        }
        return bucket;
    }

    long all() {
        return all;
    }

    long of(Kind kind) {
        return kinds.getOrDefault(kind, 0L);
    }

    SortedMap<String, Long> sources() {
        return sources;
    }

    long alone(String source) {
        return alone.getOrDefault(source, 0L);
    }

    long both(String source, String other) {
        return pairs.getOrDefault(source, new TreeMap<>()).getOrDefault(other, 0L);
    }

    long score(int bin) {
        return scores[bin];
    }

    /// Entries by the age of their last push; the last number counts those whose push is not known.
    long age(int bucket, boolean unknown) {
        return ages[unknown ? AGES.length + 1 : bucket];
    }

    long severity(String severity) {
        return severities.getOrDefault(severity, 0L);
    }

    SortedMap<String, Long> findings() {
        return findings;
    }

    SortedMap<String, Long> accepted() {
        return accepted;
    }

    SortedMap<String, Long> refused() {
        return refused;
    }

    long originals() {
        return originals;
    }

    long copies() {
        return copies;
    }

    long unlicensed() {
        return unlicensed;
    }

    long uncategorised() {
        return uncategorised;
    }
}
