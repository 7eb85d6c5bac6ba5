package discovery.edge.signing;

import discovery.edge.signing.VerificationException.Reason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// One TUF file: what is signed, and the signatures over its canonical bytes. Its fields mean nothing until
/// [#requireSignedBy] has passed.
///
/// @param name the file's name, for messages
record Metadata(String name, Fields signed, List<Signature> signatures) {

    static final String SPECIFICATION = "1.0.31";

    /// Versions beyond it do not fit the integers of other clients (sigstore-java's are `int`).
    static final long MAX_VERSION = Integer.MAX_VALUE;

    /// Each costs a pass over the whole file, so a hostile mirror may not choose how many.
    private static final int MAX_SIGNATURES = 64;

    /// Lower case only, so that a signature has one spelling.
    private static final Pattern HEX = Pattern.compile("(?:[0-9a-f]{2})*");

    record Signature(String keyId, String hex) {
    }

    /// The file: `signed` with a signature of each key, sorted by key id; a key that is given twice signs once.
    static byte[] write(Json signed, Collection<SigningKey> keys) {
        var bytes = Json.canonical(signed);
        var signatures = new TreeMap<String, Json>();
        for (var key : keys) {
            var keyId = key.keyId();
            var hex = HexFormat.of().formatHex(key.sign(bytes));
            signatures.put(keyId, Json.object(Map.of("keyid", new Json.Text(keyId), "sig", new Json.Text(hex))));
        }
        return Json.canonical(
                Json.object(
                        Map.of("signatures", new Json.Items(List.copyOf(signatures.values())), "signed", signed)));
    }

    /// @throws VerificationException `MALFORMED` when the bytes are not canonical JSON of this shape
    static Metadata read(String name, byte[] bytes) throws VerificationException {
        var file = Fields.of(name, CanonicalJsonReader.read(name, bytes));
        var signatures = new ArrayList<Signature>();
        var items = file.items("signatures");
        if (items.size() > MAX_SIGNATURES) {
            throw new VerificationException(Reason.MALFORMED,
                    name + " has more than " + MAX_SIGNATURES + " signatures.");
        }
        for (var item : items) {
            var signature = Fields.of(name + ", a signature", item);
            signatures.add(new Signature(signature.text("keyid"), signature.text("sig")));
        }
        return new Metadata(name, file.fields("signed"), List.copyOf(signatures));
    }

    /// The bytes that the signatures are over. The reader accepts the canonical form only, so these are the very bytes
    /// that stand in the file.
    byte[] signedBytes() {
        return Json.canonical(new Json.Members(signed.members()));
    }

    /// Counts keys, not signatures: neither a signature that is repeated nor a key under two ids counts twice.
    ///
    /// @throws VerificationException `SIGNATURE` when fewer keys than the threshold signed
    void requireSignedBy(Signers signers) throws VerificationException {
        var message = signedBytes();
        var valid = new HashSet<String>();
        for (var signature : signatures) {
            var publicKey = signers.keys().get(signature.keyId());
            if (publicKey != null && isValid(publicKey, signature.hex(), message)) {
                valid.add(publicKey);
            }
        }
        if (valid.size() < signers.threshold()) {
            throw new VerificationException(Reason.SIGNATURE,
                    name + " has valid signatures of " + valid.size() + " of the " + signers.threshold() + " keys of "
                            + signers.whose() + " that must sign it.");
        }
    }

    /// @throws VerificationException `WRONG_TYPE` or `UNSUPPORTED`
    void requireType(TufRole role) throws VerificationException {
        if (!signed.text("_type").equals(role.type())) {
            throw new VerificationException(Reason.WRONG_TYPE,
                    name + " is of type " + Json.quoted(signed.text("_type")) + ", not " + role.type() + ".");
        }
        if (!signed.text("spec_version").startsWith("1.")) {
            throw new VerificationException(Reason.UNSUPPORTED,
                    name + " follows TUF " + Json.quoted(signed.text("spec_version")) + ", not 1.x.");
        }
    }

    long version() throws VerificationException {
        return signed.whole("version", 1, MAX_VERSION);
    }

    Instant expires() throws VerificationException {
        return signed.instant("expires");
    }

    /// @throws VerificationException `EXPIRED` when its time is over at `now`
    void requireFresh(Instant now) throws VerificationException {
        if (!expires().isAfter(now)) {
            throw new VerificationException(Reason.EXPIRED,
                    name + " expired at " + expires() + ", and it is " + now.truncatedTo(ChronoUnit.SECONDS)
                            + " here.");
        }
    }

    private static boolean isValid(String publicKey, String signature, byte[] message) {
        return HEX.matcher(signature).matches()
                && Ed25519.verify(HexFormat.of().parseHex(publicKey), HexFormat.of().parseHex(signature), message);
    }
}
