package discovery.edge.signing;

import static discovery.edge.signing.Nights.KEYS;
import static discovery.edge.signing.Nights.NOW;
import static discovery.edge.signing.Nights.ROOT;
import static discovery.edge.signing.Nights.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.signing.VerificationException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TufRefusalTest {

    private final Mirror night = Nights.night(412);

    @ParameterizedTest
    @ValueSource(strings = {"timestamp.json", "412.snapshot.json", "412.targets.json"})
    void no_byte_can_be_flipped(String name) {
        var bytes = night.file(name);
        for (var index = 0; index < bytes.length; index++) {
            // 0x20 turns the case of letters, which hexadecimal digits would survive in a lenient reader.
            for (var bit : new int[] {0x01, 0x20}) {
                var flipped = bytes.clone();
                flipped[index] ^= (byte) bit;
                var mirror = night.with(name, flipped);
                assertThrows(VerificationException.class, () -> Nights.verify(mirror),
                        name + ", byte " + index + ", bit " + bit);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp.json", "412.snapshot.json", "412.targets.json"})
    void a_missing_file_is_refused(String name) {
        assertRefused(Reason.MISSING, night.without(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp.json", "412.snapshot.json", "412.targets.json"})
    void a_truncated_file_is_refused(String name) {
        var bytes = night.file(name);
        var mirror = night.with(name, Arrays.copyOf(bytes, bytes.length - 1));
        assertRefused(name.equals("timestamp.json") ? Reason.MALFORMED : Reason.MIX_AND_MATCH, mirror);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.root.json", "timestamp.json", "412.snapshot.json", "412.targets.json"})
    void endless_data_is_refused(String name) {
        Fetch endless = (wanted, maxBytes) -> wanted.equals(name)
                ? new byte[(int) maxBytes + 1]
                : night.fetch(wanted, maxBytes);
        assertRefused(Reason.TOO_LARGE, endless);
    }

    @Test
    void no_file_is_asked_for_beyond_its_limit() throws Exception {
        var limits = new TreeMap<String, Long>();
        Fetch noting = (name, maxBytes) -> {
            limits.put(name, maxBytes);
            return night.fetch(name, maxBytes);
        };
        TufVerifier.verify(ROOT, noting, NOW, Optional.empty());
        assertEquals(Map.of("2.root.json", 512L * 1024, "timestamp.json", 16L * 1024, "412.snapshot.json",
                (long) night.file("412.snapshot.json").length, "412.targets.json",
                (long) night.file("412.targets.json").length), limits);
    }

    @Test
    void a_signed_length_above_the_limit_is_refused() {
        var huge = Json.object(
                Map.of("snapshot.json",
                        Json.object(
                                Map.of("version", new Json.Whole(412), "length", new Json.Whole(1024 * 1024 + 1),
                                        "hashes", Json.object(Map.of("sha256", new Json.Text("0".repeat(64))))))));
        assertRefused(Reason.TOO_LARGE, withTimestamp(Map.of("meta", huge)));
    }

    @Test
    void an_unsigned_file_is_refused() {
        var timestamp = Nights.changed(night.file("timestamp.json"), Map.of(), List.of());
        assertRefused(Reason.SIGNATURE, night.with("timestamp.json", timestamp));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROOT", "TARGETS", "SNAPSHOT"})
    void a_signature_by_the_key_of_another_role_is_refused(String role) {
        var timestamp = Nights.changed(night.file("timestamp.json"), Map.of(), KEYS.of(TufRole.valueOf(role)));
        assertRefused(Reason.SIGNATURE, night.with("timestamp.json", timestamp));
    }

    @Test
    void a_signature_by_foreign_keys_is_refused() {
        var foreign = TufRepository.metadata(Nights.NEW_KEYS, Nights.targets(412), 412, NOW, TufExpiry.DEFAULT);
        assertRefused(Reason.SIGNATURE, night.with("timestamp.json", new Mirror(foreign).file("timestamp.json")));
    }

    @Test
    void targets_and_snapshot_need_their_own_signatures_although_their_digests_fit() {
        var targets = Nights.changed(night.file("412.targets.json"), Map.of(), KEYS.of(TufRole.SNAPSHOT));
        assertRefused(Reason.SIGNATURE, Nights.withTargets(night, 412, targets));
        var snapshot = Nights.changed(night.file("412.snapshot.json"), Map.of(), KEYS.of(TufRole.TIMESTAMP));
        assertRefused(Reason.SIGNATURE, Nights.withSnapshot(night, 412, snapshot));
    }

    @Test
    void more_signatures_than_sixty_four_are_refused() {
        var signature = new Json.Items(
                List.copyOf(
                        Collections.nCopies(65,
                                Json.object(
                                        Map.of("keyid", new Json.Text("0".repeat(64)), "sig", new Json.Text("00"))))));
        var file = Json.canonical(
                Json.object(
                        Map.of("signatures", signature, "signed",
                                Json.object(Nights.signed(night.file("timestamp.json"))))));
        assertRefused(Reason.MALFORMED, night.with("timestamp.json", file));
    }

    @Test
    void a_file_of_an_unknown_type_is_refused() {
        assertRefused(Reason.WRONG_TYPE, withTimestamp(Map.of("_type", new Json.Text("mirrors"))));
    }

    @Test
    void a_later_major_version_asks_for_another_program() {
        var mirror = withTimestamp(Map.of("spec_version", new Json.Text("2.0.0")));
        var refusal = assertThrows(VerificationException.class, () -> Nights.verify(mirror));
        assertEquals(Reason.UNSUPPORTED, refusal.reason());
        assertTrue(refusal.getMessage().endsWith("Update this program."), refusal.getMessage());
    }

    @Test
    void unknown_fields_are_accepted() throws Exception {
        var mirror = withTimestamp(Map.of("x-later", Json.object(Map.of("a", new Json.Items(List.of())))));
        assertEquals(412, Nights.verify(mirror).seq());
    }

    @Test
    void a_timestamp_is_good_until_the_second_of_its_expiry() throws Exception {
        var expires = NOW.plus(Duration.ofDays(3));
        assertEquals(412, TufVerifier.verify(ROOT, night, expires.minusSeconds(1), Optional.empty()).seq());
        assertRefused(Reason.EXPIRED, ROOT, night, expires, Optional.empty());
    }

    @Test
    void expired_snapshot_and_targets_are_refused_although_the_timestamp_is_fresh() {
        var past = Map.<String, Json>of("expires", new Json.Text(NOW.minusSeconds(1).toString()));
        var snapshot = Nights.changed(night.file("412.snapshot.json"), past, KEYS.of(TufRole.SNAPSHOT));
        assertRefused(Reason.EXPIRED, Nights.withSnapshot(night, 412, snapshot));
        var targets = Nights.changed(night.file("412.targets.json"), past, KEYS.of(TufRole.TARGETS));
        assertRefused(Reason.EXPIRED, Nights.withTargets(night, 412, targets));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020-13-01T00:00:00Z", "2099-02-30T00:00:00Z", "2099-01-01", "2099-01-01T00:00:00.5Z",
            "2099-01-01T00:00:00+01:00", "+12099-01-01T00:00:00Z", ""})
    void an_expiry_in_another_form_is_refused(String expires) {
        assertRefused(Reason.MALFORMED, withTimestamp(Map.of("expires", new Json.Text(expires))));
    }

    @Test
    void an_older_night_is_a_rollback() throws Exception {
        var seen = Nights.verify(Nights.night(413)).trusted();
        assertRefused(Reason.ROLLBACK, ROOT, night, NOW, Optional.of(seen));
    }

    @Test
    void an_older_timestamp_of_the_same_snapshot_is_a_rollback() throws Exception {
        var seen = Nights.verify(night).trusted();
        assertRefused(Reason.ROLLBACK, ROOT, night, NOW,
                Optional.of(new Trusted(413, seen.snapshot(), seen.targets(), seen.content(), 0)));
    }

    @Test
    void an_older_snapshot_or_older_targets_under_a_new_timestamp_are_a_rollback() throws Exception {
        var seen = Nights.verify(night).trusted();
        assertRefused(Reason.ROLLBACK, ROOT, night, NOW,
                Optional.of(new Trusted(seen.timestamp(), 413, seen.targets(), seen.content(), 0)));
        assertRefused(Reason.ROLLBACK, ROOT, night, NOW,
                Optional.of(new Trusted(seen.timestamp(), seen.snapshot(), 413, seen.content(), 0)));
    }

    @Test
    void the_same_number_with_other_files_is_an_equivocation() throws Exception {
        var seen = Nights.verify(night).trusted();
        var other = TufRepository.metadata(KEYS, Nights.targets(999), 412, NOW, TufExpiry.DEFAULT);
        assertRefused(Reason.EQUIVOCATION, ROOT, new Mirror(other), NOW, Optional.of(seen));
    }

    @Test
    void the_same_files_signed_later_are_no_equivocation() throws Exception {
        var seen = Nights.verify(night).trusted();
        var later = TufRepository.metadata(KEYS, Nights.targets(412), 412, NOW.plusSeconds(60), TufExpiry.DEFAULT);
        assertEquals(412, TufVerifier.verify(ROOT, new Mirror(later), NOW, Optional.of(seen)).seq());
    }

    @Test
    void a_jump_of_the_sequence_number_is_refused() throws Exception {
        var seen = Nights.verify(night).trusted();
        var within = Nights.night(412 + TufVerifier.MAX_JUMP);
        assertEquals(10_000_412, TufVerifier.verify(ROOT, within, NOW, Optional.of(seen)).seq());
        assertRefused(Reason.FAST_FORWARD, ROOT, Nights.night(413 + TufVerifier.MAX_JUMP), NOW, Optional.of(seen));
    }

    @Test
    void a_version_beyond_every_client_is_refused() {
        assertRefused(Reason.MALFORMED, withTimestamp(Map.of("version", new Json.Whole(1L << 31))));
    }

    @Test
    void the_snapshot_of_another_night_is_mix_and_match() {
        var other = Nights.night(411).file("411.snapshot.json");
        assertRefused(Reason.MIX_AND_MATCH, night.with("412.snapshot.json", other));
    }

    @Test
    void the_targets_of_another_night_are_mix_and_match() {
        var other = Nights.night(411).file("411.targets.json");
        assertRefused(Reason.MIX_AND_MATCH, night.with("412.targets.json", other));
    }

    @Test
    void a_snapshot_with_a_fitting_digest_but_another_version_is_refused() {
        assertRefused(Reason.ROLLBACK,
                Nights.withSnapshot(night, 412, Nights.night(411).file("411.snapshot.json")));
        assertRefused(Reason.MIX_AND_MATCH,
                Nights.withSnapshot(night, 412, Nights.night(413).file("413.snapshot.json")));
    }

    @Test
    void a_signed_but_unsafe_target_name_is_refused() {
        var target = Json.object(
                Map.of("length", new Json.Whole(0), "hashes",
                        Json.object(Map.of("sha256", new Json.Text("0".repeat(64))))));
        var targets = Nights.changed(night.file("412.targets.json"),
                Map.of("targets", Json.object(Map.of("../../x", target))), KEYS.of(TufRole.TARGETS));
        assertRefused(Reason.MALFORMED, Nights.withTargets(night, 412, targets));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<!DOCTYPE html>", "null", "[]", "{}", "{\"signatures\":[]}",
            "{\"signatures\":[],\"signed\":[]}", "{\"signatures\":[1],\"signed\":{}}",
            "{\"signatures\":[{\"keyid\":1,\"sig\":\"\"}],\"signed\":{}}"})
    void another_shape_is_refused(String text) {
        assertRefused(Reason.MALFORMED, night.with("timestamp.json", text.getBytes(StandardCharsets.US_ASCII)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "expires", "meta", "_type", "spec_version"})
    void a_missing_field_is_refused_by_name(String field) {
        var signed = new TreeMap<>(Nights.signed(night.file("timestamp.json")));
        signed.remove(field);
        var mirror = night.with("timestamp.json", Metadata.write(Json.object(signed), KEYS.of(TufRole.TIMESTAMP)));
        var refusal = assertThrows(VerificationException.class, () -> Nights.verify(mirror));
        assertEquals(Reason.MALFORMED, refusal.reason());
        assertTrue(refusal.getMessage().contains("timestamp.json, \"signed\": \"" + field + "\" is missing."),
                refusal.getMessage());
    }

    @Test
    void a_damaged_trusted_root_is_told_apart_from_a_bad_mirror() {
        var damaged = ROOT.clone();
        damaged[ROOT.length / 2] ^= 1;
        assertRefused(Reason.UNTRUSTED_ROOT, damaged, night, NOW, Optional.empty());
        var unsigned = Nights.changed(ROOT, Map.of(), List.of());
        assertRefused(Reason.UNTRUSTED_ROOT, unsigned, night, NOW, Optional.empty());
    }

    @Test
    void a_failure_to_read_is_not_a_refusal() {
        Fetch broken = (name, maxBytes) -> {
            throw new IOException("connection reset");
        };
        var failure = assertThrows(IOException.class,
                () -> TufVerifier.verify(ROOT, broken, NOW, Optional.empty()));
        assertEquals("connection reset", failure.getMessage());
    }

    @Test
    void every_reason_says_what_to_do_in_one_sentence() {
        for (var reason : Reason.values()) {
            assertTrue(reason.advice().matches("[A-Z].*[a-z]\\."), reason + ": " + reason.advice());
        }
    }

    private Mirror withTimestamp(Map<String, Json> changes) {
        return night.with("timestamp.json",
                Nights.changed(night.file("timestamp.json"), changes, KEYS.of(TufRole.TIMESTAMP)));
    }
}
