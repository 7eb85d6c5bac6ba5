package discovery.edge.signing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

    private static final String USER = "Skill Index <index@example.org>";
    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void keys_are_what_the_hkdf_of_the_jdk_derives() throws Exception {
        var seed = Nights.seed(1);
        var parameters = HKDFParameterSpec.ofExtract().addIKM(seed)
                .thenExpand("skill-index/timestamp".getBytes(StandardCharsets.US_ASCII), 32);
        var expected = KDF.getInstance("HKDF-SHA256").deriveData(parameters);
        assertArrayEquals(expected, SigningKey.derive(seed, "timestamp").secret().getEncoded());
    }

    @Test
    void the_jdk_verifies_our_signatures() throws Exception {
        var key = SigningKey.derive(Nights.seed(1), "timestamp");
        var message = "message".getBytes(StandardCharsets.US_ASCII);
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(jdkKey(key.publicKey())));
        verifier.update(message);
        assertTrue(verifier.verify(key.sign(message)));
    }

    @Test
    void a_key_or_signature_of_another_size_does_not_verify() {
        var key = SigningKey.derive(Nights.seed(1), "timestamp");
        var signature = key.sign(new byte[0]);
        assertTrue(Ed25519.verify(key.publicKey(), signature, new byte[0]));
        assertFalse(Ed25519.verify(key.publicKey(), new byte[63], new byte[0]));
        assertFalse(Ed25519.verify(new byte[31], signature, new byte[0]));
        var noPoint = new byte[32];
        Arrays.fill(noPoint, (byte) 0xFF);
        assertFalse(Ed25519.verify(noPoint, signature, new byte[0]));
    }

    @Test
    void the_seven_keys_of_one_seed_differ() {
        var keys = Nights.KEYS;
        var ids = Stream.concat(Stream.of(TufRole.values()).flatMap(role -> keys.of(role).stream()),
                Stream.of(keys.openPgp())).map(SigningKey::keyId).collect(Collectors.toSet());
        assertEquals(7, ids.size());
    }

    @Test
    void root_and_online_keys_come_from_their_own_seeds() {
        var both = Keys.of(Optional.of(Nights.seed(1)), Nights.seed(2), USER, CREATED);
        assertEquals(Nights.KEYS.of(TufRole.ROOT).getFirst().keyId(), both.of(TufRole.ROOT).getFirst().keyId());
        assertEquals(Nights.NEW_KEYS.of(TufRole.TARGETS).getFirst().keyId(),
                both.of(TufRole.TARGETS).getFirst().keyId());
        assertEquals(Nights.NEW_KEYS.openPgp().keyId(), both.openPgp().keyId());
    }

    @Test
    void a_wrong_seed_user_or_time_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> Keys.fromSeed(new byte[31], USER, CREATED));
        assertThrows(IllegalArgumentException.class,
                () -> Keys.of(Optional.of(new byte[33]), new byte[32], USER, CREATED));
        assertThrows(IllegalArgumentException.class, () -> Keys.fromSeed(new byte[32], "a\nb", CREATED));
        assertThrows(IllegalArgumentException.class, () -> Keys.fromSeed(new byte[32], " ", CREATED));
        assertThrows(IllegalArgumentException.class, () -> Keys.fromSeed(new byte[32], USER, Instant.MAX));
    }

    @Test
    void a_key_file_reads_back() {
        var file = KeyFile.generate(new SecureRandom(), USER, Instant.parse("2026-01-01T00:00:00.999Z"));
        var again = KeyFile.parse(file.format());
        assertEquals(file.format(), again.format());
        assertEquals(file.keys().openPgp().keyId(), again.keys().openPgp().keyId());
        assertEquals(CREATED, again.keys().created());
        assertTrue(again.keys().holdRoot());
    }

    @Test
    void generated_seeds_differ() {
        var text = KeyFile.generate(new SecureRandom(), USER, CREATED).format();
        var seeds = text.lines().filter(line -> line.contains("_seed = ")).map(line -> line.split(" = ", 2)[1])
                .collect(Collectors.toSet());
        assertEquals(2, seeds.size());
    }

    @Test
    void the_nights_key_file_has_no_root() {
        var night = KeyFile.generate(new SecureRandom(), USER, CREATED).withoutRoot();
        assertFalse(night.format().contains("root_seed"));
        assertFalse(KeyFile.parse(night.format()).keys().holdRoot());
    }

    @Test
    void comments_empty_lines_and_windows_line_ends_are_read() {
        var text = KeyFile.generate(new SecureRandom(), USER, CREATED).format();
        assertEquals(text, KeyFile.parse("# mine\r\n\r\n" + text.replace("\n", "\r\n")).format());
    }

    @Test
    void nothing_prints_a_secret() {
        var seed = Nights.seed(1);
        var file = KeyFile.parse(keyFile("root_seed = " + Base64.getEncoder().encodeToString(seed)));
        var printed = file + " " + file.keys() + " " + file.keys().of(TufRole.TARGETS) + OpenPgp.of(file.keys());
        for (var secret : new byte[][] {seed, file.keys().openPgp().secret().getEncoded(),
                file.keys().of(TufRole.TARGETS).getFirst().secret().getEncoded()}) {
            assertFalse(printed.contains(Base64.getEncoder().encodeToString(secret)), printed);
            assertFalse(printed.contains(HexFormat.of().formatHex(secret)), printed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"U0VDUkVUU0VDUkVUU0VDUkVUU0VDUkVUU0VDUkVUU0U=", "root_seed = SECRET",
            "root_seed = U0VDUkVU", "root_seed", "online_seed = U0VDUkVU", "rootseed = SECRET", "user_id = SECRET",
            "created = SECRET"})
    void an_error_names_its_line_and_shows_no_value(String line) {
        var text = keyFile("# comment\n" + line);
        var refusal = assertThrows(IllegalArgumentException.class, () -> KeyFile.parse(text));
        var message = String.valueOf(refusal.getMessage());
        assertTrue(message.matches("Key file, line \\d: .*\\."), message);
        assertFalse(message.contains("SECRET") || message.contains("U0VD"), message);
    }

    @Test
    void a_missing_line_is_named() {
        var refusal = assertThrows(IllegalArgumentException.class, () -> KeyFile.parse("user_id = x\n"));
        assertEquals("Key file: the line `online_seed = VALUE` is missing.", refusal.getMessage());
    }

    @Test
    void a_wrong_instant_is_named() {
        var text = keyFile("").replace("2026-01-01T00:00:00Z", "yesterday");
        var refusal = assertThrows(IllegalArgumentException.class, () -> KeyFile.parse(text));
        assertEquals("Key file, line 3: `created` must be an instant such as 2026-01-01T00:00:00Z.",
                refusal.getMessage());
    }

    /// A good file without root seed, and then these lines.
    private static String keyFile(String more) {
        return "online_seed = " + Base64.getEncoder().encodeToString(Nights.seed(3)) + "\nuser_id = " + USER
                + "\ncreated = 2026-01-01T00:00:00Z\n" + more + "\n";
    }

    private static EdECPublicKeySpec jdkKey(byte[] publicKey) {
        var reversed = new byte[publicKey.length];
        for (var index = 0; index < publicKey.length; index++) {
            reversed[index] = publicKey[publicKey.length - 1 - index];
        }
        var odd = (reversed[0] & 0x80) != 0;
        reversed[0] &= 0x7F;
        return new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, reversed)));
    }
}
