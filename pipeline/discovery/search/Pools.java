package discovery.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/// For each vector of a space, the nearest of the others: what is related is chosen among them. Exact.
///
/// From those of last night only what changed is compared again. A list knows a few more than it gives out, so that it
/// can lose some: it holds the nearest of all, as many as it has. New vectors that beat its last one go in, vectors
/// that are gone go out, and one that becomes too short is made anew. So pools are the same by either way.
public final class Pools {
    /// As many are given out of each list.
    public static final int SIZE = 48;
    /// As many are known, where there were no losses.
    static final int KNOWN = 64;

    private final Space space;
    /// For each vector the slots of its nearest, the nearest first, and the cosines.
    private final List<List<Nearest.Near>> lists;

    private Pools(Space space, List<List<Nearest.Near>> lists) {
        this.space = space;
        this.lists = lists;
    }

    /// Pools of an earlier night.
    ///
    /// @param slots   of the vectors, growing
    /// @param digests of their texts
    /// @param lists   for each vector, the nearest first
    record Earlier(List<Integer> slots, List<String> digests, List<List<Nearest.Near>> lists) {}

    /// All lists, from nothing.
    public static Pools of(Space space) {
        return new Making(space).whole();
    }

    /// All lists, out of those of an earlier night over vectors of the same model and recipe where they help.
    ///
    /// @param earlier what `bytes` gave then; what is none of ours is as good as nothing
    public static Pools of(Space space, byte[] earlier) {
        return PoolBytes.read(earlier).map(then -> new Making(space).from(then)).orElseGet(() -> of(space));
    }

    /// What a later night goes on with.
    public byte[] bytes() {
        return PoolBytes.write(earlier());
    }

    private Earlier earlier() {
        return new Earlier(IntStream.range(0, space.size()).map(space::slot).boxed().toList(), space.digests(), lists);
    }

    /// The nearest of the vector of a slot, the nearest first, of equal ones the smaller slot; nothing where it has none.
    public List<Nearest.Near> of(int slot) {
        var number = space.number(slot);
        return number < 0 ? List.of() : lists.get(number).stream().limit(SIZE).toList();
    }

    /// One night's work.
    private static final class Making {
        private final Space space;
        private final Top[] tops;
        /// What a value must reach to be looked at.
        private final float[] bars;

        Making(Space space) {
            this.space = space;
            tops = new Top[space.size()];
            Arrays.setAll(tops, i -> new Top(KNOWN));
            bars = new float[space.size()];
            Arrays.fill(bars, Float.NEGATIVE_INFINITY);
        }

        /// Each pair is multiplied once.
        Pools whole() {
            var tile = space.new Tile();
            for (var from = 0; from < space.size(); from += Space.TILE) {
                tile.fill(from);
                for (var one = 0; one < tile.to(); one++) {
                    var cosines = tile.cosines(one);
                    for (var other = Math.max(from, one + 1); other < tile.to(); other++) {
                        var cosine = cosines[other - from];
                        if (cosine >= bars[one]) {
                            offer(one, other, cosine);
                        }
                        if (cosine >= bars[other]) {
                            offer(other, one, cosine);
                        }
                    }
                }
            }
            return done();
        }

        Pools from(Earlier then) {
            var changed = changed(then);
            var anew = (BitSet) changed.clone();
            var ends = new int[space.size()];
            for (var i = 0; i < then.slots().size(); i++) {
                var number = space.number(then.slots().get(i));
                if (number >= 0 && !changed.get(number)) {
                    var left = left(then.lists().get(i), changed);
                    if (left.size() < Math.min(SIZE, space.size() - 1)) {
                        anew.set(number);
                    } else if (!left.isEmpty()) {
                        left.forEach(near -> tops[number].offer(space.number(near.slot()), (float) near.cosine()));
                        ends[number] = space.number(left.getLast().slot());
                        bars[number] = (float) left.getLast().cosine();
                    }
                }
            }
            // Beyond the half, each pair once is less.
            return anew.cardinality() > space.size() / 2 ? of(space) : mend(changed, anew, ends);
        }

        private Pools mend(BitSet changed, BitSet anew, int[] ends) {
            var tile = space.new Tile();
            for (var from = 0; from < space.size(); from += Space.TILE) {
                tile.fill(from);
                for (var one = anew.nextSetBit(0); one >= 0; one = anew.nextSetBit(one + 1)) {
                    var cosines = tile.cosines(one);
                    var isNew = changed.get(one);
                    for (var other = from; other < tile.to(); other++) {
                        var cosine = cosines[other - from];
                        if (cosine >= bars[one] && other != one) {
                            offer(one, other, cosine);
                        }
                        if (isNew && cosine >= bars[other] && !anew.get(other)
                                && (cosine > bars[other] || tops[other].isFull() || one < ends[other])) {
                            offer(other, one, cosine);
                        }
                    }
                }
            }
            return done();
        }

        private void offer(int one, int other, float cosine) {
            tops[one].offer(other, cosine);
            bars[one] = Math.max(bars[one], tops[one].bar());
        }

        /// Those that were not there, or whose text was another.
        private BitSet changed(Earlier then) {
            var changed = new BitSet();
            changed.set(0, space.size());
            for (var i = 0; i < then.slots().size(); i++) {
                var number = space.number(then.slots().get(i));
                if (number >= 0 && space.digests().get(number).equals(then.digests().get(i))) {
                    changed.clear(number);
                }
            }
            return changed;
        }

        /// What is left of a list.
        private List<Nearest.Near> left(List<Nearest.Near> list, BitSet changed) {
            return list.stream().filter(near -> {
                var number = space.number(near.slot());
                return number >= 0 && !changed.get(number);
            }).toList();
        }

        private Pools done() {
            return new Pools(space, Arrays.stream(tops)
                    .map(top -> top.sorted().stream()
                            .map(near -> new Nearest.Near(space.slot(near.slot()), near.cosine())).toList())
                    .toList());
        }
    }
}
