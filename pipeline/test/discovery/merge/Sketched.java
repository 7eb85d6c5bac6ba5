package discovery.merge;

import discovery.model.Kind;
import java.util.ArrayList;
import java.util.List;

/// Texts with their sketches in memory, in the order of who is the more likely original.
final class Sketched implements Sketches {
    static final NearLimits LIMITS = new NearLimits(50, 75, 40, 90, 95, 70, 4);

    private final List<long[]> sketches = new ArrayList<>();
    private final List<NearCopies.Subject> subjects = new ArrayList<>();

    Sketched with(String name, long repository, String text) {
        return with(name, name, 0, repository, text);
    }

    Sketched with(String name, String leaf, long description, long repository, String text) {
        subjects.add(new NearCopies.Subject(
                sketches.size(), name.hashCode(), leaf.hashCode(), description, repository));
        sketches.add(Fingerprint.of(Kind.SKILL, text, Observed.DIGEST).orElseThrow().sketch());
        return this;
    }

    int[] originals() {
        return NearCopies.originals(subjects, this, LIMITS);
    }

    @Override
    public int size(int sketch) {
        return sketches.get(sketch).length;
    }

    @Override
    public long at(int sketch, int place) {
        return sketches.get(sketch)[place];
    }

    @Override
    public void mark(int sketch, int place) {
        sketches.get(sketch)[place] |= MARK;
    }
}
