package discovery.embed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Which texts go through the model together.
///
/// A batch is padded to its longest text, so texts of like length belong together. What a batch has of word pieces must
/// stay near the processor while a layer works on it: of 80 entries' texts, batches of 8 whatever their length took
/// 2.04 s of CPU, such of at most 256 pieces 1.80, one by one 1.84.
public final class Batches {
    public static final int ROWS = 8;
    /// Word pieces of a batch, padding included, unless one text has more.
    public static final int PIECES = 256;

    private Batches() {}

    /// Every index once, in batches of at most `ROWS` texts and `PIECES`: the longest first, ties by index.
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
        for (var start = 0; start < order.size(); ) {
            var rows = Math.clamp(PIECES / Math.max(1, tokens.get(order.get(start))), 1, ROWS);
            var end = Math.min(start + rows, order.size());
            batches.add(order.subList(start, end));
            start = end;
        }
        return List.copyOf(batches);
    }
}
