package discovery.edge.search;

import discovery.edge.sqlite.FullText;
import discovery.edge.sqlite.FullText.Listing;
import discovery.edge.sqlite.SkillsDbReader;
import discovery.edge.vectors.DistilledFile;
import discovery.edge.vectors.PlainScan;
import discovery.edge.vectors.VectorFileReader;
import discovery.embed.Embedder;
import discovery.embed.Quantised;
import discovery.embed.Recipe;
import discovery.build.VectorFile;
import discovery.model.Row;
import discovery.search.Codebase;
import discovery.search.Filters;
import discovery.search.Hit;
import discovery.search.Meanings;
import discovery.search.Nearest;
import discovery.search.Plan;
import discovery.search.Pools;
import discovery.search.Related;
import discovery.search.Sign;
import discovery.search.Sort;
import discovery.search.Weights;
import discovery.search.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A build's files, open for questions. Not safe for several threads.
public final class Library implements AutoCloseable {
    /// Of the answers to one sign of a codebase, so many are proposed.
    private static final int OF_EACH_SIGN = 3;

    /// Opens the model when a first question needs it.
    public interface Model {
        Embedder open() throws IOException;
    }

    /// What a home's owner or the publisher says of an entry: `HIDDEN`, or a number by which answers are sorted before
    /// their rank.
    public interface Screening {
        int of(Listing listing);
    }

    public static final int HIDDEN = Integer.MAX_VALUE;
    /// Looked at beyond the limit, for those that are hidden or moved.
    private static final int SPARE = 50;

    /// @param hit  the answer's rank and reasons
    /// @param shown what is shown of it
    public record Answer(Hit hit, Listing shown) {}

    /// @param answers  as many as were asked for
    /// @param all      slots of all that is worth looking at, in order
    public record Answers(Plan plan, List<Answer> answers, List<Integer> all) {}

    /// @param signs why, the strongest first
    public record Proposal(Listing shown, double value, List<Sign> signs) {}

    private final SkillsDbReader reader;
    private final FullText words;
    private final Optional<VectorFileReader> vectors;
    private final Optional<Model> model;
    private final Screening screening;
    private final Optional<Meanings> distilled;
    private Optional<Finder> finder = Optional.empty();

    private Library(
            SkillsDbReader reader, Optional<VectorFileReader> vectors, Optional<Model> model, Screening screening,
            Optional<Meanings> distilled)
            throws IOException {
        this.screening = screening;
        this.distilled = distilled;
        this.reader = reader;
        this.words = reader.fullText();
        this.vectors = vectors;
        this.model = model;
    }

    /// Opens `skills.db` and, if it is there, `embeddings.bin`.
    ///
    /// @param model empty: words decide alone
    public static Library open(Path folder, Optional<Model> model) throws IOException {
        return open(folder, model, listing -> 0);
    }

    /// Opens `skills.db` and, if it is there, `meaning.bin`: what a browser knows of the build.
    public static Library distilled(Path folder) throws IOException {
        return open(folder, Optional.empty(), listing -> 0, DistilledFile.of(folder).map(known -> known));
    }

    /// As above, with a say in which entries are shown.
    public static Library open(Path folder, Optional<Model> model, Screening screening) throws IOException {
        return open(folder, model, screening, Optional.empty());
    }

    private static Library open(
            Path folder, Optional<Model> model, Screening screening, Optional<Meanings> distilled) throws IOException {
        var reader = SkillsDbReader.open(folder.resolve("skills.db"));
        try {
            var file = folder.resolve("embeddings.bin");
            return new Library(reader,
                    Files.exists(file) ? Optional.of(VectorFileReader.open(file)) : Optional.empty(), model, screening,
                    distilled);
        } catch (IOException e) {
            reader.close();
            throw e;
        }
    }

    public SkillsDbReader reader() {
        return reader;
    }

    public FullText words() {
        return words;
    }

    /// Answers a question.
    public Answers find(String question, Filters filters, Sort sort, int limit) throws IOException {
        var found = finder().find(question, filters, sort);
        var first = found.hits().stream().limit(limit + SPARE).toList();
        var shown = listings(first.stream().map(hit -> hit.candidate().slot()).toList());
        var answers = new ArrayList<Answer>();
        for (var hit : first) {
            Optional.ofNullable(shown.get(hit.candidate().slot()))
                    .filter(listing -> screening.of(listing) != HIDDEN)
                    .ifPresent(listing -> answers.add(new Answer(hit, listing)));
        }
        answers.sort(Comparator.comparingInt(answer -> screening.of(answer.shown())));
        return new Answers(found.plan(), answers.stream().limit(limit).toList(),
                found.hits().stream().map(hit -> hit.candidate().slot()).toList());
    }

    /// Whether meaning was wanted, but the vectors are of another model or recipe than this program's: then questions have
    /// none that could be compared with them, and words decide alone.
    public boolean hasForeignVectors() {
        var ours = Recipe.CURRENT;
        return model.isPresent()
                && vectors.map(VectorFileReader::header).filter(header -> !header.model().equals(ours.modelSha256())
                        || header.recipe() != ours.number() || header.dims() != ours.dimensions()).isPresent();
    }

    private Finder finder() throws IOException {
        if (finder.isEmpty() && distilled.isPresent()) {
            finder = Optional.of(new Finder(words, distilled, Weights.DISTILLED, Plan.Parts.ALL));
        }
        if (finder.isEmpty()) {
            var embedder = vectors.isPresent() && model.isPresent() && !hasForeignVectors()
                    ? Optional.of(model.get().open())
                    : Optional.<Embedder>empty();
            finder = Optional.of(new Finder(words, vectors.map(PlainScan::new), embedder));
        }
        return finder.get();
    }

    /// What is like the entry in a slot (`Related`). Nothing where it has no vector.
    ///
    /// @param limit at most `Pools.SIZE` are there
    public List<Listing> related(int slot, int limit) throws IOException {
        var original = original(slot);
        if (vectors.isEmpty() || vectors.get().isHole(original)) {
            return List.of();
        }
        var row = vectors.get().row(original);
        var vector = Quantised.of(VectorFile.codes(row), VectorFile.scale(row));
        var allowed = words.allowed(Filters.NONE);
        var near = new PlainScan(vectors.get()).nearest(
                vector, Pools.SIZE, other -> other != original && allowed.test(other));
        var shown = listings(near.stream().map(Nearest.Near::slot).toList());
        shown.putAll(listings(List.of(original)));
        var neighbours = new ArrayList<Related.Neighbour>();
        near.forEach(each -> Optional.ofNullable(shown.get(each.slot()))
                .filter(listing -> screening.of(listing) != HIDDEN)
                .ifPresent(listing -> neighbours.add(neighbour(listing, each.cosine()))));
        var itself = Optional.ofNullable(shown.get(original))
                .orElseThrow(() -> new IOException("there is no entry in slot %d".formatted(slot)));
        return Related.choose(neighbour(itself, 1), neighbours, limit).stream()
                .map(each -> Optional.ofNullable(shown.get(each.slot())).orElseThrow())
                .sorted(Comparator.comparingInt(screening::of))
                .toList();
    }

    /// Slot of what the entry is a copy of, -1 where that is not in the index; its own where it is none.
    private int original(int slot) throws IOException {
        var listing = listings(List.of(slot)).get(slot);
        if (listing == null || listing.original().isEmpty() || listing.original().equals(listing.id())) {
            return slot;
        }
        return reader.bySlugOrId(listing.original()).map(Row::content)
                .filter(content -> content.id().equals(listing.original())).map(Row.Content::slot).orElse(-1);
    }

    private static Related.Neighbour neighbour(Listing listing, double cosine) {
        return new Related.Neighbour(listing.slot(), listing.original().isEmpty() ? listing.id() : listing.original(),
                Words.key(listing.name()), cosine);
    }

    /// What helps with a codebase, the best first.
    public List<Proposal> recommend(Path folder, Filters filters, int limit) throws IOException {
        var seen = Folder.read(folder);
        var values = new LinkedHashMap<Integer, Double>();
        var signs = new LinkedHashMap<Integer, List<Sign>>();
        for (var sign : Codebase.signs(seen.paths(), seen.manifests())) {
            for (var hit : finder().find(sign.question(), filters, Sort.RELEVANCE).hits().stream()
                    .limit(OF_EACH_SIGN).toList()) {
                values.merge(hit.candidate().slot(), sign.weight() * hit.value(), Double::sum);
                signs.computeIfAbsent(hit.candidate().slot(), first -> new ArrayList<>()).add(sign);
            }
        }
        var shown = listings(List.copyOf(values.keySet()));
        return values.entrySet().stream()
                .filter(entry -> Optional.ofNullable(shown.get(entry.getKey()))
                        .filter(listing -> screening.of(listing) != HIDDEN).isPresent())
                .map(entry -> new Proposal(Optional.ofNullable(shown.get(entry.getKey())).orElseThrow(),
                        entry.getValue(), List.copyOf(signs.getOrDefault(entry.getKey(), List.of()))))
                .sorted(Comparator.<Proposal>comparingInt(proposal -> screening.of(proposal.shown()))
                        .thenComparing(Comparator.comparingDouble(Proposal::value).reversed())
                        .thenComparing(proposal -> proposal.shown().id()))
                .limit(limit)
                .toList();
    }

    /// What is shown of these slots, in no order.
    public Map<Integer, Listing> listings(List<Integer> slots) throws IOException {
        var all = new LinkedHashMap<Integer, Listing>();
        if (!slots.isEmpty()) {
            words.listings(slots).forEach(listing -> all.put(listing.slot(), listing));
        }
        return all;
    }

    @Override
    public void close() throws IOException {
        vectors.ifPresent(VectorFileReader::close);
        reader.close();
    }
}
