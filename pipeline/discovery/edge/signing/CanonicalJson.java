package discovery.edge.signing;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Writes the one form that JSON has here: members sorted by name, no white space, ASCII only. Quotes and backslashes
/// are escaped by a backslash, every other character outside of printable ASCII by a backslash, `u` and four lower-case
/// digits.
///
/// For printable ASCII this is OLPC canonical JSON, over which other TUF clients verify. For other characters it is
/// not (OLPC writes raw UTF-8), so metadata may hold printable ASCII only; [TufTarget] sees to that.
///
/// Law: `CanonicalJsonReader.read(write(json))` equals `json`, and no other bytes read as that `json`.
final class CanonicalJson {

    private CanonicalJson() {
    }

    static byte[] write(Json json) {
        var out = new StringBuilder();
        append(out, json);
        return out.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /// A foreign string for a message: quoted, escaped and cut, so that it can neither forge lines nor colours.
    static String quoted(String foreign) {
        var out = new StringBuilder();
        append(out, foreign.length() > 80 ? foreign.substring(0, 80) + "..." : foreign);
        return out.toString();
    }

    private static void append(StringBuilder out, Json json) {
        switch (json) {
            case Json.Text(var value) -> append(out, value);
            case Json.Whole(var value) -> out.append(value);
            case Json.Truth(var value) -> out.append(value);
            case Json.Items(var items) -> {
                out.append('[');
                var separator = "";
                for (var item : items) {
                    out.append(separator);
                    append(out, item);
                    separator = ",";
                }
                out.append(']');
            }
            case Json.Members(var members) -> {
                out.append('{');
                var separator = "";
                for (var member : members.entrySet()) {
                    out.append(separator);
                    append(out, member.getKey());
                    out.append(':');
                    append(out, member.getValue());
                    separator = ",";
                }
                out.append('}');
            }
        }
    }

    private static void append(StringBuilder out, String text) {
        out.append('"');
        for (var index = 0; index < text.length(); index++) {
            var unit = text.charAt(index);
            if (unit == '"' || unit == '\\') {
                out.append('\\').append(unit);
            } else if (unit >= ' ' && unit <= '~') {
                out.append(unit);
            } else {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
            }
        }
        out.append('"');
    }
}
