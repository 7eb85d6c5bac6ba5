package discovery.edge.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.build.Golden;
import discovery.edge.json.Json;
import discovery.edge.sqlite.SkillsDbReader;
import discovery.model.Kind;
import discovery.search.Distilled;
import discovery.search.Filters;
import discovery.search.Plan;
import discovery.search.Sort;
import discovery.search.Weights;
import discovery.search.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What words find, in which order: a promise to rankers in other languages.
class GoldenAnswersTest {
    private static final List<String> QUESTIONS = List.of(
            "pdf", "fill in a pdf form", "pdf forms", "let claude query my postgres database", "database",
            "databses", "postgers", "kubernetes logs", "look at pod logs", "write better commit messages", "commit",
            "review my pull request", "shell", "shell commands", "weather", "wether forcast", "Größe", "groesse",
            "日本語", "translate documents", "excel charts", "documents", "io.example/weather", "how do I", "spread",
            "acme", "name:pdf AND \"forms", "NEAR(pdf forms, 2)", "pdf*", "(", "nothing-like-this-xyzzy");

    @TempDir
    Path folder;

    private SkillsDbReader reader;

    @BeforeEach
    void write() throws IOException {
        var file = folder.resolve("skills.db");
        SearchDocuments.write(SearchDocuments.read(Path.of("pipeline/test/golden/search/documents.jsonl")), file);
        reader = SkillsDbReader.open(file);
    }

    private Finder.Found find(String question, Filters filters, Sort sort) throws IOException {
        return new Finder(reader.fullText(), java.util.Optional.empty(), java.util.Optional.empty())
                .find(question, filters, sort);
    }

    private static List<String> ids(Finder.Found found) {
        return found.hits().stream().map(hit -> hit.candidate().id()).toList();
    }

    @Test
    void words_find_the_same_in_the_same_order() throws IOException {
        var lines = new StringBuilder();
        for (var question : QUESTIONS) {
            var found = find(question, Filters.NONE, Sort.RELEVANCE);
            var line = new LinkedHashMap<String, Object>();
            line.put("question", question);
            line.put("words", found.plan().terms());
            line.put("ids", ids(found));
            lines.append(Json.line(line)).append('\n');
        }
        Golden.check("search/answers.jsonl", lines.toString());
        reader.close();
    }

    /// What a browser finds that knows of meaning what `Distilled` tells it.
    @Test
    void words_and_distilled_meaning_find_the_same_in_the_same_order() throws IOException {
        var documents = SearchDocuments.all(Path.of("pipeline/test/golden/search"));
        SearchDocuments.write(documents, folder.resolve("all.db"));
        var meaning = SearchDocuments.distilled(documents);
        var lines = new StringBuilder();
        try (var all = SkillsDbReader.open(folder.resolve("all.db"))) {
            var finder = new Finder(all.fullText(), Optional.of(meaning), Weights.DISTILLED, Plan.Parts.ALL);
            for (var question : Stream.concat(Stream.of("talk to my team chat", "team chat", "pay my bills", "bills",
                    "reciepts", "chat rooms", "talk", "chat with my postgres database"), QUESTIONS.stream()).toList()) {
                var line = new LinkedHashMap<String, Object>();
                line.put("question", question);
                line.put("ids", ids(finder.find(question, Filters.NONE, Sort.RELEVANCE)));
                lines.append(Json.line(line)).append('\n');
            }
            var words = Finder.byWords(all, "talk to my team chat", 50);
            assertTrue(words.stream().noneMatch(each -> each.id().startsWith("mcp-server.slack")), words.toString());
            var found = ids(finder.find("talk to my team chat", Filters.NONE, Sort.RELEVANCE));
            assertTrue(found.indexOf("mcp-server.slack") >= 0 && found.indexOf("mcp-server.slack") < 4,
                    found.toString());
            assertFalse(found.contains("mcp-server.slack-copy"), "a copy");
        }
        Golden.check("search/meaning.jsonl", lines.toString());
        reader.close();
    }

    @Test
    void things_of_a_name_are_found_where_single_entries_say_something_else() throws IOException {
        var question = "talk to my team chat";
        var documents = SearchDocuments.chatty();
        SearchDocuments.write(documents, folder.resolve("chatty.db"));
        var meaning = SearchDocuments.distilled(documents);
        var nameless = new Distilled(meaning.words(), meaning.clusters(), List.of());
        try (var chatty = SkillsDbReader.open(folder.resolve("chatty.db"))) {
            var without = asked(chatty, nameless, question);
            assertTrue(without.stream().limit(10).allMatch(id -> id.startsWith("skill.bot")), without.toString());
            var found = asked(chatty, meaning, question);
            assertEquals(without.subList(0, 9), found.subList(0, 9), "what was found before stays first");
            assertTrue(found.get(9).startsWith("mcp-server.slack"), found.toString());
            assertEquals(Set.copyOf(found).size(), found.size(), "each once");
            // An entry has all these words, this is no sentence, and this names what it wants.
            for (var other : List.of("chat with a bot about weather", "team chat", "chat with my ledger team")) {
                assertEquals(asked(chatty, nameless, other), asked(chatty, meaning, other), other);
            }
        }
        reader.close();
    }

    private static List<String> asked(SkillsDbReader of, Distilled meaning, String question) throws IOException {
        return ids(new Finder(of.fullText(), Optional.of(meaning), Weights.DISTILLED, Plan.Parts.ALL)
                .find(question, Filters.NONE, Sort.RELEVANCE));
    }

    /// Attack E5: operators, quotation marks and length are words or nothing, never syntax, and cost no more.
    @Test
    void e5_any_text_is_a_question() throws IOException {
        System.out.println("E5");
        for (var hostile : List.of("\"", "'", "*", "a\" OR 1 --", "NEAR(a b)", "name : x", "^pdf", "{name}: (pdf",
                "- +",
                "\u0000pdf", "pdf\uD800", "AND OR NOT", "pdf ".repeat(25_000), "x".repeat(100_000),
                "((((".repeat(25_000),
                "\"".repeat(100_000))) {
            var found = find(hostile, Filters.NONE, Sort.RELEVANCE);
            assertTrue(found.plan().terms().size() <= 3 * Words.MOST, "words of " + hostile.length() + " units");
            assertTrue(found.plan().meaning().length() <= Words.READ, "meaning of " + hostile.length() + " units");
        }
        assertEquals(ids(find("pdf forms", Filters.NONE, Sort.RELEVANCE)),
                ids(find("\"pdf\" AND (forms*)", Filters.NONE, Sort.RELEVANCE)));
        reader.close();
    }

    @Test
    void filters_leave_only_what_they_name() throws IOException {
        var none = List.<String>of();
        var servers = new Filters(List.of("mcp-server"), none, none, none, none, none, false, false);
        var found = find("database weather kubernetes pdf", servers, Sort.RELEVANCE);
        assertTrue(found.hits().size() >= 4, "servers are found");
        found.hits().forEach(hit -> assertTrue(hit.candidate().id().startsWith(Kind.MCP_SERVER + "."), hit.toString()));

        var safe = new Filters(none, none, none, none, none, none, true, false);
        assertEquals(List.of("skill.11", "skill.12"), ids(find("shell", Filters.NONE, Sort.NAME)));
        assertEquals(List.of("skill.12"), ids(find("shell", safe, Sort.RELEVANCE)));

        var copies = new Filters(none, none, none, List.of("mit"), none, List.of(), false, true);
        assertTrue(ids(find("pdf forms", copies, Sort.RELEVANCE)).contains("skill.1"), "a copy, when asked for");
        var client = new Filters(none, List.of("documents"), List.of("github"), none, none, List.of("claude-code"),
                false, true);
        assertEquals(List.of("skill.0", "skill.2"), ids(find("pdf", client, Sort.SCORE)));
        reader.close();
    }

    @Test
    void orders_are_what_they_say() throws IOException {
        assertEquals(List.of("mcp-server.9", "skill.10"), ids(find("logs", Filters.NONE, Sort.SCORE)));
        assertEquals(List.of("skill.10", "mcp-server.9"), ids(find("logs", Filters.NONE, Sort.STARS)));
        assertEquals(List.of("mcp-server.13", "mcp-server.14"), ids(find("weather", Filters.NONE, Sort.NAME)));
        assertEquals(List.of("mcp-server.13", "mcp-server.14"), ids(find("weather", Filters.NONE, Sort.NEWEST)));
        reader.close();
    }

    @Test
    void every_hit_says_why() throws IOException {
        var hit = find("weather", Filters.NONE, Sort.RELEVANCE).hits().getLast();
        assertEquals("mcp-server.14", hit.candidate().id());
        assertEquals(List.of("words", "name", "upkeep", "quality"),
                hit.reasons().stream().map(reason -> reason.what()).toList());
        assertEquals(hit.value(), hit.reasons().stream().mapToDouble(reason -> reason.value()).sum(), 1e-12);
        reader.close();
    }
}
