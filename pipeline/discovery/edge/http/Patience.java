package discovery.edge.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicLong;

/// How long servers may keep us waiting: once, and all waits together. Waits of several threads at the same time count
/// as one.
final class Patience {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final Clock clock;
    private final Duration once;
    private final Duration together;
    private final AtomicLong spentMillis = new AtomicLong();
    private final AtomicLong spentUntil = new AtomicLong();
    private final AtomicLong waitedMillis = new AtomicLong();

    Patience(Clock clock, Duration once, Duration together) {
        this.clock = clock;
        this.once = once;
        this.together = together;
    }

    /// Accounts for a wait.
    ///
    /// @throws PostponedException when it is longer than we wait
    void spend(Duration wait, String why) throws WireException {
        var now = clock.millis();
        var end = now + Math.max(0, wait.toMillis());
        var before = spentUntil.getAndAccumulate(end, Math::max);
        var more = Math.max(0, end - Math.max(now, before));
        if (wait.compareTo(once) > 0 || spentMillis.get() + more > together.toMillis()) {
            spentUntil.set(Math.min(spentUntil.get(), now));
            throw new PostponedException("%s until %s, which is longer than this night waits".formatted(
                    why, TIME.format(Instant.ofEpochMilli(end))));
        }
        spentMillis.addAndGet(more);
        waitedMillis.addAndGet(Math.max(0, wait.toMillis()));
    }

    void waited(long millis) {
        waitedMillis.addAndGet(millis);
    }

    long waitedMillis() {
        return waitedMillis.get();
    }
}
