package discovery.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.model.Entry;
import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.Kind;
import discovery.model.Place;
import discovery.model.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LookAlikesTest {
    private static Entry entry(long repository, String place, String name, long stars) {
        return new Entry("skill.%d.%s".formatted(repository, name.hashCode()), "s", 0, Kind.SKILL,
                new Place(repository, place, "skills/x", "", ""),
                Facts.builder().put(Field.NAME, name).put(Field.STARS, stars).build(), new TreeMap<>(), List.of(),
                new TreeSet<>(), 0, List.of());
    }

    private static List<String> places(Entry... entries) {
        var found = new LookAlikes();
        List.of(entries).forEach(found::add);
        return found.problems().stream().map(Problem::place).toList();
    }

    @Test
    void an_owner_who_is_one_letter_from_a_better_known_one_with_the_same_repository_is_told() {
        assertEquals(List.of("anthropcs/skills"),
                places(entry(1, "anthropics/skills", "pdf", 900), entry(2, "anthropcs/skills", "pdf", 3)));
        assertEquals(List.of("anthr0pics/skills"),
                places(entry(1, "anthropics/skills", "pdf", 900), entry(2, "anthr0pics/skills", "pdf", 3)));
        assertEquals(List.of("pab1ito/chess-mcp"),
                places(entry(1, "pab1it0/chess-mcp", "chess", 76), entry(2, "pab1ito/chess-mcp", "chess", 1)));
    }

    @Test
    void a_misspelled_name_of_a_popular_repository_is_told() {
        assertEquals(List.of("zz/duckduckgo-mpc-server"), places(
                entry(1, "aa/duckduckgo-mcp-server", "d", 1_299), entry(2, "zz/duckduckgo-mpc-server", "d", 4)));
        assertEquals(List.of("zz/conttext7"),
                places(entry(1, "upstash/context7", "c", 58_000), entry(2, "zz/conttext7", "c", 0)));
    }

    @Test
    void letters_that_only_look_like_ascii_are_told() {
        assertEquals(List.of("zz/y/skills/x"),
                places(entry(1, "a/b", "postgres", 1), entry(2, "zz/y", "p\u043Estgres", 1)));
    }

    @Test
    void who_is_merely_alike_is_left_alone() {
        assertEquals(List.of(), places(entry(1, "aa/skills", "x", 9_000), entry(2, "ab/skills", "x", 1)),
                "short owners are often alike");
        assertEquals(List.of(), places(entry(1, "google/skills", "x", 9_000), entry(2, "mongodb/skills", "x", 1)));
        assertEquals(List.of(), places(entry(1, "aa/mysql-mcp-server", "x", 9_000), entry(2, "bb/mssql-mcp-server",
                "x", 1)), "another database");
        assertEquals(List.of(), places(entry(1, "aa/browser-agent", "x", 9_000), entry(2, "bb/browser-agents", "x", 1)),
                "a plural");
        assertEquals(List.of(), places(entry(1, "author1/skills", "x", 30), entry(2, "author2/skills", "x", 20)),
                "neither is better known");
        assertEquals(List.of(), places(entry(1, "a/b", "pdf", 1), entry(2, "c/d", "我的浏览器控制工具", 1)),
                "a name in another script is a name");
    }

    @Test
    void the_order_of_entries_does_not_matter() {
        var entries = new ArrayList<Entry>();
        for (var i = 0; i < 40; i++) {
            entries.add(entry(i, "owner%s/skills".formatted("abcdefgh".charAt(i % 8)), "n" + i, (long) i * i));
        }
        var expected = places(entries.toArray(Entry[]::new));
        assertFalse(expected.isEmpty());
        for (var round = 0; round < 20; round++) {
            Collections.shuffle(entries, new java.util.Random(round));
            assertEquals(expected, places(entries.toArray(Entry[]::new)));
        }
    }

    @Test
    void one_slip_is_one_letter_or_two_neighbours() {
        assertTrue(LookAlikes.isOneSlip("abcd", "abxd") && LookAlikes.isOneSlip("abcd", "abd")
                && LookAlikes.isOneSlip("abd", "abcd") && LookAlikes.isOneSlip("abcd", "acbd"));
        assertFalse(LookAlikes.isOneSlip("abcd", "abcd") || LookAlikes.isOneSlip("abcd", "badc")
                || LookAlikes.isOneSlip("abcd", "ab") || LookAlikes.isOneSlip("abcd", "axxd"));
    }
}
