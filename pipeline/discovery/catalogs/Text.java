package discovery.catalogs;

import discovery.model.CanonicalJson;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// JSON as text. A host may serve some of it as a page, so nothing in it can open an element.
final class Text {
    private Text() {}

    static String json(Object value) {
        return CanonicalJson.of(value).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    }

    /// An object that ends with a long list, one element on a line.
    static String document(Map<String, Object> head, String list, List<Map<String, Object>> elements) {
        return document(head, list, elements, Map.of());
    }

    static String document(
            Map<String, Object> head, String list, List<Map<String, Object>> elements, Map<String, Object> tail) {
        return pieces(head, list, elements.stream(), tail).collect(Collectors.joining());
    }

    /// The same in pieces, of elements that are made one by one: a long list is never whole.
    static Stream<String> pieces(
            Map<String, Object> head, String list, Stream<Map<String, Object>> elements, Map<String, Object> tail) {
        var first = json(head);
        var last = json(tail);
        var separator = new String[] {""};
        return Stream.of(
                Stream.of(first.substring(0, first.length() - 1), head.isEmpty() ? "" : ",", json(list), ":[\n"),
                elements.map(element -> {
                    var before = separator[0];
                    separator[0] = ",\n";
                    return before + json(element);
                }),
                Stream.of("\n]", tail.isEmpty() ? "" : ",", last.substring(1), "\n")).flatMap(pieces -> pieces);
    }
}
