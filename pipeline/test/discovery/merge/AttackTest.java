package discovery.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.build.Taxonomy;
import discovery.model.Bounds;
import discovery.model.Entry;
import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.Kind;
import discovery.model.Observation;
import discovery.model.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Attacks on who is who, each by the id that it has in our list of them. The ids are printed, one a line, so that it
/// can be seen which were tried.
class AttackTest {
    private static final long DAY = 20_000;

    private static List<Entry> night(List<Observation> said) {
        var entries = new ArrayList<Entry>();
        var identity = new Identity(Observed.DIGEST, DAY, 0, entries::add);
        var group = new ArrayList<Thing>();
        for (var thing : Observed.things(said)) {
            if (!group.isEmpty() && !group.getFirst().group().equals(thing.group())) {
                identity.settle(group, List.of());
                group.clear();
            }
            group.add(thing);
        }
        identity.settle(group, List.of());
        return entries;
    }

    /// Keyword stuffing: ten thousand tags, a description of five million letters that holds every word.
    @Test
    void e6_stuffed_tags_and_descriptions_are_bounded_and_buy_no_category() {
        System.out.println("E6");
        var words = List.of("sql", "docker", "figma", "pdf", "security", "testing", "email", "iot", "maps", "notion",
                "biology", "invoice", "browser", "llm", "workflow", "translation", "python");
        var taxonomy = new Taxonomy(1, 6, words.stream()
                .map(word -> new Taxonomy.Category(word, word, List.of(word)))
                .toList(), new Taxonomy.Tags(Set.of(), Map.of()));
        var stuffed = Facts.builder()
                .put(Field.NAME, "all-of-it")
                .put(Field.DESCRIPTION, (String.join(" ", words) + " ").repeat(50_000))
                .put(Field.KEYWORDS, IntStream.range(0, 10_000).mapToObj(i -> words.get(i % words.size()) + "-" + i)
                        .toList())
                .build();
        var entry = night(List.of(Observed.thing("topics", Kind.SKILL, 7, "a/b", "x", stuffed))).getFirst();
        assertEquals(Bounds.DESCRIPTION, entry.facts().text(Field.DESCRIPTION).orElseThrow().length());
        assertEquals(Bounds.LIST, entry.facts().list(Field.KEYWORDS).size());
        assertEquals(List.of(), taxonomy.of(entry), "who is in all of them is in none");
    }

    /// Typosquats, homoglyphs, case twins, the same name under another owner: told or kept apart, never merged.
    @Test
    void e7_a_name_never_joins_two_repositories() {
        System.out.println("E7");
        var text = "The very same text, long enough to be a copy, in each of the repositories that look alike here.";
        var said = new ArrayList<Observation>();
        var places = List.of("anthropics/skills", "Anthropics/skills", "anthropcs/skills", "anthr\u043Epics/skills",
                "other/skills");
        for (var i = 0; i < places.size(); i++) {
            said.add(Observed.thing("topics", Kind.SKILL, i + 1, places.get(i), "pdf", Observed.file("pdf", text)));
        }
        var entries = night(said);
        assertEquals(places.size(), entries.stream().map(Entry::id).distinct().count());
        assertEquals(places.size(), entries.stream().map(Entry::slug).distinct().count());
    }

    /// A fork farm: a hundred forks of one thing, some with more stars than the original, are one family whose
    /// original they can't become; nor by leading to each other.
    @Test
    void e8_a_fork_farm_is_one_family_that_takes_nothing_over() {
        System.out.println("E8");
        var candidates = new ArrayList<Families.Candidate>();
        candidates.add(new Families.Candidate(
                "skill.1.a", "t", false, DAY, 10, 50, "author/skills", List.of(), "author"));
        for (var i = 2; i < 102; i++) {
            candidates.add(new Families.Candidate("skill.%d.a".formatted(i), "t", i % 2 == 0, DAY + 1, 5, 90_000,
                    "farm%d/skills".formatted(i), List.of("farm2/skills", "farm3/skills"), "copyright farm3"));
        }
        var members = Families.members(candidates, (one, other) -> 100);
        assertTrue(members.stream().allMatch(member -> member.original().equals("skill.1.a")));
        assertEquals(101, members.size());
    }

    /// What is shown is what was read: a push after the night changes neither the commit nor the bytes' digest that an
    /// installation pins.
    @Test
    void e9_what_was_read_is_pinned_by_commit_and_digest() {
        System.out.println("E9");
        var read = Observation.of("topics", Kind.SKILL, new Place(7, "a/b", "x", "c".repeat(40), "b".repeat(40)),
                Observed.file("x", "what was read"));
        var told = Observation.of("list", Kind.SKILL, new Place(7, "a/b", "x", "f".repeat(40), ""), Facts.builder()
                .put(Field.NAME, "x").put(Field.DESCRIPTION, "what a list says").build());
        var entry = night(List.of(read, told)).getFirst();
        assertEquals("c".repeat(40), entry.place().commit(), "the commit is the read file's, not a list's");
        assertEquals("b".repeat(40), entry.place().blob());
        assertEquals(Observed.DIGEST.of("what was read"), entry.facts().text(Field.SHA256).orElseThrow());
    }

    /// Paths with control characters, upward steps or our own separators are themselves, and nobody else.
    @Test
    void e10_a_hostile_path_is_no_other_things_path() {
        System.out.println("E10");
        var paths = List.of("skills/pdf", "skills/../skills/pdf", "skills/pdf ", "skills/pdf\u0001", "skills/pdf\tx",
                "skills/pdf\nskill.7.000000000000", "\u202Eskills/pdf");
        var entries = night(paths.stream()
                .map(path -> Observed.thing("topics", Kind.SKILL, 7, "a/b", path, Observed.file("pdf", path)))
                .toList());
        assertEquals(paths.size(), entries.stream().map(Entry::id).distinct().count());
        assertEquals(paths.size(), entries.stream().map(Entry::slug).distinct().count());
        assertTrue(entries.stream().allMatch(entry -> entry.slug().matches("[a-z0-9]+(-+[a-z0-9]+)*")));
        assertNotEquals(entries.getFirst().id(), entries.getLast().id());
    }
}
