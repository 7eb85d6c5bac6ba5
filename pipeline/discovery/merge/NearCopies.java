package discovery.merge;

import java.util.Arrays;
import java.util.List;

/// Finds which texts are near-copies of which, by what their sketches share (locality-sensitive hashing: texts that
/// share some of their smallest hashes are compared, others never meet).
///
/// Sketches are gone through in ranges of hashes, so that memory holds a range and a few numbers for each text. What
/// many texts of different names share is a template and says nothing: its hashes are marked, and copies are told by
/// the rest. Time grows with the number of hashes and of pairs that share one, not with that of all pairs.
public final class NearCopies {
    /// A text; equal texts are one subject.
    ///
    /// @param sketch      its number in `Sketches`
    /// @param name        a hash of what the thing is called; 0: it has no name
    /// @param leaf        a hash of the last part of its path; 0: it has none
    /// @param description a hash of its description; 0: it has none that says much
    /// @param repository  number of its repository
    public record Subject(int sketch, long name, long leaf, long description, long repository) {
        boolean isNamedAs(Subject other) {
            return (name != 0 && name == other.name) || (leaf != 0 && leaf == other.leaf);
        }

        boolean isDescribedAs(Subject other) {
            return description != 0 && description == other.description;
        }
    }

    /// So many different names share what is a template.
    private static final int TEMPLATE = 5;
    /// A text is compared with those that share one of so many of its smallest hashes that are no template.
    private static final int ANCHORS = 16;
    /// Hashes of a range, about.
    private static final int RANGE = 1 << 22;
    private static final int BUCKETS = 1 << 16;
    private static final int SUBJECTS = 1 << 24;
    private static final long LOW = (1L << 40) - 1;

    private final List<Subject> subjects;
    private final Sketches sketches;
    private final NearLimits limits;
    private final short[] place;
    private final short[] from;
    private final byte[] anchors;
    private long[] edges = new long[1 << 10];
    private int edgeCount;

    private NearCopies(List<Subject> subjects, Sketches sketches, NearLimits limits) {
        this.subjects = subjects;
        this.sketches = sketches;
        this.limits = limits;
        this.place = new short[subjects.size()];
        this.from = new short[subjects.size()];
        this.anchors = new byte[subjects.size()];
    }

    /// For each subject the index of the one that it is a near-copy of: itself, or one that comes before it and is no
    /// copy.
    ///
    /// @param subjects who is the more likely original comes first
    public static int[] originals(List<Subject> subjects, Sketches sketches, NearLimits limits) {
        if (subjects.size() > SUBJECTS) {
            throw new IllegalArgumentException("%,d texts are more than the %,d that can be compared in one go"
                    .formatted(subjects.size(), SUBJECTS));
        }
        return new NearCopies(subjects, sketches, limits).originals();
    }

    /// Hundredths of the shorter text's own words that stand in the other.
    public static int share(Sketches sketches, int one, int other) {
        var shared = Shared.of(sketches, one, other);
        return (int) Math.round(100 * (shared.ownBoth() == 0 ? shared.containment() : shared.ownContainment()));
    }

    private int[] originals() {
        meet();
        Arrays.sort(edges, 0, edgeCount);
        var originals = new int[subjects.size()];
        var edge = 0;
        for (var i = 0; i < originals.length; i++) {
            originals[i] = i;
            var best = -1.0;
            for (; edge < edgeCount && edges[edge] >>> 32 == i; edge++) {
                var other = (int) edges[edge];
                var nearness = nearness(i, other);
                if (nearness > best) {
                    best = nearness;
                    originals[i] = originals[other];
                }
            }
            if (best < 0) {
                originals[i] = i;
            }
        }
        return originals;
    }

    /// Goes through all hashes in ranges: marks templates, notes who is to be compared with whom.
    private void meet() {
        var counts = new long[BUCKETS];
        for (var subject : subjects) {
            for (var i = 0; i < sketches.size(subject.sketch()); i++) {
                counts[bucket(sketches.at(subject.sketch(), i))]++;
            }
        }
        var keys = new long[0];
        for (var bucket = 0; bucket < BUCKETS;) {
            var held = 0L;
            while (bucket < BUCKETS && (held == 0 || held + counts[bucket] <= RANGE)) {
                held += counts[bucket++];
            }
            keys = keys.length < held ? new long[Math.toIntExact(held)] : keys;
            meet(keys, gather(keys, bucket));
        }
    }

    private static int bucket(long hash) {
        return (int) (hash >>> 47) & (BUCKETS - 1);
    }

    /// Takes the following hashes below a bucket: 40 of their bits, and who has them.
    private int gather(long[] keys, int bucket) {
        var size = 0;
        for (var i = 0; i < place.length; i++) {
            var sketch = subjects.get(i).sketch();
            var most = sketches.size(sketch);
            from[i] = place[i];
            for (; place[i] < most && bucket(sketches.at(sketch, place[i])) < bucket; place[i]++) {
                keys[size++] = (sketches.at(sketch, place[i]) & LOW) << 24 | i;
            }
        }
        Arrays.sort(keys, 0, size);
        return size;
    }

    private void meet(long[] keys, int size) {
        var first = edgeCount;
        for (int begin = 0, end; begin < size; begin = end) {
            end = begin + 1;
            while (end < size && keys[end] >>> 24 == keys[begin] >>> 24) {
                end++;
            }
            if (isTemplate(keys, begin, end)) {
                for (var i = begin; i < end; i++) {
                    mark((int) keys[i] & (SUBJECTS - 1), keys[i] >>> 24);
                }
            } else {
                join(keys, begin, end);
            }
        }
        // One pair may share many hashes.
        Arrays.sort(edges, first, edgeCount);
        var kept = first;
        for (var i = first; i < edgeCount; i++) {
            if (kept == first || edges[i] != edges[kept - 1]) {
                edges[kept++] = edges[i];
            }
        }
        edgeCount = kept;
    }

    private boolean isTemplate(long[] keys, int begin, int end) {
        if (end - begin < TEMPLATE) {
            return false;
        }
        var names = new long[TEMPLATE];
        var different = 0;
        for (var i = begin; i < end && different < TEMPLATE; i++) {
            var name = subjects.get((int) keys[i] & (SUBJECTS - 1)).name();
            var known = false;
            for (var j = 0; j < different; j++) {
                known |= names[j] == name;
            }
            if (!known) {
                names[different++] = name;
            }
        }
        return different == TEMPLATE;
    }

    private void mark(int subject, long low) {
        var sketch = subjects.get(subject).sketch();
        for (int i = from[subject]; i < place[subject]; i++) {
            if ((sketches.at(sketch, i) & LOW) == low) {
                sketches.mark(sketch, i);
            }
        }
    }

    /// Each is to be compared with the two most likely originals among those that share the hash.
    private void join(long[] keys, int begin, int end) {
        var first = (int) keys[begin] & (SUBJECTS - 1);
        for (var i = begin + 1; i < end; i++) {
            var subject = (int) keys[i] & (SUBJECTS - 1);
            if (anchors[subject] < ANCHORS || anchors[first] < ANCHORS) {
                edge(subject, first);
                if (i > begin + 1) {
                    edge(subject, (int) keys[begin + 1] & (SUBJECTS - 1));
                }
            }
        }
        for (var i = begin; i < end; i++) {
            var subject = (int) keys[i] & (SUBJECTS - 1);
            anchors[subject] += (byte) (anchors[subject] < ANCHORS ? 1 : 0);
        }
    }

    private void edge(int later, int earlier) {
        if (edgeCount == edges.length) {
            edges = Arrays.copyOf(edges, 2 * edgeCount);
        }
        edges[edgeCount++] = (long) later << 32 | earlier;
    }

    /// How much of their own words two texts share; negative when neither is taken for a copy of the other.
    private double nearness(int one, int other) {
        var shared = Shared.of(sketches, subjects.get(one).sketch(), subjects.get(other).sketch());
        return limits.near(subjects.get(one), subjects.get(other), shared) ? shared.ownResemblance() : -1;
    }
}
