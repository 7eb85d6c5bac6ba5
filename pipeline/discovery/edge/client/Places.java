package discovery.edge.client;

import discovery.edge.release.Origin;
import discovery.edge.release.WebOrigin;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Where a client looks for releases, in order: what the user names, else the settings, else what the user named before;
/// then the mirrors that the manifest in use names. Only the user's may be on this machine.
///
/// On the channel `next` each place is asked for what it has in its folder `next/` first. Where nothing is being tried
/// out there is no such folder, and the client follows what everybody gets.
final class Places {
    private final List<String> chosen;
    /// Those of `all` that are the user's.
    private final Set<String> trusted;
    private final List<String> all;
    private final Optional<Duration> patience;

    /// @param named   by the user, now
    /// @param mirrors of the manifest in use
    Places(List<String> named, Settings settings, State state, List<String> mirrors, Optional<Duration> patience) {
        var set = settings.get("index.url").map(urls -> List.of(urls.split(","))).orElse(List.of());
        this.chosen = !named.isEmpty() ? List.copyOf(named) : !set.isEmpty() ? set : state.from();
        this.trusted = Set.copyOf(on(settings, chosen));
        var places = new LinkedHashSet<>(on(settings, chosen));
        places.addAll(on(settings, mirrors));
        this.all = List.copyOf(places);
        this.patience = patience;
    }

    private static List<String> on(Settings settings, List<String> places) {
        var next = settings.get("index.channel").filter("next"::equals).isPresent();
        return places.stream()
                .flatMap(place -> next ? Stream.of(place + (place.endsWith("/") ? "next/" : "/next/"), place)
                        : Stream.of(place))
                .toList();
    }

    /// What is worth remembering.
    List<String> chosen() {
        return chosen;
    }

    List<String> all() {
        return all;
    }

    /// The place as something that can be asked; empty where it can't or mustn't, which is said.
    Optional<Origin> origin(String place, List<String> failures) {
        try {
            var origin = trusted.contains(place) ? Origin.of(place) : Origin.mirror(place);
            return Optional.of(origin instanceof WebOrigin web && patience.isPresent()
                    ? web.within(patience.get()) : origin);
        } catch (IOException | IllegalArgumentException unusable) {
            failures.add(String.valueOf(unusable.getMessage()));
            return Optional.empty();
        }
    }

    /// All that may be asked now, `first` first.
    List<Origin> origins(Origin first, State state, Instant now) {
        var origins = new ArrayList<Origin>(List.of(first));
        for (var place : all) {
            origin(place, new ArrayList<>())
                    .filter(origin -> !origins.contains(origin) && !state.waitsFor(origin.host(), now))
                    .ifPresent(origins::add);
        }
        return origins;
    }

    /// Whether the answers come from this machine: then what they name may be on it too.
    static boolean here(Origin origin) {
        return origin instanceof Origin.Folder
                || (origin instanceof WebOrigin web && !web.base().getScheme().equals("https"));
    }
}
