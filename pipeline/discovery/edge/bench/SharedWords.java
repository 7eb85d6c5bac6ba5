package discovery.edge.bench;

import discovery.model.Row;
import discovery.search.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/// What is related, told by words: the entries that share two or more of an entry's ten rarest words, which no more than
/// 150 entries have. So did the site until vectors did it; what `Related` is measured beside.
final class SharedWords {
    private static final int WORDS = 10;
    private static final int COMMON = 150;

    private final List<Row> rows;
    private final List<Set<String>> words = new ArrayList<>();
    private final Map<String, List<Integer>> having = new HashMap<>();

    SharedWords(List<Row> rows) {
        this.rows = rows;
        for (var row : rows) {
            var content = row.content();
            var own = new LinkedHashSet<String>();
            for (var text : List.of(content.name(), content.title(), String.join(" ", content.tags()),
                    content.description())) {
                own.addAll(Words.telling(Words.all(text)));
            }
            words.add(own);
            var all = new HashSet<>(own);
            all.addAll(Words.all(content.gist()));
            all.forEach(word -> having.computeIfAbsent(word, first -> new ArrayList<>()).add(words.size() - 1));
        }
    }

    /// Indexes of the likest, the best first; nothing of the same name twice.
    ///
    /// @param allowed indexes that may be answers
    List<Integer> of(int entry, int limit, IntPredicate allowed) {
        var rarest = words.get(entry).stream().map(word -> having.getOrDefault(word, List.of()))
                .filter(entries -> entries.size() > 1 && entries.size() <= COMMON)
                .sorted(Comparator.comparingInt(List::size)).limit(WORDS).toList();
        var sums = new HashMap<Integer, Double>();
        var shared = new HashMap<Integer, Integer>();
        for (var entries : rarest) {
            for (var other : entries) {
                sums.merge(other, Math.log((double) rows.size() / entries.size()), Double::sum);
                shared.merge(other, 1, Integer::sum);
            }
        }
        var names = new HashSet<String>();
        names.add(Words.key(rows.get(entry).content().name()));
        return sums.keySet().stream()
                .filter(other -> other != entry && shared.getOrDefault(other, 0) > 1 && allowed.test(other))
                .sorted(Comparator.<Integer>comparingDouble(other -> -sums.getOrDefault(other, 0.0)
                        * (1 + rows.get(other).numbers().score() / 20_000.0)).thenComparing(other -> other))
                .filter(other -> names.add(Words.key(rows.get(other).content().name())))
                .limit(limit).toList();
    }
}
