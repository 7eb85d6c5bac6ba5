package discovery.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import discovery.edge.search.SearchDocuments;
import discovery.model.Judgement;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {
    private static final Path GOLDEN = Path.of("pipeline", "test", "golden", "search");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES = List.of(
            "pdf-forms", "PDF Forms Pro", "code-review", "Ünïcode Straße", "ﬁle-tools", "constructor", "__proto__",
            "C++", "日本語テスト", "数据库工具 for SQL", "Ελληνικός", "кириллица", "x", "a1", "İstanbul", "naïve café",
            "ＦＵＬＬＷＩＤＴＨ", "emoji 🚀 rocket", "हिन्दी भाषा", "한국어 검색", "a-very-long-word-" + "z".repeat(60), "42");

    /// Reads the files as a browser does.
    private static final String READER = """
            const fs = require("fs");
            const zlib = require("zlib");
            const Search = require("./assets/search.js");
            const given = JSON.parse(fs.readFileSync("questions.json", "utf8"));
            let read = 0;
            const engine = Search.index(async path => {
              const bytes = fs.readFileSync(path);
              read += bytes.length;
              return path.endsWith(".bin") ? zlib.gunzipSync(bytes) : bytes;
            });
            const paths = async numbers => (await engine.documents(numbers)).map(each => each.path);
            const ask = async (text, filters, sort) => paths((await engine.find(text, filters, sort)).numbers);
            const answer = what => fs.writeFileSync("answers.json", JSON.stringify(what));
            """;

    @Test
    void every_row_is_the_first_that_its_name_finds(@TempDir Path folder) throws IOException, InterruptedException {
        var answers = node(folder, rows(), """
                (async () => {
                  const found = [];
                  for (const name of given.names) {
                    const first = await engine.documents((await engine.find(name)).numbers.slice(0, 1));
                    found.push(first.length ? first[0].name : "");
                  }
                  answer({ found, keys: given.names.map(Search.key), stop: [...Search.STOP] });
                })();
                """, Map.of("names", NAMES));
        assertEquals(NAMES, texts(answers.get("found")));
        assertEquals(NAMES.stream().map(Terms::key).toList(), texts(answers.get("keys")));
        assertEquals(Terms.STOP, Set.copyOf(texts(answers.get("stop"))));
    }

    @Test
    void every_term_of_a_row_finds_it(@TempDir Path folder) throws IOException, InterruptedException {
        var terms = new TreeMap<String, List<String>>();
        for (var row : rows()) {
            terms.put(row.content().slug(), List.copyOf(Impact.of(row.content()).counts().keySet()));
        }
        var answers = node(folder, rows(), """
                (async () => {
                  const lost = [];
                  for (const [slug, terms] of Object.entries(given.terms)) {
                    for (const term of terms) {
                      const found = await ask(term + " ", { copies: "1" });
                      if (!found.some(path => path.endsWith("/" + slug + ".html"))) lost.push(term + " of " + slug);
                    }
                  }
                  answer({ lost });
                })();
                """, Map.of("terms", terms));
        assertEquals(List.of(), texts(answers.get("lost")));
    }

    @Test
    void questions_are_answered_alike_everywhere(@TempDir Path folder) throws IOException, InterruptedException {
        var answers = node(folder, rows(), """
                (async () => answer({
                  prefix: await ask("cod"),
                  both: await ask("review careful"),
                  kind: await ask("forms", { kind: "plugin" }),
                  none: await ask("nothingofthekind"),
                  tag: await ask("office "),
                  tagged: await ask("", { tag: "office" }),
                  owner: await ask("", { owner: "acme" }),
                  pair: await ask("本語"),
                  title: await ask("a title for people"),
                  plural: await ask("pdf form "),
                  copies: [(await ask("second")).length, (await ask("second", { copies: "1" })).length],
                  stars: await ask("", { kind: "plugin" }, "stars"),
                  named: await ask("", { owner: "acme" }, "name"),
                  typed: (await engine.find("cereful")).instead,
                  why: (r => r.why(r.numbers[0]))(await engine.find("code-review careful")),
                  counts: (await engine.counts((await engine.find("", { owner: "acme" })).numbers)).kind,
                }))();
                """, Map.of());
        assertEquals(List.of("skills/row-2.html"), texts(answers.get("prefix")).subList(0, 1));
        assertEquals(List.of("skills/row-2.html"), texts(answers.get("both")).subList(0, 1));
        assertEquals(List.of("plugins/row-1.html"), texts(answers.get("kind")));
        assertEquals(List.of(), texts(answers.get("none")));
        assertEquals(List.of("skills/row-0.html"), texts(answers.get("tag")));
        assertEquals(List.of("skills/row-0.html"), texts(answers.get("tagged")));
        assertEquals(NAMES.size(), answers.get("owner").size());
        assertEquals(List.of("skills/row-8.html"), texts(answers.get("pair")));
        assertEquals(List.of("skills/row-13.html"), texts(answers.get("title")).subList(0, 1));
        assertTrue(texts(answers.get("plural")).contains("skills/row-0.html"), "forms are found by form");
        assertEquals(List.of("plugins/row-1.html"), texts(answers.get("stars")));
        assertEquals("skills/row-6.html", answers.get("named").get(0).asText(), "__proto__ stands before letters");
        assertEquals(0, answers.get("copies").get(0).asInt(), "a copy is found by who asks for copies");
        assertEquals(1, answers.get("copies").get(1).asInt());
        assertEquals("careful", answers.get("typed").get(0).get(1).asText());
        assertEquals(List.of("code", "review"), texts(answers.get("why").get("name")));
        assertEquals(List.of("careful"), texts(answers.get("why").get("text")));
        assertEquals(1, answers.get("counts").get("plugin").asInt());
    }

    @Test
    void a_question_costs_a_few_small_files(@TempDir Path folder) throws IOException, InterruptedException {
        var answers = node(folder, SiteTest.many(2_000), """
                (async () => {
                  await engine.table();
                  read = 0;
                  const { numbers } = await engine.find("many skill 1234");
                  await engine.documents(numbers.slice(0, 10));
                  answer({ read, found: numbers.length });
                })();
                """, Map.of());
        assertTrue(answers.get("found").asInt() > 0);
        assertTrue(answers.get("read").asInt() < 30_000, () -> answers.get("read") + " bytes");
    }

    private static JsonNode node(Path folder, List<Row> rows, String script, Map<String, ?> questions)
            throws IOException, InterruptedException {
        return node(folder, Tiny.edition(rows), script, questions);
    }

    private static JsonNode node(Path folder, Edition edition, String script, Map<String, ?> questions)
            throws IOException, InterruptedException {
        for (var entry : Rendered.of(edition).files().entrySet()) {
            if (entry.getKey().matches("(search|assets)/.*")) {
                var file = folder.resolve(entry.getKey());
                Files.createDirectories(file.getParent());
                Files.write(file, entry.getValue());
            }
        }
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
        Files.writeString(folder.resolve("ask.js"), READER + script);
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

    /// The documents and answers that clients' search is held to (`pipeline/test/golden/search`).
    @Test
    void the_browser_orders_as_clients_do(@TempDir Path folder) throws IOException, InterruptedException {
        var ids = new TreeMap<String, String>();
        var rows = documents(lines(GOLDEN.resolve("documents.jsonl")), ids);
        var answers = lines(GOLDEN.resolve("answers.jsonl"));
        var found = node(folder, Tiny.sorted(rows), """
                (async () => {
                  const all = [];
                  for (const question of given.questions) all.push(await ask(question));
                  answer(all);
                })();
                """, Map.of("questions", answers.stream().map(each -> each.get("question").asText()).toList()));
        compare(answers, found, ids);
    }

    /// The same with what a browser is told of meaning.
    @Test
    void the_browser_orders_by_meaning_as_clients_do(@TempDir Path folder) throws IOException, InterruptedException {
        var ids = new TreeMap<String, String>();
        var all = new ArrayList<>(lines(GOLDEN.resolve("documents.jsonl")));
        all.addAll(lines(GOLDEN.resolve("meaning-documents.jsonl")));
        var rows = documents(all, ids);
        var answers = lines(GOLDEN.resolve("meaning.jsonl"));
        var meaning = SearchDocuments.distilled(SearchDocuments.all(GOLDEN));
        var found = node(folder, Tiny.edition(Tiny.sorted(rows)).knowing(Optional.of(meaning)), """
                (async () => {
                  fs.copyFileSync("assets/meaning.js", "meaning.mjs");
                  const { meanings } = await import("./meaning.mjs");
                  const { seq } = await engine.table();
                  const deepen = meanings(async path => zlib.gunzipSync(fs.readFileSync(path)), seq);
                  const all = [];
                  for (const question of given.questions) {
                    const words = await engine.find(question);
                    all.push(await paths((await deepen(words) || words).numbers));
                  }
                  const talk = await deepen(await engine.find("talk to my team chat"));
                  const documents = await engine.documents(talk.numbers);
                  const why = name => {
                    const i = documents.findIndex(each => each.name === name);
                    return talk.why(talk.numbers[i]).meaning(documents[i]);
                  };
                  const only = await engine.find("talk to my team chat", { kind: "skill" });
                  answer({ all, why: why("Slack"), only: await paths((await deepen(only)).numbers),
                    old: await meanings(async path => zlib.gunzipSync(fs.readFileSync(path)), seq + 1)(talk)
                      .catch(error => error instanceof RangeError) });
                })();
                """, Map.of("questions", answers.stream().map(each -> each.get("question").asText()).toList()));
        compare(answers, found.get("all"), ids);
        assertTrue(found.get("why").asText().matches("(chat|talk|team) ~ (slack|channels)"), found.get("why").asText());
        assertTrue(found.get("only").size() > 0);
        texts(found.get("only")).forEach(path -> assertTrue(path.startsWith("skills/"), path));
        assertTrue(found.get("old").asBoolean(), "another night's files are refused");
    }

    @Test
    void the_browser_offers_things_of_a_name_as_clients_do(@TempDir Path folder)
            throws IOException, InterruptedException {
        var documents = SearchDocuments.chatty();
        var nodes = new ArrayList<JsonNode>();
        for (var document : documents) {
            nodes.add(JSON.valueToTree(document));
        }
        var found = node(folder, Tiny.edition(Tiny.sorted(documents(nodes, new TreeMap<>())))
                .knowing(Optional.of(SearchDocuments.distilled(documents))), """
                (async () => {
                  fs.copyFileSync("assets/meaning.js", "meaning.mjs");
                  const { meanings } = await import("./meaning.mjs");
                  const asked = [];
                  const get = async path => zlib.gunzipSync(fs.readFileSync(path));
                  const deepen = meanings(path => asked.push(path) && get(path), (await engine.table()).seq);
                  const names = [];
                  for (const question of given.questions) {
                    const found = await deepen(await engine.find(question));
                    const [last] = await engine.documents(found.numbers.slice(9, 10));
                    names.push(last.name, new Set(found.numbers).size === found.numbers.length,
                      found.why(found.numbers[9]).meaning(last));
                  }
                  answer({ names, asked: asked.filter(path => path.endsWith("named.bin")).length });
                })();
                """,
                Map.of("questions", List.of("chat with a bot about weather", "team chat", "talk to my team chat")));
        assertTrue(texts(found.get("names")).get(0).startsWith("bot-"), found.toString());
        assertTrue(texts(found.get("names")).get(3).startsWith("bot-"), found.toString());
        assertTrue(texts(found.get("names")).get(6).startsWith("slack-"), found.toString());
        assertEquals("true", texts(found.get("names")).get(7), "each once");
        assertEquals("chat ~ slack", texts(found.get("names")).get(8));
        assertEquals(1, found.get("asked").asInt(), "fetched for the last question only");
    }

    private static void compare(List<JsonNode> answers, JsonNode found, Map<String, String> ids) {
        for (var i = 0; i < answers.size(); i++) {
            var question = answers.get(i).get("question").asText();
            assertEquals(texts(answers.get(i).get("ids")), texts(found.get(i)).stream().map(ids::get).toList(),
                    question);
        }
    }

    /// @param ids takes the ids by the entries' paths
    private static List<Row> documents(List<JsonNode> documents, Map<String, String> ids) {
        return documents.stream().map(each -> {
            var kind = Kind.of(each.get("kind").asText()).orElseThrow();
            var slug = "d" + each.get("slot").asText();
            ids.put(kind.folder() + "/" + slug + ".html", each.get("id").asText());
            return Draft.of(kind, slug, draft -> {
                draft.id = each.get("id").asText();
                draft.slot = each.get("slot").asInt();
                draft.name = each.get("name").asText();
                draft.title = each.get("title").asText();
                draft.description = each.get("description").asText();
                draft.tags = texts(each.get("tags"));
                draft.categories = texts(each.get("categories"));
                draft.place = each.get("owner").asText().isEmpty() ? "" : each.get("owner").asText() + "/x";
                draft.gist = each.get("gist").asText();
                draft.score = each.get("score").asInt();
                draft.original = each.get("copy").asBoolean() ? "another" : "";
                draft.archived = each.get("archived").asBoolean();
                draft.findings = each.get("alarms").asInt() > 0
                        ? List.of(new Judgement.Finding("rule", "high", 1, ""))
                        : List.of();
            });
        }).toList();
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        var lines = new ArrayList<JsonNode>();
        for (var line : Files.readAllLines(file)) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private static List<Row> rows() {
        var rows = new ArrayList<Row>();
        for (var i = 0; i < NAMES.size(); i++) {
            var number = i;
            rows.add(Draft.of(i == 1 ? Kind.PLUGIN : Kind.SKILL, "row-" + i, draft -> {
                draft.name = NAMES.get(number);
                draft.score = 100 * number;
                draft.description = number < 6 && number > 2 ? "Careful work."
                        : number == 2 ? "A careful other reader." : "Does work number " + number + ".";
                draft.tags = number == 0 ? List.of("office") : List.of();
            }));
        }
        rows.set(13, Draft.of(Kind.SKILL, "row-13", draft -> {
            draft.name = NAMES.get(13);
            draft.score = 1_300;
            draft.description = "A title for people stands elsewhere.";
        }));
        rows.add(Draft.of(Kind.SKILL, "row-copy", draft -> {
            draft.description = "The second of them.";
            draft.name = "same";
            draft.original = "skill.4711.row-0";
        }));
        return Tiny.sorted(rows);
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
