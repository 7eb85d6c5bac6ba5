package discovery.fetch;

import java.util.concurrent.atomic.AtomicLong;

/// How many requests a source may still make tonight. Whoever sends one in the name of a source takes it from the
/// budget that is bound to the thread. Safe for several threads at once.
public final class Budget {
    /// The budget of the source that the current thread works for.
    public static final ScopedValue<Budget> OF_SOURCE = ScopedValue.newInstance();

    private final int perMinute;
    private final AtomicLong left;

    /// @param requests  0: as many as it takes
    /// @param perMinute 0: no limit of its own
    Budget(int requests, int perMinute) {
        this.perMinute = perMinute;
        this.left = new AtomicLong(requests > 0 ? requests : Long.MAX_VALUE);
    }

    /// Takes one request; false when none is left.
    public static boolean take() {
        return !OF_SOURCE.isBound() || OF_SOURCE.get().left.getAndUpdate(many -> Math.max(0, many - 1)) > 0;
    }

    /// Requests a minute; 0: no limit of its own.
    public int perMinute() {
        return perMinute;
    }
}
