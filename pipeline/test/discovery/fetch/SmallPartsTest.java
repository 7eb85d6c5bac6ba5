package discovery.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.fetch.Answer.Found;
import discovery.fetch.Forge.Hits;
import discovery.fetch.Forge.Search;
import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SmallPartsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 8, 20);

    /// Repository number N was made N days before today; on one day there may be many more.
    private record Years(long repositories, long onOneDay, List<Search> asked) implements Forge {
        @Override
        public Answer<Hits> search(Search search) {
            asked.add(search);
            var found = LongStream
                    .concat(LongStream.range(0, repositories),
                            LongStream.range(0, onOneDay).map(each -> 100_000 + each))
                    .mapToObj(each -> new Repository(each + 1, "o/r" + each, "", "", Facts.NONE))
                    .filter(each -> {
                        var made = TODAY.minusDays(each.number() > 100_000 ? 3 : each.number() - 1);
                        return !made.isBefore(search.from()) && !made.isAfter(search.to());
                    })
                    .toList();
            var listed = found.size() > HITS && search.from().isBefore(search.to())
                    ? List.<Repository>of()
                    : found.subList(0, Math.min(HITS, found.size()));
            return new Found<>(new Hits(found.size(), listed));
        }

        @Override
        public Answer<Hits> searchCode(CodeSearch search) {
            return new Answer.Gone<>("none");
        }

        @Override
        public Map<String, Answer<Repository>> look(Collection<String> names) {
            return Map.of();
        }

        @Override
        public Answer<Tree> tree(Repository repository) {
            return new Answer.Gone<>("none");
        }

        @Override
        public void read(
                Repository repository, Tree tree, List<TreeFile> files, BiConsumer<TreeFile, Answer<Content>> each) {}
    }

    @Test
    void a_search_is_cut_until_every_slice_can_be_listed() {
        var forge = new Years(3_500, 0, new ArrayList<>());
        var answer = new Slices(forge, new MemoryShelf(), TODAY).of("t", "", List.of(), 7);
        var sliced = assertInstanceOf(Found.class, answer).value();
        assertEquals(3_500, ((Slices.Sliced) sliced).repositories().size());
        assertTrue(((Slices.Sliced) sliced).whole());
        assertTrue(forge.asked().size() < 40, "%d searches".formatted(forge.asked().size()));
    }

    @Test
    void after_a_whole_search_only_what_was_pushed_since_is_asked_for_until_some_days_have_passed() {
        var forge = new Years(30, 0, new ArrayList<>());
        var notes = new MemoryShelf();
        for (var day = 0; day <= 7; day++) {
            var sliced = new Slices(forge, notes, TODAY.plusDays(day)).of("t", "", List.of(), 7);
            assertEquals(30, ((Slices.Sliced) assertInstanceOf(Found.class, sliced).value()).repositories().size());
        }
        var since = forge.asked().stream().map(Search::pushed).toList();
        assertEquals(Optional.empty(), since.getFirst());
        assertEquals(Optional.of(TODAY), since.get(1));
        assertEquals(Optional.of(TODAY.plusDays(5)), since.get(6));
        assertEquals(Optional.empty(), since.get(7));
        // In between only young repositories are looked for: the others that were pushed to are known.
        assertEquals(TODAY.plusDays(1).minusDays(90), forge.asked().get(1).from());
        assertEquals(forge.asked().getFirst().from(), forge.asked().get(7).from());
    }

    @Test
    void a_day_with_more_than_can_be_listed_ends_the_cutting() {
        var sliced = (Slices.Sliced) assertInstanceOf(Found.class,
                new Slices(new Years(10, 1_500, new ArrayList<>()), new MemoryShelf(), TODAY)
                        .of("t", "", List.of(), 7))
                .value();
        assertEquals(false, sliced.whole());
        assertTrue(sliced.repositories().size() >= Forge.HITS);
    }

    @Test
    void variables_have_defaults() {
        var variables = Map.of("A", "x", "EMPTY", "");
        assertEquals("x/y/", Environment.expand("${A}/${B:-y}/${C}", variables));
        assertEquals("z", Environment.expand("${EMPTY:-z}", variables));
        assertEquals("$A {A}", Environment.expand("$A {A}", variables));
    }

    @Test
    void tools_keep_what_is_in_parentheses() {
        assertEquals(List.of("Bash(git add:*, git rm:*)", "Read"), Texts.tools("Bash(git add:*, git rm:*), Read"));
        assertEquals(List.of("Bash(a b)", "Read"), Texts.tools("Bash(a b) Read"));
        assertEquals(List.of(), Texts.tools(" "));
    }

    @Test
    void well_known_licences_are_recognised_by_their_words() {
        assertEquals(Optional.of("MIT"), LicenceText.id("MIT License\n\nCopyright"));
        assertEquals(Optional.of("Apache-2.0"), LicenceText.id("   Apache License\n   Version 2.0, January 2004"));
        assertEquals(Optional.of("AGPL-3.0"), LicenceText.id("GNU AFFERO GENERAL PUBLIC LICENSE\n Version 3"));
        assertEquals(Optional.empty(), LicenceText.id("All rights reserved."));
    }

    @Test
    void paths_never_lead_out() {
        assertEquals(Optional.of("a/c"), Paths.clean("./a/b/..//c/"));
        assertEquals(Optional.of(""), Paths.clean("./"));
        assertEquals(Optional.empty(), Paths.clean("../a"));
        assertEquals(Optional.empty(), Paths.clean("a/../../b"));
    }

    @Test
    void foreign_shapes_are_absent_not_errors() {
        var foreign = new Foreign(Map.of("a", List.of(1L, "x", Map.of()), "b", Map.of("name", "n"), "c", " "));
        assertEquals(List.of("1", "x"), foreign.texts("a"));
        assertEquals(Optional.of("n"), foreign.person("b"));
        assertEquals(Optional.empty(), foreign.text("c"));
        assertEquals(Optional.empty(), foreign.at("b").at("x").at("y").text());
        assertEquals(false, foreign.has("d"));
    }

    @Test
    void a_crew_does_all_and_no_more_than_so_many_at_once() {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        var done = new AtomicInteger();
        Crew.each(3, IntStream.range(0, 50).boxed().toList(), number -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            now.decrementAndGet();
            done.incrementAndGet();
        });
        assertEquals(50, done.get());
        assertTrue(most.get() <= 3, "%d at once".formatted(most.get()));
        assertThrows(IllegalStateException.class, () -> Crew.each(3, List.of(1, 2, 3), number -> {
            throw new IllegalStateException("a bug");
        }));
    }

    @Test
    void a_pack_names_things_by_repository_or_by_registry_name() {
        var reading = PackFile.read("packs", "p.yaml", """
                schema: 1
                name: paperwork
                title: Paperwork
                category: documents
                members:
                  - {kind: skill, repository: a/one, path: skills/pdf}
                  - {kind: mcp-server, name: io.github.x/y}
                  - {kind: nonsense, repository: a/one}
                  - {kind: skill, repository: gone/away, path: x}
                """, Files.DOCUMENTS);
        assertEquals(1, reading.problems().size());
        var settled = reading.pending().getFirst().settle(name -> name.equals("a/one")
                ? new Found<>(new Repository(1, "a/one", "", "", Facts.NONE))
                : new Answer.Gone<>("gone"));
        var pack = settled.observations().getFirst();
        assertEquals(Optional.of(Kind.PACK), pack.kind());
        assertEquals("paperwork", pack.place().path());
        assertEquals(List.of("skill 1 skills/pdf", "mcp-server 0 io.github.x/y"), pack.facts().list(Field.MEMBERS));
        assertEquals(1, settled.problems().size());
    }
}
