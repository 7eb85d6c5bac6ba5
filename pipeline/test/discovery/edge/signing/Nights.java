package discovery.edge.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import discovery.edge.files.Sha256;
import discovery.edge.signing.VerificationException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A publisher with two sets of keys and a few nights, honest ones and forged ones.
final class Nights {

    static final Instant CREATED = Instant.parse("2020-01-01T00:00:00Z");
    static final Instant NOW = Instant.parse("2020-06-01T03:00:00Z");
    static final Keys KEYS = keys(1);
    static final Keys NEW_KEYS = keys(2);
    static final byte[] ROOT = TufRepository.firstRoot(KEYS, TufExpiry.DEFAULT);

    private Nights() {
    }

    static byte[] seed(int fill) {
        var seed = new byte[Keys.SEED_BYTES];
        Arrays.fill(seed, (byte) fill);
        return seed;
    }

    static Keys keys(int fill) {
        return Keys.fromSeed(seed(fill), "Skill Index Test <test@example.org>", CREATED);
    }

    static List<TufTarget> targets(long seq) {
        return List.of(TufTarget.of("v" + seq + "/skills.db", ("db of " + seq).getBytes(StandardCharsets.UTF_8)),
                TufTarget.of("v" + seq + "/manifest.json", ("{\"seq\":" + seq + "}").getBytes(StandardCharsets.UTF_8)));
    }

    static Mirror night(long seq) {
        return new Mirror(TufRepository.metadata(KEYS, targets(seq), seq, NOW, TufExpiry.DEFAULT));
    }

    static Verified verify(Mirror mirror) throws IOException, VerificationException {
        return TufVerifier.verify(ROOT, mirror, NOW, Optional.empty());
    }

    static void assertRefused(Reason reason, Fetch mirror) {
        assertRefused(reason, ROOT, mirror, NOW, Optional.empty());
    }

    static void assertRefused(Reason reason, byte[] root, Fetch mirror, Instant now, Optional<Trusted> previous) {
        var refusal = assertThrows(VerificationException.class,
                () -> TufVerifier.verify(root, mirror, now, previous));
        assertEquals(reason, refusal.reason(), refusal.getMessage());
    }

    /// The same file with some members of its signed part changed, signed anew by these keys.
    static byte[] changed(byte[] file, Map<String, Json> changes, Collection<SigningKey> keys) {
        var signed = new TreeMap<>(signed(file));
        signed.putAll(changes);
        return Metadata.write(Json.object(signed), keys);
    }

    static Map<String, Json> signed(byte[] file) {
        try {
            return Metadata.read("a test's file", file).signed().members();
        } catch (VerificationException ours) {
            throw new AssertionError(ours);
        }
    }

    /// What a timestamp says of its snapshot, or a snapshot of its targets.
    static Json link(TufRole role, byte[] file, long version) {
        var hashes = Json.object(Map.of("sha256", new Json.Text(Sha256.of(file))));
        return Json.object(
                Map.of(role.type() + ".json",
                        Json.object(
                                Map.of("version", new Json.Whole(version), "length", new Json.Whole(file.length),
                                        "hashes", hashes))));
    }

    /// The night's mirror with this snapshot instead, named by a timestamp that is signed anew.
    static Mirror withSnapshot(Mirror mirror, long seq, byte[] snapshot) {
        var timestamp = changed(mirror.file("timestamp.json"),
                Map.of("meta", link(TufRole.SNAPSHOT, snapshot, seq)), KEYS.of(TufRole.TIMESTAMP));
        return mirror.with(Map.of(seq + ".snapshot.json", snapshot, "timestamp.json", timestamp));
    }

    /// The night's mirror with these targets instead, named by a snapshot and a timestamp that are signed anew.
    static Mirror withTargets(Mirror mirror, long seq, byte[] targets) {
        var snapshot = changed(mirror.file(seq + ".snapshot.json"),
                Map.of("meta", link(TufRole.TARGETS, targets, seq)), KEYS.of(TufRole.SNAPSHOT));
        return withSnapshot(mirror.with(seq + ".targets.json", targets), seq, snapshot);
    }
}
