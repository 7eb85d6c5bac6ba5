package discovery.score;

import discovery.model.Place;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/// How many entries come from one place: those of a repository, which share its stars, and those that one owner's young
/// repositories brought within a week, which nobody can have made by hand. Holds a number for each repository and owner,
/// not for each entry.
public final class Crowd {
    /// A crowd for entries that are judged alone.
    public static final Crowd NONE = new Crowd();
    /// Days for which a repository counts as young.
    private static final long YOUNG = 90;
    private static final long WEEK = 7;

    private final Map<Long, Integer> repositories = new HashMap<>();
    private final Map<String, Integer> weeks = new HashMap<>();

    /// Counts one entry.
    ///
    /// @param created   day on which its repository was made
    /// @param firstSeen day of the first night that had it
    public void add(Place place, OptionalLong created, long firstSeen) {
        if (place.repository() == 0) {
            return;
        }
        repositories.merge(place.repository(), 1, Integer::sum);
        if (isYoung(created, firstSeen)) {
            weeks.merge(week(place.owner(), firstSeen), 1, Integer::sum);
        }
    }

    /// Entries of the same repository, this one included.
    int sharing(Place place) {
        return repositories.getOrDefault(place.repository(), 1);
    }

    /// Entries that its owner's young repositories brought in the same week, this one included; 1 for one of an old
    /// repository.
    int burst(Place place, OptionalLong created, long firstSeen) {
        return isYoung(created, firstSeen) ? weeks.getOrDefault(week(place.owner(), firstSeen), 1) : 1;
    }

    private static boolean isYoung(OptionalLong created, long firstSeen) {
        return created.isPresent() && firstSeen - created.getAsLong() < YOUNG;
    }

    private static String week(String owner, long day) {
        return owner.toLowerCase(Locale.ROOT) + " " + day / WEEK;
    }
}
