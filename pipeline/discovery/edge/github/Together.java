package discovery.edge.github;

import discovery.fetch.Budget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Several questions at once for one asker: a repository with many new files is not read at the pace of its slowest.
final class Together {
    /// As many answers are in memory at a time.
    private static final int AT_ONCE = 8;

    private Together() {}

    /// Asks for each key, some at once, in the name of the source that the calling thread works for; hands the answers
    /// over in the order of the keys, in the calling thread.
    static <V> void each(List<String> keys, Function<String, V> ask, BiConsumer<String, V> take) {
        for (var from = 0; from < keys.size(); from += AT_ONCE) {
            var some = keys.subList(from, Math.min(keys.size(), from + AT_ONCE));
            if (some.size() == 1) {
                take.accept(some.getFirst(), ask.apply(some.getFirst()));
            } else {
                asked(some, ask).forEach(take);
            }
        }
    }

    private static <V> Map<String, V> asked(List<String> keys, Function<String, V> ask) {
        var answers = new LinkedHashMap<String, V>();
        var budget = Budget.OF_SOURCE.isBound()
                ? Optional.of(Budget.OF_SOURCE.get())
                : Optional.<Budget>empty();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var coming = new ArrayList<Future<V>>();
            for (var key : keys) {
                coming.add(threads.submit(() -> budget.isPresent()
                        ? ScopedValue.where(Budget.OF_SOURCE, budget.get()).call(() -> ask.apply(key))
                        : ask.apply(key)));
            }
            for (var i = 0; i < keys.size(); i++) {
                answers.put(keys.get(i), coming.get(i).get());
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
