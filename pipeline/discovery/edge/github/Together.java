package discovery.edge.github;

import discovery.fetch.Budget;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Several questions at once for one asker: a repository with many new files is not read at the pace of its slowest.
final class Together {
    /// Questions under way, and answers in memory.
    private static final int AT_ONCE = 8;

    private record Outcome<V>(String key, Optional<V> answer, Optional<Throwable> failure) {}

    private Together() {}

    /// Asks for each key, some at once, in the name of the source that the calling thread works for; hands each answer
    /// over as it comes, in the calling thread.
    static <V> void each(List<String> keys, Function<String, V> ask, BiConsumer<String, V> take) {
        if (keys.size() < 2) {
            keys.forEach(key -> take.accept(key, ask.apply(key)));
            return;
        }
        var outcomes = new LinkedBlockingQueue<Outcome<V>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = 0;
            for (var taken = 0; taken < keys.size(); taken++) {
                for (; asked < keys.size() && asked < taken + AT_ONCE; asked++) {
                    var key = keys.get(asked);
                    var work = inNameOfCaller(() -> ask.apply(key));
                    threads.execute(() -> outcomes.add(outcome(key, work)));
                }
                var outcome = outcomes.take();
                outcome.failure().ifPresent(failure -> {
                    throw new CompletionException(failure);
                });
                outcome.answer().ifPresent(answer -> take.accept(outcome.key(), answer));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException("interrupted", e);
        }
    }

    private static <V> Outcome<V> outcome(String key, Callable<V> work) {
        try {
            return new Outcome<>(key, Optional.of(work.call()), Optional.empty());
        } catch (Exception | Error e) {
            return new Outcome<>(key, Optional.empty(), Optional.of(e));
        }
    }

    private static <V> Callable<V> inNameOfCaller(Callable<V> work) {
        if (!Budget.OF_SOURCE.isBound()) {
            return work;
        }
        var budget = Budget.OF_SOURCE.get();
        return () -> ScopedValue.where(Budget.OF_SOURCE, budget).call(work::call);
    }
}
