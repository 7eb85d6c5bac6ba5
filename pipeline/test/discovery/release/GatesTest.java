package discovery.release;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GatesTest {
    private static Manifest.Stats stats(long skills, long list) {
        return new Manifest.Stats(skills, new TreeMap<>(Map.of("skill", skills)),
                new TreeMap<>(Map.of("list", list)), 0, 0, 0, new TreeMap<>());
    }

    private static Gates gates(Gates.Exemption... overrides) {
        return new Gates(1, 1, 30, 50, Map.of(), List.of(overrides));
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
}
