package discovery.release;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// Which patches lead a client from the build that it has to a newer one, at the fewest bytes.
public final class Route {
    private Route() {}

    /// The dump's bytes of a delta.
    public static long dump(Manifest.Delta delta) {
        return delta.bytes();
    }

    /// The vectors' bytes of a delta.
    public static long vectors(Manifest.Delta delta) {
        return delta.vectors().bytes();
    }

    /// The patches in the order in which they are applied; none where there is no way, or where it is no saving
    /// beside the full file.
    ///
    /// @param from  number of the build at hand
    /// @param bytes of a delta: `Route::dump` or `Route::vectors`; 0: there is none
    /// @param full  bytes of the full file
    /// @param bad   digests of patches that are not to be tried again
    public static List<Manifest.Delta> of(
            Manifest manifest, long from, ToLongFunction<Manifest.Delta> bytes, long full, Set<String> bad) {
        var best = new HashMap<Long, Long>(Map.of(manifest.seq(), 0L));
        var next = new HashMap<Long, Manifest.Delta>();
        var deltas = Stream.concat(manifest.chain().values().stream(), manifest.deltas().values().stream())
                .filter(delta -> delta.seq() < delta.to() && bytes.applyAsLong(delta) > 0
                        && !bad.contains(delta.sha256()) && !bad.contains(delta.vectors().sha256()))
                .sorted((one, other) -> Long.compare(other.seq(), one.seq()))
                .toList();
        for (var delta : deltas) {
            var rest = best.get(delta.to());
            if (rest != null && rest + bytes.applyAsLong(delta) < best.getOrDefault(delta.seq(), Long.MAX_VALUE)) {
                best.put(delta.seq(), rest + bytes.applyAsLong(delta));
                next.put(delta.seq(), delta);
            }
        }
        if (best.getOrDefault(from, Long.MAX_VALUE) > full * Manifest.WORTH / 100) {
            return List.of();
        }
        var route = new ArrayList<Manifest.Delta>();
        for (var at = from; at < manifest.seq(); at = route.getLast().to()) {
            route.add(next.get(at));
        }
        return List.copyOf(route);
    }
}
