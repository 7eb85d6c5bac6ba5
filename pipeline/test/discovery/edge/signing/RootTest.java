package discovery.edge.signing;

import static discovery.edge.signing.Nights.KEYS;
import static discovery.edge.signing.Nights.NEW_KEYS;
import static discovery.edge.signing.Nights.NOW;
import static discovery.edge.signing.Nights.ROOT;
import static discovery.edge.signing.Nights.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import discovery.edge.signing.VerificationException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RootTest {

    /// The old root keys and then the new ones sign root 2, which names the new keys.
    private static final byte[] ROOT_2 = TufRepository.nextRoot(ROOT, KEYS, NEW_KEYS, NOW, TufExpiry.DEFAULT);

    private static final List<SigningKey> OLD = KEYS.of(TufRole.ROOT);
    private static final List<SigningKey> NEW = NEW_KEYS.of(TufRole.ROOT);

    private static Mirror nightUnderNewKeys(long seq) {
        return new Mirror(
                TufRepository.metadata(NEW_KEYS, List.of(ROOT, ROOT_2), Nights.targets(seq), seq, NOW,
                        TufExpiry.DEFAULT));
    }

    private static Mirror withRoot2SignedBy(Collection<SigningKey> keys) {
        return nightUnderNewKeys(413).with("2.root.json", Nights.changed(ROOT_2, Map.of(), keys));
    }

    private static List<SigningKey> together(List<SigningKey> some, List<SigningKey> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    @Test
    void a_client_with_root_1_walks_to_root_2() throws Exception {
        var verified = Nights.verify(nightUnderNewKeys(413));
        assertEquals(2, verified.rootVersion());
        assertEquals(new String(ROOT_2, StandardCharsets.US_ASCII), verified.root());
    }

    @Test
    void a_root_that_was_rotated_three_times_while_a_client_slept_is_reached() throws Exception {
        var third = Nights.keys(3);
        var root3 = TufRepository.nextRoot(ROOT_2, NEW_KEYS, third, NOW, TufExpiry.DEFAULT);
        var root4 = TufRepository.nextRoot(root3, third, KEYS, NOW, TufExpiry.DEFAULT);
        var files = TufRepository.metadata(KEYS, List.of(ROOT, ROOT_2, root3, root4), Nights.targets(9), 9, NOW,
                TufExpiry.DEFAULT);
        assertEquals(4, Nights.verify(new Mirror(files)).rootVersion());
    }

    @Test
    void two_old_and_two_new_keys_are_enough() throws Exception {
        var mirror = withRoot2SignedBy(together(OLD.subList(0, 2), NEW.subList(1, 3)));
        assertEquals(2, Nights.verify(mirror).rootVersion());
    }

    @Test
    void one_old_key_is_not_enough() {
        assertRefused(Reason.SIGNATURE, withRoot2SignedBy(together(OLD.subList(0, 1), NEW)));
    }

    @Test
    void one_new_key_is_not_enough() {
        assertRefused(Reason.SIGNATURE, withRoot2SignedBy(together(OLD, NEW.subList(0, 1))));
    }

    @Test
    void the_new_keys_alone_are_not_enough() {
        assertRefused(Reason.SIGNATURE, withRoot2SignedBy(NEW));
    }

    @Test
    void a_signature_that_stands_twice_counts_once() {
        var once = withRoot2SignedBy(together(OLD.subList(0, 1), NEW)).file("2.root.json");
        assertRefused(Reason.SIGNATURE, nightUnderNewKeys(413).with("2.root.json", withSignaturesTwice(once)));
    }

    @Test
    void a_repeated_signature_does_no_harm_where_there_are_enough() throws Exception {
        var mirror = nightUnderNewKeys(413).with("2.root.json", withSignaturesTwice(ROOT_2));
        assertEquals(2, Nights.verify(mirror).rootVersion());
    }

    @Test
    void one_key_under_two_ids_counts_once() {
        // A faulty ceremony: root 2 asks for two keys and names the same one twice, under an alias.
        var only = OLD.getFirst();
        var roles = new TreeMap<>(members(Nights.signed(ROOT_2), "roles"));
        roles.put("root",
                Json.object(
                        Map.of("keyids", new Json.Items(List.of(new Json.Text(only.keyId()), new Json.Text("alias"))),
                                "threshold", new Json.Whole(2))));
        var keys = new TreeMap<>(members(Nights.signed(ROOT_2), "keys"));
        keys.put(only.keyId(), only.tufKey());
        keys.put("alias", only.tufKey());
        var file = Nights.changed(ROOT_2, Map.of("roles", Json.object(roles), "keys", Json.object(keys)), OLD);
        var signatures = new ArrayList<>(signatures(file));
        for (var signature : signatures(file)) {
            if (new Json.Text(only.keyId()).equals(members(signature).get("keyid"))) {
                var alias = new TreeMap<>(members(signature));
                alias.put("keyid", new Json.Text("alias"));
                signatures.add(Json.object(alias));
            }
        }
        assertEquals(4, signatures.size());
        assertRefused(Reason.SIGNATURE, nightUnderNewKeys(413).with("2.root.json", withSignatures(file, signatures)));
    }

    @Test
    void a_key_of_another_kind_never_counts() {
        var keys = new TreeMap<>(members(Nights.signed(ROOT_2), "keys"));
        for (var key : NEW) {
            var rsa = new TreeMap<>(members(key.tufKey()));
            rsa.put("keytype", new Json.Text("rsa"));
            keys.put(key.keyId(), Json.object(rsa));
        }
        var file = Nights.changed(ROOT_2, Map.of("keys", Json.object(keys)), together(OLD, NEW));
        assertRefused(Reason.SIGNATURE, nightUnderNewKeys(413).with("2.root.json", file));
    }

    @Test
    void another_type_cannot_stand_in_for_the_next_root() {
        var file = Nights.changed(ROOT_2, Map.of("_type", new Json.Text("snapshot")), together(OLD, NEW));
        assertRefused(Reason.WRONG_TYPE, nightUnderNewKeys(413).with("2.root.json", file));
    }

    @Test
    void a_threshold_of_zero_is_refused() {
        var roles = new TreeMap<>(members(Nights.signed(ROOT_2), "roles"));
        var role = new TreeMap<>(members(roles, "timestamp"));
        role.put("threshold", new Json.Whole(0));
        roles.put("timestamp", Json.object(role));
        var file = Nights.changed(ROOT_2, Map.of("roles", Json.object(roles)), together(OLD, NEW));
        assertRefused(Reason.MALFORMED, nightUnderNewKeys(413).with("2.root.json", file));
    }

    @Test
    void a_flipped_byte_of_the_next_root_never_changes_what_is_trusted() throws Exception {
        var night = nightUnderNewKeys(413);
        var expected = Nights.verify(night);
        var accepted = 0;
        for (var index = 0; index < ROOT_2.length; index++) {
            var flipped = ROOT_2.clone();
            flipped[index] ^= 0x01;
            var verified = verifyIfTrusted(night.with("2.root.json", flipped));
            if (verified.isPresent()) {
                assertEquals(Nights.signed(ROOT_2), Nights.signed(bytes(verified.get().root())));
                assertEquals(expected.trusted(), verified.get().trusted());
                accepted++;
            }
        }
        // Any one of the six signatures may be lost, since two of three are enough: its 64 digits of key id, its 128
        // digits, and nothing else.
        assertEquals(6 * (64 + 128), accepted);
    }

    @Test
    void a_root_cannot_be_left_out() {
        var root3 = TufRepository.nextRoot(ROOT_2, NEW_KEYS, NEW_KEYS, NOW, TufExpiry.DEFAULT);
        // Without root 2 the client stays at root 1, whose keys signed nothing of this night.
        assertRefused(Reason.SIGNATURE, nightUnderNewKeys(413).without("2.root.json").with("3.root.json", root3));
    }

    @Test
    void a_later_root_cannot_stand_in_for_the_next() {
        var root3 = Nights.changed(ROOT_2, Map.of("version", new Json.Whole(3)), together(OLD, NEW));
        assertRefused(Reason.MIX_AND_MATCH, nightUnderNewKeys(413).with("2.root.json", root3));
    }

    @Test
    void an_older_root_cannot_stand_in_for_the_next() {
        assertRefused(Reason.ROLLBACK, Nights.night(412).with("2.root.json", ROOT));
    }

    @Test
    void an_expired_root_is_no_harm_when_a_newer_one_follows() throws Exception {
        var expiry = new TufExpiry(Duration.ofDays(30), Duration.ofDays(14), Duration.ofDays(14), Duration.ofDays(3));
        var old = TufRepository.firstRoot(KEYS, expiry);
        var next = TufRepository.nextRoot(old, KEYS, KEYS, NOW, expiry);
        var files = TufRepository.metadata(KEYS, List.of(old, next), Nights.targets(9), 9, NOW, expiry);
        var verified = TufVerifier.verify(old, new Mirror(files), NOW, Optional.empty());
        assertEquals(2, verified.rootVersion());
        assertRefused(Reason.EXPIRED, old, new Mirror(files).without("2.root.json"), NOW, Optional.empty());
    }

    @Test
    void the_build_expires_with_its_root_when_that_is_sooner() throws Exception {
        var day = new TufExpiry(Duration.ofDays(1), Duration.ofDays(14), Duration.ofDays(14), Duration.ofDays(3));
        var next = TufRepository.nextRoot(ROOT, KEYS, KEYS, NOW, day);
        var files = TufRepository.metadata(KEYS, List.of(ROOT, next), Nights.targets(9), 9, NOW, day);
        assertEquals(NOW.plus(Duration.ofDays(1)), Nights.verify(new Mirror(files)).expires());
    }

    @Test
    void leaked_keys_are_worthless_to_clients_that_saw_the_new_root() {
        assertRefused(Reason.SIGNATURE, ROOT_2, Nights.night(414), NOW, Optional.empty());
    }

    @Test
    void new_keys_undo_a_fast_forward() throws Exception {
        var attacked = Nights.verify(Nights.night(Integer.MAX_VALUE)).trusted();
        assertRefused(Reason.ROLLBACK, ROOT, Nights.night(413), NOW, Optional.of(attacked));
        var healed = TufVerifier.verify(ROOT, nightUnderNewKeys(413), NOW, Optional.of(attacked));
        assertEquals(413, healed.seq());
    }

    @Test
    void a_root_with_the_same_keys_forgets_nothing() throws Exception {
        var renewed = TufRepository.nextRoot(ROOT, KEYS, KEYS, NOW, TufExpiry.DEFAULT);
        var seen = Nights.verify(Nights.night(414)).trusted();
        assertRefused(Reason.ROLLBACK, ROOT, Nights.night(413).with("2.root.json", renewed), NOW, Optional.of(seen));
    }

    @Test
    void a_walk_ends_after_1024_roots() throws Exception {
        var asked = new ArrayList<String>();
        var roots = new ArrayList<byte[]>(List.of(ROOT));
        Fetch endless = (name, maxBytes) -> {
            asked.add(name);
            if (!name.endsWith(".root.json")) {
                return Nights.night(412).fetch(name, maxBytes);
            }
            // Signed by two keys only, and not by nextRoot, which would check each.
            roots.add(Nights.changed(ROOT, Map.of("version", new Json.Whole(roots.size() + 1)), OLD.subList(0, 2)));
            return roots.getLast();
        };
        assertEquals(1025, TufVerifier.verify(ROOT, endless, NOW, Optional.empty()).rootVersion());
        assertEquals(1024 + 3, asked.size());
    }

    @Test
    void the_next_root_needs_the_keys_of_the_one_before() {
        assertThrows(IllegalArgumentException.class,
                () -> TufRepository.nextRoot(ROOT, NEW_KEYS, NEW_KEYS, NOW, TufExpiry.DEFAULT));
    }

    @Test
    void a_chain_with_a_gap_is_not_published() {
        var root2 = TufRepository.nextRoot(ROOT, KEYS, KEYS, NOW, TufExpiry.DEFAULT);
        var root3 = TufRepository.nextRoot(root2, KEYS, KEYS, NOW, TufExpiry.DEFAULT);
        assertThrows(IllegalArgumentException.class,
                () -> TufRepository.metadata(KEYS, List.of(ROOT, root3), List.of(), 1, NOW, TufExpiry.DEFAULT));
    }

    @Test
    void a_root_names_its_own_file() {
        assertEquals("2.root.json", TufRepository.rootName(ROOT_2));
        assertThrows(IllegalArgumentException.class, () -> TufRepository.rootName(new byte[0]));
    }

    private static byte[] withSignaturesTwice(byte[] file) {
        var signatures = new ArrayList<>(signatures(file));
        signatures.addAll(signatures(file));
        return withSignatures(file, signatures);
    }

    private static byte[] withSignatures(byte[] file, List<Json> signatures) {
        return Json.canonical(
                Json.object(
                        Map.of("signatures", new Json.Items(signatures), "signed",
                                Json.object(Nights.signed(file)))));
    }

    private static List<Json> signatures(byte[] file) {
        try {
            return Fields.of("a test's file", CanonicalJsonReader.read("a test's file", file)).items("signatures");
        } catch (VerificationException ours) {
            throw new AssertionError(ours);
        }
    }

    private static Optional<Verified> verifyIfTrusted(Mirror mirror) throws IOException {
        try {
            return Optional.of(Nights.verify(mirror));
        } catch (VerificationException refused) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    private static Map<String, Json> members(Map<String, Json> object, String name) {
        return members(Objects.requireNonNull(object.get(name)));
    }

    private static Map<String, Json> members(Json json) {
        return json instanceof Json.Members(var members) ? members : Collections.emptySortedMap();
    }
}
