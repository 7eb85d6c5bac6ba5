package discovery.site;

import discovery.model.Judgement;
import discovery.model.Kind;
import discovery.model.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The same for programs: a JSON file for each entry, and lists of them by kind.
///
/// Entries without a page are in blocks instead (`Records`). Addresses inside are relative to the site's root. What is not known is left out; a flag that is not there is false.
final class Api {
    static final int SCHEMA = 1;
    static final int ENTRIES = 500;

    private Api() {}

    static void lists(Printer printer, Catalogue catalogue) {
        var doors = new Json().object().key("schema").number(SCHEMA).key("kinds").array();
        for (var kind : Kind.values()) {
            var cards = catalogue.of(kind);
            doors.line().object()
                    .key("kind").text(kind.toString())
                    .key("entries").number(cards.size())
                    .key("list").text("api/" + kind.folder() + "/index.json")
                    .endObject();
            list(printer, kind, cards);
        }
        doors.endArray();
        var tail = catalogue.tail().size();
        if (tail > 0) {
            doors.key("records").object()
                    .key("entries").number(tail)
                    .key("blocks").text("records/b/N.bin").key("of_blocks").number(Records.blocks(tail))
                    .key("directory").text("records/d/K.bin").key("of_directory").number(Records.directories(tail))
                    .endObject();
        }
        printer.file("api/index.json", doors.endObject().bytes());
    }

    private static void list(Printer printer, Kind kind, List<Card> all) {
        var cards = all.stream().filter(Card::paged).toList();
        var pages = Math.max(1, (cards.size() + ENTRIES - 1) / ENTRIES);
        for (var page = 1; page <= pages; page++) {
            var json = new Json().object()
                    .key("schema").number(SCHEMA)
                    .key("kind").text(kind.toString())
                    .key("total").number(all.size())
                    .key("page").number(page)
                    .key("pages").number(pages);
            if (page < pages) {
                json.key("next").text(path(kind, page + 1));
            }
            json.key("entries").array();
            for (var card : cards.subList((page - 1) * ENTRIES, Math.min(cards.size(), page * ENTRIES))) {
                json.line().object()
                        .key("id").text(card.id())
                        .key("name").text(card.formal());
                text(json, "title", card.name().equals(card.formal()) ? "" : card.name());
                text(json, "summary", card.summary());
                text(json, "place", card.place());
                text(json, "licence", card.licence());
                number(json, "stars", card.stars());
                flag(json, "copy", card.copy());
                json.key("score").number(card.score())
                        .key("page").text(card.path())
                        .key("data").text(card.data())
                        .endObject();
            }
            printer.file(path(kind, page), json.endArray().endObject().bytes());
        }
    }

    private static String path(Kind kind, int page) {
        return "api/" + kind.folder() + (page == 1 ? "/index.json" : "/page-" + page + ".json");
    }

    /// @param alike what is related, the most alike first
    static byte[] entry(Row row, Card card, List<Judgement.Part> parts, List<Card.Line> alike) {
        var json = json(row, card, parts, false);
        if (!alike.isEmpty()) {
            json.key("related").array();
            alike.forEach(other -> json.text(other.id()));
            json.endArray();
        }
        return json.endObject().bytes();
    }

    /// The same for an entry without a page, with what else its page would say.
    static byte[] record(Row row, Card card, List<Judgement.Part> parts, List<EntryPage.Step> steps) {
        var json = json(row, card, parts, true).key("install").array();
        for (var step : steps) {
            json.object().key("how").text(step.sentence()).key("text").text(step.text()).endObject();
        }
        return json.endArray().endObject().bytes();
    }

    private static Json json(Row row, Card card, List<Judgement.Part> parts, boolean evidence) {
        var content = row.content();
        var numbers = row.numbers();
        var json = new Json().object()
                .key("schema").number(SCHEMA)
                .key("id").text(content.id())
                .key("kind").text(content.kind().toString())
                .key("slug").text(content.slug())
                .key("page").text(card.path())
                // What shields.io asks of an endpoint; the rest of the file does not disturb it.
                .key("schemaVersion").number(1)
                .key("label").text("skill index")
                .key("message").text(card.points())
                .key("color").text(Badge.colour(card));
        text(json, "name", content.name());
        text(json, "title", content.title());
        text(json, "description", content.description());
        number(json, "repository", content.repository() == 0 ? -1 : content.repository());
        text(json, "place", content.place());
        text(json, "path", content.path());
        text(json, "commit", content.commit());
        text(json, "blob", content.blob());
        text(json, "sha256", content.sha256());
        text(json, "licence", content.licence());
        text(json, "version", content.version());
        text(json, "author", content.author());
        text(json, "homepage", content.homepage());
        text(json, "language", content.language());
        text(json, "status", content.status());
        flag(json, "archived", content.archived());
        flag(json, "fork", content.fork());
        texts(json, "tags", content.tags());
        texts(json, "categories", content.categories());
        texts(json, "tools", content.tools());
        texts(json, "events", content.events());
        texts(json, "commands", content.commands());
        texts(json, "packages", content.packages());
        texts(json, "remotes", content.remotes());
        texts(json, "members", content.members());
        texts(json, "parents", content.parents());
        texts(json, "sources", content.sources());
        json.key("provenance").object();
        var given = new TreeMap<String, List<String>>();
        content.provenance().forEach(
                (field, source) -> given.computeIfAbsent(source, first -> new ArrayList<>()).add(field));
        given.forEach((source, fields) -> json.key(source).texts(fields));
        json.endObject();
        text(json, "original", content.original());
        text(json, "reason", content.reason());
        texts(json, "flaws", content.flaws());
        json.key("verdicts").array();
        for (var verdict : content.verdicts()) {
            json.object().key("reader").text(verdict.reader()).key("accepts").flag(verdict.accepts());
            texts(json, "rules", verdict.rules());
            json.endObject();
        }
        json.endArray().key("findings").array();
        for (var finding : content.findings()) {
            json.object()
                    .key("rule").text(finding.rule())
                    .key("severity").text(finding.severity())
                    .key("line").number(finding.line())
                    .key("excerpt").text(finding.excerpt())
                    .endObject();
        }
        json.endArray();
        text(json, "first_seen", Figure.day(content.firstSeen()));
        number(json, "stars", numbers.stars());
        number(json, "forks", numbers.forks());
        number(json, "issues", numbers.issues());
        text(json, "created", Figure.day(numbers.created()));
        text(json, "pushed", Figure.day(numbers.pushed()));
        number(json, "words", numbers.words());
        number(json, "copies", numbers.copies());
        json.key("score").number(numbers.score()).key("parts").array();
        for (var part : parts) {
            json.object().key("name").text(part.name());
            part.value().ifPresent(value -> json.key("value").number(value));
            json.key("weight").number(part.weight());
            if (evidence) {
                json.key("evidence").text(part.evidence());
            }
            json.endObject();
        }
        return json.endArray();
    }

    private static void text(Json json, String key, String text) {
        if (!text.isEmpty()) {
            json.key(key).text(text);
        }
    }

    private static void texts(Json json, String key, List<String> texts) {
        if (!texts.isEmpty()) {
            json.key(key).texts(texts);
        }
    }

    private static void number(Json json, String key, long number) {
        if (number >= 0) {
            json.key(key).number(number);
        }
    }

    private static void flag(Json json, String key, boolean flag) {
        if (flag) {
            json.key(key).flag(true);
        }
    }
}
