package discovery.edge.signing;

import static discovery.edge.signing.Nights.KEYS;
import static discovery.edge.signing.Nights.NOW;
import static discovery.edge.signing.Nights.ROOT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import discovery.edge.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TufRoundTripTest {

    @Test
    void what_is_signed_verifies_to_its_targets() throws Exception {
        var verified = Nights.verify(Nights.night(412));

        var targets = Nights.targets(412).stream().collect(Collectors.toMap(TufTarget::name, target -> target));
        assertEquals(targets, verified.targets());
        assertEquals(412, verified.seq());
        assertEquals(1, verified.rootVersion());
        assertEquals(NOW.plus(Duration.ofDays(3)), verified.expires());
        assertArrayEquals(ROOT, verified.root().getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void a_build_has_these_files() {
        assertEquals(Set.of("1.root.json", "412.targets.json", "412.snapshot.json", "timestamp.json"),
                Nights.night(412).files().keySet());
    }

    @Test
    void the_same_input_gives_the_same_bytes_in_any_place_and_order() {
        var expected = Nights.night(412).files();
        var locale = Locale.getDefault();
        var zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            var again = TufRepository.metadata(Nights.keys(1), Nights.targets(412).reversed(), 412, NOW,
                    TufExpiry.DEFAULT);
            assertEquals(expected.keySet(), again.keySet());
            expected.forEach((name, bytes) -> assertArrayEquals(bytes, again.get(name), name));
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void published_roots_and_signatures_never_change_by_accident() {
        var all = Nights.night(412).files().entrySet().stream()
                .map(file -> file.getKey() + " " + Sha256.of(file.getValue())).collect(Collectors.joining("\n"));
        assertEquals("""
                1.root.json 1b89d373f3f0fd282c4e464b09c394546297b394a9f3c5d9c436ed247710f37e
                412.snapshot.json 4869b146cb79afc64ba741e01f5d58ac7584ded20d9d73989942e4a96c20bc00
                412.targets.json 35afe65fed73b414e1fd7f8ec19dce51779dd5fefec9f593d911190e97c41b88
                timestamp.json e4b29b5d0240824ec4d5d3ca6b0716d475af43f7f0616e240ae06ca18cea78a9""", all);
    }

    @Test
    void the_next_night_verifies_after_this_one() throws Exception {
        var tonight = Nights.verify(Nights.night(412));
        var root = tonight.root().getBytes(StandardCharsets.US_ASCII);
        var tomorrow = TufVerifier.verify(root, Nights.night(413), NOW, Optional.of(tonight.trusted()));
        assertEquals(413, tomorrow.seq());
    }

    @Test
    void the_same_night_verifies_again() throws Exception {
        var once = Nights.verify(Nights.night(412));
        assertEquals(once, TufVerifier.verify(ROOT, Nights.night(412), NOW, Optional.of(once.trusted())));
    }

    @Test
    void a_build_without_targets_verifies() throws Exception {
        var files = TufRepository.metadata(KEYS, List.of(), 1, NOW, TufExpiry.DEFAULT);
        assertEquals(Collections.emptySortedMap(), Nights.verify(new Mirror(files)).targets());
    }

    @Test
    void thirty_thousand_targets_verify() throws Exception {
        var targets = LongStream.range(0, 30_000)
                .mapToObj(number -> new TufTarget("v7/site/" + number + ".json", number, Sha256.of(new byte[0])))
                .toList();
        var files = TufRepository.metadata(KEYS, targets, 7, NOW, TufExpiry.DEFAULT);
        assertEquals(30_000, Nights.verify(new Mirror(files)).targets().size());
    }

    @Test
    void a_job_without_root_keys_signs_under_a_given_root() throws Exception {
        var online = Keys.of(Optional.empty(), Nights.seed(1), "Skill Index Test <test@example.org>", Nights.CREATED);
        assertFalse(online.holdRoot());
        var files = TufRepository.metadata(online, List.of(ROOT), Nights.targets(5), 5, NOW, TufExpiry.DEFAULT);
        assertEquals(5, Nights.verify(new Mirror(files)).seq());
    }

    @Test
    void a_job_without_root_keys_cannot_make_a_root() {
        var online = Keys.of(Optional.empty(), Nights.seed(1), "Skill Index Test <test@example.org>", Nights.CREATED);
        assertThrows(IllegalStateException.class, () -> TufRepository.firstRoot(online, TufExpiry.DEFAULT));
    }

    @Test
    void nothing_is_handed_out_that_the_given_root_does_not_name() {
        var refusal = assertThrows(IllegalArgumentException.class,
                () -> TufRepository.metadata(Nights.NEW_KEYS, List.of(ROOT), Nights.targets(5), 5, NOW,
                        TufExpiry.DEFAULT));
        assertInstanceOf(VerificationException.class, refusal.getCause());
    }

    @Test
    void a_target_that_is_given_twice_is_refused() {
        var target = TufTarget.of("v1/a", new byte[0]);
        assertThrows(IllegalArgumentException.class,
                () -> TufRepository.metadata(KEYS, List.of(target, target), 1, NOW, TufExpiry.DEFAULT));
    }

    @Test
    void a_sequence_number_that_other_clients_cannot_hold_is_refused() {
        for (var seq : new long[] {-1, 0, 1L << 31, Long.MAX_VALUE}) {
            assertThrows(IllegalArgumentException.class,
                    () -> TufRepository.metadata(KEYS, List.of(), seq, NOW, TufExpiry.DEFAULT));
        }
    }
}
