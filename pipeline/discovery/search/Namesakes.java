package discovery.search;

import discovery.model.Kind;
import discovery.model.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/// What many entries are named after: services and programs that people know by name.
///
/// A word is such a name if servers of several owners have it in their names, and entries that have it at all are named
/// by it as often as not much less (`SHARE`). Nobody has to list them.
final class Namesakes {
    /// Owners of servers, where there are many entries; and where there are few.
    private static final int OWNERS = 8;
    private static final int FEW = 2;
    private static final double SHARE = 0.3;
    /// A name that so many owners use counts half: of few, chance decides what they are about.
    private static final double DOUBT = 10;
    /// Entries that stand for all of a name, the most typical.
    private static final int TYPICAL = 8;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{2,}");

    private final Map<String, List<Integer>> named = new HashMap<>();
    private final Map<String, Set<String>> owners = new HashMap<>();

    /// @param number of the entry, as `of` asks for it
    void add(Row.Content entry, int number) {
        for (var word : new HashSet<>(Words.all(last(entry.name()) + " " + last(entry.title())))) {
            if (NAME.matcher(word).matches()) {
                named.computeIfAbsent(word, first -> new ArrayList<>()).add(number);
                if (entry.kind() == Kind.MCP_SERVER) {
                    owners.computeIfAbsent(word, first -> new HashSet<>())
                            .add((entry.place().isEmpty() ? entry.name() : entry.place()).replaceFirst("/.*", ""));
                }
            }
        }
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /// @param often   how many entries have a word at all; 0: it is not to be known
    /// @param vectors of entries, of unit length
    /// @param slots   of entries
    List<Distilled.Named> of(
            ToIntFunction<String> often, Function<Integer, Optional<float[]>> vectors, ToIntFunction<Integer> slots,
            boolean many) {
        var all = new ArrayList<Distilled.Named>();
        for (var word : named.keySet().stream().sorted().toList()) {
            var makers = owners.getOrDefault(word, Set.of()).size();
            var entries = named.getOrDefault(word, List.of()).stream()
                    .filter(entry -> vectors.apply(entry).isPresent()).toList();
            if (makers >= (many ? OWNERS : FEW) && !entries.isEmpty() && often.applyAsInt(word) > 0
                    && entries.size() >= SHARE * often.applyAsInt(word)) {
                all.add(named(word, makers / (makers + (many ? DOUBT : 0)), entries, vectors, slots));
            }
        }
        return List.copyOf(all);
    }

    /// The mean of the entries' vectors is the shorter the less they have in common, and so counts the less.
    private static Distilled.Named named(
            String word, double trust, List<Integer> entries, Function<Integer, Optional<float[]>> vectors,
            ToIntFunction<Integer> slots) {
        var dims = vectors.apply(entries.getFirst()).orElseThrow().length;
        var mean = new float[dims];
        for (var entry : entries) {
            Principal.add(mean, vectors.apply(entry).orElseThrow(), 1f / entries.size());
        }
        var length = Principal.dot(mean, mean);
        var typical = entries.stream()
                .sorted(Comparator.comparingDouble(
                        (Integer entry) -> -Principal.dot(vectors.apply(entry).orElseThrow(), mean))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(TYPICAL)
                .map(slots::applyAsInt)
                .toList();
        return new Distilled.Named(
                word, (int) Math.round(Distilled.WEIGHT * trust * Math.sqrt(length)), Code.of(mean), typical);
    }
}
