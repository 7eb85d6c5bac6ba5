package discovery.edge.mcp;

import discovery.edge.client.Renamed;
import discovery.edge.learn.Lessons;
import discovery.model.Bounds;
import discovery.model.Kind;
import discovery.model.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// What an agent can ask. Every tool reads, none changes anything.
final class Tools {
    private static final int MOST = 20;
    private static final int QUESTION = 2_000;

    private final Shelf shelf;
    private final Lessons lessons;

    Tools(Shelf shelf, Lessons lessons) {
        this.shelf = shelf;
        this.lessons = lessons;
    }

    /// @param answer arguments → fields of the answer
    record Tool(String name, String description, Map<String, Object> schema, Answer answer) {}

    /// An answer in fields.
    interface Answer {
        Map<String, Object> to(Map<String, Object> arguments) throws IOException;
    }

    List<Tool> all() {
        var id = text("id or slug of an entry, as `search` gives it");
        var limit = number("most answers, from 1 to " + MOST);
        var query = text("what is looked for, in plain words");
        return List.of(
                new Tool("search", "Find agent extensions (skills, MCP servers, plugins, …) by words.",
                        object(List.of("query"), Map.of("query", query, "kind", kinds(), "limit", limit)),
                        asked -> hits(shelf.search(
                                string(asked, "query"), Kind.of(string(asked, "kind")), limit(asked)))),
                new Tool("show", "Everything that the index knows of one entry.",
                        object(List.of("id"), Map.of("id", id)),
                        asked -> about(asked, "entry", Shown::entry)),
                new Tool("recommend", "What helps with a task or project, described in plain words.",
                        object(List.of("task"), Map.of("task", text("the task, the languages and tools of a project"),
                                "kind", kinds(), "limit", limit)),
                        asked -> hits(shelf.search(
                                string(asked, "task"), Kind.of(string(asked, "kind")), limit(asked)))),
                new Tool("related", "What is like an entry.", object(List.of("id"), Map.of("id", id, "limit", limit)),
                        asked -> {
                            var fields = about(asked, "id", row -> row.content().id());
                            fields.putAll(hits(shelf.related(shelf.entry(string(asked, "id")), limit(asked))));
                            return fields;
                        }),
                new Tool("check", "What to know before installing an entry: findings, flaws, pins.",
                        object(List.of("id"), Map.of("id", id)),
                        asked -> about(asked, "check", Shown::checked)),
                new Tool("install_instructions", "How a person installs an entry. Show the check with it, and let the"
                        + " person decide.", object(List.of("id"), Map.of("id", id)),
                        asked -> about(asked, "install", Shown::instructions)),
                new Tool("learn", "Learning paths: all of them, or the steps of one.",
                        object(List.of(), Map.of("path", text("id of a path; without it all are listed"))),
                        asked -> lessons.told(string(asked, "path"))),
                new Tool("sync_status", "Which version of the index is in use, and how old it is.",
                        object(List.of(), Map.of()), asked -> Map.of("status", shelf.status())));
    }

    /// What is asked of one entry; and that it was asked for by a slug that it had before, if it was.
    private Map<String, Object> about(Map<String, Object> asked, String field, Function<Row, Object> answer)
            throws IOException {
        var name = string(asked, "id");
        var row = shelf.entry(name);
        var fields = new LinkedHashMap<String, Object>();
        Renamed.of(name, row).ifPresent(names -> fields.put("renamed", names));
        fields.put(field, answer.apply(row));
        return fields;
    }

    private static Map<String, Object> hits(List<Map<String, Object>> hits) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("count", (long) hits.size());
        fields.put("hits", hits);
        return fields;
    }

    private static int limit(Map<String, Object> asked) {
        return asked.get("limit") instanceof Number number ? Math.clamp(number.longValue(), 1, MOST) : 10;
    }

    private static String string(Map<String, Object> asked, String key) {
        return Optional.ofNullable(asked.get(key)).map(String::valueOf)
                .map(text -> Bounds.cut(text, QUESTION)).orElse("");
    }

    private static Map<String, Object> object(List<String> required, Map<String, Object> properties) {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        var sorted = new LinkedHashMap<String, Object>();
        Stream.concat(required.stream(), properties.keySet().stream().sorted()).distinct()
                .forEach(key -> sorted.put(key, Optional.ofNullable(properties.get(key)).orElseThrow()));
        schema.put("properties", sorted);
        schema.put("required", required);
        schema.put("additionalProperties", false);
        return schema;
    }

    private static Map<String, Object> text(String about) {
        return inOrder("string", about, Map.of("maxLength", QUESTION));
    }

    private static Map<String, Object> number(String about) {
        return inOrder("integer", about, Map.of("minimum", 1));
    }

    private static Map<String, Object> kinds() {
        var words = new ArrayList<String>();
        for (var kind : Kind.values()) {
            words.add(kind.toString());
        }
        return inOrder("string", "only entries of this kind", Map.of("enum", words));
    }

    private static Map<String, Object> inOrder(String type, String about, Map<String, Object> more) {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", type);
        schema.put("description", about);
        schema.putAll(more);
        return schema;
    }
}
