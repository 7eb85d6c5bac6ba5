package discovery.edge.signing;

import discovery.edge.signing.VerificationException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Reads canonical JSON and nothing else: what [Json#canonical(Json)] would write in other bytes is refused. So a name cannot
/// stand twice, and nothing can be read from a document that was not signed.
///
/// Size is bounded by the array, depth here; the reader never recurses deeper than [#MAX_DEPTH].
final class CanonicalJsonReader {

    static final int MAX_DEPTH = 16;

    /// 2^53 - 1: beyond it, clients that read numbers as doubles would see another number.
    private static final long MAX_WHOLE = 9_007_199_254_740_991L;
    private static final int MAX_DIGITS = 16;

    private final String place;
    private final byte[] bytes;
    private int at;

    private CanonicalJsonReader(String place, byte[] bytes) {
        this.place = place;
        this.bytes = bytes;
    }

    /// @param place what the bytes are, for messages, as in `timestamp.json`
    /// @throws VerificationException `MALFORMED`, naming the place and the byte
    static Json read(String place, byte[] bytes) throws VerificationException {
        var reader = new CanonicalJsonReader(place, bytes);
        var json = reader.value(0);
        if (reader.at != bytes.length) {
            throw reader.malformed("something follows the end of the document");
        }
        return json;
    }

    private Json value(int depth) throws VerificationException {
        if (depth > MAX_DEPTH) {
            throw malformed("nested deeper than " + MAX_DEPTH);
        }
        var next = peek();
        return switch (next) {
            case '{' -> members(depth);
            case '[' -> items(depth);
            case '"' -> new Json.Text(text());
            case 't' -> word("true", new Json.Truth(true));
            case 'f' -> word("false", new Json.Truth(false));
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> whole();
            default -> throw malformed("not the start of a value in canonical JSON");
        };
    }

    private Json members(int depth) throws VerificationException {
        expect('{');
        var members = new TreeMap<String, Json>();
        if (skip('}')) {
            return new Json.Members(members);
        }
        var previous = Optional.<String>empty();
        do {
            var name = text();
            if (members.containsKey(name)) {
                throw malformed("the name " + Json.quoted(name) + " stands twice");
            }
            if (previous.isPresent() && previous.get().compareTo(name) > 0) {
                throw malformed("the names are not sorted at " + Json.quoted(name));
            }
            expect(':');
            members.put(name, value(depth + 1));
            previous = Optional.of(name);
        } while (skip(','));
        expect('}');
        return new Json.Members(members);
    }

    private Json items(int depth) throws VerificationException {
        expect('[');
        if (skip(']')) {
            return new Json.Items(List.of());
        }
        var items = new ArrayList<Json>();
        do {
            items.add(value(depth + 1));
        } while (skip(','));
        expect(']');
        return new Json.Items(items);
    }

    private String text() throws VerificationException {
        expect('"');
        var text = new StringBuilder();
        while (true) {
            var unit = next();
            if (unit == '"') {
                return text.toString();
            }
            if (unit < ' ' || unit > '~') {
                throw malformed("a byte outside of printable ASCII");
            }
            text.append(unit == '\\' ? escaped() : (char) unit);
        }
    }

    private char escaped() throws VerificationException {
        var kind = next();
        if (kind == '"' || kind == '\\') {
            return (char) kind;
        }
        if (kind != 'u') {
            throw malformed("an escape that canonical JSON does not use");
        }
        var unit = 0;
        for (var digit = 0; digit < 4; digit++) {
            var value = "0123456789abcdef".indexOf(next());
            if (value < 0) {
                throw malformed("an escape without four lower-case hexadecimal digits");
            }
            unit = unit * 16 + value;
        }
        if (unit >= ' ' && unit <= '~') {
            throw malformed("an escaped character that needs no escape");
        }
        return (char) unit;
    }

    private Json whole() throws VerificationException {
        var start = at;
        var negative = skip('-');
        var digits = at;
        var value = 0L;
        while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9' && at - digits < MAX_DIGITS) {
            value = value * 10 + (bytes[at] - '0');
            at++;
        }
        var length = at - digits;
        var leadingZero = length > 0 && bytes[digits] == '0' && (length > 1 || negative);
        if (length == 0 || leadingZero || value > MAX_WHOLE) {
            at = start;
            throw malformed("not an integer of at most 2^53 - 1 in its shortest form");
        }
        // A fraction, an exponent or a seventeenth digit is left over here, and refused as what must not follow.
        return new Json.Whole(negative ? -value : value);
    }

    private Json word(String word, Json value) throws VerificationException {
        for (var index = 0; index < word.length(); index++) {
            expect(word.charAt(index));
        }
        return value;
    }

    private int peek() throws VerificationException {
        if (at >= bytes.length) {
            throw malformed("the document ends early");
        }
        return bytes[at];
    }

    private int next() throws VerificationException {
        var next = peek();
        at++;
        return next;
    }

    private boolean skip(char wanted) {
        if (at < bytes.length && bytes[at] == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char wanted) throws VerificationException {
        if (!skip(wanted)) {
            throw malformed(at >= bytes.length ? "the document ends early" : "expected `" + wanted + "`");
        }
    }

    private VerificationException malformed(String what) {
        return new VerificationException(Reason.MALFORMED, place + ", byte " + at + ": " + what + ".");
    }
}
