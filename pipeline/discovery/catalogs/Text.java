package discovery.catalogs;

import discovery.model.CanonicalJson;
import java.util.List;
import java.util.Map;
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
        return document(head, list, elements.stream(), tail);
    }

    /// The same of elements that are made one by one: of a long list only the text is ever whole.
    static String document(
            Map<String, Object> head, String list, Stream<Map<String, Object>> elements, Map<String, Object> tail) {
        var first = json(head);
        var last = json(tail);
        var out = new StringBuilder(first.substring(0, first.length() - 1))
                .append(head.isEmpty() ? "" : ",").append(json(list)).append(":[");
        var empty = out.length();
        elements.forEachOrdered(
                element -> out.append(out.length() == empty ? "\n" : ",\n").append(json(element)));
        return out.append(out.length() == empty ? "\n" : "").append("\n]").append(tail.isEmpty() ? "" : ",")
                .append(last.substring(1)).append('\n').toString();
    }
}
