package discovery.edge.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The simulator's faults, by name, as rules for it.
final class Faults {
    private static final Map<String, String> KINDS = kinds();
    /// Each alone on a fifth of all requests, those that cost a time-out on two; then all at once on a twentieth.
    static final Map<String, String> ALL = all();

    private Faults() {}

    private static Map<String, String> kinds() {
        var kinds = new LinkedHashMap<String, String>();
        for (var status : new int[] {500, 502, 503, 504, 401, 403, 404}) {
            kinds.put("status_" + status, "{\"kind\": \"status\", \"status\": %d}".formatted(status));
        }
        kinds.put("status_429", "{\"kind\": \"status\", \"status\": 429, \"retry_after\": 1}");
        kinds.put("secondary", "{\"kind\": \"secondary\", \"retry_after\": 1}");
        kinds.put("delay", "{\"kind\": \"delay\", \"seconds\": 1}");
        kinds.put("hang", "{\"kind\": \"hang\"}");
        for (var kind : new String[] {"drop", "truncate", "content_type", "gzip_bomb", "duplicate_page",
                "incomplete_results", "total_count", "stale_etag", "move_date", "non_utf8", "bom", "huge_description",
                "deep_json"}) {
            kinds.put(kind, "{\"kind\": \"%s\"}".formatted(kind));
        }
        return kinds;
    }

    private static Map<String, String> all() {
        var all = new LinkedHashMap<String, String>();
        KINDS.forEach((name, fault) -> all.put(name, "[" + rule(fault, limits(name, "0.2")) + "]"));
        all.put("all_at_once", KINDS.entrySet().stream()
                .map(each -> rule(each.getValue(), limits(each.getKey(), "0.05")))
                .collect(Collectors.joining(", ", "[", "]")));
        return all;
    }

    private static String rule(String fault, String match) {
        return "{\"match\": {%s}, \"fault\": %s}".formatted(match, fault);
    }

    private static String limits(String name, String probability) {
        return switch (name) {
            case "hang", "delay", "status_429", "secondary", "move_date" ->
                "\"probability\": %s, \"seed\": 7, \"times\": 2".formatted(probability);
            default -> "\"probability\": %s, \"seed\": 7".formatted(probability);
        };
    }
}
