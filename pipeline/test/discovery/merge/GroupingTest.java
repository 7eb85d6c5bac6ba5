package discovery.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.Key;
import discovery.model.Kind;
import discovery.model.Observation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GroupingTest {
    private static final Facts STARS = Facts.builder().put(Field.STARS, 42).put(Field.LICENCE, "MIT").build();

    @Test
    void the_same_repository_from_three_sources_is_one_thing_that_names_all_three() {
        var things = Observed.things(List.of(
                Observed.repository("topics", 7, "a/tide", STARS),
                Observed.thing("registry", Kind.MCP_SERVER, 7, "a/tide", "", Facts.builder()
                        .put(Field.NAME, "io.github.a/tide").put(Field.PACKAGES, "npm @a/tide 1.0.0").build()),
                Observed.thing("list", Kind.MCP_SERVER, 7, "A/Tide", "", Facts.builder()
                        .put(Field.TITLE, "Tides").put(Field.CATEGORIES, "Nature").build())));
        assertEquals(1, things.size());
        var thing = things.getFirst();
        assertEquals(Set.of("topics", "registry", "list"), thing.sources());
        assertEquals("a/tide", thing.place().name(), "the name is the one that the repository has now");
        assertEquals(List.of("42"), thing.facts().list(Field.STARS));
        assertEquals("topics", thing.provenance().get(Field.STARS));
        assertEquals("registry", thing.provenance().get(Field.NAME));
        assertEquals("list", thing.provenance().get(Field.CATEGORIES));
    }

    @Test
    void the_things_own_file_is_believed_before_a_list_and_the_loser_is_kept() {
        var thing = Observed.things(List.of(
                Observed.thing("topics", Kind.SKILL, 7, "a/b", "pdf", Observed.file("pdf", "how to read a PDF")),
                Observed.thing("list", Kind.SKILL, 7, "a/b", "pdf", Observed.named("PDF skill")))).getFirst();
        assertEquals("pdf", thing.facts().text(Field.NAME).orElseThrow());
        assertEquals(List.of(new discovery.model.Entry.Claim(Field.NAME, "list", List.of("PDF skill"))),
                thing.losers());
    }

    @Test
    void several_registry_names_in_one_repository_are_several_servers_and_a_list_vouches_for_each() {
        var things = Observed.things(List.of(
                Observed.thing("registry", Kind.MCP_SERVER, 7, "a/mono", "", Facts.builder()
                        .put(Field.NAME, "io.github.a/one").put(Field.PACKAGES, "npm one 1").build()),
                Observed.thing("registry", Kind.MCP_SERVER, 7, "a/mono", "", Facts.builder()
                        .put(Field.NAME, "io.github.a/two").put(Field.PACKAGES, "npm two 1").build()),
                Observed.thing("list", Kind.MCP_SERVER, 7, "a/mono", "", Facts.NONE)));
        assertEquals(List.of("io.github.a/one", "io.github.a/two"), things.stream().map(Thing::part).toList());
        assertTrue(things.stream().allMatch(thing -> thing.sources().contains("list")));
    }

    @Test
    void what_its_registry_has_deleted_is_gone_unless_somebody_else_has_it() {
        var deleted = Observed.thing("registry", Kind.MCP_SERVER, 7, "a/tide", "", Facts.builder()
                .put(Field.NAME, "io.github.a/tide").put(Field.STATUS, "deleted").build());
        assertEquals(List.of(), Observed.things(List.of(deleted)));
        assertEquals(1, Observed.things(List.of(
                deleted, Observed.thing("list", Kind.MCP_SERVER, 7, "a/tide", "", Facts.NONE))).size());
    }

    @Test
    void a_plugin_contains_what_lies_below_its_folder_the_innermost_where_they_nest() {
        var found = new ArrayList<Grouping.Containment>();
        var grouping = new Grouping(Observed.PRECEDENCE, Observed.CONFIG, thing -> {}, found::add);
        List.of(Observed.thing("topics", Kind.PLUGIN, 7, "a/b", "", Observed.named("outer")),
                Observed.thing("topics", Kind.PLUGIN, 7, "a/b", "plugins/in", Observed.named("inner")),
                Observed.thing("topics", Kind.SKILL, 7, "a/b", "plugins/in/skills/x", Observed.named("x")),
                Observed.thing("topics", Kind.SKILL, 7, "a/b", "skills/y", Observed.named("y")))
                .stream().sorted(Observation.ORDER).forEach(grouping::accept);
        grouping.finish();
        assertEquals(List.of(
                new Grouping.Containment(new Key(Kind.PLUGIN, 7, "plugins/in"),
                        new Key(Kind.SKILL, 7, "plugins/in/skills/x")),
                new Grouping.Containment(new Key(Kind.PLUGIN, 7, ""), new Key(Kind.SKILL, 7, "skills/y"))), found);
    }

    static List<Long> seeds() {
        return new Random(11).longs(200).boxed().toList();
    }

    /// Law: merging depends neither on the order nor on the repetition of what is said.
    @ParameterizedTest
    @MethodSource("seeds")
    void order_and_repetition_change_nothing(long seed) {
        var random = new Random(seed);
        var said = new ArrayList<Observation>();
        for (var i = 0; i < 40; i++) {
            said.add(any(random));
        }
        var once = Observed.things(said);
        var twice = new ArrayList<>(said);
        twice.addAll(said.subList(0, 20));
        Collections.shuffle(twice, random);
        assertEquals(once, Observed.things(twice));
    }

    private static Observation any(Random random) {
        var sources = List.of("topics", "list", "other-list", "registry");
        var source = sources.get(random.nextInt(4));
        var number = random.nextInt(4);
        var name = "o/" + random.nextInt(3);
        var facts = Facts.builder()
                .put(Field.NAME, "n" + random.nextInt(3))
                .put(Field.STARS, random.nextInt(3))
                .put(Field.KEYWORDS, List.of("k" + random.nextInt(3), "k" + random.nextInt(3)));
        if (random.nextBoolean()) {
            facts.put(Field.PACKAGES, "npm p" + random.nextInt(2));
        }
        return random.nextInt(4) == 0
                ? Observed.repository(source, number, name, facts.build())
                : Observed.thing(source, List.of(Kind.values()).get(random.nextInt(8)), number, name,
                        "p" + random.nextInt(3),
                        facts.build());
    }
}
