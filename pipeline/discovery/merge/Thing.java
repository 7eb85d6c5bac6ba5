package discovery.merge;

import discovery.model.Entry;
import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.Kind;
import discovery.model.Observation;
import discovery.model.Place;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/// An entry before it has its identity.
///
/// @param part tells apart the things that share a place (servers of one repository that a registry knows by several
///             names); empty for the only one
public record Thing(
        Kind kind,
        Place place,
        String part,
        Facts facts,
        SortedMap<Field, String> provenance,
        List<Entry.Claim> losers,
        SortedSet<String> sources) {

    /// What ids of this group begin with.
    String idPrefix() {
        return kind + "." + place.repository() + ".";
    }

    /// Things of one group compete for identities among themselves only. Groups are in the order of
    /// `Observation.ORDER`, so that they can be settled as they come.
    static String group(long repository, Kind kind) {
        return Observation.group(repository, kind.toString());
    }

    public String group() {
        return group(place.repository(), kind);
    }

    /// The order inside a group.
    String order() {
        return place.path() + " " + part;
    }
}
