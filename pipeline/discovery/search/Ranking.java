package discovery.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/// Puts candidates in order: a weighted sum of what their words, their meaning and what we think of them say.
///
/// Words: BM25 over the best candidate's. Meaning: the cosine from `FAR` (chance) on, over the best candidate's. So
/// both go from 0 to 1 in every question, whatever their scale. Ties are broken by id.
public final class Ranking {
    /// Cosine at which two texts of this model have nothing to do with each other.
    static final double FAR = 0.05;

    private Ranking() {}

    /// The candidates in order.
    ///
    /// @param question as it was searched (with corrections)
    public static List<Hit> rank(String question, Collection<Candidate> candidates, Weights weights, Sort sort) {
        var mostWords = candidates.stream().mapToDouble(Candidate::words).max().orElse(0);
        var mostMeaning = candidates.stream().mapToDouble(Candidate::meaning).max().orElse(0);
        // Without a model, or for a question that is near to nothing, words say all that there is to say.
        var byWords = weights.words() + (mostMeaning <= FAR ? weights.meaning() : 0);
        var key = Words.key(question);
        var asked = new HashSet<>(Words.telling(Words.of(question)));
        var hits = new ArrayList<Hit>();
        for (var candidate : candidates) {
            var reasons = new ArrayList<Hit.Reason>();
            add(reasons, "words", byWords * share(candidate.words(), 0, mostWords));
            add(reasons, "meaning", weights.meaning() * share(candidate.meaning(), FAR, mostMeaning));
            add(reasons, "name", name(candidate, key, asked, weights));
            add(reasons, "quality", weights.quality() * candidate.score() / 10_000);
            add(reasons, "safety", candidate.alarms() > 0 ? -weights.alarm() : 0);
            add(reasons, "originality", candidate.copy() ? -weights.copy() : 0);
            add(reasons, "upkeep", candidate.archived() ? -weights.archived() : 0);
            reasons.sort(Comparator.comparingDouble((Hit.Reason reason) -> -Math.abs(reason.value())));
            hits.add(new Hit(candidate, reasons.stream().mapToDouble(Hit.Reason::value).sum(), List.copyOf(reasons)));
        }
        hits.sort(order(sort));
        return List.copyOf(hits);
    }

    private static double share(double value, double least, double most) {
        return most <= least ? 0 : Math.clamp((value - least) / (most - least), 0, 1);
    }

    private static double name(Candidate candidate, String key, Collection<String> asked, Weights weights) {
        if (key.isEmpty()) {
            return 0;
        }
        var called = Words.key(candidate.name());
        if (key.equals(called) || key.equals(Words.key(candidate.title()))) {
            return weights.name() + weights.inName();
        }
        var has = new HashSet<>(Words.of(candidate.name()));
        has.retainAll(asked);
        return asked.isEmpty() ? 0 : weights.inName() * has.size() / asked.size();
    }

    private static void add(List<Hit.Reason> reasons, String what, double value) {
        if (value != 0) {
            reasons.add(new Hit.Reason(what, value));
        }
    }

    private static Comparator<Hit> order(Sort sort) {
        var first = switch (sort) {
            case RELEVANCE -> Comparator.comparingDouble((Hit hit) -> -hit.value());
            case SCORE -> Comparator.comparingDouble((Hit hit) -> -hit.candidate().score());
            case STARS -> Comparator.comparingDouble((Hit hit) -> -hit.candidate().stars());
            case NEWEST -> Comparator.comparingDouble((Hit hit) -> -hit.candidate().seen());
            case NAME -> Comparator.comparing((Hit hit) -> hit.candidate().name().toLowerCase(Locale.ROOT));
        };
        return first.thenComparing(hit -> hit.candidate().id());
    }
}
