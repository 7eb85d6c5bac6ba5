package discovery.merge;

import discovery.model.Entry;
import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.Kind;
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

    /// `kind.repository.`: things of one group compete for identities among themselves only. Groups and ids sort alike,
    /// because `.` sorts before every digit.
    public String group() {
        return kind + "." + place.repository() + ".";
    }

    /// Things in this order, group by group, are in the order of their ids up to the order inside a group.
    public String order() {
        return group() + " " + place.path() + " " + part;
    }
}
