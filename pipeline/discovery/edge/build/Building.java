package discovery.edge.build;

import discovery.build.Dump;
import discovery.build.Rows;
import discovery.build.Taxonomy;
import discovery.edge.json.Cursor;
import discovery.edge.json.Json;
import discovery.edge.json.JsonLines;
import discovery.edge.merge.Links;
import discovery.edge.sqlite.SkillsDb;
import discovery.edge.vectors.VectorFileReader;
import discovery.edge.zstd.Zstd;
import discovery.embed.Recipe;
import discovery.model.Entry;
import discovery.model.Judgement;
import discovery.model.Member;
import discovery.model.Row;
import discovery.model.Slots;
import discovery.score.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;

/// One pass over everything that is sorted by id makes the dump; the database is made of the dump, as a client makes it.
public final class Building {
    private final Path merge;
    private final Path score;
    private final Taxonomy taxonomy;
    private final Weights weights;

    /// @param merge the folder of that stage
    /// @param score the folder of that stage
    public Building(Path merge, Path score, Taxonomy taxonomy, Weights weights) {
        this.merge = merge;
        this.score = score;
        this.taxonomy = taxonomy;
        this.weights = weights;
    }

    /// Writes `skills.jsonl`, and the folder `archives` beside it.
    ///
    /// @param count    entries
    /// @param progress is told how many more are written
    /// @param also     is shown each row
    public void dump(Path file, long count, LongConsumer progress, Consumer<Row> also) throws IOException {
        var slots = Json.read(Files.readString(merge.resolve("slots.json")), Slots.class);
        var parts = weights.parts().stream().map(part -> new Dump.Part(part.part(), part.weight())).toList();
        try (var entries = JsonLines.read(merge.resolve("entries.jsonl.zst"), Entry.class);
                var judgements = cursor(score.resolve("judgements.jsonl.zst"), Judgement.class, Judgement::id);
                var families = cursor(merge.resolve("families.jsonl"), Member.class, Member::id);
                var links = cursor(merge.resolve("links.jsonl"), Links.class, Links::id);
                var archives = new Archives(file.resolveSibling("archives"));
                var out = new JsonLines.Writer(file)) {
            var rows = entries.map(entry -> {
                var link = links.at(entry.id()).orElse(new Links(entry.id(), List.of(), List.of()));
                var judgement = judgements.at(entry.id()).orElseThrow(() -> new IllegalStateException(
                        entry.id() + " was not judged"));
                progress.accept(1);
                archives.take(entry);
                var row = Rows.of(
                        taxonomy.tagged(entry), judgement, families.at(entry.id()), taxonomy.of(entry), link.parents(),
                        link.members());
                also.accept(row);
                return row;
            });
            Dump.write(new Dump.Header(count, slots.next(), parts), rows.iterator(), out::line);
        }
    }

    /// Makes, beside the dump, what clients download: it and the vectors, packed, and the database.
    ///
    /// @return `embeddings.bin`
    public static Path forClients(Path dump, Path vectors) throws IOException {
        pack(dump, dump.resolveSibling("skills.jsonl.zst"));
        database(dump, dump.resolveSibling("skills.db"));
        var copy = Files.copy(vectors, dump.resolveSibling("embeddings.bin"));
        pack(copy, dump.resolveSibling("embeddings.bin.zst"));
        return copy;
    }

    /// Writes `index.json`: what the manifest says of the index. Reads the dump once more.
    public static void facts(Path dump, Path vectors, Recipe recipe, Path file) throws IOException {
        var kinds = new TreeMap<String, Long>();
        var sources = new TreeMap<String, Long>();
        try (var lines = JsonLines.lines(dump); var reader = VectorFileReader.open(vectors)) {
            var rows = Dump.read(lines.iterator(), Json::parse);
            var facts = new LinkedHashMap<String, Object>();
            facts.put("entries", rows.header().entries());
            rows.forEachRemaining(row -> {
                kinds.merge(row.content().kind().toString(), 1L, Long::sum);
                row.content().sources().forEach(source -> sources.merge(source, 1L, Long::sum));
            });
            facts.put("kinds", kinds);
            facts.put("sources", sources);
            facts.put("model", recipe.model());
            facts.put("model_sha256", reader.header().model());
            facts.put("recipe", reader.header().recipe());
            facts.put("dimensions", reader.header().dims());
            facts.put("sqlite", SkillsDb.version());
            Files.writeString(file, Json.pretty(facts));
        }
    }

    /// Packs `skills.jsonl` or `embeddings.bin` as clients download it: here, once for all that need it.
    public static void pack(Path from, Path file) throws IOException {
        try (var out = Zstd.packing(Files.newOutputStream(file), Zstd.SHIP)) {
            Files.copy(from, out);
        }
    }

    /// Makes `skills.db` of `skills.jsonl`: the same bytes wherever this version of SQLite does it.
    public static void database(Path dump, Path file) throws IOException {
        try (var lines = JsonLines.lines(dump)) {
            var rows = Dump.read(lines.iterator(), Json::parse);
            SkillsDb.write(file, rows, rows.header());
        }
    }

    private static <T> Cursor<T> cursor(Path file, Class<T> type, Function<T, String> key)
            throws IOException {
        return new Cursor<>(JsonLines.read(file, type), key);
    }
}
