package discovery.edge.signing;

import discovery.edge.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.HKDFParameters;

/// One secret Ed25519 key with a name. Prints its name and public half only.
final class SigningKey {

    /// Part of every derivation: changing it, or a name, changes every key that was ever published.
    private static final String DOMAIN = "skill-index/";

    private final String name;
    private final Ed25519PrivateKeyParameters secret;

    private SigningKey(String name, Ed25519PrivateKeyParameters secret) {
        this.name = name;
        this.secret = secret;
    }

    /// HKDF-SHA256 (RFC 5869) with no salt and the information `skill-index/NAME`; its 32 bytes are the Ed25519 secret.
    static SigningKey derive(byte[] seed, String name) {
        var expand = new HKDFBytesGenerator(SHA256Digest.newInstance());
        var information = (DOMAIN + name).getBytes(StandardCharsets.US_ASCII);
        expand.init(new HKDFParameters(seed, new byte[0], information));
        var secret = new byte[Ed25519PrivateKeyParameters.KEY_SIZE];
        expand.generateBytes(secret, 0, secret.length);
        return new SigningKey(name, new Ed25519PrivateKeyParameters(secret));
    }

    /// The key whose 32 secret bytes are at this place.
    static SigningKey of(byte[] secrets, int place, String name) {
        return new SigningKey(name, new Ed25519PrivateKeyParameters(secrets, place));
    }

    Ed25519PrivateKeyParameters secret() {
        return secret;
    }

    byte[] publicKey() {
        return secret.generatePublicKey().getEncoded();
    }

    /// The public key object as TUF's root lists it.
    Json tufKey() {
        var publicHex = new Json.Text(HexFormat.of().formatHex(publicKey()));
        return Json.object(
                Map.of("keytype", new Json.Text("ed25519"), "scheme", new Json.Text("ed25519"), "keyval",
                        Json.object(Map.of("public", publicHex))));
    }

    /// SHA-256 of the canonical JSON of the public key object, in hexadecimal (TUF §4.2).
    String keyId() {
        return Sha256.of(Json.canonical(tufKey()));
    }

    /// The 64 bytes of the Ed25519 signature; the same message always gives the same bytes.
    byte[] sign(byte[] message) {
        return Ed25519.sign(secret, message);
    }

    @Override
    public String toString() {
        return name + " " + HexFormat.of().formatHex(publicKey());
    }
}
