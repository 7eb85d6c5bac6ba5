package discovery.edge.http;

import java.time.Duration;

/// Our own politeness: so many requests a second, and none at all while a server has asked for a rest.
final class Pace {
    private final long interval;
    private long next = System.nanoTime();

    /// @param perSecond 0: as many as there are
    Pace(double perSecond) {
        this.interval = perSecond > 0 ? (long) (1e9 / perSecond) : 0;
    }

    /// Returns when the next request may be sent; answers the milliseconds waited.
    long before() throws InterruptedException {
        var wait = slot();
        if (wait > 0) {
            Thread.sleep(Duration.ofNanos(wait));
        }
        return wait / 1_000_000;
    }

    private synchronized long slot() {
        var now = System.nanoTime();
        var slot = Math.max(now, next);
        next = slot + interval;
        return slot - now;
    }

    /// From now on nothing is sent for so long.
    synchronized void rest(Duration duration) {
        next = Math.max(next, System.nanoTime() + duration.toNanos());
    }
}
