package discovery.fetch;

import java.util.Collection;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Work on many things, on few of them at once.
final class Crew {
    private Crew() {}

    /// Does the work for each thing, in virtual threads, and returns when all is done. What the work throws ends it all
    /// and is thrown here.
    ///
    /// @throws CancellationException when this thread is interrupted
    static <T> void each(int atOnce, Collection<T> things, Consumer<T> work) {
        var room = new Semaphore(atOnce);
        var failure = new AtomicReference<RuntimeException>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var thing : things) {
                room.acquire();
                if (failure.get() != null) {
                    break;
                }
                threads.execute(() -> {
                    try {
                        work.accept(thing);
                    } catch (RuntimeException e) {
                        failure.compareAndSet(null, e);
                    } finally {
                        room.release();
                    }
                });
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
        var thrown = failure.get();
        if (thrown != null) {
            throw thrown;
        }
    }
}
