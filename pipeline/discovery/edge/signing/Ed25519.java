package discovery.edge.signing;

import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/// Plain Ed25519 (RFC 8032, no context, no prehash).
final class Ed25519 {

    static final int PUBLIC_KEY_BYTES = 32;
    static final int SIGNATURE_BYTES = 64;
    private static final String NAME = "Ed25519";
    /// What stands before the 32 bytes of a key in the form that the JDK reads (RFC 8410).
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private Ed25519() {
    }

    static byte[] sign(Ed25519PrivateKeyParameters secret, byte[] message) {
        var signer = new Ed25519Signer();
        signer.init(true, secret);
        signer.update(message, 0, message.length);
        return signer.generateSignature();
    }

    /// By the JDK: a program that only verifies need not load Bouncy Castle, which takes half a second, and what one
    /// library signs another one checks.
    ///
    /// False for a wrong signature and for a key or signature of another size or off the curve alike.
    static boolean verify(byte[] publicKey, byte[] signature, byte[] message) {
        if (publicKey.length != PUBLIC_KEY_BYTES || signature.length != SIGNATURE_BYTES) {
            return false;
        }
        try {
            var verifier = Signature.getInstance(NAME);
            verifier.initVerify(KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(
                    ByteBuffer.allocate(PREFIX.length + PUBLIC_KEY_BYTES).put(PREFIX).put(publicKey).array())));
            verifier.update(message);
            return verifier.verify(signature);
        } catch (InvalidKeySpecException | InvalidKeyException | SignatureException notAPoint) {
            return false;
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
