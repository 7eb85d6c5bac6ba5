package discovery.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import discovery.model.Kind;
import discovery.model.Row;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES = List.of(
            "pdf-forms", "PDF Forms Pro", "code-review", "Ünïcode Straße", "ﬁle-tools", "constructor", "__proto__",
            "C++", "日本語テスト", "数据库工具 for SQL", "Ελληνικός", "кириллица", "x", "a1", "İstanbul", "naïve café",
            "ＦＵＬＬＷＩＤＴＨ", "emoji 🚀 rocket", "हिन्दी भाषा", "한국어 검색", "a-very-long-word-" + "z".repeat(60), "42");

    @Test
    void every_row_is_found_by_its_name_in_the_files() throws JsonProcessingException {
        var site = Rendered.of(rows());
        var documents = documents(site);
        for (var name : NAMES) {
            var key = Terms.key(name);
            var names = read(site, "search/terms/" + Terms.shard(key) + ".json").get("names");
            var found = sums(names.get(key)).stream().map(documents::get).map(each -> each.get(2).asText()).toList();
            assertTrue(found.contains(name), () -> name + " is not among " + found);
        }
    }

    @Test
    void every_term_of_a_row_names_its_document() throws JsonProcessingException {
        var site = Rendered.of(rows());
        var documents = documents(site);
        for (var row : rows()) {
            var terms = new TreeSet<>(Terms.ofName(row.content()));
            terms.addAll(Terms.ofText(row.content()));
            for (var term : terms) {
                var postings = read(site, "search/terms/" + Terms.shard(term) + ".json").get("terms").get(term);
                var found = new TreeSet<String>();
                sums(postings.get(0)).forEach(number -> found.add(documents.get(number).get(1).asText()));
                sums(postings.get(1)).forEach(number -> found.add(documents.get(number).get(1).asText()));
                assertTrue(found.contains(row.content().slug()), () -> term + " does not name " + row.content().slug());
            }
        }
    }

    @Test
    void documents_stand_in_rank_order() throws JsonProcessingException {
        var scores = documents(Rendered.of(SiteTest.many(130))).stream().map(each -> each.get(4).asInt()).toList();
        assertEquals(130, scores.size());
        assertEquals(scores.stream().sorted((a, b) -> b - a).toList(), scores);
    }

    @Test
    void the_kinds_file_says_the_kind_of_each_document() throws JsonProcessingException {
        var site = Rendered.of(Tiny.rows());
        var kinds = read(site, "search/kinds.json").get("kinds").asText();
        var documents = documents(site);
        for (var i = 0; i < documents.size(); i++) {
            assertEquals(documents.get(i).get(0).asInt(), kinds.charAt(i) - '0');
        }
        assertEquals("skill", read(site, "search/index.json").get("kinds").get(0).get(0).asText());
    }

    @Test
    void the_browsers_search_finds_what_java_wrote(@TempDir Path folder) throws IOException, InterruptedException {
        for (var entry : Rendered.of(rows()).files().entrySet()) {
            var file = folder.resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
        }
        var answers = node(folder, """
                const fs = require("fs");
                const Search = require("./assets/search.js");
                const { names, terms } = JSON.parse(fs.readFileSync("questions.json", "utf8"));
                const { find, documents } = Search.index(async path => JSON.parse(fs.readFileSync(path, "utf8")));
                (async () => {
                  const answers = { keys: names.map(Search.key), shards: terms.map(Search.shard), found: [] };
                  for (const name of names) {
                    const first = await documents((await find(name, "")).slice(0, 1));
                    answers.found.push(first.length ? first[0].name : "");
                  }
                  const ask = async (text, kind) => (await documents(await find(text, kind))).map(each => each.path);
                  answers.prefix = await ask("cod", "");
                  answers.both = await ask("review careful", "");
                  answers.kind = await ask("forms", "plugin");
                  answers.open = await ask("fo ", "");
                  answers.none = await ask("review nothingofthekind", "");
                  answers.tag = await ask("office", "");
                  answers.owner = await ask("acme", "");
                  answers.pair = await ask("本語", "");
                  answers.title = await ask("a title for people", "");
                  fs.writeFileSync("answers.json", JSON.stringify(answers));
                })();
                """, Map.of("names", NAMES, "terms", NAMES.stream().flatMap(name -> Terms.of(name).stream()).toList()));
        assertEquals(NAMES, texts(answers.get("found")), "each is the first that its own name finds");
        assertEquals(NAMES.stream().map(Terms::key).toList(), texts(answers.get("keys")));
        assertEquals(
                NAMES.stream().flatMap(name -> Terms.of(name).stream()).map(Terms::shard).toList(),
                texts(answers.get("shards")));
        assertEquals(List.of("skills/row-2.html"), texts(answers.get("prefix")).subList(0, 1));
        assertEquals(List.of("skills/row-2.html"), texts(answers.get("both")));
        assertEquals(List.of("plugins/row-1.html"), texts(answers.get("kind")));
        assertEquals(List.of(), texts(answers.get("open")), "a word that is finished is not a beginning");
        assertEquals(List.of(), texts(answers.get("none")));
        assertEquals(List.of("skills/row-0.html"), texts(answers.get("tag")));
        assertEquals(NAMES.size(), answers.get("owner").size());
        assertEquals(List.of("skills/row-8.html"), texts(answers.get("pair")));
        assertEquals(List.of("skills/row-13.html"), texts(answers.get("title")));
    }

    private static JsonNode node(Path folder, String script, Map<String, ?> questions)
            throws IOException, InterruptedException {
        var node = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(place -> Path.of(place, "node"))
                .filter(Files::isExecutable)
                .findFirst();
        if (node.isEmpty()) {
            var missing = "node is not installed: assets/search.js was not run, only the files that it reads were";
            if (System.getenv("CI") != null) {
                fail(missing);
            }
            System.err.println(missing);
            Assumptions.abort(missing);
        }
        JSON.writeValue(folder.resolve("questions.json").toFile(), questions);
        Files.writeString(folder.resolve("ask.js"), script);
        var log = folder.resolve("log").toFile();
        var process = new ProcessBuilder(node.orElseThrow().toString(), "ask.js")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), () -> {
            try {
                return Files.readString(log.toPath(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                return e.getMessage();
            }
        });
        return JSON.readTree(folder.resolve("answers.json").toFile());
    }

    private static List<Row> rows() {
        var rows = new ArrayList<Row>();
        for (var i = 0; i < NAMES.size(); i++) {
            var number = i;
            rows.add(Draft.of(i == 1 ? Kind.PLUGIN : Kind.SKILL, "row-" + i, draft -> {
                draft.name = NAMES.get(number);
                draft.score = 100 * number;
                draft.description = number == 2 ? "A careful second reader." : "Does work number " + number + ".";
                draft.tags = number == 0 ? List.of("office") : List.of();
            }));
        }
        rows.set(13, Draft.of(Kind.SKILL, "row-13", draft -> {
            draft.name = NAMES.get(13);
            draft.score = 1_300;
            draft.description = "A title for people stands elsewhere.";
        }));
        return Tiny.sorted(rows);
    }

    private static List<JsonNode> documents(Rendered site) throws JsonProcessingException {
        var index = read(site, "search/index.json");
        var all = new ArrayList<JsonNode>();
        for (var block = 0; all.size() < index.get("total").asInt(); block++) {
            read(site, "search/docs/" + block + ".json").get("docs").forEach(all::add);
        }
        return all;
    }

    private static JsonNode read(Rendered site, String path) throws JsonProcessingException {
        return JSON.readTree(site.text(path));
    }

    private static List<Integer> sums(JsonNode differences) {
        var sums = new ArrayList<Integer>();
        var last = 0;
        for (var difference : differences) {
            last += difference.asInt();
            sums.add(last);
        }
        return sums;
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
