package discovery.edge.signing;

import discovery.edge.signing.VerificationException.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Pattern;

/// The members of a JSON object together with the place where it stands, so that whatever is missing or of another
/// type is refused as `MALFORMED` by name. Members that nobody asks for are ignored.
record Fields(String place, SortedMap<String, Json> members) {

    private static final Pattern INSTANT = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");

    static Fields of(String place, Json json) throws VerificationException {
        if (json instanceof Json.Members(var members)) {
            return new Fields(place, members);
        }
        throw new VerificationException(Reason.MALFORMED, place + " is not an object.");
    }

    Json json(String name) throws VerificationException {
        var json = members.get(name);
        if (json == null) {
            throw malformed(name, "is missing");
        }
        return json;
    }

    Fields fields(String name) throws VerificationException {
        return of(place + ", " + Json.quoted(name), json(name));
    }

    String text(String name) throws VerificationException {
        if (json(name) instanceof Json.Text(var value)) {
            return value;
        }
        throw malformed(name, "is not a string");
    }

    boolean truth(String name) throws VerificationException {
        if (json(name) instanceof Json.Truth(var value)) {
            return value;
        }
        throw malformed(name, "is neither true nor false");
    }

    List<Json> items(String name) throws VerificationException {
        if (json(name) instanceof Json.Items(var items)) {
            return items;
        }
        throw malformed(name, "is not a list");
    }

    /// An integer from `least` to `most`, both included.
    long whole(String name, long least, long most) throws VerificationException {
        if (json(name) instanceof Json.Whole(var value) && value >= least && value <= most) {
            return value;
        }
        throw malformed(name, "is not an integer from " + least + " to " + most);
    }

    /// `YYYY-MM-DDTHH:MM:SSZ`, the one form of TUF.
    Instant instant(String name) throws VerificationException {
        var text = text(name);
        try {
            if (INSTANT.matcher(text).matches()) {
                return Instant.parse(text);
            }
        } catch (DateTimeException noSuchDay) {
            // Falls through: the form was right, the day does not exist.
        }
        throw malformed(name, "is not an instant like 2026-01-01T00:00:00Z");
    }

    private VerificationException malformed(String name, String what) {
        return new VerificationException(Reason.MALFORMED,
                place + ": " + Json.quoted(name) + " " + what + ".");
    }
}
