package discovery.merge;

import discovery.model.Field;
import discovery.model.Kind;
import discovery.model.Observation;
import discovery.model.Place;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// One plugin, or marketplace, in one folder, with a manifest for each of several clients: it is one thing. The manifest
/// that fetch puts in the folder itself speaks for it; the others, each in its client's own folder, only add what that
/// one leaves out.
public final class Clients {
    private static final Pattern OWN =
            Pattern.compile("(?:(.*)/)?(?:\\.[a-z]+-plugin|\\.github/plugin|\\.agents/plugins)");
    /// What is said of the file, not of the thing.
    private static final List<Field> OF_THE_FILE =
            List.of(Field.SHA256, Field.SIZE, Field.FLAWS, Field.TEXT, Field.TEXT_LINE, Field.VERSION);

    private Clients() {}

    /// The observation, in the folder above where it speaks of another client's manifest.
    public static Observation folded(Observation observation) {
        var kind = observation.kind();
        if (!kind.equals(Optional.of(Kind.PLUGIN)) && !kind.equals(Optional.of(Kind.MARKETPLACE))) {
            return observation;
        }
        var place = observation.place();
        var own = OWN.matcher(place.path());
        if (!own.matches()) {
            return observation;
        }
        var facts = observation.facts();
        for (var field : OF_THE_FILE) {
            facts = facts.without(field);
        }
        var above = Optional.ofNullable(own.group(1)).orElse("");
        return new Observation(observation.source(), kind,
                new Place(place.repository(), place.name(), above, "", ""), facts);
    }
}
