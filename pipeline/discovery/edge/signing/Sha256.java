package discovery.edge.signing;

import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SHA256Digest;

/// SHA-256 as TUF writes it: 64 lower-case hexadecimal digits.
final class Sha256 {

    private Sha256() {
    }

    static String hex(byte[] bytes) {
        var digest = new SHA256Digest();
        digest.update(bytes, 0, bytes.length);
        var hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return HexFormat.of().formatHex(hash);
    }
}
