package discovery.edge.search;

import discovery.build.Dump;
import discovery.build.VectorFile;
import discovery.edge.files.Sha256;
import discovery.edge.json.Json;
import discovery.edge.sqlite.SkillsDb;
import discovery.edge.vectors.VectorFileWriter;
import discovery.embed.Embedder;
import discovery.embed.Quantised;
import discovery.embed.Recipe;
import discovery.model.Judgement;
import discovery.model.Kind;
import discovery.model.Row;
import discovery.search.Distilled;
import discovery.search.Distilling;
import discovery.search.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Entries of the golden set as a database.
public final class SearchDocuments {
    private static final Map<String, String> TOPICS = topics();

    private SearchDocuments() {}

    /// A line of `documents.jsonl`.
    public record Document(
            int slot, String kind, String name, String title, String description, List<String> tags,
            List<String> categories, String owner, String gist, int score, boolean copy, int alarms, boolean archived,
            String id) {
        public Row row() {
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
                            List.of(new Judgement.Verdict("claude-code", slot % 2 == 0, List.of())), findings, 20_000,
                            List.of("was-" + id.replace('.', '-'))),
                    new Row.Numbers(slot, -1, -1, -1, -1, -1, score, List.of(), -1));
        }
    }

    public static List<Document> read(Path file) throws IOException {
        var documents = new ArrayList<Document>();
        for (var line : Files.readAllLines(file)) {
            documents.add(Json.read(line, Document.class));
        }
        return documents;
    }

    public static void write(List<Document> documents, Path file) throws IOException {
        var rows = documents.stream().map(Document::row).sorted((a, b) -> a.content().id().compareTo(b.content().id()))
                .toList();
        SkillsDb.write(file, rows.iterator(), new Dump.Header(rows.size(), rows.size()));
    }

    /// A model for tests: a direction for each word, so that texts with the same words are near.
    public static final Embedder EMBEDDER = texts -> texts.stream().map(SearchDocuments::embed).toList();

    private static float[] embed(String text) {
        var vector = new float[Recipe.DIMENSIONS];
        for (var word : Words.all(text)) {
            var random = new Random(word.hashCode());
            for (var i = 0; i < vector.length; i++) {
                vector[i] += (float) random.nextGaussian();
            }
        }
        var norm = 0.0;
        for (var x : vector) {
            norm += x * x;
        }
        for (var i = 0; i < vector.length && norm > 0; i++) {
            vector[i] /= (float) Math.sqrt(norm);
        }
        return vector;
    }

    /// The documents of the golden set, and those about which a question may be that has none of their words.
    public static List<Document> all(Path golden) throws IOException {
        var all = new ArrayList<>(read(golden.resolve("documents.jsonl")));
        all.addAll(read(golden.resolve("meaning-documents.jsonl")));
        return all;
    }

    /// Entries of a world in which who chats is a chatbot as a rule, and those named after Slack say nothing of chats.
    public static List<Document> chatty() {
        var all = new ArrayList<Document>();
        for (var i = 0; i < 40; i++) {
            var about = List.of("weather", "poems", "maps", "games").get(i % 4);
            all.add(chatty(i, "skill", "bot-" + about + i, "Chat with a bot about " + about + ".", "owner" + i % 7));
        }
        for (var i = 40; i < 46; i++) {
            all.add(chatty(i, "mcp-server", "slack-" + List.of("one", "two", "three").get(i % 3) + i,
                    "Reads channels of a workspace, sends messages.", "maker" + i % 3));
        }
        for (var i = 46; i < 66; i++) {
            all.add(chatty(i, "mcp-server", "ledger-" + i, "Bookkeeping: bills and taxes of a company.",
                    "owner" + i % 7));
        }
        return List.copyOf(all);
    }

    private static Document chatty(int slot, String kind, String name, String description, String owner) {
        return new Document(slot, kind, name, "", description, List.of(), List.of(), owner, "", 9_000 - 10 * slot,
                false, 0, false, kind + "." + name);
    }

    /// What a browser is told of them, by a model that takes some words for nearly the same.
    public static Distilled distilled(List<Document> documents) {
        var distilling = new Distilling();
        var vectors = new TreeMap<Integer, float[]>();
        for (var document : documents) {
            distilling.add(document.row().content());
            vectors.put(document.slot(), embed(Words.all(
                    document.name() + " " + document.title() + " " + document.description()).stream()
                    .flatMap(word -> Stream.concat(Stream.of(word),
                            Collections.nCopies(TOPICS.containsKey(word) ? 4 : 0, TOPICS.getOrDefault(word, ""))
                                    .stream()))
                    .collect(Collectors.joining(" "))));
        }
        return distilling.done(slot -> Optional.ofNullable(vectors.get(slot))).orElseThrow();
    }

    private static Map<String, String> topics() {
        var topics = new TreeMap<String, String>();
        List.of("slack", "mattermost", "matrix", "chat", "channels", "messages", "rooms")
                .forEach(word -> topics.put(word, "TALK"));
        List.of("invoices", "receipts", "amounts", "bookkeeping", "accounts", "bills", "taxes", "accounting")
                .forEach(word -> topics.put(word, "MONEY"));
        return topics;
    }

    public static void writeVectors(List<Document> documents, Path file) throws IOException {
        writeVectors(documents, file, Recipe.CURRENT.modelSha256());
    }

    /// @param model digest of the model that they are said to be of
    public static void writeVectors(List<Document> documents, Path file, String model) throws IOException {
        try (var out = new VectorFileWriter(
                file, model, Recipe.CURRENT.number(), Recipe.CURRENT.dimensions(), documents.size())) {
            for (var document : documents) {
                var text = document.name() + " " + document.description();
                var vector = Quantised.of(embed(text));
                out.put(document.slot(),
                        VectorFile.row(Sha256.of(text), vector.scale(), vector.codes()));
            }
        }
    }
}
