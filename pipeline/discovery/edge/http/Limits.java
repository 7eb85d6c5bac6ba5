package discovery.edge.http;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/// GitHub's primary limits as its headers tell them, one window for each resource (`core`, `search`, `graphql`). A
/// request that would be one too many waits for the next window; so none is ever sent in vain.
///
/// At the beginning of a window nothing is known, so one request goes first alone.
final class Limits {
    private static final int UNKNOWN = -1;
    private static final Pattern DIGITS = Pattern.compile("\\d{1,15}");
    private static final long POLL = Duration.ofMillis(100).toNanos();

    private static final class Window {
        private long reset;
        private int left = UNKNOWN;
        private int flying;
        private boolean unlimited;
    }

    private final Clock clock;
    private final Patience patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Window> windows = new HashMap<>();

    Limits(Clock clock, Patience patience) {
        this.clock = clock;
        this.patience = patience;
    }

    /// Returns when a request may be sent; `after` must follow.
    ///
    /// @param resource empty: without limits
    /// @throws WireException when the wait would be too long
    void before(String resource) throws WireException, InterruptedException {
        if (resource.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            var window = windows.computeIfAbsent(resource, none -> new Window());
            while (!isOpen(window)) {
                if (window.left == UNKNOWN || window.left > 0) {
                    changed.awaitNanos(POLL);
                } else {
                    var until = Duration.ofMillis(window.reset * 1000 - clock.millis() + 20);
                    patience.spend(until, "GitHub's limit for `%s` is used up".formatted(resource));
                    var end = System.nanoTime() + until.toNanos();
                    while (System.nanoTime() < end && window.left == 0) {
                        changed.awaitNanos(end - System.nanoTime());
                    }
                }
            }
            window.flying++;
        } finally {
            lock.unlock();
        }
    }

    private boolean isOpen(Window window) {
        if (window.left != UNKNOWN && clock.millis() >= window.reset * 1000) {
            window.left = UNKNOWN;
        }
        return window.unlimited || (window.left == UNKNOWN ? window.flying == 0 : window.left > window.flying);
    }

    /// The answer came, or none will.
    void after(String resource, Optional<HttpHeaders> headers) {
        if (resource.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            var window = windows.computeIfAbsent(resource, none -> new Window());
            window.flying--;
            if (headers.isEmpty() && window.left > 0) {
                // Perhaps it was counted before the line broke.
                window.left--;
            }
            headers.ifPresent(all -> {
                var left = number(all, "x-ratelimit-remaining");
                var reset = number(all, "x-ratelimit-reset");
                if (left < 0 || reset < 0) {
                    window.unlimited = window.left == UNKNOWN && window.reset == 0;
                } else if (reset > window.reset || window.left == UNKNOWN) {
                    window.reset = reset;
                    window.left = (int) left;
                } else if (reset == window.reset) {
                    window.left = (int) Math.min(window.left, left);
                }
            });
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    static long number(HttpHeaders headers, String name) {
        var text = headers.firstValue(name).orElse("");
        return DIGITS.matcher(text).matches() ? Long.parseLong(text) : -1;
    }
}
