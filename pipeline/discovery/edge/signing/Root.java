package discovery.edge.signing;

import discovery.edge.signing.VerificationException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/// A root: which keys sign which role.
///
/// @param text the whole file
record Root(String text, Metadata metadata, long version, Map<TufRole, Signers> signers) {

    private static final int MAX_KEYS = 64;
    private static final Pattern PUBLIC_KEY = Pattern.compile("[0-9a-f]{" + 2 * Ed25519.PUBLIC_KEY_BYTES + "}");

    Root {
        signers = Map.copyOf(signers);
    }

    static String fileName(long version) {
        return version + ".root.json";
    }

    /// A root that has enough signatures of its own keys.
    ///
    /// @throws VerificationException `TOO_LARGE`, `MALFORMED`, `SIGNATURE`, `WRONG_TYPE` or `UNSUPPORTED`
    static Root read(String name, byte[] bytes) throws VerificationException {
        if (bytes.length > TufRole.ROOT.maxBytes()) {
            throw new VerificationException(Reason.TOO_LARGE,
                    name + " has more than " + TufRole.ROOT.maxBytes() + " bytes.");
        }
        var metadata = Metadata.read(name, bytes);
        metadata.requireType(TufRole.ROOT);
        var version = metadata.version();
        if (!metadata.signed().truth("consistent_snapshot")) {
            throw new VerificationException(Reason.MALFORMED, name + " has no consistent snapshots.");
        }
        var signers = new EnumMap<TufRole, Signers>(TufRole.class);
        for (var role : TufRole.values()) {
            signers.put(role, signers("root " + version, metadata.signed().fields("keys"),
                    metadata.signed().fields("roles").fields(role.type())));
        }
        var root = new Root(new String(bytes, StandardCharsets.US_ASCII), metadata, version, signers);
        metadata.requireSignedBy(root.signers(TufRole.ROOT));
        return root;
    }

    Signers signers(TufRole role) {
        return Objects.requireNonNull(signers.get(role));
    }

    /// @param listed all keys by id
    /// @param names  which of them sign, and how many must
    static Signers signers(String whose, Fields listed, Fields names) throws VerificationException {
        var keys = new HashMap<String, String>();
        for (var keyId : names.items("keyids")) {
            if (!(keyId instanceof Json.Text(var id))) {
                throw new VerificationException(Reason.MALFORMED, names.place() + ": a key id is not a string.");
            }
            var key = listed.fields(id);
            if (key.text("keytype").equals("ed25519") && key.text("scheme").equals("ed25519")) {
                var publicKey = key.fields("keyval").text("public");
                if (!PUBLIC_KEY.matcher(publicKey).matches()) {
                    throw new VerificationException(Reason.MALFORMED,
                            key.place() + " is no Ed25519 key in lower-case hexadecimal.");
                }
                keys.put(id, publicKey);
            }
        }
        return new Signers(whose, keys, (int) names.whole("threshold", 1, MAX_KEYS));
    }
}
