package discovery.edge.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.cache.GitId;
import discovery.edge.files.Sha256;
import discovery.edge.http.Server;
import discovery.edge.http.Server.Given;
import discovery.edge.http.Server.Question;
import discovery.edge.json.Json;
import discovery.edge.json.MalformedException;
import discovery.edge.tar.TarTest;
import discovery.fetch.Answer;
import discovery.fetch.Foreign;
import discovery.fetch.Sink;
import discovery.fetch.Shrinking;
import discovery.fetch.Summary;
import discovery.model.Config;
import discovery.model.Field;
import discovery.model.Kind;
import discovery.model.Observation;
import discovery.model.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole collector over HTTP, against a GitHub of a few repositories.
class HubForgeTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 8, 20);

    @TempDir
    private Path folder;

    /// Repositories `o/NAME` with number and files; answers as GitHub answers, as far as the collector asks.
    private static final class Hub implements Server.Answers {
        private final Map<String, Map<String, String>> repositories = new TreeMap<>();
        private final Map<String, String> blobs = new HashMap<>();
        /// Answers by id, with or without `?recursive=1`.
        private final Map<String, String> trees = new HashMap<>();
        private String renamed = "";
        private boolean spoilt;
        private int incomplete;

        Hub with(String name, Map<String, String> files) {
            repositories.put(name, files);
            files.values().forEach(text -> blobs.put(id(text), text));
            return this;
        }

        private static String id(String text) {
            return GitId.ofBlob(text.getBytes(StandardCharsets.UTF_8));
        }

        private static String tree(Map<String, String> files) {
            return GitId.ofText(files.toString());
        }

        @Override
        public Given to(Question question) throws IOException {
            var path = question.path();
            if (path.startsWith("/search/repositories")) {
                var page = Integer.parseInt(path.replaceFirst(".*&page=", ""));
                var items = repositories.keySet().stream().skip((page - 1) * 100L).limit(100)
                        .map(name -> "{\"id\": %d, \"name\": \"%s\", \"full_name\": \"o/%s\"}"
                                .formatted(number(name), name, name))
                        .collect(Collectors.joining(","));
                return Given.json("{\"total_count\": %d, \"incomplete_results\": %s, \"items\": [%s]}".formatted(
                        repositories.size(), incomplete-- > 0, items));
            }
            if (path.equals("/graphql")) {
                return Given.json(graphql(question.body()));
            }
            var given = trees.get(path.replaceFirst(".*/git/trees/", ""));
            if (given != null) {
                return Given.json(given);
            }
            if (path.contains("/git/trees/")) {
                var files = repositories.values().stream()
                        .filter(each -> path.contains(tree(each))).findFirst().orElseThrow();
                return Given.json("{\"sha\": \"%s\", \"truncated\": false, \"tree\": [%s]}".formatted(tree(files),
                        files.entrySet().stream().map(each -> """
                                {"path": "%s", "mode": "100644", "type": "blob", "sha": "%s", "size": %d}""".formatted(
                                each.getKey(), id(each.getValue()), each.getValue().length()))
                                .collect(Collectors.joining(","))));
            }
            if (path.contains("/git/blobs/")) {
                var text = blobs.getOrDefault(path.substring(path.lastIndexOf('/') + 1), "");
                return new Given(200, Map.of("Content-Type", "application/vnd.github.raw+json"),
                        (spoilt ? text + "!" : text).getBytes(StandardCharsets.UTF_8));
            }
            if (path.contains("/tarball/")) {
                return new Given(302, Map.of("Location", "/codeload/" + path.split("/", 5)[3]), new byte[0]);
            }
            if (path.startsWith("/codeload/")) {
                var archive = new TarTest.Archive();
                repositories.getOrDefault(path.substring("/codeload/".length()), Map.of())
                        .forEach((name, text) -> archive.add(name, '0', text));
                var packed = new ByteArrayOutputStream();
                try (var out = new GZIPOutputStream(packed)) {
                    out.write(archive.done());
                }
                return new Given(200, Map.of("Content-Type", "application/x-gzip"), packed.toByteArray());
            }
            return Given.status(path.endsWith("/blocked") ? 451 : 404);
        }

        private static int number(String name) {
            return name.matches("n[0-9]+") ? 1_000 + Integer.parseInt(name.substring(1)) : 100 + name.length();
        }

        private String graphql(String body) throws IOException {
            var variables = new Foreign(Json.parse(body)).at("variables");
            var data = new ArrayList<String>();
            var errors = new ArrayList<String>();
            for (var i = 0; variables.has("n" + i); i++) {
                var asked = variables.text("n" + i).orElse("");
                var name = asked.equals(renamed) ? "kit" : asked;
                var files = repositories.get(name);
                if (files == null) {
                    data.add("\"r%d\": null".formatted(i));
                    errors.add("{\"type\": \"NOT_FOUND\", \"path\": [\"r%d\"], \"message\": \"no\"}".formatted(i));
                } else {
                    data.add(
                            """
                            "r%1$d": {"databaseId": %2$d, "nameWithOwner": "o/%3$s", "stargazerCount": 5, "isFork": false,
                              "d": %2$d, "n": "o/%3$s", "s": 5,
                              "defaultBranchRef": {"name": "main", "target": {"oid": "%4$s"}}, "object": {"oid": "%5$s"}}"""
                                    .formatted(i, number(name), name, "c".repeat(40), tree(files)));
                }
            }
            return "{\"data\": {%s}, \"errors\": [%s]}".formatted(String.join(",", data), String.join(",", errors));
        }
    }

    private static final String SOURCES =
            """
            {"schema": 1, "sources": [{"id": "t", "kind": "github-topics", "topics": ["skills"], "walk": true},
              {"id": "n", "kind": "github-repositories", "walk": true,
               "repositories": ["o/was", "o/blocked", "o/none"]}]}""";

    private static String skill(String name) {
        return "---\nname: %s\ndescription: Does.\n---\nText of %s".formatted(name, name);
    }

    private record Night(List<Observation> observations, List<Problem> problems, Summary summary, long requests) {}

    private Night night(Server server) throws Exception {
        var observations = new ArrayList<Observation>();
        var problems = new ArrayList<Problem>();
        var environment = Map.of("GITHUB_API_URL", server.address("").toString(), "GITHUB_GRAPHQL_URL",
                server.address("/graphql").toString(), "GITHUB_TOKEN", "t0ken", "GITHUB_REQUESTS_PER_SECOND", "0");
        try (var forges = Forges.ofGitHub(folder, folder.resolve("cache"), environment, TODAY)) {
            var summary =
                    forges.collector(Shrinking.FREELY).collect(Json.read(SOURCES, Config.class), Set.of(), new Sink() {
                        @Override
                        public void observation(String key, String line) {
                            try {
                                observations.add(Json.read(line, Observation.class));
                            } catch (MalformedException e) {
                                throw new IllegalStateException(e);
                            }
                        }

                        @Override
                        public void problem(Problem problem) {
                            problems.add(problem);
                        }
                    }, (what, done, total) -> {});
            return new Night(observations, problems, summary, forges.traffic().requests());
        }
    }

    private static List<String> skills(Night night) {
        return night.observations().stream()
                .filter(each -> each.kind().equals(Optional.of(Kind.SKILL)))
                .map(each -> each.source() + " " + each.place().name() + " " + each.place().path())
                .sorted()
                .toList();
    }

    @Test
    void a_second_night_asks_only_what_may_have_changed() throws Exception {
        var hub = new Hub().with("kit", Map.of("a/SKILL.md", skill("a"), "b/SKILL.md", skill("b")));
        hub.renamed = "was";
        try (var server = new Server(hub)) {
            var first = night(server);
            assertEquals(List.of("t o/kit a", "t o/kit b"), skills(first));
            assertEquals(List.of("repository-blocked o/blocked", "repository-gone o/none"),
                    first.problems().stream().map(each -> each.kind() + " " + each.place()).sorted().toList());
            assertEquals(List.of("n o/kit", "t o/kit"), first.observations().stream()
                    .filter(each -> each.kind().isEmpty()).map(each -> each.source() + " " + each.place().name())
                    .sorted().toList());
            // One search, two bulk questions, one tree, two blobs, two verdicts.
            assertEquals(8, first.requests());
            var second = night(server);
            assertEquals(Set.copyOf(first.observations()), Set.copyOf(second.observations()));
            // One search, one bulk question for what is known and two for what was not there.
            assertEquals(4, second.requests());
            assertTrue(server.questions().stream()
                    .allMatch(each -> "Bearer t0ken".equals(each.headers().get("authorization"))));
        }
    }

    @Test
    void many_new_files_come_as_one_archive() throws Exception {
        var files = IntStream.range(0, 30).boxed().collect(Collectors.toMap(
                number -> "s%d/SKILL.md".formatted(number), number -> skill("s" + number)));
        try (var server = new Server(new Hub().with("kit", files))) {
            var night = night(server);
            assertEquals(30, skills(night).size());
            assertEquals(0, server.questions().stream().filter(each -> each.path().contains("/git/blobs/")).count());
            var sha = night.observations().stream().filter(each -> each.place().path().equals("s7")).findFirst()
                    .orElseThrow().facts().text(Field.SHA256).orElseThrow();
            assertEquals(Sha256.of(skill("s7")), sha);
        }
    }

    @Test
    void bytes_that_are_not_those_of_their_id_are_not_taken() throws Exception {
        var hub = new Hub().with("kit", Map.of("a/SKILL.md", skill("a")));
        hub.spoilt = true;
        try (var server = new Server(hub)) {
            var night = night(server);
            assertEquals(List.of(), skills(night));
            assertTrue(night.problems().stream().anyMatch(each -> each.text().startsWith(
                    "could not be read: GitHub gave other bytes than those of blob")));
            hub.spoilt = false;
            assertEquals(List.of("t o/kit a"), skills(night(server)));
        }
    }

    @Test
    void an_incomplete_search_is_asked_again_and_then_is_a_failure() throws Exception {
        var hub = new Hub().with("kit", Map.of("a/SKILL.md", skill("a")));
        try (var server = new Server(hub)) {
            hub.incomplete = 2;
            assertEquals(Summary.State.FRESH, night(server).summary().sources().getFirst().state());
            hub.incomplete = 100;
            var night = night(server);
            assertEquals(Summary.State.LAST_GOOD, night.summary().sources().getFirst().state());
            assertEquals(List.of("t o/kit a"), skills(night).subList(0, 1));
        }
    }

    @Test
    void a_search_is_read_page_by_page() throws Exception {
        var hub = new Hub();
        IntStream.range(0, 230).forEach(number -> hub.with("n" + number, Map.of("a/SKILL.md", skill("a"))));
        try (var server = new Server(hub)) {
            var night = night(server);
            assertEquals(230, skills(night).size());
            assertEquals(3, server.questions().stream().filter(each -> each.path().startsWith("/search/")).count());
            assertEquals(Summary.State.FRESH, night.summary().sources().getFirst().state());
        }
    }

    /// GitHub says `truncated` of a recursive tree; what it lists then is not the whole.
    @Test
    void a_tree_that_is_cut_off_is_walked_folder_by_folder() throws Exception {
        var files = Map.of("LICENSE", "MIT", "a/SKILL.md", skill("a"), "a/b/SKILL.md", skill("b"));
        var hub = new Hub().with("kit", files);
        var entry = "{\"path\": \"%s\", \"mode\": \"%s\", \"type\": \"%s\", \"sha\": \"%s\", \"size\": 3}";
        var whole = "{\"sha\": \"x\", \"truncated\": %s, \"tree\": [%s]}";
        var folder = "a".repeat(40);
        var below = "b".repeat(40);
        hub.trees.put(Hub.tree(files) + "?recursive=1", whole.formatted(true, entry.formatted(
                "a/SKILL.md", "100644", "blob", Hub.id(skill("a")))));
        hub.trees.put(Hub.tree(files), whole.formatted(false, entry.formatted("a", "040000", "tree", folder) + ","
                + entry.formatted("LICENSE", "100644", "blob", Hub.id("MIT"))));
        hub.trees.put(folder + "?recursive=1", whole.formatted(false, String.join(",",
                entry.formatted("SKILL.md", "100644", "blob", Hub.id(skill("a"))),
                entry.formatted("b", "040000", "tree", below),
                entry.formatted("b/SKILL.md", "100644", "blob", Hub.id(skill("b"))))));
        try (var server = new Server(hub)) {
            assertEquals(List.of("t o/kit a", "t o/kit a/b"), skills(night(server)));
            assertTrue(server.questions().stream().allMatch(
                    each -> "Bearer t0ken".equals(each.headers().get("authorization"))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'truncated': false, 'tree': [{'path': }]}",
            "{'tree': [{'type': 'blob', 'path': 'a/SKILL.md', 'sha': '../../../o/other', 'size': 3}]}",
            "{'tree': [{'type': 'blob', 'path': 'a/SKILL.md', 'sha': 'x y', 'size': 3}]}",
            "{'tree': [{'type': 'blob', 'path': ['a'], 'sha': 7}]}"})
    void a_tree_that_can_not_be_read_is_a_problem_and_asked_for_again_on_the_next_night(String answer)
            throws Exception {
        var files = Map.of("a/SKILL.md", skill("a"));
        var hub = new Hub().with("kit", files);
        hub.trees.put(Hub.tree(files) + "?recursive=1", answer.replace('\'', '"'));
        try (var server = new Server(hub)) {
            var night = night(server);
            assertEquals(List.of(), skills(night));
            assertTrue(night.problems().stream().anyMatch(
                    each -> each.text().startsWith("its files can't be listed: ")));
            assertTrue(server.questions().stream().noneMatch(each -> each.path().contains("/git/blobs/")));
            hub.trees.clear();
            assertEquals(List.of("t o/kit a"), skills(night(server)));
        }
    }

    @Test
    void parsers_say_where_a_text_is_wrong() {
        var documents = Forges.documents();
        assertInstanceOf(Answer.Found.class, documents.json("{}"));
        assertTrue(documents.json("{\n\"a\": }").sentence().startsWith("line 2: "),
                documents.json("{\n\"a\": }").sentence());
        assertTrue(documents.yaml("a: b: c").sentence().startsWith("line 1: "));
        assertInstanceOf(Answer.Failed.class, documents.json("[".repeat(100_000)));
        assertInstanceOf(Answer.Failed.class, documents.yaml("&a [*a, *a]\n".repeat(50) + "["));
    }
}
