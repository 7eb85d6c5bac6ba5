package discovery.edge.search;

import discovery.build.Dump;
import discovery.edge.json.Json;
import discovery.edge.sqlite.SkillsDb;
import discovery.model.Judgement;
import discovery.model.Kind;
import discovery.model.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Entries of the golden set as a database.
final class SearchDocuments {
    private SearchDocuments() {}

    /// A line of `documents.jsonl`.
    record Document(
            int slot, String kind, String name, String title, String description, List<String> tags,
            List<String> categories, String owner, String gist, int score, boolean copy, int alarms, boolean archived,
            String id) {
        Row row() {
            var findings = new ArrayList<Judgement.Finding>();
            for (var i = 0; i < alarms; i++) {
                findings.add(new Judgement.Finding("curl-pipe", "high", i + 1, "curl"));
            }
            return new Row(
                    new Row.Content(
                            id, slot, Kind.of(kind).orElseThrow(), id.replace('.', '-'), name, title, description, 0,
                            owner.isEmpty() ? "" : owner + "/things", "", "", "", "", "MIT", "", "", "", "", "",
                            archived, false, tags.stream().sorted().toList(), categories, gist, List.of(), List.of(),
                            List.of(), List.of(), List.of(), List.of(), List.of(), List.of("github"), new TreeMap<>(),
                            copy ? "another" : "", "", List.of(),
                            List.of(new Judgement.Verdict("claude-code", slot % 2 == 0, List.of())), findings, 20_000),
                    new Row.Numbers(slot, -1, -1, -1, -1, -1, score, List.of(), -1));
        }
    }

    static List<Document> read(Path file) throws IOException {
        var documents = new ArrayList<Document>();
        for (var line : Files.readAllLines(file)) {
            documents.add(Json.read(line, Document.class));
        }
        return documents;
    }

    static void write(List<Document> documents, Path file) throws IOException {
        var rows = documents.stream().map(Document::row).sorted((a, b) -> a.content().id().compareTo(b.content().id()))
                .toList();
        SkillsDb.write(file, rows.iterator(), new Dump.Header(rows.size(), rows.size()));
    }
}
