package discovery.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.model.Judgement;
import discovery.model.Kind;
import discovery.model.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Whatever stands in a field is text on every page, in every list, in JSON and XML.
class HostileTest {
    /// Shapes of the usual collections: elements, attributes of every quoting, schemes, ends of comments and scripts,
    /// encodings, and characters that act.
    private static final List<String> VECTORS = List.of(
            "<script>alert(1)</script>",
            "</script><script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<svg/onload=alert(1)>",
            "\"><svg onload=alert(1)>",
            "'><img src=x onerror=alert(1)>",
            "` onmouseover=alert(1) x=`",
            "\" onfocus=alert(1) autofocus=\"",
            "' onfocus=alert(1) autofocus='",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(2)",
            "java\tscript:alert(1)",
            " javascript:alert(1)",
            "\u0001javascript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "vbscript:msgbox(1)",
            "//evil.example/x.js",
            "https://user@evil.example/",
            "https://evil.example/\" onclick=\"alert(1)",
            "https://evil.example/'><script>alert(1)</script>",
            "--><script>alert(1)</script><!--",
            "]]><script>alert(1)</script>",
            "</title><script>alert(1)</script>",
            "</textarea><script>alert(1)</script>",
            "</style><script>alert(1)</script>",
            "<iframe srcdoc='<script>alert(1)</script>'>",
            "<a href=javascript:alert(1)>x</a>",
            "<math><mtext></mtext><mglyph><style><img src onerror=alert(1)>",
            "<base href=//evil.example/>",
            "<meta http-equiv=refresh content=0;url=//evil.example>",
            "<!--<img src=x onerror=alert(1)>-->",
            "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>&y;",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "&#60;script&#62;alert(1)",
            "{{name}} {{{name}}} {{#frame}}{{/frame}} {{>layout}}",
            "${7*7} #{7*7} <%= 7*7 %>",
            "\u202Egnp.exe\u202C \u2066x\u2069",
            "zero\u200Bwidth\uFEFFbom\u00ADsoft",
            "\uDB40\uDC41\uDB40\uDC42 hidden tags",
            "bell\u0007 escape\u001B[31m \u009B31m null\u0000",
            "lone \uD800 surrogate",
            "line\u2028separator\u2029paragraph",
            "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
            "\u00BCscript\u00BEalert(1)\u00BC/script\u00BE",
            "<ScRiPt\n>alert(1)</sCrIpT\n>",
            "<img \u0000src=x onerror=alert(1)>",
            "=cmd|' /C calc'!A0",
            "../../../../etc/passwd",
            "..%2f..%2f",
            "\\u003cscript\\u003ealert(1)",
            "$(reboot) `reboot` ; reboot && reboot",
            "-o ProxyCommand=reboot");

    private static final Rendered SITE = Rendered.of(rows(VECTORS));

    /// Our own pages' structure is that of a plain word, one that makes no link either: a vector adds no tag, no
    /// attribute and no link.
    @Test
    void a_vector_in_every_field_changes_no_markup() {
        var words = IntStream.range(0, VECTORS.size()).mapToObj(i -> "wörd" + i).toList();
        var plain = skeletons(Rendered.of(rows(words)));
        var hostile = skeletons(SITE);
        for (var i = 0; i < VECTORS.size(); i++) {
            var page = "hooks/entry-" + i + ".html";
            assertEquals(plain.get(page), hostile.get(page), VECTORS.get(i));
        }
    }

    @Test
    void no_vector_appears_as_it_is() {
        SITE.each("", (path, whole) -> {
            if (path.startsWith("assets/")) {
                return;
            }
            var data = Pattern.compile("<script type=\"application/ld\\+json\">(.*?)</script>").matcher(whole);
            while (data.find()) {
                assertFalse(data.group(1).matches(".*[<>&].*"), path);
            }
            var text = data.replaceAll("");
            for (var vector : VECTORS) {
                var special = path.endsWith(".json") ? "[<>\"]" : path.endsWith(".xml") ? "[<>\"]" : "[<>\"`]";
                if (vector.matches("(?s).*" + special + ".*")) {
                    assertFalse(text.contains(vector), () -> path + " holds " + vector);
                }
            }
        });
    }

    @Test
    void links_to_other_places_are_https_and_say_what_they_are() {
        SITE.each(".html", (path, html) -> Html.tags(html).forEach(tag -> {
            var href = tag.attributes().getOrDefault("href", tag.attributes().getOrDefault("src", ""));
            assertFalse(href.toLowerCase(java.util.Locale.ROOT).contains("script:"), path);
            assertFalse(href.startsWith("//"), path);
            var ours =
                    href.startsWith("https://example.org/") || href.startsWith("https://github.com/acme/skill-index/");
            if (href.contains(":") && !ours) {
                assertTrue(href.matches("https?://[!-~]+"), () -> path + " " + href);
                assertEquals("nofollow noopener ugc", tag.attributes().get("rel"), () -> path + " " + href);
            }
        }));
    }

    @Test
    void json_and_xml_hold_nothing_that_acts() {
        var acts = Pattern.compile("[\\u0000-\\u0008\\u000B-\\u001F\\u007F-\\u009F\\u00AD\\u200B\\u200E\\u200F"
                + "\\u2028-\\u202E\\u2060-\\u206F\\uFEFF]|\\uDB40[\\uDC00-\\uDC7F]");
        SITE.each("", (path, text) -> {
            if (!path.startsWith("assets/") && !path.endsWith(".bin")) {
                var match = acts.matcher(text);
                assertFalse(match.find(), () -> path + " at " + match.start());
            }
            if (path.endsWith(".json")) {
                assertFalse(text.contains("<"), path);
            }
        });
    }

    @Test
    void a_vector_is_still_readable() {
        var page = Html.text(SITE.text("hooks/entry-0.html"));
        assertTrue(page.contains("<script>alert(1)</script>"));
        assertTrue(Html.text(SITE.text("hooks/entry-36.html")).contains("[U+202E]gnp.exe[U+202C]"));
    }

    @Test
    void no_vector_is_offered_as_a_command_or_configuration() {
        for (var vector : VECTORS) {
            var row = Draft.of(Kind.SKILL, "x", draft -> {
                draft.place = "acme/" + vector;
                draft.path = vector + "/SKILL.md";
            }).content();
            assertEquals(List.of(), Install.of(row, List.of()), vector);
            var server = Draft.of(Kind.MCP_SERVER, "x", draft -> {
                draft.packages = List.of("npm " + vector, "npm x " + vector);
                draft.remotes = List.of(vector, "https://" + vector);
            }).content();
            Install.of(server, List.of())
                    .forEach(install -> assertTrue(install.text().matches("[\\s!-~&&[^<>'`$;|&]]+"), install::text));
        }
    }

    private static Map<String, List<String>> skeletons(Rendered site) {
        var all = new TreeMap<String, List<String>>();
        site.each(".html", (path, html) -> {
            var tags = new ArrayList<String>();
            for (var tag : Html.tags(html)) {
                var kept = new ArrayList<>(tag.attributes().keySet());
                kept.add(tag.attributes().getOrDefault("class", ""));
                tags.add(tag.name() + kept);
            }
            all.put(path, tags);
        });
        return all;
    }

    private static List<Row> rows(List<String> words) {
        return Tiny.sorted(IntStream.range(0, words.size())
                .mapToObj(i -> Draft.of(Kind.HOOK, "entry-" + i, draft -> fill(draft, words.get(i))))
                .toList());
    }

    private static void fill(Draft draft, String word) {
        draft.name = word;
        draft.title = word + " title";
        draft.description = word + " description";
        draft.place = "by " + word + "/" + word;
        draft.path = word;
        draft.commit = word;
        draft.blob = word;
        draft.sha256 = word;
        draft.licence = word;
        draft.version = word;
        draft.author = word;
        draft.homepage = word;
        draft.language = word;
        draft.status = word;
        draft.tags = List.of(word);
        draft.categories = List.of(word);
        draft.gist = word + " gist";
        draft.tools = List.of(word);
        draft.events = List.of(word);
        draft.commands = List.of(word);
        draft.packages = List.of(word);
        draft.remotes = List.of(word);
        draft.members = List.of(word);
        draft.parents = List.of(word);
        draft.sources = List.of(word);
        draft.provenance = new TreeMap<>(Map.of("name", word, word + " field", word + " source"));
        draft.original = word;
        draft.reason = word;
        draft.flaws = List.of(word);
        draft.verdicts = List.of(new Judgement.Verdict(word, false, List.of(word)));
        draft.findings = List.of(new Judgement.Finding(word, word, 1, word));
    }

    @Test
    void every_file_is_utf8() {
        SITE.files().forEach((path, bytes) -> {
            if (!path.endsWith(".bin")) {
                assertEquals(bytes.length,
                        new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8).length, path);
            }
        });
    }
}
