package discovery.edge.client;

import discovery.model.Row;
import java.util.Optional;

/// An entry was asked for by a slug that it had before; no other entry has that slug now.
///
/// @param from what was asked
/// @param to   its slug
public record Renamed(String from, String to) {
    /// Empty when the entry's id or slug was asked.
    public static Optional<Renamed> of(String asked, Row row) {
        var content = row.content();
        return content.formerly().contains(asked) ? Optional.of(new Renamed(asked, content.slug())) : Optional.empty();
    }

    public String sentence() {
        return "`%s` is called `%s` now.".formatted(from, to);
    }
}
