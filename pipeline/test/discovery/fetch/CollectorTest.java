package discovery.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.json.Json;
import discovery.edge.json.MalformedException;
import discovery.fetch.Answer.Failed;
import discovery.fetch.Answer.Found;
import discovery.fetch.Summary.State;
import discovery.model.Config;
import discovery.model.Field;
import discovery.model.Kind;
import discovery.model.Observation;
import discovery.model.Problem;
import discovery.model.ProblemKind;
import discovery.model.SourceKind;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CollectorTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 8, 17);
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final String SKILL = "---\nname: %s\ndescription: Does.\n---\nText.";

    private final MemoryShelf shelf = new MemoryShelf();

    private static String source(
            String id, SourceKind kind, boolean required, boolean walk, Optional<Kind> of, String... names) {
        var list = Arrays.stream(names).map("\"%s\""::formatted).collect(Collectors.joining(","));
        return """
                {"id": "%s", "kind": "%s", "required": %s, "walk": %s, "%s": [%s],
                 "endpoint": "${R:-https://registry.example/}"%s}"""
                .formatted(id, kind, required, walk,
                        kind == SourceKind.GITHUB_TOPICS ? "topics" : "repositories", list,
                        of.map(what -> ", \"of\": \"" + what + "\"").orElse(""));
    }

    private static Config config(String... sources) {
        try {
            return Json.read("{\"schema\": 1, \"sources\": [%s]}".formatted(String.join(",", sources)), Config.class);
        } catch (MalformedException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static final Web NO_WEB = (address, query, most) -> new Failed<>("no web here");

    private static final LocalFolders NO_FOLDERS = new LocalFolders() {
        @Override
        public Answer<SortedMap<String, String>> yaml(String folder) {
            return new Found<>(new TreeMap<>());
        }

        @Override
        public Forge forge(String folder, String name) {
            return new FakeForge();
        }
    };

    private Summary collect(FakeForge forge, Web web, LocalDate day, Told told, String... sources)
            throws FetchFailedException {
        return new Collector(forge, web, Files.DOCUMENTS, NO_FOLDERS, shelf, shelf, shelf, Shrinking.FREELY, Map.of(),
                day)
                .collect(config(sources), Set.of(), told, (what, done, total) -> {});
    }

    private Told collect(FakeForge forge, LocalDate day, String... sources) throws FetchFailedException {
        var told = new Told();
        collect(forge, NO_WEB, day, told, sources);
        return told;
    }

    private static List<String> places(Told told, Kind kind) {
        return told.of(kind)
                .map(each -> "%s %d %s".formatted(each.source(), each.place().repository(), each.place().path()))
                .sorted()
                .toList();
    }

    private static final String TOPICS =
            source("topics", SourceKind.GITHUB_TOPICS, false, true, Optional.empty(), "skills");
    private static final String NAMED =
            source("named", SourceKind.GITHUB_REPOSITORIES, false, true, Optional.empty(), "A/One", "old/name",
                    "no/body");

    private static FakeForge world() {
        return new FakeForge()
                .with(1, "a/one", List.of("skills"), "skills/pdf/SKILL.md", SKILL.formatted("pdf"))
                .with(2, "new/name", List.of(), "SKILL.md", SKILL.formatted("name"))
                .with(3, "shop/market", List.of("skills"), ".claude-plugin/marketplace.json", """
                        {"name": "m", "plugins": [{"name": "k", "source": {"source": "github", "repo": "far/kit"}},
                                                  {"name": "g", "source": {"source": "github", "repo": "no/kit"}}]}""")
                .with(4, "far/kit", List.of(), ".claude-plugin/plugin.json", "{\"name\": \"k\"}",
                        "skills/x/SKILL.md", SKILL.formatted("x"))
                .renamed("old/name", "new/name");
    }

    @Test
    void a_repository_is_walked_once_for_the_first_source_that_names_it() throws FetchFailedException {
        var forge = world();
        var told = collect(forge, MONDAY, TOPICS, NAMED);
        assertEquals(List.of("named 2 ", "topics 1 skills/pdf", "topics 4 skills/x"), places(told, Kind.SKILL));
        assertTrue(forge.treesAsked.values().stream().allMatch(count -> count == 1), forge.treesAsked.toString());
        assertEquals(List.of("named 1", "named 2", "topics 1", "topics 3", "topics 4"), told.ofRepositories()
                .map(each -> each.source() + " " + each.place().repository()).sorted().toList());
    }

    @Test
    void github_speaks_once_of_each_repository_and_everything_has_its_current_name() throws FetchFailedException {
        var told = collect(world(), MONDAY, TOPICS, NAMED);
        var withStars = told.ofRepositories().filter(each -> each.facts().has(Field.STARS)).toList();
        assertEquals(4, withStars.size());
        assertTrue(told.observations.stream().noneMatch(each -> each.place().name().equals("old/name")));
        assertEquals(List.of("c".repeat(40)),
                told.of(Kind.SKILL).map(each -> each.place().commit()).distinct().toList());
    }

    @Test
    void marketplaces_lead_one_step_further() throws FetchFailedException {
        var told = collect(world(), MONDAY, TOPICS);
        assertEquals(List.of("topics 4 ", "topics 4 "), places(told, Kind.PLUGIN));
        var marketplace = told.of(Kind.MARKETPLACE).findFirst().orElseThrow();
        assertEquals(List.of("plugin 4 "), marketplace.facts().list(Field.MEMBERS));
        assertEquals(List.of("its plugin `g` leads to no/kit, which is not there"), told.problems.stream()
                .filter(each -> each.kind() == ProblemKind.DEAD_LINK).map(Problem::text).toList());
    }

    @Test
    void the_set_of_what_is_said_does_not_depend_on_timing() throws FetchFailedException {
        var first = collect(world(), MONDAY, TOPICS, NAMED);
        for (var run = 0; run < 5; run++) {
            var again = collect(world(), MONDAY, TOPICS, NAMED);
            assertEquals(first.sorted(), again.sorted());
            assertEquals(first.problems.stream().sorted(Problem.ORDER).toList(),
                    again.problems.stream().sorted(Problem.ORDER).toList());
        }
    }

    @Test
    void a_source_that_fails_is_spoken_for_by_its_last_good_data() throws FetchFailedException {
        var good = collect(world(), MONDAY, TOPICS);
        var broken = world();
        broken.brokenSearches.add("skills");
        var told = new Told();
        var summary = collect(broken, NO_WEB, TUESDAY, told, TOPICS);
        assertEquals(good.sorted(), told.sorted());
        assertEquals(new Summary.OfSource("topics", SourceKind.GITHUB_TOPICS, State.LAST_GOOD, good.observations.size(),
                Optional.of(MONDAY), "the search for topic `skills` failed: the search broke"),
                summary.sources().getFirst());
        assertEquals(List.of(new Problem(ProblemKind.SOURCE_FAILED, "topics", "topics",
                "the search for topic `skills` failed: the search broke; what it said on 2026-08-17 stands in")),
                told.problems);
        var later = new Told();
        collect(world(), NO_WEB, TUESDAY.plusDays(1), later, TOPICS);
        assertEquals(good.sorted(), later.sorted());
    }

    @Test
    void what_another_source_reads_afresh_counts_instead_of_old_data() throws FetchFailedException {
        collect(world(), MONDAY, TOPICS, NAMED);
        var broken = world().with(1, "a/one", List.of("skills"), "skills/new/SKILL.md", SKILL.formatted("new"));
        broken.brokenSearches.add("skills");
        var told = collect(broken, TUESDAY, TOPICS, NAMED);
        assertEquals(List.of("named 1 skills/new", "named 2 ", "topics 4 skills/x"), places(told, Kind.SKILL));
        assertEquals(1, told.ofRepositories().filter(each -> each.place().repository() == 1)
                .filter(each -> each.facts().has(Field.STARS)).count());
    }

    @Test
    void a_required_source_without_last_good_data_ends_the_night() {
        var forge = world();
        forge.brokenSearches.add("skills");
        var required = source("topics", SourceKind.GITHUB_TOPICS, true, true, Optional.empty(), "skills");
        var failure = assertThrows(FetchFailedException.class, () -> collect(forge, MONDAY, required));
        var sentence = String.valueOf(failure.getMessage());
        assertTrue(sentence.startsWith("the required source `topics` failed"), sentence);
    }

    @Test
    void names_of_which_github_tells_nothing_make_a_source_half_read() throws FetchFailedException {
        var good = collect(world(), MONDAY, NAMED);
        var broken = world();
        broken.brokenNames.add("a/one");
        var told = new Told();
        var summary = collect(broken, NO_WEB, TUESDAY, told, NAMED);
        assertEquals(State.LAST_GOOD, summary.sources().getFirst().state());
        assertEquals(good.sorted(), told.sorted());
    }

    @Test
    void a_repository_that_can_not_be_read_is_as_it_was() throws FetchFailedException {
        var good = collect(world(), MONDAY, TOPICS, NAMED);
        shelf.walks.clear();
        var broken = world();
        broken.brokenTrees.add("shop/market");
        broken.brokenFiles.add("skills/pdf/SKILL.md");
        var told = new Told();
        var summary = collect(broken, NO_WEB, TUESDAY, told, TOPICS, NAMED);
        assertEquals(State.FRESH, summary.sources().getFirst().state());
        assertEquals(places(good, Kind.SKILL).subList(0, 2), places(told, Kind.SKILL).subList(0, 2));
        assertEquals(places(good, Kind.MARKETPLACE), places(told, Kind.MARKETPLACE));
        assertEquals(2, told.problems.stream().filter(each -> each.kind() == ProblemKind.FILE_UNREADABLE).count());
    }

    @Test
    void a_first_night_that_can_not_read_its_repositories_is_no_good_night() throws FetchFailedException {
        var broken = world();
        broken.brokenTrees.add("a/one");
        var summary = collect(broken, NO_WEB, MONDAY, new Told(), TOPICS);
        assertEquals(State.FAILED, summary.sources().getFirst().state());
        assertEquals(Optional.empty(), shelf.day("topics"));
    }

    @Test
    void gone_and_blocked_repositories_are_told_apart() throws FetchFailedException {
        var forge = world();
        forge.blockedNames.add("a/one");
        var told = collect(forge, MONDAY, NAMED);
        assertEquals(List.of("repository-blocked A/One", "repository-gone no/body"),
                told.problems.stream().map(each -> each.kind() + " " + each.place()).sorted().toList());
    }

    @Test
    void a_link_says_what_the_file_says_that_it_leads_to() throws FetchFailedException {
        var forge = new FakeForge().with(1, "a/one", List.of("skills"), "l/SKILL.md", "../c/helper.md", "c/helper.md",
                SKILL.formatted("helper"));
        forge.links.add("l/SKILL.md");
        var told = collect(forge, MONDAY, TOPICS);
        assertEquals(List.of("topics 1 l"), places(told, Kind.SKILL));
        assertEquals(List.of("helper"), told.of(Kind.SKILL).findFirst().orElseThrow().facts().list(Field.NAME));
        assertEquals(List.of(), told.problems);
    }

    @Test
    void links_that_lead_nowhere_and_files_that_are_too_large_are_problems() throws FetchFailedException {
        var forge = new FakeForge().with(1, "a/one", List.of("skills"), "l/SKILL.md", "../x", "b/SKILL.md",
                "x".repeat((1 << 20) + 1), "m/SKILL.md", "../../../etc/passwd");
        forge.links.addAll(List.of("l/SKILL.md", "m/SKILL.md"));
        var told = collect(forge, MONDAY, TOPICS);
        assertEquals(List.of("topics 1 l", "topics 1 m"), places(told, Kind.SKILL));
        assertEquals(List.of("link-broken", "link-broken"),
                told.of(Kind.SKILL).flatMap(each -> each.facts().list(Field.FLAWS).stream()).toList());
        assertEquals(
                List.of("file-too-large a/one/b/SKILL.md", "symbolic-link a/one/l/SKILL.md",
                        "symbolic-link a/one/m/SKILL.md"),
                told.problems.stream().map(each -> each.kind() + " " + each.place()).sorted().toList());
    }

    private static final String REGISTRY =
            source("registry", SourceKind.MCP_REGISTRY, false, false, Optional.empty());

    private static Web pages(String... pages) {
        return (address, query, most) -> {
            var page = Integer.parseInt(query.getOrDefault("cursor", "1"));
            assertEquals("https://registry.example/v0.1/servers", address);
            return new Found<>(new Content(pages[page - 1], "", 0, true));
        };
    }

    private static String page(String next, String... names) {
        var servers = Arrays.stream(names)
                .map(name -> "{\"server\": {\"name\": \"%s\", \"description\": \"d\", \"version\": \"1\"}}"
                        .formatted(name))
                .toList();
        return "{\"servers\": [%s], \"metadata\": {\"count\": %d%s}}".formatted(String.join(",", servers), names.length,
                next.isEmpty() ? "" : ", \"nextCursor\": \"" + next + "\"");
    }

    @Test
    void a_registry_is_read_page_by_page() throws FetchFailedException {
        var told = new Told();
        collect(world(), pages(page("2", "a/b", "a/c"), page("", "a/d", "a/b")), MONDAY, told, REGISTRY);
        assertEquals(List.of("registry 0 a/b", "registry 0 a/c", "registry 0 a/d"), places(told, Kind.MCP_SERVER));
    }

    @Test
    void a_half_read_registry_never_looks_like_a_shrunken_one() throws FetchFailedException {
        var good = new Told();
        collect(world(), pages(page("2", "a/b"), page("", "a/c")), MONDAY, good, REGISTRY);
        for (var bad : List.of(
                pages(page("2", "a/b"), page("2", "a/c")), pages(page("2", "a/b"), "{\"servers\": []"),
                pages(page("2", "a/b"), "{\"servers\": [], \"metadata\": {\"count\": 7}}"), pages("[]"))) {
            var told = new Told();
            var summary = collect(world(), bad, TUESDAY, told, REGISTRY);
            assertEquals(State.LAST_GOOD, summary.sources().getFirst().state());
            assertEquals(good.sorted(), told.sorted());
        }
    }

    @Test
    void a_list_names_servers() throws FetchFailedException {
        var forge = world().with(9, "lists/awesome", List.of(), "README.md", """
                # Awesome
                ## Files
                - [One](https://github.com/a/one) - Reads files.
                - [Us](https://github.com/lists/awesome) - Ourselves.
                """);
        var told = collect(forge, MONDAY, source(
                "list", SourceKind.LIST, false, false, Optional.of(Kind.MCP_SERVER), "lists/awesome"));
        assertEquals(List.of("list 1 "), places(told, Kind.MCP_SERVER));
        assertEquals(List.of(1L),
                told.ofRepositories().map(Observation::place).map(place -> place.repository()).toList());
    }

    @Test
    void a_source_that_names_far_less_is_spoken_for_until_an_override_is_committed() throws FetchFailedException {
        collect(world(), pages(page("", "a/b", "a/c", "a/d", "a/e")), MONDAY, new Told(), REGISTRY);
        var shrunken = pages(page("", "a/b"));
        for (var allowed : List.of(Set.<String>of(), Set.of("registry"))) {
            var told = new Told();
            new Collector(world(), shrunken, Files.DOCUMENTS, NO_FOLDERS, shelf, shelf, shelf,
                    new Shrinking(30, 2, allowed), Map.of(), TUESDAY.plusDays(7))
                    .collect(config(REGISTRY), Set.of(), told, (what, done, total) -> {});
            assertEquals(allowed.isEmpty() ? 4 : 1, places(told, Kind.MCP_SERVER).size());
            assertEquals(allowed.isEmpty(), told.problems.stream().map(Problem::kind).toList()
                    .contains(ProblemKind.SOURCE_SHRUNK));
        }
    }

    @Test
    void of_a_repository_that_is_the_same_only_what_depends_on_others_is_read_again() throws FetchFailedException {
        var first = collect(world(), MONDAY, TOPICS, NAMED);
        var forge = world();
        var again = collect(forge, TUESDAY, TOPICS, NAMED);
        assertEquals(Map.of(), forge.treesAsked);
        assertEquals(List.of(".claude-plugin/marketplace.json", ".claude-plugin/plugin.json"),
                forge.filesAsked.keySet().stream().sorted().toList());
        assertEquals(first.sorted(), again.sorted());
        assertEquals(Set.copyOf(first.problems), Set.copyOf(again.problems));
        var pushed = world();
        pushed.with(1, "a/one", List.of("skills"), "skills/new/SKILL.md", SKILL.formatted("new"));
        pushed.head("a/one", "e".repeat(40));
        var changed = collect(pushed, TUESDAY, TOPICS, NAMED);
        assertEquals(Map.of("a/one", 1), pushed.treesAsked);
        assertTrue(places(changed, Kind.SKILL).contains("topics 1 skills/new"), changed.observations.toString());
    }

    @Test
    void a_walk_that_could_not_read_all_files_is_not_remembered() throws FetchFailedException {
        var forge = world();
        forge.brokenFiles.add("skills/pdf/SKILL.md");
        collect(forge, MONDAY, TOPICS, NAMED);
        var next = world();
        var told = collect(next, TUESDAY, TOPICS, NAMED);
        assertEquals(Map.of("a/one", 1), next.treesAsked);
        assertTrue(places(told, Kind.SKILL).contains("topics 1 skills/pdf"), told.observations.toString());
    }

    @Test
    void the_union_of_parts_says_what_one_run_says_and_reads_only_what_no_part_could_know()
            throws FetchFailedException {
        var one = collect(world(), MONDAY, TOPICS, NAMED);
        var union = new MemoryShelf();
        var read = 0L;
        for (var number = 0; number < 3; number++) {
            var part = number;
            var own = new MemoryShelf();
            var forge = world();
            read += new Collector(forge, NO_WEB, Files.DOCUMENTS, NO_FOLDERS, own, own, own, Shrinking.FREELY,
                    Map.of(), MONDAY).readPart(config(TOPICS, NAMED), Set.of(), id -> id % 3 == part,
                            (what, done, total) -> {});
            assertEquals(Optional.empty(), own.day("topics"));
            assertTrue(own.walks.keySet().stream().noneMatch(union.walks::containsKey), own.walks.toString());
            union.walks.putAll(own.walks);
        }
        // `far/kit` is known from a marketplace of another part: the whole run reads it.
        assertEquals(3, read);
        var forge = world();
        var told = new Told();
        new Collector(forge, NO_WEB, Files.DOCUMENTS, NO_FOLDERS, union, union, union, Shrinking.FREELY, Map.of(),
                MONDAY).collect(config(TOPICS, NAMED), Set.of(), told, (what, done, total) -> {});
        assertEquals(one.sorted(), told.sorted());
        assertEquals(Set.copyOf(one.problems), Set.copyOf(told.problems));
        assertEquals(Map.of("far/kit", 1), forge.treesAsked);
    }

    @Test
    void unknown_sources_are_refused_by_name() {
        var collector = new Collector(world(), NO_WEB, Files.DOCUMENTS, NO_FOLDERS, shelf, shelf, shelf,
                Shrinking.FREELY, Map.of(), MONDAY);
        var failure = assertThrows(FetchFailedException.class,
                () -> collector.collect(config(TOPICS), Set.of("typo"), new Told(), (what, done, total) -> {}));
        assertEquals("there is no source `typo`; known: topics", failure.getMessage());
    }
}
