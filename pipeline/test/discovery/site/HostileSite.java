//JAVA 25+
//SOURCES Draft.java Rendered.java Tiny.java
//SOURCES ../../../discovery/edge/mustache/*.java
//SOURCES ../../../discovery/model/*.java
package discovery.site;

import discovery.model.Judgement;
import discovery.model.Kind;
import discovery.model.Row;
import discovery.search.Distilled;
import discovery.search.Distilling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A small site on which everything is that a site can have, and some 600 entries by somebody hostile: for tests in a
/// browser, and for the benchmark, which runs it as `scripts/jbang …/HostileSite.java FOLDER VECTORS`.
public final class HostileSite {
    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final int BEHIND = 60;
    /// What a vector may stand in: text, attributes in any quotes, elements that swallow, comments, CDATA.
    private static final List<String> CONTEXTS = List.of(
            "%s", "\">%s", "'>%s", "`>%s", "</script>%s", "</title>%s", "-->%s", "]]>%s", "</textarea>%s",
            "\" %s x=\"", "\u001B]8;;javascript:alert(1)\u0007%s\u001B]8;;\u0007");

    /// Slots from here on are of hostile entries, and of those about talk; smaller ones are of `Tiny`.
    private static final int HOSTILE = 100;
    private static final int TALK = 10_000;

    private HostileSite() {}

    public static void main(String... args) throws IOException {
        write(Path.of(args[0]), vectors(Path.of(args[1])));
    }

    static void write(Path folder, List<String> vectors) throws IOException {
        var rows = new ArrayList<>(Tiny.rows());
        rows.add(Draft.of(Kind.PACK, "paperwork", draft -> draft.members = List.of("skill.4711.pdf-forms")));
        rows.add(Draft.of(Kind.SKILL, "pdf-tables", draft -> {
            draft.description = "Reads forms and tables of PDF files.";
            draft.tags = List.of("c++", "pdf");
        }));
        rows.add(Draft.of(Kind.SKILL, "unlicensed", draft -> {
            draft.licence = "";
            draft.archived = true;
        }));
        rows.add(Draft.of(Kind.MCP_SERVER, "published", draft -> draft.name = "io.github.acme/published"));
        rows.addAll(talk());
        for (var i = 0; i < vectors.size(); i++) {
            rows.add(hostile(i, vectors.get(i)));
        }
        // What ranks last has no page of its own.
        var limits = new Limits(rows.size() - BEHIND, 800_000_000, 1, 1);
        var site = Rendered.of(Tiny.edition(Tiny.sorted(rows), night -> new Night(
                night.title(), night.seq(), night.version(), night.now(), Optional.of("https://example.org/"),
                night.repository(), night.sampleKeys(), night.release())).within(limits).knowing(meaning(rows)));
        for (var file : site.files().entrySet()) {
            var path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        Files.writeString(folder.resolve("vectors"), Integer.toString(vectors.size()));
    }

    /// Entries of which a question finds some without having a word of theirs.
    private static List<Row> talk() {
        return List.of(
                Draft.of(Kind.MCP_SERVER, "slack", draft -> {
                    draft.slot = TALK + 1;
                    draft.name = "slack";
                    draft.description = "Post in channels of Slack and read their history.";
                }),
                Draft.of(Kind.SKILL, "mattermost", draft -> {
                    draft.slot = TALK + 2;
                    draft.description = "Send messages to Mattermost, the team chat.";
                }),
                Draft.of(Kind.SKILL, "rooms", draft -> {
                    draft.slot = TALK + 3;
                    draft.description = "Chat in the rooms of a Matrix server.";
                }),
                Draft.of(Kind.SKILL, "ledger", draft -> {
                    draft.slot = TALK + 4;
                    draft.description = "Bills, accounts and taxes of a small company.";
                }));
    }

    /// As a model would have it that knows talk from everything else; hostile words are in it, too.
    private static Optional<Distilled> meaning(List<Row> rows) {
        var distilling = new Distilling();
        rows.stream().filter(row -> row.content().slot() >= HOSTILE).forEach(row -> distilling.add(row.content()));
        return distilling.done(slot -> Optional.of(slot > TALK && slot < TALK + 4
                ? new float[] {1, 0, (slot - TALK) / 10f}
                : new float[] {-0.2f, 1, slot % 7 / 10f}));
    }

    static List<String> vectors(Path file) throws IOException {
        var all = new ArrayList<String>();
        for (var line : Files.readAllLines(file)) {
            if (!line.startsWith("#")) {
                CONTEXTS.forEach(context -> all.add(context.replace("%s", line)));
            }
        }
        return all;
    }

    private static Row hostile(int number, String word) {
        var kind = KINDS.get(number % KINDS.size());
        return Draft.of(kind, "vector-" + number, draft -> {
            draft.slot = HOSTILE + number;
            draft.score = 100 + number % 7;
            draft.name = word;
            draft.title = word;
            draft.description = word;
            draft.gist = word + " and more";
            draft.place = number % 2 == 0 ? word : "acme/" + word;
            draft.path = word;
            draft.licence = word;
            draft.version = word;
            draft.author = word;
            draft.homepage = number % 3 == 0 ? "https://example.com/" + word : word;
            draft.language = word;
            draft.status = word;
            draft.tags = List.of(word);
            draft.categories = List.of(word);
            draft.tools = List.of(word);
            draft.events = List.of(word);
            draft.commands = List.of(word);
            draft.packages = List.of("npm " + word);
            draft.remotes = List.of("https://example.com/" + word);
            draft.sources = List.of(word);
            draft.provenance = new TreeMap<>(Map.of("name", word));
            draft.original = number % 5 == 0 ? draft.id : "";
            draft.reason = word;
            draft.flaws = List.of(word);
            draft.verdicts = List.of(new Judgement.Verdict(word, false, List.of(word)));
            draft.findings = List.of(new Judgement.Finding(word, "high", 1, word));
        });
    }
}
