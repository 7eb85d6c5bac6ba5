package discovery.catalogs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import discovery.model.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CatalogsTest {
    private static final Setting SETTING = new Setting(
            "Index of tests", Optional.of("https://index.example/skills/"), Setting.GITHUB, Setting.GITHUB_RAW,
            Optional.of(new Setting.Inert("acme/index", "inert", "f".repeat(40))), Map.of("documents", "Documents"),
            Map.of());

    @Test
    void every_kind_that_installs_is_pinned_to_its_commit() throws Exception {
        var plugins = plugins(of(Thing.of(Kind.SKILL, "pdf"), Thing.of(Kind.PLUGIN, "desk"),
                Thing.of(Kind.AGENT, "critic"), Thing.of(Kind.MCP_SERVER, "maps")));
        assertEquals(3, plugins.size());
        for (var plugin : plugins) {
            assertEquals("git-subdir", plugin.at("/source/source").asText());
            assertTrue(plugin.at("/source/sha").asText().matches("0{39}1|f{40}"), plugin.toString());
        }
        assertEquals(json("""
                {"maps": {"command": "npx", "args": ["-y", "@acme/maps@1.2.3"]}}"""),
                named(plugins, "maps-mcp").path("mcpServers"));
        assertEquals("./", named(plugins, "pdf").at("/skills/0").asText());
    }

    @Test
    void copies_risks_and_what_is_withdrawn_are_offered_to_nobody() throws Exception {
        var all = of(Thing.of(Kind.SKILL, "good"), Thing.of(Kind.SKILL, "copy").copyOf("skill.4711.good"),
                Thing.of(Kind.SKILL, "old").inArchive(), Thing.of(Kind.SKILL, "risky").found("high"),
                Thing.of(Kind.SKILL, "odd").found("medium"), Thing.of(Kind.MCP_SERVER, "gone").withStatus("deleted"),
                Thing.of(Kind.SKILL, "away").at("../../etc"));
        assertEquals(List.of("good", "odd"), texts(plugins(all), "/name"));
        for (var entry : all.entrySet()) {
            for (var word : List.of("copy", "old", "risky", "gone", "away")) {
                assertFalse(entry.getKey().contains("/" + word + "/"), entry.getKey());
                assertFalse(entry.getValue().contains("things/" + word), entry.getKey());
            }
        }
    }

    @Test
    void plugin_names_are_legal_and_apart() throws Exception {
        var plugins = plugins(of(Thing.of(Kind.SKILL, "anthropics--claude-plugins-official--pdf"),
                Thing.of(Kind.SKILL, "me--claude-tools--pdf"), Thing.of(Kind.SKILL, "claude"),
                Thing.of(Kind.SKILL, "x".repeat(180)), Thing.of(Kind.PLUGIN, "pdf"), Thing.of(Kind.SKILL, "pdf")));
        var names = new HashSet<String>();
        for (var plugin : plugins) {
            var name = plugin.path("name").asText();
            assertTrue(names.add(name), name);
            assertTrue(name.matches("[a-z0-9][a-z0-9-]*"), name);
        }
        assertEquals(6, names.size());
        assertTrue(names.stream().noneMatch(name -> name.startsWith("claude") || name.startsWith("anthropic")),
                String.valueOf(names));
    }

    @Test
    void a_skill_is_fetched_from_where_its_author_has_it_and_compared() throws Exception {
        var skill = of(Thing.of(Kind.SKILL, "pdf").at("things/für pdf"),
                "s/pdf/.well-known/agent-skills/index.json").at("/skills/0");
        assertEquals("https://raw.githubusercontent.com/acme/tools/" + "0".repeat(39)
                + "1/things/f%C3%BCr%20pdf/SKILL.md", skill.path("url").asText());
        assertEquals("sha256:" + "ab".repeat(32), skill.path("digest").asText());
        assertEquals("skill-md", skill.path("type").asText());
    }

    @Test
    void an_index_of_a_category_stays_small() throws Exception {
        var things = new ArrayList<Thing>();
        for (var i = 0; i < 60; i++) {
            things.add(Thing.of(Kind.SKILL, "skill-" + i));
        }
        var all = of(things.toArray(Thing[]::new));
        assertEquals(40, in(all, "c/documents/.well-known/agent-skills/index.json").path("skills").size());
        assertEquals(60, all.keySet().stream().filter(path -> path.startsWith("s/")).count());
    }

    @Test
    void the_registry_is_one_page_of_servers_that_its_schema_takes() throws Exception {
        var all = of(Thing.of(Kind.MCP_SERVER, "maps"), Thing.of(Kind.MCP_SERVER, "noname").named("no name"),
                Thing.of(Kind.MCP_SERVER, "up").named("io.github.acme/../../up"),
                Thing.of(Kind.MCP_SERVER, "far").reachedBy(List.of(), List.of("https://far.example/sse")),
                Thing.of(Kind.MCP_SERVER, "near").reachedBy(List.of("npm x; reboot 1"), List.of("file:///etc/passwd")));
        var list = in(all, "v0.1/servers.html");
        assertEquals(List.of("io.github.acme/far", "io.github.acme/maps"), texts(list.path("servers"), "/server/name"));
        assertEquals(json("{\"count\": 2}"), list.path("metadata"));
        assertEquals(all.get("v0.1/servers.html"), all.get("v0/servers/index.html"));
        assertEquals(json("""
                [{"type": "sse", "url": "https://far.example/sse"}]"""),
                in(all, "v0.1/servers/io.github.acme/far/versions/latest.html").at("/server/remotes"));
        assertTrue(all.containsKey("v0.1/servers/io.github.acme/maps/versions/1.0.0.html"));
        assertTrue(all.containsKey("cards/far.json"));
        assertFalse(all.containsKey("cards/maps.json"));
    }

    @Test
    void a_skill_that_we_may_hand_on_is_an_archive_of_ours() throws Exception {
        var pdf = Thing.of(Kind.SKILL, "pdf");
        var alarming = Thing.of(Kind.SKILL, "bad").found("high");
        var documents = new TreeMap<String, String>();
        var led = Catalogs.write(SETTING.with(Map.of(pdf.id(), "a".repeat(64), alarming.id(), "b".repeat(64))),
                each -> List.of(pdf, alarming, Thing.of(Kind.SKILL, "other")).forEach(
                        thing -> each.accept(thing.row())),
                documents::put);
        assertEquals(List.of("a".repeat(64)), List.copyOf(led));
        var own = in(documents, "s/pdf/.well-known/agent-skills/index.json").at("/skills/0");
        assertEquals("archive", own.path("type").asText());
        assertEquals("sha256:" + "a".repeat(64), own.path("digest").asText());
        assertEquals("../../../../archives/" + "a".repeat(64) + ".zip", own.path("url").asText());
        assertEquals("skill-md", in(documents, "s/other/.well-known/agent-skills/index.json")
                .at("/skills/0/type").asText());
    }

    @Test
    void a_pack_is_a_marketplace_and_an_index_of_its_own() throws Exception {
        var pdf = Thing.of(Kind.SKILL, "pdf");
        var all = of(pdf, Thing.of(Kind.SKILL, "other"), Thing.of(Kind.PACK, "office").with(List.of(pdf.id(), "gone")));
        var marketplace = in(all, "claude/pack-office/marketplace.json");
        assertEquals(List.of("pdf"), texts(marketplace.path("plugins"), "/name"));
        assertEquals("skill-index-pack-office", marketplace.path("name").asText());
        assertTrue(all.containsKey("p/office/.well-known/agent-skills/index.json"));
    }

    @Test
    void foreign_text_opens_no_element_wherever_a_host_takes_json_for_a_page() throws Exception {
        var evil = "</script><script>alert(1)</script>&lt;\"\\\u2028";
        var all = of(Thing.of(Kind.SKILL, "pdf").saying(evil), Thing.of(Kind.MCP_SERVER, "maps").saying(evil));
        for (var entry : all.entrySet()) {
            assertFalse(entry.getValue().matches("(?s).*[<>&].*"), entry.getKey());
            assertTrue(json(entry.getValue()).isObject(), entry.getKey());
        }
        assertEquals(evil, named(plugins(all), "pdf").path("description").asText());
    }

    private static SortedMap<String, String> of(Thing... things) {
        var documents = new TreeMap<String, String>();
        Catalogs.write(SETTING, each -> List.of(things).forEach(thing -> each.accept(thing.row())), (path, text) -> {
            if (documents.put(path, text) != null) {
                throw new AssertionError("written twice: " + path);
            }
        });
        return documents;
    }

    private static JsonNode of(Thing thing, String path) throws JsonProcessingException {
        return in(of(thing), path);
    }

    private static JsonNode in(Map<String, String> documents, String path) throws JsonProcessingException {
        return json(documents.getOrDefault(path, "{}"));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }

    private static JsonNode plugins(Map<String, String> documents) throws JsonProcessingException {
        return in(documents, "claude/marketplace.json").path("plugins");
    }

    private static List<String> texts(JsonNode array, String pointer) {
        var texts = new ArrayList<String>();
        array.forEach(each -> texts.add(each.at(pointer).asText()));
        return texts.stream().sorted().toList();
    }

    private static JsonNode named(JsonNode plugins, String name) {
        for (var plugin : plugins) {
            if (plugin.path("name").asText().equals(name)) {
                return plugin;
            }
        }
        throw new AssertionError("no plugin " + name + " in " + plugins);
    }
}
