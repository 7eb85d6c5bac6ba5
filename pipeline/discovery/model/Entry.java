package discovery.model;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/// One extension after merging.
///
/// @param id         stable for ever: `kind.repository.hash` (see `discovery.merge.Ids`)
/// @param slug       readable name in URLs, ASCII; may change when the thing is renamed
/// @param slot       its integer in `skills.db` and its row in `embeddings.bin`; given once, never reused
/// @param facts      the winning value of each field
/// @param provenance the source of each winning value
/// @param losers     what other sources said instead
/// @param sources    every source that saw it
/// @param firstSeen  day of the first night that had it, days since 1970-01-01
/// @param formerly   slugs that it had before, the newest last
public record Entry(
        String id,
        String slug,
        int slot,
        Kind kind,
        Place place,
        Facts facts,
        SortedMap<Field, String> provenance,
        List<Claim> losers,
        SortedSet<String> sources,
        long firstSeen,
        List<String> formerly) {

    /// What a source said that did not win.
    public record Claim(Field field, String source, List<String> values) {}

    public String name() {
        return facts.text(Field.NAME).or(() -> facts.text(Field.TITLE)).orElseGet(this::nameOfPlace);
    }

    private String nameOfPlace() {
        var path = place.path();
        return path.isEmpty() ? place.project() : path.substring(path.lastIndexOf('/') + 1);
    }
}
