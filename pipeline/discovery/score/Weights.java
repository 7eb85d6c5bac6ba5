package discovery.score;

import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalInt;

/// `manifests/score.yaml`: how much each part counts.
///
/// @param schema 1
/// @param prior  what stands in for what is unknown, so that one good part alone is no high score
/// @param caps   what a score can't exceed, whatever its parts
/// @param parts  every part of `PartName`, in its order
public record Weights(int schema, Prior prior, Caps caps, List<Part> parts) {
    /// @param weight counted like a part's
    /// @param value  ten-thousandths
    public record Prior(int weight, int value) {}

    /// @param high  of an entry with a finding of high severity; hundredths of a point of 100
    /// @param climb how much a score may rise in one night, in the same unit; 0: without limit
    public record Caps(int high, int climb) {}

    /// @param part   a word of `PartName`
    /// @param weight not negative
    /// @param title  for people
    /// @param why    one sentence: what it measures and why it counts
    public record Part(String part, int weight, String title, String why) {}

    public Weights {
        if (schema != 1) {
            throw new IllegalArgumentException("schema is %d; this program reads schema 1".formatted(schema));
        }
        caps = caps == null ? new Caps(10_000, 0) : caps;
        parts = List.copyOf(parts);
        var names = parts.stream().map(each -> PartName.of(each.part())).toList();
        if (!names.equals(List.of(PartName.values()))) {
            throw new IllegalArgumentException(
                    "parts are %s; they must be %s, in this order".formatted(names,
                            Arrays.toString(PartName.values())));
        }
        if (parts.stream().anyMatch(each -> each.weight() < 0) || prior.weight() < 0) {
            throw new IllegalArgumentException("a weight is negative");
        }
    }

    /// The score that may be shown tonight.
    ///
    /// @param before of the night before; empty for a new entry, which has nothing to climb from
    int climbed(OptionalInt before, int total) {
        return before.isEmpty() || caps.climb() == 0 ? total : Math.min(total, before.getAsInt() + caps.climb());
    }

    int of(PartName name) {
        return of(name.toString());
    }

    /// @throws NoSuchElementException for a word that is no part
    int of(String part) {
        for (var each : parts) {
            if (each.part().equals(part)) {
                return each.weight();
            }
        }
        throw new NoSuchElementException("no part is called " + part);
    }
}
