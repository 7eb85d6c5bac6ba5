package discovery.site;

import discovery.model.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How often each term stands in an entry, weighed by where: the columns and weights of the search by words that clients
/// have (`discovery.search`), so that both order alike.
///
/// @param counts term → the sum of its columns' weights, once for each time that it stands there
/// @param named  terms of the name
/// @param length words of all columns together
record Impact(Map<String, Integer> counts, List<String> named, int length) {
    /// Levels 1 to 12 are of terms that the name does not have, 13 to 20 of those that it has; the higher the heavier.
    static final int LEVELS = 20;
    /// The last level of terms that the name does not have.
    static final int TEXTS = 12;
    /// Where the lowest step ends, and the steps above it.
    private static final double TEXT = 0.30;
    private static final double TEXT_STEP = 0.21;
    private static final double NAME = 1.20;
    private static final double NAME_STEP = 0.30;

    static Impact of(Row.Content content) {
        var counts = new LinkedHashMap<String, Integer>();
        var slash = content.place().indexOf('/');
        var named = Terms.of(content.name());
        var length = add(counts, content.name(), 10)
                + add(counts, content.title(), 8)
                + add(counts, content.description(), 4)
                + add(counts, String.join(" ", content.tags()), 6)
                + add(counts, String.join(" ", content.categories()), 3)
                + add(counts, content.place().substring(0, Math.max(0, slash)), 2)
                + add(counts, content.gist(), 1);
        counts.keySet().removeIf(term -> Terms.STOP.contains(term) && !named.contains(term));
        return new Impact(counts, named, length);
    }

    private static int add(Map<String, Integer> counts, String text, int weight) {
        var runs = Terms.runs(text);
        Terms.of(runs).forEach(term -> counts.merge(term, weight, Integer::sum));
        return runs.size();
    }

    /// What BM25 makes of a count in an entry of that length, as a share of the most that it gives a term.
    static double share(int count, int length, double average) {
        return count / (count + 1.2 * (0.25 + 0.75 * length / average));
    }

    static int level(double share, boolean named) {
        // The nearer to the most, the finer: there the best are told apart.
        var height = -StrictMath.log(1 - share);
        var step = named ? (height - NAME) / NAME_STEP : (height - TEXT) / TEXT_STEP;
        return named
                ? Math.clamp((int) Math.ceil(step) + 1, 1, LEVELS - TEXTS) + TEXTS
                : Math.clamp((int) Math.ceil(step) + 1, 1, TEXTS);
    }
}
