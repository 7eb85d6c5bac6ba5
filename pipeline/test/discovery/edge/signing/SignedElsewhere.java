package discovery.edge.signing;

import discovery.edge.files.Sha256;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.gnu.GNUObjectIdentifiers;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.openpgp.PGPSignature;

/// Signs in a Java process of its own, because Bouncy Castle reads the platform's line end only once.
final class SignedElsewhere {

    private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);

    private SignedElsewhere() {
    }

    /// Prints what [#here()] returns.
    public static void main(String[] arguments) {
        System.out.print(here());
    }

    static String here() {
        var openPgp = OpenPgp.of(Nights.KEYS);
        return Sha256.of(openPgp.publicKey()) + " " + Sha256.of(openPgp.signDetached(DATA, Nights.NOW));
    }

    /// What a platform with this line end gives.
    static String withLineEnd(String lineEnd) throws IOException, InterruptedException {
        var classPath = Stream
                .of(SignedElsewhere.class, OpenPgp.class, SHA256Digest.class, PGPSignature.class,
                        GNUObjectIdentifiers.class)
                .map(SignedElsewhere::origin).distinct().collect(Collectors.joining(File.pathSeparator));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                List.of(java, "-Dline.separator=" + lineEnd, "-cp", classPath, SignedElsewhere.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        if (process.waitFor() != 0) {
            throw new AssertionError("The Java process that signs failed: " + output);
        }
        return output;
    }

    private static String origin(Class<?> type) {
        var source = Objects.requireNonNull(type.getProtectionDomain().getCodeSource());
        return Path.of(URI.create(source.getLocation().toString())).toString();
    }
}
