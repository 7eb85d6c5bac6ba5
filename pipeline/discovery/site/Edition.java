package discovery.site;

import discovery.learn.LearningPath;
import discovery.model.SourceReport;
import discovery.ops.Board;
import discovery.search.Distilled;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/// All that one night's site is made from.
///
/// @param changes    since the last build, in any order
/// @param sources    every configured source, in the order of the configuration
/// @param weights    the parts of the score, in the order of `score.yaml`
/// @param rules      the safety rules; none: the site names them by their ids only
/// @param categories id of a category → its name for people; an id without one is shown by its words
/// @param parts      the parts of a row's score with their evidence
/// @param related    slot of an entry → slots of what is like it, the most alike first
/// @param history    of the nights before this one
/// @param board      what the ledger says of services and builds, where there is one
/// @param paths      learning paths
/// @param meaning    what a browser is told of meaning; empty: it searches by words alone
public record Edition(
        Night night,
        Rows rows,
        List<Change> changes,
        Problems problems,
        List<SourceReport> sources,
        List<Weight> weights,
        List<SafetyRule> rules,
        Map<String, String> categories,
        Parts parts,
        IntFunction<List<Integer>> related,
        History history,
        Limits limits,
        Optional<Board> board,
        List<LearningPath> paths,
        Optional<Distilled> meaning) {

    public Edition {
        changes = List.copyOf(changes);
        sources = List.copyOf(sources);
        weights = List.copyOf(weights);
        rules = List.copyOf(rules);
        paths = List.copyOf(paths);
        categories = Collections.unmodifiableMap(new LinkedHashMap<>(categories));
    }

    /// The same within other limits.
    public Edition within(Limits other) {
        return new Edition(
                night, rows, changes, problems, sources, weights, rules, categories, parts, related, history, other,
                board, paths, meaning);
    }

    /// The same with what a browser is told of meaning.
    public Edition knowing(Optional<Distilled> other) {
        return new Edition(
                night, rows, changes, problems, sources, weights, rules, categories, parts, related, history, limits,
                board, paths, other);
    }
}
