package discovery.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GatesTest {
    private static Manifest.Stats stats(long skills, long list) {
        return new Manifest.Stats(skills, new TreeMap<>(Map.of("skill", skills)),
                new TreeMap<>(Map.of("list", list)), 0, 0, 0, new TreeMap<>());
    }

    private static Gates gates(Gates.Exemption... overrides) {
        return new Gates(1, 1, 30, 50, 40, 60, 70, 1_000, 10, Map.of(), List.of(overrides));
    }

    @Test
    void a_source_that_lost_a_third_is_stopped_and_one_that_lost_a_quarter_is_not() {
        assertEquals(1, gates().shrunk(stats(100, 100), stats(100, 66), "2026-03-10").size());
        assertEquals(List.of(), gates().shrunk(stats(100, 100), stats(100, 75), "2026-03-10"));
    }

    @Test
    void a_source_that_vanished_is_stopped_and_a_small_one_may_vanish() {
        assertEquals(3, gates().shrunk(stats(100, 100), stats(0, 0), "2026-03-10").size());
        assertEquals(List.of(), gates().shrunk(stats(100, 49), stats(100, 0), "2026-03-10"));
    }

    @Test
    void an_override_holds_until_its_day() {
        var override = new Gates.Exemption("source:list", "the list was split", "2026-03-10");
        assertEquals(List.of(), gates(override).shrunk(stats(100, 100), stats(100, 1), "2026-03-10"));
        assertEquals(1, gates(override).shrunk(stats(100, 100), stats(100, 1), "2026-03-11").size());
    }

    private static Manifest.Stats night(long added, long updated, long removed, long age) {
        return new Manifest.Stats(100, new TreeMap<>(), new TreeMap<>(), added, updated, removed,
                new TreeMap<>(Map.of("list", age)));
    }

    @Test
    void a_night_in_which_half_of_all_changes_is_stopped_unless_somebody_said_so() {
        var said = gates().changed(100, night(20, 20, 10, 0), "2026-03-10").orElseThrow();
        assertEquals("50 of 100 entries are new, changed or gone, more than 40 %; if that is right, commit an override"
                + " for `changed` with a reason and an end date", said);
        assertEquals(Optional.empty(), gates().changed(100, night(10, 20, 10, 0), "2026-03-10"));
        assertEquals(Optional.empty(), gates().changed(49, night(49, 0, 0, 0), "2026-03-10"),
                "few entries change freely");
        assertEquals(Optional.empty(), gates(new Gates.Exemption("changed", "a new recipe", "2026-03-10"))
                .changed(100, night(100, 0, 0, 0), "2026-03-10"));
    }

    @Test
    void a_source_that_is_old_for_long_is_stopped() {
        assertEquals(List.of(), gates().aged(night(0, 0, 0, 60), "2026-03-10"));
        assertEquals(1, gates().aged(night(0, 0, 0, 61), "2026-03-10").size());
        assertEquals(List.of(), gates(new Gates.Exemption("age:list", "its owner sleeps", "2026-03-10"))
                .aged(night(0, 0, 0, 61), "2026-03-10"));
    }

    @Test
    void an_override_says_why_and_until_when() {
        for (var wrong : List.of(new Gates.Exemption("changed", " ", "2026-03-10"),
                new Gates.Exemption("changed", "because", "soon"))) {
            assertThrows(IllegalArgumentException.class, () -> gates(wrong));
        }
    }
}
