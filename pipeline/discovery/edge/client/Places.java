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

/// Where a client looks for releases, in order: what the user names, else the settings, else what the user named before;
/// then the mirrors that the manifest in use names. Only the user's may be on this machine.
final class Places {
    private final List<String> chosen;
    private final List<String> all;
    private final String channel;
    private final Optional<Duration> patience;

    /// @param named   by the user, now
    /// @param mirrors of the manifest in use
    Places(List<String> named, Settings settings, State state, List<String> mirrors, Optional<Duration> patience) {
        var set = settings.get("index.url").map(urls -> List.of(urls.split(","))).orElse(List.of());
        this.chosen = !named.isEmpty() ? List.copyOf(named) : !set.isEmpty() ? set : state.from();
        var places = new LinkedHashSet<>(chosen);
        places.addAll(mirrors);
        this.all = List.copyOf(places);
        this.channel = settings.get("index.channel").filter("next"::equals).map(next -> next + "/").orElse("");
        this.patience = patience;
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
            var whole = place.endsWith("/") || channel.isEmpty() ? place + channel : place + "/" + channel;
            var origin = chosen.contains(place) ? Origin.of(whole) : Origin.mirror(whole);
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
