package discovery.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.model.Entry;
import discovery.model.Field;
import discovery.model.Kind;
import discovery.model.Observation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IdentityTest {
    private static final long DAY = 20_000;

    private static Observation skill(long repository, String name, String path, String text) {
        return Observed.thing("topics", Kind.SKILL, repository, name, path,
                Observed.file(path.substring(path.lastIndexOf('/') + 1), text));
    }

    /// One night: things in groups, as the edge hands them over.
    private static List<Entry> night(List<Entry> before, int nextSlot, long day, Observation... said) {
        var entries = new ArrayList<Entry>();
        var identity = new Identity(Observed.DIGEST, day, nextSlot, entries::add);
        var groups = new TreeMap<String, List<Thing>>();
        Observed.things(List.of(said))
                .forEach(thing -> groups.computeIfAbsent(thing.group(), none -> new ArrayList<>()).add(thing));
        groups.forEach((group, things) -> identity.settle(things, before.stream()
                .filter(entry -> entry.id().startsWith(things.getFirst().idPrefix())).map(IdentityTest::known)
                .toList()));
        entries.sort(Comparator.comparing(Entry::id));
        return entries;
    }

    private static Identity.Known known(Entry entry) {
        return new Identity.Known(entry.id(), entry.slot(), entry.slug(), entry.kind(), entry.place().repository(),
                entry.place().path(), entry.facts().text(Field.NAME).orElse(""),
                entry.facts().text(Field.SHA256).orElse(""), entry.place().commit(), entry.place().blob(),
                entry.firstSeen(), entry.formerly());
    }

    @Test
    void a_renamed_repository_keeps_ids_slots_and_first_seen_and_gets_a_new_slug() {
        var first = night(List.of(), 0, DAY, skill(7, "old/name", "skills/pdf", "reads"));
        var second = night(first, 1, DAY + 1, skill(7, "new/name", "skills/pdf", "reads"));
        assertEquals(first.getFirst().id(), second.getFirst().id());
        assertEquals(first.getFirst().slot(), second.getFirst().slot());
        assertEquals(DAY, second.getFirst().firstSeen());
        assertEquals("old--name--pdf", first.getFirst().slug());
        assertEquals("new--name--pdf", second.getFirst().slug());
    }

    @Test
    void former_slugs_are_kept_until_the_entry_has_them_again() {
        var names = List.of("a/one", "a/two", "a/three", "a/two", "a/two");
        var night = List.<Entry>of();
        var kept = new ArrayList<List<String>>();
        for (var name : names) {
            night = night(night, 1, DAY, skill(7, name, "pdf", "reads"));
            kept.add(night.getFirst().formerly());
        }
        assertEquals(List.of(List.of(), List.of("a--one--pdf"), List.of("a--one--pdf", "a--two--pdf"),
                List.of("a--one--pdf", "a--three--pdf"), List.of("a--one--pdf", "a--three--pdf")), kept);
        for (var i = 0; i < 30; i++) {
            night = night(night, 1, DAY, skill(7, "a/name" + i, "pdf", "reads"));
        }
        assertEquals(20, night.getFirst().formerly().size());
        assertEquals("a--name28--pdf", night.getFirst().formerly().getLast());
    }

    @Test
    void a_name_that_was_registered_again_takes_nothing_over() {
        var first = night(List.of(), 0, DAY, skill(7, "a/b", "skills/pdf", "reads"));
        var second = night(first, 1, DAY + 1, skill(8, "a/b", "skills/pdf", "reads"));
        assertNotEquals(first.getFirst().id(), second.getFirst().id());
        assertEquals(1, second.getFirst().slot());
        assertEquals(DAY + 1, second.getFirst().firstSeen());
    }

    @Test
    void a_moved_folder_is_recognised_by_its_bytes() {
        var first =
                night(List.of(), 0, DAY, skill(7, "a/b", "skills/pdf", "reads"), skill(7, "a/b", "skills/csv", "c"));
        var second =
                night(first, 2, DAY + 1, skill(7, "a/b", "office/pdf", "reads"), skill(7, "a/b", "skills/csv", "c"));
        assertEquals(first.stream().map(Entry::id).toList(), second.stream().map(Entry::id).toList());
    }

    @Test
    void what_comes_to_a_place_that_another_thing_left_is_a_new_thing() {
        var first = night(List.of(), 0, DAY, skill(7, "a/b", "x", "first text"));
        var moved = night(first, 1, DAY + 1, skill(7, "a/b", "y", "first text"));
        assertEquals(first.getFirst().id(), moved.getFirst().id());
        var both = night(moved, 1, DAY + 2, skill(7, "a/b", "y", "first text"), skill(7, "a/b", "x", "second text"));
        assertEquals(2, both.stream().map(Entry::id).distinct().count());
        assertEquals(2, both.stream().map(Entry::slot).distinct().count());
    }

    @Test
    void slots_are_never_given_twice() {
        var first = night(List.of(), 0, DAY, skill(7, "a/b", "x", "1"), skill(7, "a/b", "y", "2"));
        var second = night(first, 2, DAY + 1, skill(7, "a/b", "x", "1"), skill(7, "a/b", "z", "3"));
        assertTrue(second.stream().map(Entry::slot).allMatch(slot -> slot != 1 || second.size() > 2));
        assertEquals(List.of(0, 2), second.stream().map(Entry::slot).sorted().toList());
    }

    @Test
    void copies_in_one_repository_get_different_slugs_the_shortest_path_the_plain_one() {
        var night = night(List.of(), 0, DAY,
                skill(7, "a/b", "pdf", "one"), skill(7, "a/b", ".claude/skills/pdf", "two"));
        var slugs = night.stream().map(Entry::slug).sorted().toList();
        assertEquals("a--b--pdf", slugs.getFirst());
        assertTrue(slugs.getLast().matches("a--b--pdf-[0-9a-f]{6}"), slugs.getLast());
    }

    @Test
    void a_file_that_has_not_changed_stays_pinned_to_its_commit() {
        var before = Observation.of("topics", Kind.SKILL,
                new discovery.model.Place(7, "a/b", "x", "c1", "blob"), Observed.file("x", "t"));
        var after = Observation.of("topics", Kind.SKILL,
                new discovery.model.Place(7, "a/b", "x", "c2", "blob"), Observed.file("x", "t"));
        var edited = Observation.of("topics", Kind.SKILL,
                new discovery.model.Place(7, "a/b", "x", "c3", "other"), Observed.file("x", "u"));
        var first = night(List.of(), 0, DAY, before);
        assertEquals("c1", night(first, 1, DAY + 1, after).getFirst().place().commit());
        assertEquals("c3", night(first, 1, DAY + 1, edited).getFirst().place().commit());
    }

    @Test
    void a_transfer_to_another_owner_with_a_new_name_and_a_moved_folder_in_one_night_keeps_the_id() {
        var first = night(List.of(), 0, DAY, skill(7, "old/name", "skills/pdf", "reads"));
        var second = night(first, 1, DAY + 1, skill(7, "new-owner/other", "office/pdf-reader", "reads"));
        assertEquals(first.getFirst().id(), second.getFirst().id());
        assertEquals(first.getFirst().slot(), second.getFirst().slot());
    }

    /// Who edits and moves a thing in one night keeps it, when its name is the only one of its kind.
    @Test
    void a_thing_that_was_moved_and_edited_is_recognised_by_its_name() {
        var first = night(List.of(), 0, DAY, skill(7, "a/b", "x/pdf", "first text"), skill(7, "a/b", "csv", "c"));
        var second = night(first, 2, DAY + 1, skill(7, "a/b", "y/pdf", "second text"), skill(7, "a/b", "csv", "c"));
        assertEquals(first.stream().map(Entry::id).toList(), second.stream().map(Entry::id).toList());
    }

    @Test
    void what_can_not_be_told_apart_is_not_recognised() {
        var first = night(List.of(), 0, DAY, skill(7, "a/b", "x/pdf", "same"), skill(7, "a/b", "y/pdf", "same"));
        var second = night(first, 2, DAY + 1, skill(7, "a/b", "v/pdf", "same"), skill(7, "a/b", "w/pdf", "same"));
        assertEquals(4, java.util.stream.Stream.concat(first.stream(), second.stream())
                .map(Entry::slot).distinct().count(), "a guess could give one thing the other's id");
    }

    @Test
    void ten_thousand_things_of_one_repository_are_settled_one_by_one() {
        var said = new ArrayList<Observation>();
        for (var i = 0; i < 10_000; i++) {
            said.add(skill(7, "a/b", "skills/s" + i, "text " + i));
        }
        var first = night(List.of(), 0, DAY, said.toArray(Observation[]::new));
        var second = night(first, 10_000, DAY + 1, said.toArray(Observation[]::new));
        assertEquals(first.stream().map(Entry::slot).toList(), second.stream().map(Entry::slot).toList());
    }
}
