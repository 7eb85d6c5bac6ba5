package discovery.embed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Which texts go through the model together.
///
/// A batch is padded to its longest text, so texts of like length belong together: sorted batches of 8 take half the
/// CPU of unsorted ones, and batches of 32 are slower again.
public final class Batches {
    public static final int ROWS = 8;

    private Batches() {}

    /// Every index once, in batches of `ROWS` (the last may have fewer): the longest first, ties by index.
    /// The longest come first so that the last batches to finish are short ones and no worker waits long.
    ///
    /// @param tokens word pieces of each text
    public static List<List<Integer>> plan(List<Integer> tokens) {
        var order = IntStream.range(0, tokens.size())
                .boxed()
                .sorted(Comparator.<Integer, Integer>comparing(tokens::get).reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        var batches = new ArrayList<List<Integer>>();
        for (var start = 0; start < order.size(); start += ROWS) {
            batches.add(order.subList(start, Math.min(start + ROWS, order.size())));
        }
        return List.copyOf(batches);
    }
}
