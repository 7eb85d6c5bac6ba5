package discovery.edge.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.json.Json;
import discovery.edge.serve.StaticServer;
import discovery.edge.sqlite.SkillsDbReader;
import discovery.edge.vectors.DistilledFile;
import discovery.search.Filters;
import discovery.search.Sort;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `/api/search/?q=` and `/health` of `scripts/serve`.
class LiveSearchTest {
    @TempDir
    Path folder;

    private Path site;
    private Path build;

    @BeforeEach
    void write() throws IOException {
        site = Files.createDirectories(folder.resolve("site"));
        build = Files.createDirectories(folder.resolve("build"));
        Files.createDirectories(site.resolve("api/search"));
        Files.writeString(site.resolve("api/search/index.html"), "<!doctype html>how it works");
        Files.writeString(site.resolve("health.json"), "{\"status\":\"ok\"}");
        SearchDocuments.write(SearchDocuments.read(Path.of("pipeline/test/golden/search/documents.jsonl")),
                build.resolve("skills.db"));
    }

    private static HttpResponse<String> get(StaticServer server, String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(server.url() + path)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static List<String> ids(String json) throws IOException {
        return Json.parse(json) instanceof Map<?, ?> tree && tree.get("hits") instanceof List<?> hits
                ? hits.stream().map(hit -> hit instanceof Map<?, ?> map ? String.valueOf(map.get("id")) : "").toList()
                : List.of();
    }

    @Test
    void questions_are_answered_live_in_the_order_of_clients() throws Exception {
        try (var server = StaticServer.start(site, 0, Optional.of(build));
                var reader = SkillsDbReader.open(build.resolve("skills.db"))) {
            var finder = new Finder(reader.fullText(), Optional.empty(), Optional.empty());
            for (var question : List.of("pdf", "fill in a pdf form", "databses", "日本語", "nothing-like-this-xyzzy")) {
                var answer = get(server, "api/search/?q=" + URLEncoder.encode(question, StandardCharsets.UTF_8));
                assertEquals(200, answer.statusCode());
                assertEquals(Optional.of("application/json"), answer.headers().firstValue("content-type"));
                var expected = finder.find(question, Filters.NONE, Sort.RELEVANCE).hits().stream().limit(10)
                        .map(hit -> hit.candidate().id()).toList();
                assertEquals(expected, ids(answer.body()), question);
            }
        }
    }

    @Test
    void what_the_page_finds_by_meaning_is_found_live() throws Exception {
        var documents = SearchDocuments.all(Path.of("pipeline/test/golden/search"));
        Files.delete(build.resolve("skills.db"));
        SearchDocuments.write(documents, build.resolve("skills.db"));
        DistilledFile.write(SearchDocuments.distilled(documents), build.resolve(DistilledFile.NAME));
        try (var server = StaticServer.start(site, 0, Optional.of(build))) {
            for (var line : Files.readAllLines(Path.of("pipeline/test/golden/search/meaning.jsonl"))) {
                if (Json.parse(line) instanceof Map<?, ?> golden && golden.get("ids") instanceof List<?> ids) {
                    var question = String.valueOf(golden.get("question"));
                    var answer = get(server, "api/search/?q=" + URLEncoder.encode(question, StandardCharsets.UTF_8));
                    assertEquals(ids.stream().limit(10).toList(), ids(answer.body()), question);
                }
            }
        }
    }

    @Test
    void filters_and_limits_are_kept_and_nonsense_is_no_error() throws Exception {
        try (var server = StaticServer.start(site, 0, Optional.of(build))) {
            var few = get(server, "api/search/?q=pdf&kind=skill&limit=1");
            assertEquals(1, ids(few.body()).size());
            assertTrue(ids(few.body()).getFirst().startsWith("skill."), few.body());
            for (var query : List.of("q=pdf&kind=nothing", "q=%22%28%2A&limit=-1", "q=NEAR(a,b)",
                    "q=" + "x".repeat(2_000),
                    "q=pdf&limit=999999999999")) {
                assertEquals(200, get(server, "api/search/?" + query).statusCode(), query);
            }
        }
    }

    @Test
    void without_a_question_or_a_build_the_static_page_answers() throws Exception {
        try (var server = StaticServer.start(site, 0, Optional.of(build))) {
            assertTrue(get(server, "api/search/").body().contains("how it works"));
            assertTrue(get(server, "health").body().contains("\"status\":\"ok\""));
        }
        try (var server = StaticServer.start(site, 0)) {
            var answer = get(server, "api/search/?q=pdf");
            assertTrue(answer.body().contains("how it works"));
            assertFalse(answer.body().contains("hits"));
        }
    }
}
