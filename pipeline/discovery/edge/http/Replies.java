package discovery.edge.http;

import discovery.edge.json.JsonList;
import discovery.edge.json.MalformedException;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What an answer looks like, before anybody reads it.
final class Replies {
    private static final Set<String> JSON =
            Set.of("application/json", "application/vnd.github+json", "application/vnd.github.v3+json");

    private Replies() {}

    static boolean wantsJson(Wire.Ask ask) {
        return JSON.contains(ask.headers().getOrDefault("Accept", ""));
    }

    static boolean isJson(HttpHeaders headers) {
        var type = headers.firstValue("content-type").orElse("").toLowerCase(Locale.ROOT);
        return type.contains("json") && !type.contains("raw");
    }

    static void check(HttpHeaders headers, byte[] body) throws IOException {
        if (isJson(headers)) {
            try {
                JsonList.check(body);
            } catch (MalformedException e) {
                throw new IOException("the answer is no JSON: " + e.getMessage(), e);
            }
        }
    }

    /// Some servers put a byte order mark before their JSON, which parsers refuse.
    static byte[] withoutMark(HttpHeaders headers, byte[] body) {
        var marked = body.length >= 3 && body[0] == (byte) 0xef && body[1] == (byte) 0xbb && body[2] == (byte) 0xbf;
        return marked && isJson(headers) ? Arrays.copyOfRange(body, 3, body.length) : body;
    }

    /// JSON ends with the bracket that it began with; what ends otherwise is a part of an answer.
    static boolean isWhole(HttpHeaders headers, byte[] body) {
        if (!isJson(headers)) {
            return true;
        }
        var end = body.length - 1;
        while (end >= 0 && body[end] <= ' ' && body[end] >= 0) {
            end--;
        }
        return end >= 1 && (body[end] == '}' || body[end] == ']');
    }

    static Map<String, List<String>> headers(HttpHeaders headers) {
        var kept = new TreeMap<String, List<String>>();
        headers.map().forEach((name, values) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (!lower.equals("content-encoding") && !lower.equals("content-length")
                    && !lower.equals("transfer-encoding")) {
                kept.put(lower, values);
            }
        });
        return kept;
    }
}
