package discovery.score;

import discovery.model.Place;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// How many entries come from one place: those of a repository, which share its stars, and those that one owner's young
/// repositories brought within a week, which nobody can have made by hand. Holds a number for each repository and owner,
/// not for each entry.
public final class Crowd {
    /// A crowd for entries that are judged alone.
    public static final Crowd NONE = new Crowd();
    /// Days for which a repository counts as young.
    private static final long YOUNG = 90;
    private static final long WEEK = 7;

    private static final int[] ALONE = {1};

    private final Map<Long, int[]> repositories = new HashMap<>();
    private final Map<String, int[]> weeks = new HashMap<>();

    /// Counts one entry.
    ///
    /// @param created   day on which its repository was made
    /// @param firstSeen day of the first night that had it
    public void add(Place place, OptionalLong created, long firstSeen) {
        if (place.repository() == 0) {
            return;
        }
        repositories.computeIfAbsent(place.repository(), first -> new int[1])[0]++;
        if (isYoung(created, firstSeen)) {
            weeks.computeIfAbsent(week(place.owner(), firstSeen), first -> new int[1])[0]++;
        }
    }

    /// Entries of the same repository, this one included.
    int sharing(Place place) {
        return repositories.getOrDefault(place.repository(), ALONE)[0];
    }

    /// Entries that its owner's young repositories brought in the same week, this one included; 1 for one of an old
    /// repository.
    int burst(Place place, OptionalLong created, long firstSeen) {
        return weekOf(place, created, firstSeen)[0];
    }

    private int[] weekOf(Place place, OptionalLong created, long firstSeen) {
        return isYoung(created, firstSeen) ? weeks.getOrDefault(week(place.owner(), firstSeen), ALONE) : ALONE;
    }

    /// What `sharing` and `burst` will say of an entry that was counted when all are counted.
    Supplier<long[]> later(Place place, OptionalLong created, long firstSeen) {
        var repository = repositories.getOrDefault(place.repository(), ALONE);
        var week = weekOf(place, created, firstSeen);
        return () -> new long[] {repository[0], week[0]};
    }

    private static boolean isYoung(OptionalLong created, long firstSeen) {
        return created.isPresent() && firstSeen - created.getAsLong() < YOUNG;
    }

    private static String week(String owner, long day) {
        return owner.toLowerCase(Locale.ROOT) + " " + day / WEEK;
    }
}
