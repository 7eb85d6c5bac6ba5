package discovery.edge.mcp;

import discovery.edge.cli.Night;
import discovery.edge.client.Hidden;
import discovery.edge.client.Home;
import discovery.edge.onnx.QuestionEmbedder;
import discovery.edge.release.Release;
import discovery.edge.search.Finder;
import discovery.edge.search.Library;
import discovery.edge.sqlite.NativeLibrary;
import discovery.model.Kind;
import discovery.model.Row;
import discovery.search.Filters;
import discovery.search.Sort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The build in use, open for one question at a time. When a sync has taken another into use, the next question goes to
/// that one.
final class Shelf implements AutoCloseable {
    private final Path folder;
    private final Home home;
    private Optional<Path> opened = Optional.empty();
    private Optional<Library> library = Optional.empty();
    private Hidden hidden = Hidden.NOTHING;

    /// @param folder the client's home
    Shelf(Path folder) {
        this.folder = folder;
        this.home = new Home(folder);
    }

    synchronized List<Map<String, Object>> search(String question, Optional<Kind> kind, int limit)
            throws IOException {
        var kinds = kind.map(Kind::toString).stream().toList();
        var filters = new Filters(kinds, List.of(), List.of(), List.of(), List.of(), List.of(), false, false);
        return library().find(question, filters, Sort.RELEVANCE, limit).answers().stream()
                .map(answer -> Shown.hit(answer.shown()))
                .toList();
    }

    synchronized List<Map<String, Object>> related(Row row, int limit) throws IOException {
        return library().related(row.content().slot(), limit).stream().map(Shown::hit).toList();
    }

    /// @throws IOException that says so, when there is none
    synchronized Row entry(String name) throws IOException {
        var row = library().reader().bySlugOrId(name).orElseThrow(() -> new IOException(
                "there is no such entry; `search` gives ids and slugs"));
        var content = row.content();
        if (hidden.hides(content.id(), content.slug(), content.place())) {
            throw new IOException("it was revoked by the publisher of the index, or is on the user's blocklist");
        }
        return row;
    }

    synchronized List<Row> best(int most) throws IOException {
        var rows = new ArrayList<Row>();
        // By words alone: the model takes half a second, which the first answer must not wait for.
        for (var hit : Finder.byWords(library().reader(), "code review documents data", most)) {
            library().reader().bySlot(hit.slot()).ifPresent(rows::add);
        }
        return rows;
    }

    synchronized Map<String, Object> status() throws IOException {
        var fields = new LinkedHashMap<String, Object>();
        var current = home.current();
        fields.put("synced", current.isPresent());
        if (current.isPresent() && Files.exists(current.get().resolve(Release.MANIFEST))) {
            var manifest = home.manifest();
            fields.put("version", manifest.version());
            fields.put("build_number", manifest.seq());
            fields.put("built", manifest.built().toString());
            fields.put("expires", manifest.expires().toString());
            fields.put("out_of_date", Instant.now().isAfter(manifest.expires()));
            fields.put("entries", manifest.stats().total());
        } else if (current.isEmpty()) {
            fields.put("next", "Run `discover sync --from DIR|URL`.");
        }
        return fields;
    }

    /// What is hidden is read before each answer: a revocation comes without a new build.
    private Library library() throws IOException {
        var current = home.current().orElseThrow(() -> new IOException(
                "there is no index yet; run `discover sync --from DIR|URL` first"));
        hidden = Hidden.of(folder).following(current);
        if (library.isEmpty() || !opened.equals(Optional.of(current))) {
            close();
            NativeLibrary.keepIn(Night.cache().resolve("natives"));
            library = Optional.of(Library.open(current,
                    Optional.of(() -> QuestionEmbedder.open(Night.cache().resolve("models"))),
                    listing -> hidden.hides(listing.id(), listing.slug(), listing.place())
                            ? Library.HIDDEN
                            : hidden.rank(listing.id(), listing.slug(), listing.place())));
            opened = Optional.of(current);
        }
        return library.get();
    }

    @Override
    public synchronized void close() throws IOException {
        if (library.isPresent()) {
            library.get().close();
        }
        library = Optional.empty();
    }
}
