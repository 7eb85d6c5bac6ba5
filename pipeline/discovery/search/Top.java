package discovery.search;

import java.util.ArrayList;
import java.util.List;

/// The best of many numbered values, kept in a heap of fixed size: of equal values the lower number is the better.
public final class Top {
    private final int[] slots;
    private final float[] values;
    private int size;

    /// @param most from 1
    public Top(int most) {
        slots = new int[most];
        values = new float[most];
    }

    /// What a value must exceed, or reach with a lower number, to be kept.
    public float bar() {
        return size < values.length ? Float.NEGATIVE_INFINITY : values[0];
    }

    /// Whether only what is better than something kept is kept.
    public boolean isFull() {
        return size == values.length;
    }

    public void offer(int slot, float value) {
        if (size < values.length) {
            var at = size++;
            while (at > 0 && isWorse(slot, value, slots[(at - 1) / 2], values[(at - 1) / 2])) {
                put(at, slots[(at - 1) / 2], values[(at - 1) / 2]);
                at = (at - 1) / 2;
            }
            put(at, slot, value);
        } else if (isWorse(slots[0], values[0], slot, value)) {
            sink(slot, value);
        }
    }

    /// Puts the value at the root and lets it down to where it belongs.
    private void sink(int slot, float value) {
        var at = 0;
        for (var child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && isWorse(slots[child + 1], values[child + 1], slots[child], values[child])) {
                child++;
            }
            if (!isWorse(slots[child], values[child], slot, value)) {
                break;
            }
            put(at, slots[child], values[child]);
            at = child;
        }
        put(at, slot, value);
    }

    private void put(int at, int slot, float value) {
        slots[at] = slot;
        values[at] = value;
    }

    private static boolean isWorse(int slot, float value, int other, float otherValue) {
        return value < otherValue || (value == otherValue && slot > other);
    }

    /// The best first.
    public List<Nearest.Near> sorted() {
        var all = new ArrayList<Nearest.Near>();
        for (var i = 0; i < size; i++) {
            all.add(new Nearest.Near(slots[i], values[i]));
        }
        all.sort((one, other) -> one.cosine() == other.cosine()
                ? Integer.compare(one.slot(), other.slot())
                : Double.compare(other.cosine(), one.cosine()));
        return all;
    }
}
