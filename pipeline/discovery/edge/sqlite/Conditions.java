package discovery.edge.sqlite;

import discovery.search.Filters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Filters as a condition on the table `entries e`.
///
/// @param values of its question marks, in their order
record Conditions(String sql, List<String> values) {
    /// The filters that let everything through.
    static final Filters EVERYTHING =
            new Filters(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), false, true);

    static Conditions of(Filters filters) {
        var parts = new ArrayList<String>();
        var values = new ArrayList<String>();
        any(parts, values, "e.kind IN (%s)", filters.kinds());
        any(parts, values, "e.slot IN (SELECT slot FROM entry_categories WHERE category IN (%s))",
                filters.categories());
        any(parts, values, "e.slot IN (SELECT slot FROM entry_sources WHERE source IN (%s))", filters.sources());
        any(parts, values, "e.licence COLLATE NOCASE IN (%s)", filters.licences());
        any(parts, values, "e.language COLLATE NOCASE IN (%s)", filters.languages());
        any(parts, values, "e.slot IN (SELECT slot FROM verdicts WHERE accepts AND reader IN (%s))",
                filters.clients());
        if (filters.safe()) {
            parts.add("e.slot NOT IN (SELECT slot FROM findings WHERE severity = 'high')");
        }
        if (!filters.copies()) {
            parts.add("e.original IN ('', e.id)");
        }
        return new Conditions(parts.isEmpty() ? "1" : String.join(" AND ", parts), List.copyOf(values));
    }

    private static void any(List<String> parts, List<String> values, String condition, List<String> wanted) {
        if (!wanted.isEmpty()) {
            parts.add(condition.formatted(String.join(", ", Collections.nCopies(wanted.size(), "?"))));
            values.addAll(wanted);
        }
    }
}
