package discovery.edge.signing;

import java.time.Duration;
import java.util.stream.Stream;

/// How long each role's file is good for: the root from its making, the others from the night that signs them.
public record TufExpiry(Duration root, Duration targets, Duration snapshot, Duration timestamp) {

    /// Root 10 years, targets and snapshot 14 days, timestamp 3 days.
    public static final TufExpiry DEFAULT = new TufExpiry(Duration.ofDays(3652), Duration.ofDays(14),
            Duration.ofDays(14), Duration.ofDays(3));

    /// @throws IllegalArgumentException when a duration is under a second or above 100 years
    public TufExpiry {
        if (Stream.of(root, targets, snapshot, timestamp)
                .anyMatch(length -> length.toSeconds() < 1 || length.toDays() > 36525)) {
            throw new IllegalArgumentException("An expiry must lie between one second and 100 years.");
        }
    }

    /// Of the list of what is hidden: short, but not before the pointer's.
    Duration revoked() {
        return timestamp.multipliedBy(2);
    }

    Duration of(TufRole role) {
        return switch (role) {
            case ROOT -> root;
            case TARGETS -> targets;
            case SNAPSHOT -> snapshot;
            case TIMESTAMP -> timestamp;
        };
    }
}
