package discovery.edge.signing;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The part of JSON that signed metadata uses: no null and no fractions, since neither has one canonical form.
sealed interface Json {

    record Text(String value) implements Json {
    }

    record Whole(long value) implements Json {
    }

    record Truth(boolean value) implements Json {
    }

    record Items(List<Json> items) implements Json {
        public Items {
            items = List.copyOf(items);
        }
    }

    /// Members are sorted by name, in the order of UTF-16 units.
    record Members(SortedMap<String, Json> members) implements Json {
        public Members {
            var sorted = new TreeMap<String, Json>();
            sorted.putAll(members);
            members = Collections.unmodifiableSortedMap(sorted);
        }
    }

    static Json object(Map<String, Json> members) {
        return new Members(new TreeMap<>(members));
    }
}
