package discovery.edge.signing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/// Detached OpenPGP signatures that plain `gpg --verify` accepts (seen with gpg 2.2.40).
///
/// The key is of version 4 with the algorithm EdDSA of before RFC 9580 (22), since gpg 2.2 knows no other Ed25519.
/// Law: the same keys, data and instant give the same bytes.
public final class OpenPgp {

    private static final int ALGORITHM = PublicKeyAlgorithmTags.EDDSA_LEGACY;
    private static final int HASH = HashAlgorithmTags.SHA256;

    private final PGPKeyPair pair;
    private final String userId;
    private final Instant created;

    private OpenPgp(PGPKeyPair pair, String userId, Instant created) {
        this.pair = pair;
        this.userId = userId;
        this.created = created;
    }

    /// The `openpgp` key of these keys, with their user id and creation time.
    public static OpenPgp of(Keys keys) {
        var secret = keys.openPgp().secret();
        var halves = new AsymmetricCipherKeyPair(secret.generatePublicKey(), secret);
        try {
            var pair = new BcPGPKeyPair(PublicKeyPacket.VERSION_4, ALGORITHM, halves, Date.from(keys.created()));
            return new OpenPgp(pair, keys.userId(), keys.created());
        } catch (PGPException impossible) {
            throw new IllegalStateException("Bouncy Castle refused an Ed25519 key.", impossible);
        }
    }

    /// The armored signature of the data, as for `manifest.json.asc`; ASCII, ends in a line feed.
    ///
    /// @param at the time of signing, cut to seconds; gpg complains of times in its future
    /// @throws IllegalArgumentException when it lies before the creation of the key, which gpg refuses
    public byte[] signDetached(byte[] data, Instant at) {
        if (at.isBefore(created)) {
            throw new IllegalArgumentException(
                    "A signature of " + at + " is older than its key of " + created + ": gpg would refuse it.");
        }
        try {
            var generator = generator(PGPSignature.BINARY_DOCUMENT);
            generator.setHashedSubpackets(subpackets(at).generate());
            generator.update(data);
            return armored(generator.generate().getEncoded());
        } catch (IOException | PGPException impossible) {
            throw new IllegalStateException("Bouncy Castle could not sign.", impossible);
        }
    }

    /// The armored public key with its user id and self-certification, for `gpg --import`.
    public byte[] publicKey() {
        try {
            var generator = generator(PGPSignature.POSITIVE_CERTIFICATION);
            var subpackets = subpackets(created);
            subpackets.setKeyFlags(true, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA);
            subpackets.setPrimaryUserID(false, true);
            generator.setHashedSubpackets(subpackets.generate());
            var certification = generator.generateCertification(userId, pair.getPublicKey());
            var certified = PGPPublicKey.addCertification(pair.getPublicKey(), userId, certification);
            return armored(certified.getEncoded());
        } catch (IOException | PGPException impossible) {
            throw new IllegalStateException("Bouncy Castle could not certify.", impossible);
        }
    }

    /// The 40 hexadecimal digits, in upper case, by which people name the key.
    public String fingerprint() {
        return HexFormat.of().formatHex(pair.getPublicKey().getFingerprint()).toUpperCase(Locale.ROOT);
    }

    /// Whether the armored detached signature is one of these data by the armored public key. False as well for what
    /// is no key or no signature. It looks neither at expiry nor at who the key says that it is: the caller chose it.
    public static boolean verify(byte[] publicKey, byte[] signature, byte[] data) {
        try {
            var key = readKey(publicKey);
            var read = readSignature(signature);
            if (key.isEmpty() || read.isEmpty()) {
                return false;
            }
            var checked = read.get();
            if (checked.getSignatureType() != PGPSignature.BINARY_DOCUMENT || checked.getKeyAlgorithm() != ALGORITHM
                    || checked.getHashAlgorithm() != HASH || checked.getKeyID() != key.get().getKeyID()) {
                return false;
            }
            checked.init(new BcPGPContentVerifierBuilderProvider(), key.get());
            checked.update(data);
            return checked.verify();
        } catch (IOException | PGPException | RuntimeException unreadable) {
            // Bouncy Castle reports malformed packets by many kinds of runtime exceptions.
            return false;
        }
    }

    @Override
    public String toString() {
        return "OpenPgp[" + fingerprint() + " " + userId + "]";
    }

    private PGPSignatureGenerator generator(int type) throws PGPException {
        var generator = new PGPSignatureGenerator(new BcPGPContentSignerBuilder(ALGORITHM, HASH), pair.getPublicKey());
        generator.init(type, pair.getPrivateKey());
        return generator;
    }

    private PGPSignatureSubpacketGenerator subpackets(Instant at) {
        var subpackets = new PGPSignatureSubpacketGenerator();
        subpackets.setSignatureCreationTime(true, Date.from(at));
        subpackets.setIssuerFingerprint(false, pair.getPublicKey());
        subpackets.setIssuerKeyID(false, pair.getKeyID());
        return subpackets;
    }

    private static Optional<PGPPublicKey> readKey(byte[] armored) throws IOException {
        var in = new ArmoredInputStream(new ByteArrayInputStream(armored));
        var ring = new PGPPublicKeyRing(in, new BcKeyFingerprintCalculator());
        return Optional.of(ring.getPublicKey());
    }

    private static Optional<PGPSignature> readSignature(byte[] armored) throws IOException {
        var in = new ArmoredInputStream(new ByteArrayInputStream(armored));
        return new BcPGPObjectFactory(in).nextObject() instanceof PGPSignatureList list && list.size() == 1
                ? Optional.of(list.get(0))
                : Optional.empty();
    }

    private static byte[] armored(byte[] packets) {
        var out = new ByteArrayOutputStream();
        try (var armor = ArmoredOutputStream.builder().clearHeaders().build(out)) {
            armor.write(packets);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        // Bouncy Castle ends lines as the platform does; the bytes must not depend on it.
        return out.toString(StandardCharsets.US_ASCII).replace("\r\n", "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
