package discovery.edge.signing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Metadata as an attacker may make it, for tests outside of this package.
public final class Forge {
    private Forge() {}

    private static TufRole role(String name) {
        return TufRole.valueOf(name.toUpperCase(java.util.Locale.ROOT));
    }

    /// The file signed anew by the keys of a role, with some texts and numbers of its signed part changed.
    public static byte[] signed(byte[] file, Map<String, Object> changes, Keys keys, String role) {
        var members = new HashMap<String, Json>();
        changes.forEach((name, value) -> members.put(name, value instanceof Number number
                ? new Json.Whole(number.longValue()) : new Json.Text(String.valueOf(value))));
        return Nights.changed(file, members, keys.of(role(role)));
    }

    /// The file without any signature.
    public static byte[] unsigned(byte[] file) {
        return Metadata.write(Json.object(Nights.signed(file)), List.of());
    }

    /// The metadata of these targets, of any version.
    public static SortedMap<String, byte[]> metadata(
            Keys keys, List<byte[]> roots, Collection<TufTarget> targets, long version, Instant now) {
        return TufRepository.metadata(keys, roots, targets, version, now, TufExpiry.DEFAULT);
    }

    /// A root after `previous` that only these keys have signed.
    public static byte[] nextRootBy(byte[] previous, Keys next, Keys signing, Instant now) {
        var honest = TufRepository.nextRoot(previous, signing, next, now, TufExpiry.DEFAULT);
        return Metadata.write(Json.object(Nights.signed(honest)), next.of(TufRole.ROOT));
    }

    /// A root with the signature of one of its keys twice, and no other.
    public static byte[] twice(byte[] previous, Keys next, Keys old, Instant now) {
        var honest = new String(TufRepository.nextRoot(previous, old, next, now, TufExpiry.DEFAULT),
                StandardCharsets.US_ASCII);
        var start = honest.indexOf("{\"keyid\"");
        var end = honest.indexOf('}', start) + 1;
        var one = honest.substring(start, end);
        var list = honest.indexOf(']', end);
        return (honest.substring(0, start) + one + "," + one + honest.substring(list))
                .getBytes(StandardCharsets.US_ASCII);
    }

    /// A root after `previous`, rightly signed, that says of all keys that they are of another kind.
    public static byte[] otherKind(byte[] previous, Keys keys, Instant now, String kind) {
        var honest = TufRepository.nextRoot(previous, keys, keys, now, TufExpiry.DEFAULT);
        var members = new TreeMap<>(Nights.signed(honest));
        var listed = new HashMap<String, Json>();
        if (members.get("keys") instanceof Json.Members(var all)) {
            all.forEach((id, key) -> {
                if (key instanceof Json.Members(var fields)) {
                    var changed = new TreeMap<>(fields);
                    changed.put("keytype", new Json.Text(kind));
                    changed.put("scheme", new Json.Text(kind));
                    var online = keys.of(TufRole.ROOT).stream().noneMatch(root -> root.keyId().equals(id));
                    listed.put(id, online ? Json.object(changed) : key);
                }
            });
        }
        members.put("keys", Json.object(listed));
        return Metadata.write(Json.object(members), keys.of(TufRole.ROOT));
    }
}
