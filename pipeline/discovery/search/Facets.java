package discovery.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How many answers there are of each kind, category and so on.
public final class Facets {
    private final Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();

    /// Counts one answer under a value; empty values are not counted.
    public void count(String facet, String value) {
        if (!value.isEmpty()) {
            counts.computeIfAbsent(facet, first -> new TreeMap<>()).merge(value, 1, Integer::sum);
        }
    }

    /// Facet -> value -> answers: the most frequent values first, then by name.
    ///
    /// @param most values of a facet
    public Map<String, Map<String, Integer>> most(int most) {
        var all = new LinkedHashMap<String, Map<String, Integer>>();
        counts.forEach((facet, values) -> {
            var sorted = new ArrayList<>(List.copyOf(values.entrySet()));
            sorted.sort(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()));
            var kept = new LinkedHashMap<String, Integer>();
            sorted.stream().limit(most).forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
            all.put(facet, kept);
        });
        return all;
    }
}
