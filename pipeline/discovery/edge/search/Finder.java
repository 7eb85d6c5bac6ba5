package discovery.edge.search;

import discovery.edge.sqlite.FullText;
import discovery.edge.sqlite.SkillsDbReader;
import discovery.embed.Embedder;
import discovery.search.Candidate;
import discovery.search.Filters;
import discovery.search.Hit;
import discovery.search.Meanings;
import discovery.search.Nearest;
import discovery.search.Offering;
import discovery.search.Plan;
import discovery.search.Ranking;
import discovery.search.Sort;
import discovery.search.Weights;
import discovery.search.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/// Finds entries by words and by meaning together. Not safe for several threads.
public final class Finder {
    /// Best by words, and best by meaning, among which the rank decides.
    private static final int CANDIDATES = 150;

    private static final Filters COPIES =
            new Filters(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), false, true);

    private final FullText words;
    private final Optional<Meanings> meanings;
    private final Weights weights;
    private final Plan.Parts parts;

    /// @param vectors  empty: words decide alone
    /// @param embedder of the same recipe as the vectors; empty: words decide alone
    public Finder(FullText words, Optional<Nearest> vectors, Optional<Embedder> embedder) {
        this(words, vectors, embedder, Weights.CURRENT, Plan.Parts.ALL);
    }

    public Finder(
            FullText words, Optional<Nearest> vectors, Optional<Embedder> embedder, Weights weights,
            Plan.Parts parts) {
        this(words, Meanings.of(vectors, embedder), weights, parts);
    }

    /// @param meanings empty: words decide alone
    public Finder(FullText words, Optional<Meanings> meanings, Weights weights, Plan.Parts parts) {
        this.words = words;
        this.meanings = meanings;
        this.weights = weights;
        this.parts = parts;
    }

    /// What words alone find, copies too: for a program that wants to know whether an index answers.
    public static List<Candidate> byWords(SkillsDbReader reader, String question, int limit) throws IOException {
        return new Finder(reader.fullText(), Optional.empty(), Optional.empty())
                .find(question, COPIES, Sort.RELEVANCE).hits().stream().limit(limit).map(Hit::candidate).toList();
    }

    /// @param plan how the question was put
    /// @param hits in order; at most twice as many as the best by words or meaning that are looked at
    public record Found(Plan plan, List<Hit> hits) {}

    /// All that is worth looking at, in order; the caller takes as many as it shows.
    public Found find(String question, Filters filters, Sort sort) throws IOException {
        return find(question, words.allowed(filters), sort);
    }

    /// @param allowed which slots may be answers
    public Found find(String question, IntPredicate allowed, Sort sort) throws IOException {
        var plan = plan(question);
        var slots = new TreeSet<Integer>();
        var byWords = new HashMap<Integer, Double>();
        for (var match : words.matches(plan, CANDIDATES, allowed)) {
            byWords.put(match.slot(), match.words());
            slots.add(match.slot());
        }
        var byMeaning = new HashMap<Integer, Double>();
        var named = new ArrayList<List<Integer>>();
        if (meanings.isPresent() && !question.isBlank()) {
            var meant = meanings.get().of(plan.meaning());
            for (var near : meant.nearest(CANDIDATES, allowed)) {
                byMeaning.put(near.slot(), near.cosine());
                slots.add(near.slot());
            }
            if (sort == Sort.RELEVANCE && !meant.named().isEmpty() && !answered(plan, allowed)) {
                named.addAll(meant.named());
                named.forEach(thing -> thing.stream().filter(allowed::test).forEach(slots::add));
            }
            for (var slot : slots) {
                byMeaning.computeIfAbsent(slot, meant::cosine);
            }
        }
        var ranked = Ranking.rank(plan.meaning(), candidates(slots, byWords, byMeaning), weights, sort);
        return new Found(plan, Offering.among(ranked, named));
    }

    /// Whether an entry has all words of a question.
    private boolean answered(Plan plan, IntPredicate allowed) throws IOException {
        var asked = Words.telling(Words.of(plan.meaning()));
        return plan.terms().containsAll(asked) && !words.matches(
                asked.stream().map(word -> '"' + word + '"').collect(Collectors.joining(" AND ")), 1, allowed)
                .isEmpty();
    }

    private Plan plan(String question) throws IOException {
        try {
            return Plan.of(question, words, parts);
        } catch (UncheckedIOException damaged) {
            throw new IOException(damaged.getMessage(), damaged);
        }
    }

    private List<Candidate> candidates(
            Set<Integer> slots, Map<Integer, Double> byWords, Map<Integer, Double> byMeaning) throws IOException {
        return slots.isEmpty() ? List.of() : words.candidates(slots, byWords, byMeaning);
    }
}
