package discovery.edge.signing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OpenPgpTest {

    private static final byte[] MANIFEST = "{\"build_number\":412}\n".getBytes(StandardCharsets.UTF_8);

    private final OpenPgp openPgp = OpenPgp.of(Nights.KEYS);

    @Test
    void a_signature_verifies() {
        assertTrue(OpenPgp.verify(openPgp.publicKey(), openPgp.signDetached(MANIFEST, Nights.NOW), MANIFEST));
    }

    @Test
    void a_signature_of_other_data_does_not_verify() {
        var signature = openPgp.signDetached(MANIFEST, Nights.NOW);
        assertFalse(OpenPgp.verify(openPgp.publicKey(), signature, new byte[0]));
    }

    @Test
    void a_signature_by_another_key_does_not_verify() {
        var signature = OpenPgp.of(Nights.NEW_KEYS).signDetached(MANIFEST, Nights.NOW);
        assertFalse(OpenPgp.verify(openPgp.publicKey(), signature, MANIFEST));
    }

    @Test
    void whatever_is_no_signature_or_no_key_does_not_verify() {
        var signature = openPgp.signDetached(MANIFEST, Nights.NOW);
        assertFalse(OpenPgp.verify(openPgp.publicKey(), new byte[0], MANIFEST));
        assertFalse(OpenPgp.verify(openPgp.publicKey(), MANIFEST, MANIFEST));
        assertFalse(OpenPgp.verify(openPgp.publicKey(), openPgp.publicKey(), MANIFEST));
        assertFalse(OpenPgp.verify(new byte[0], signature, MANIFEST));
        assertFalse(OpenPgp.verify(signature, signature, MANIFEST));
        assertFalse(OpenPgp.verify(openPgp.publicKey(), Arrays.copyOf(signature, signature.length / 2), MANIFEST));
    }

    @Test
    void the_same_input_gives_the_same_bytes() {
        var again = OpenPgp.of(Nights.keys(1));
        assertArrayEquals(openPgp.publicKey(), again.publicKey());
        assertArrayEquals(openPgp.signDetached(MANIFEST, Nights.NOW), again.signDetached(MANIFEST, Nights.NOW));
        assertArrayEquals(openPgp.signDetached(MANIFEST, Nights.NOW),
                again.signDetached(MANIFEST, Nights.NOW.plusMillis(999)));
    }

    @Test
    void the_bytes_do_not_depend_on_the_platforms_line_ends() throws Exception {
        assertEquals(SignedElsewhere.here(), SignedElsewhere.withLineEnd("\r\n"));
    }

    @Test
    void an_armored_signature_is_plain_and_names_no_program() {
        var text = new String(openPgp.signDetached(MANIFEST, Nights.NOW), StandardCharsets.US_ASCII);
        assertTrue(text.startsWith("-----BEGIN PGP SIGNATURE-----\n\n"), text);
        assertTrue(text.endsWith("-----END PGP SIGNATURE-----\n"), text);
        assertFalse(text.contains("\r") || text.contains("Version"), text);
    }

    @Test
    void published_keys_and_signatures_never_change_by_accident() {
        assertEquals("6c7fe3ca84cf75b2b7412cd980850b6b1b0a0318de996edab8cc698ef956b80b",
                Sha256.of(openPgp.publicKey()));
        assertEquals("fa02ffa54f315b753c8cfbd648d80381614cdd99528897b72d85093569404a40",
                Sha256.of(openPgp.signDetached(MANIFEST, Nights.NOW)));
    }

    @Test
    void a_signature_older_than_its_key_is_refused() {
        assertThrows(IllegalArgumentException.class,
                () -> openPgp.signDetached(MANIFEST, Nights.CREATED.minusSeconds(1)));
    }

    @Test
    void plain_gpg_verifies_the_signature() throws Exception {
        try (var gpg = Gpg.open()) {
            gpg.write("key.asc", openPgp.publicKey());
            gpg.write("manifest.json", MANIFEST);
            gpg.write("manifest.json.asc", openPgp.signDetached(MANIFEST, Nights.NOW));

            var imported = gpg.run("--import", "key.asc");
            assertEquals(0, imported.exit(), imported.output());
            var verified = gpg.run("--status-fd", "1", "--verify", "manifest.json.asc", "manifest.json");
            assertEquals(0, verified.exit(), verified.output());
            assertTrue(verified.output().contains("[GNUPG:] VALIDSIG " + openPgp.fingerprint() + " 2020-06-01 "),
                    verified.output());
            assertTrue(verified.output().contains("Good signature from \"" + Nights.KEYS.userId() + "\""),
                    verified.output());
        }
    }

    @Test
    void plain_gpg_refuses_other_data() throws Exception {
        try (var gpg = Gpg.open()) {
            gpg.write("key.asc", openPgp.publicKey());
            gpg.write("manifest.json", "{\"build_number\":413}\n".getBytes(StandardCharsets.UTF_8));
            gpg.write("manifest.json.asc", openPgp.signDetached(MANIFEST, Nights.NOW));

            gpg.run("--import", "key.asc");
            var verified = gpg.run("--verify", "manifest.json.asc", "manifest.json");
            assertEquals(1, verified.exit(), verified.output());
            assertTrue(verified.output().contains("BAD signature"), verified.output());
        }
    }
}
