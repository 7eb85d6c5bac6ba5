package discovery.merge;

import discovery.model.Entry;
import discovery.model.Facts;
import discovery.model.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Everything that was said of one thing, and what comes of it when precedence has spoken.
final class Claims {
    private record Claim(Witness witness, String source, List<String> values) {}

    /// @param provenance field → the source of the winning value; several sources of a union, with spaces between
    record Settled(Facts facts, SortedMap<Field, String> provenance, List<Entry.Claim> losers) {}

    private final Map<Field, List<Claim>> claims = new EnumMap<>(Field.class);

    void add(Witness witness, String source, Facts facts) {
        facts.values().forEach((field, values) -> claims.computeIfAbsent(field, ignored -> new ArrayList<>())
                .add(new Claim(witness, source, values)));
    }

    /// Ties are settled by the source's name, then by the value: never by who came first.
    Settled settle(Precedence precedence) {
        var facts = Facts.builder();
        var provenance = new TreeMap<Field, String>();
        var losers = new ArrayList<Entry.Claim>();
        claims.forEach((field, all) -> {
            var order = Comparator.<Claim>comparingInt(claim -> precedence.rank(field, claim.witness()))
                    .thenComparing(Claim::source)
                    .thenComparing(claim -> String.join("\n", claim.values()));
            var sorted = all.size() == 1 ? all : all.stream().distinct().sorted(order).toList();
            if (precedence.union().contains(field)) {
                var together = new LinkedHashSet<String>();
                var sources = new TreeSet<String>();
                for (var claim : sorted) {
                    together.addAll(claim.values());
                    sources.add(claim.source());
                }
                facts.put(field, List.copyOf(together));
                provenance.put(field, String.join(" ", sources));
                return;
            }
            var winner = sorted.getFirst();
            facts.put(field, winner.values());
            provenance.put(field, winner.source());
            if (field == Field.TEXT || field == Field.TEXT_LINE || field == Field.FOLDER) {
                return;
            }
            sorted.stream()
                    .filter(claim -> !claim.values().equals(winner.values()))
                    .map(claim -> new Entry.Claim(field, claim.source(), claim.values()))
                    .distinct()
                    .limit(10)
                    .forEach(losers::add);
        });
        return new Settled(facts.build(), provenance, List.copyOf(losers));
    }
}
