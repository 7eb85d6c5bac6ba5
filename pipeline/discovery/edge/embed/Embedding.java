package discovery.edge.embed;

import discovery.build.VectorFile;
import discovery.edge.files.Sha256;
import discovery.edge.json.JsonLines;
import discovery.edge.vectors.VectorFileReader;
import discovery.edge.vectors.VectorFileWriter;
import discovery.embed.Embedder;
import discovery.embed.EmbeddingText;
import discovery.embed.Quantised;
import discovery.embed.Recipe;
import discovery.model.Entry;
import discovery.model.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Gives every entry its row of vectors. A text's vector is taken from the last release, else from what this machine
/// made before, else it is made.
public final class Embedding {
    /// Texts that are sorted by length together; more would gain little and take memory.
    private static final int WINDOW = 2_048;

    /// @param made how many vectors had to be made
    public record Done(long texts, long made) {}

    /// Opens the model when the first vector must be made: most nights of a quiet source need none.
    public interface Model {
        Embedder open() throws IOException;
    }

    /// Where finished rows go.
    private interface Sink {
        void put(int slot, byte[] row) throws IOException;
    }

    private record Wanted(int slot, String digest, String text) {}

    private final Recipe recipe;
    private final Optional<VectorFileReader> previous;
    private final VectorStore store;
    private final Model model;
    private final LongConsumer progress;
    private final List<Wanted> window = new ArrayList<>();
    private Optional<Embedder> embedder = Optional.empty();
    private long made;

    /// @param previous the last release's vectors; used where they are of the same recipe
    /// @param progress is told how many more texts have their vector
    public Embedding(
            Recipe recipe, Optional<VectorFileReader> previous, VectorStore store, Model model,
            LongConsumer progress) {
        this.recipe = recipe;
        this.previous = previous.filter(reader -> reader.header().model().equals(recipe.modelSha256())
                && reader.header().recipe() == recipe.number() && reader.header().dims() == recipe.dimensions());
        this.store = store;
        this.model = model;
        this.progress = progress;
    }

    /// The last release's vectors, if there are any. Close it.
    public record Released(Optional<VectorFileReader> file) implements AutoCloseable {
        @Override
        public void close() {
            file.ifPresent(VectorFileReader::close);
        }
    }

    /// Opens the vectors that `merge` laid out of the last release; on a first night there are none.
    public static Released released(Path file) throws IOException {
        return new Released(Files.exists(file) ? Optional.of(VectorFileReader.open(file)) : Optional.empty());
    }

    /// Writes `vectors.bin`, in the layout of `VectorFile`.
    ///
    /// @param entries `entries.jsonl.zst`
    /// @param rows    slots that get a row
    public Done write(Path entries, Path file, int rows) throws IOException {
        var texts = 0L;
        try (var stream = JsonLines.read(entries, Entry.class);
                var out =
                        new VectorFileWriter(file, recipe.modelSha256(), recipe.number(), recipe.dimensions(), rows)) {
            for (var entry : (Iterable<Entry>) stream::iterator) {
                texts++;
                var text = text(entry);
                var digest = Sha256.of(text);
                var found = find(digest);
                if (found.isPresent()) {
                    out.put(entry.slot(), found.get());
                    progress.accept(1);
                } else {
                    window.add(new Wanted(entry.slot(), digest, text));
                }
                if (window.size() == WINDOW) {
                    makeWindow(out::put);
                }
            }
            makeWindow(out::put);
        }
        return new Done(texts, made);
    }

    /// Makes the vectors of one shard of the texts, for the store alone: texts are dealt to shards by their digest, so
    /// that each is made once, and the union of the shards' stores holds what one run would have made.
    ///
    /// @param shard from 1
    public Done fill(Path entries, int shard, int shards) throws IOException {
        var texts = 0L;
        try (var stream = JsonLines.read(entries, Entry.class)) {
            for (var entry : (Iterable<Entry>) stream::iterator) {
                var text = text(entry);
                var digest = Sha256.of(text);
                if (Integer.remainderUnsigned(HexFormat.fromHexDigits(digest, 0, 8), shards) == shard - 1) {
                    texts++;
                    if (find(digest).isEmpty()) {
                        window.add(new Wanted(entry.slot(), digest, text));
                    }
                }
                if (window.size() == WINDOW) {
                    makeWindow((slot, row) -> {});
                }
            }
            makeWindow((slot, row) -> {});
        }
        return new Done(texts, made);
    }

    /// What of an entry is embedded: name and kind, description, and the gist of the body. Where lists file it is left
    /// out: that changes without the entry changing. `TextChoices` says by which measurement and rule.
    public static String text(Entry entry) {
        var facts = entry.facts();
        return EmbeddingText.of(
                entry.kind().toString(), entry.name(), facts.text(Field.DESCRIPTION).orElse(""), List.of(),
                facts.text(Field.TEXT).orElse(""));
    }

    private Optional<byte[]> find(String digest) throws IOException {
        var released = previous.flatMap(reader -> {
            var slot = reader.find(digest);
            return slot.isPresent() ? Optional.of(reader.row(slot.getAsInt())) : Optional.<byte[]>empty();
        });
        return released.isPresent() ? released : store.find(digest);
    }

    /// Copies of a text are embedded once.
    private void makeWindow(Sink out) throws IOException {
        var distinct = new LinkedHashMap<String, String>();
        window.forEach(wanted -> distinct.putIfAbsent(wanted.digest(), wanted.text()));
        if (distinct.isEmpty()) {
            return;
        }
        var open = embedder.isPresent() ? embedder.get() : model.open();
        embedder = Optional.of(open);
        var vectors = open.embed(List.copyOf(distinct.values())).iterator();
        var rows = new HashMap<String, byte[]>();
        for (var digest : distinct.keySet()) {
            var vector = Quantised.of(vectors.next());
            var row = VectorFile.row(digest, vector.scale(), vector.codes());
            rows.put(digest, row);
            store.add(row);
        }
        made += distinct.size();
        for (var wanted : window) {
            out.put(wanted.slot(), Optional.ofNullable(rows.get(wanted.digest())).orElseThrow());
        }
        // The model has counted the distinct ones as it made them.
        progress.accept(window.size() - distinct.size());
        window.clear();
    }
}
