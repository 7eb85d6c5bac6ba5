package discovery.edge.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// Work on many things by all processors, piece by piece; the results come in the order of the things. The last ones
/// come when this is closed.
final class InOrder<T, R> implements AutoCloseable {
    private static final int PIECE = 512;

    private final Function<T, R> work;
    private final Consumer<R> results;
    private final List<T> piece = new ArrayList<>(PIECE);

    /// @param work depends on nothing but its argument
    InOrder(Function<T, R> work, Consumer<R> results) {
        this.work = work;
        this.results = results;
    }

    void add(T thing) {
        piece.add(thing);
        if (piece.size() == PIECE) {
            close();
        }
    }

    @Override
    public void close() {
        piece.parallelStream().map(work).toList().forEach(results);
        piece.clear();
    }
}
