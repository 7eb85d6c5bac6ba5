package discovery.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.json.Json;
import discovery.edge.json.MalformedException;
import discovery.fetch.Answer.Found;
import discovery.fetch.Answer.Later;
import discovery.model.Config;
import discovery.model.Facts;
import discovery.model.Kind;
import discovery.model.Problem;
import discovery.model.ProblemKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NamingTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 8, 17);

    private final MemoryShelf notes = new MemoryShelf();
    private final List<Map<String, String>> asked = new ArrayList<>();

    private static Config.Source source(String more) {
        try {
            return Json.read("{\"id\": \"s\", \"endpoint\": \"https://x.example/api\", %s}".formatted(more),
                    Config.Source.class);
        } catch (MalformedException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Answer<Named> name(Forge forge, Web web, LocalDate day, Config.Source source) {
        return new Naming(forge, web, Files.DOCUMENTS, NO_FOLDERS, notes, Map.of(), day,
                name -> forge.look(List.of(name)).getOrDefault(name, new Answer.Gone<>("gone")),
                (what, done, total) -> {}).name(source);
    }

    private static final LocalFolders NO_FOLDERS = new LocalFolders() {
        @Override
        public Answer<java.util.SortedMap<String, String>> yaml(String folder) {
            return new Found<>(new TreeMap<>());
        }

        @Override
        public Forge forge(String folder, String name) {
            return new FakeForge();
        }
    };

    private static Named named(Answer<Named> answer) {
        return (Named) assertInstanceOf(Found.class, answer, answer::sentence).value();
    }

    private static List<String> names(Answer<Named> answer) {
        return named(answer).pending().stream().flatMap(each -> each.names().stream()).distinct().sorted().toList();
    }

    private static Answer<Content> text(String text) {
        return new Found<>(new Content(text, "", text.length(), true));
    }

    /// Files of all sizes, each in a repository of its own; it answers so many questions a night.
    private static final class Shelved implements Forge {
        private final long files;
        private int left;

        Shelved(long files, int left) {
            this.files = files;
            this.left = left;
        }

        @Override
        public Answer<Hits> searchCode(CodeSearch search) {
            if (left-- <= 0) {
                return new Later<>("tonight's budget is spent");
            }
            var found = LongStream.range(0, files).filter(size -> size >= search.from() && size <= search.to())
                    .mapToObj(size -> new Repository(size + 1, "o/r" + size, "", "", Facts.NONE)).toList();
            return new Found<>(new Hits(found.size(), found.size() > HITS ? List.of() : found));
        }

        @Override
        public Answer<Hits> search(Search search) {
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

    private static final Web NO_WEB = (address, query, most) -> new Answer.Failed<>("no web here");

    @Test
    void a_search_for_files_goes_on_where_the_budget_ended() {
        var source = source("\"kind\": \"github-code\", \"words\": [\"filename:SKILL.md\"]");
        var first = named(name(new Shelved(3_000, 8), NO_WEB, MONDAY, source));
        assertEquals(List.of(ProblemKind.POSTPONED), first.problems().stream().map(Problem::kind).toList());
        var second = named(name(new Shelved(3_000, 8), NO_WEB, MONDAY.plusDays(1), source));
        assertTrue(second.found().size() > first.found().size());
        var last = second;
        for (var day = 2; day < 6; day++) {
            last = named(name(new Shelved(3_000, 8), NO_WEB, MONDAY.plusDays(day), source));
        }
        assertEquals(3_000, last.found().size());
        assertEquals(List.of(), last.problems());
    }

    private Web registry(String whole, String since) {
        return (address, query, most) -> {
            asked.add(Map.copyOf(query));
            return text(query.containsKey("updated_since") ? since : whole);
        };
    }

    private static String servers(String... documents) {
        return "{\"servers\": [%s], \"metadata\": {\"count\": %d}}".formatted(
                String.join(",", documents), documents.length);
    }

    private static String server(String name, String status) {
        return """
                {"server": {"name": "%s", "description": "d", "version": "1",
                  "repository": {"url": "https://github.com/%s", "source": "github"}},
                 "_meta": {"io.modelcontextprotocol.registry/official": {"status": "%s", "isLatest": true}}}"""
                .formatted(name, name, status);
    }

    @Test
    void a_registry_is_asked_for_what_was_updated_since_and_forgets_what_is_deleted() {
        var web = registry(servers(server("a/b", "active"), server("a/c", "active")),
                servers(server("a/c", "deleted"), server("a/d", "active")));
        var source = source("\"kind\": \"mcp-registry\"");
        assertEquals(List.of("a/b", "a/c"), names(name(new FakeForge(), web, MONDAY, source)));
        assertEquals(List.of("a/b", "a/d"), names(name(new FakeForge(), web, MONDAY.plusDays(1), source)));
        assertEquals("2026-08-16T00:00:00Z", asked.get(1).get("updated_since"));
        assertEquals(List.of("a/b", "a/c"), names(name(new FakeForge(), web, MONDAY.plusDays(7), source)));
    }

    @Test
    void directories_are_read_in_their_documented_forms() {
        var glama = """
                {"pageInfo": {"hasNextPage": false, "endCursor": null},
                 "servers": [{"name": "x", "description": "d", "repository": {"url": "https://github.com/g/x"}},
                   {"name": "elsewhere", "repository": {"url": "https://gitlab.com/g/x"}}]}""";
        assertEquals(List.of("g/x"), names(name(new FakeForge(), (address, query, most) -> text(glama), MONDAY,
                source("\"kind\": \"glama\""))));
        var plugins = """
                {"skills": [{"name": "x", "namespace": "n", "sourceUrl": "https://github.com/p/x/tree/main/skills/x",
                  "description": "d", "author": "p", "installs": 1, "stars": 2}], "total": 1, "limit": 100, "offset": 0}
                """;
        assertEquals(List.of("p/x"), names(name(new FakeForge(), (address, query, most) -> text(plugins), MONDAY,
                source("\"kind\": \"claude-plugins\", \"words\": [\"pdf\"]"))));
        for (var broken : List.of("[]", "{\"skills\": 1}", "{\"success\": false}", "\"x\"")) {
            for (var kind : List.of("glama", "claude-plugins", "skillsmp")) {
                assertInstanceOf(Answer.Failed.class, name(new FakeForge(), (address, query, most) -> text(broken),
                        MONDAY.plusDays(300), source("\"kind\": \"%s\"".formatted(kind))));
            }
        }
    }

    @Test
    void questions_that_a_quota_leaves_over_are_asked_first_on_the_next_night() {
        var left = new int[] {3};
        Web skillsmp = (address, query, most) -> {
            if (left[0]-- <= 0) {
                return new Later<>("tonight's budget is spent");
            }
            var page = query.getOrDefault("page", "");
            var word = query.getOrDefault("q", "");
            asked.add(Map.copyOf(query));
            return text("""
                    {"success": true, "data": {"skills": [{"id": "1", "name": "n", "author": "a", "description": "d",
                      "githubUrl": "https://github.com/%s/p%s", "skillUrl": "", "stars": 2, "updatedAt": 1}],
                     "pagination": {"page": %s, "limit": 100, "total": 2, "hasNext": %s}}}"""
                    .formatted(word, page, page, page.equals("1")));
        };
        var source = source("\"kind\": \"skillsmp\", \"words\": [\"one\", \"two\"]");
        assertEquals(List.of("one/p1", "one/p2", "two/p1"), names(name(new FakeForge(), skillsmp, MONDAY, source)));
        left[0] = 3;
        assertEquals(List.of("one/p1", "one/p2", "two/p1", "two/p2"),
                names(name(new FakeForge(), skillsmp, MONDAY.plusDays(1), source)));
        assertEquals("two 2", asked.getLast().get("q") + " " + asked.getLast().get("page"));
        assertEquals(4, asked.size());
    }

    @Test
    void lists_are_read_in_all_their_forms_and_found_by_topic() {
        var forge = new FakeForge()
                .with(1, "l/awesome-mcp", List.of("awesome-list"), "README.md", "- [A](https://github.com/a/a) - x",
                        "list.csv", "Name,Primary Link,Category\nB,https://github.com/b/b,\"x, \"\"y\"\"\"\n",
                        "projects.yaml", "projects:\n  - name: C\n    github_id: c/c\n",
                        "data.json", "[{\"repo\": \"d/d\", \"path\": \"skills/d\", \"name\": \"D\"}]")
                .with(2, "l/other", List.of("awesome-list"), "README.md", "- [E](https://github.com/e/e) - x");
        var source = source("\"kind\": \"list\", \"topics\": [\"awesome-list\"],"
                + " \"paths\": [\"README.md\", \"list.csv\", \"projects.yaml\", \"data.json\"]");
        var answer = named(name(forge, NO_WEB, MONDAY, source));
        var of = new HashMap<Boolean, List<String>>();
        answer.pending().forEach(each -> of.put(
                ((ListDocument) each).of().isPresent(), each.names().stream().sorted().toList()));
        assertEquals(Map.of(true, List.of("a/a", "b/b", "c/c", "d/d"), false, List.of("e/e")), of);
        assertEquals("skills/d", ListTable.of(new Foreign(List.of(Map.of("repo", "d/d", "path", "skills/d")))).stream()
                .map(item -> GitHubLink.of(item.address()).orElseThrow().path()).findFirst().orElseThrow());
    }

    @Test
    void docker_says_where_a_server_comes_from() {
        var forge = new FakeForge().with(1, "docker/mcp-registry", List.of(), "servers/x/server.yaml", """
                name: x
                image: mcp/x
                about: {title: The X, description: Does.}
                source: {project: https://github.com/a/x, directory: src/x}
                """, "servers/y/server.yaml", "about: {}\n", "docs/server.yaml", "name: no\n");
        var answer = named(name(forge, NO_WEB, MONDAY,
                source("\"kind\": \"docker-registry\", \"repositories\": [\"docker/mcp-registry\"]")));
        assertEquals(List.of(ProblemKind.NAME_MISSING), answer.problems().stream().map(Problem::kind).toList());
        var observation = answer.pending().getFirst()
                .settle(name -> new Found<>(new Repository(9, name, "", "", Facts.NONE))).observations().getFirst();
        assertEquals("mcp-server 9 src/x", discovery.model.Key.of(Kind.MCP_SERVER, observation.place()).toString());
    }

    @Test
    void a_budget_is_taken_request_by_request() {
        var budget = new Budget(2, 0);
        var taken = new ArrayList<Boolean>();
        ScopedValue.where(Budget.OF_SOURCE, budget).run(() -> {
            for (var i = 0; i < 3; i++) {
                taken.add(Budget.take());
            }
        });
        assertEquals(List.of(true, true, false), taken);
        assertTrue(Budget.take());
    }

    @Test
    void a_name_that_somebody_else_has_registered_is_told_from_a_rename() {
        new Walked(notes, MONDAY).keep();
        var before = new Walked(notes, MONDAY);
        before.replaced("o/x", new Repository(1, "o/x", "", "", Facts.NONE));
        before.replaced("o/y", new Repository(2, "o/y", "", "", Facts.NONE));
        before.keep();
        var now = new Walked(notes, MONDAY.plusDays(1));
        assertEquals(1L, now.replaced("O/x", new Repository(3, "O/x", "", "", Facts.NONE)).orElseThrow());
        assertTrue(now.replaced("o/y", new Repository(4, "p/y", "", "", Facts.NONE)).isEmpty());
    }
}
