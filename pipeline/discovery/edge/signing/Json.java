package discovery.edge.signing;

import discovery.model.CanonicalJson;
import java.nio.charset.StandardCharsets;
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

    /// The one form that it has: members sorted by name, no white space, ASCII only (see [CanonicalJson#ascii(Object)]).
    /// Where texts are not printable ASCII, OLPC canonical JSON is another (raw UTF-8), so metadata may hold printable
    /// ASCII only; [TufTarget] sees to that.
    ///
    /// Law: `CanonicalJsonReader.read(canonical(json))` equals `json`, and no other bytes read as that `json`.
    static byte[] canonical(Json json) {
        return CanonicalJson.ascii(tree(json)).getBytes(StandardCharsets.US_ASCII);
    }

    /// A foreign string for a message: quoted, escaped and cut, so that it can neither forge lines nor colours.
    static String quoted(String foreign) {
        return CanonicalJson.ascii(foreign.length() > 80 ? foreign.substring(0, 80) + "..." : foreign);
    }

    private static Object tree(Json json) {
        return switch (json) {
            case Text(var value) -> value;
            case Whole(var value) -> value;
            case Truth(var value) -> value;
            case Items(var items) -> items.stream().map(Json::tree).toList();
            case Members(var members) -> {
                var tree = new TreeMap<String, Object>();
                members.forEach((name, member) -> tree.put(name, tree(member)));
                yield tree;
            }
        };
    }
}
