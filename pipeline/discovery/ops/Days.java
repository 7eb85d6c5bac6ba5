package discovery.ops;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Days since 1970-01-01, by UTC.
final class Days {
    private Days() {}

    /// @param instant `2026-11-21T03:23:00Z`
    static long of(String instant) {
        return LocalDate.ofInstant(Instant.parse(instant), ZoneOffset.UTC).toEpochDay();
    }

    /// 0 where one of the two is empty.
    static long between(String earlier, String later) {
        return earlier.isEmpty() || later.isEmpty() ? 0 : of(later) - of(earlier);
    }

    static String day(long day) {
        return LocalDate.ofEpochDay(day).toString();
    }
}
