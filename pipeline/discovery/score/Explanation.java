package discovery.score;

import discovery.model.Judgement;
import discovery.model.Judgement.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A judgement in plain text.
public final class Explanation {
    private static final List<PartName> IN_HAND = List.of(
            PartName.SAFETY, PartName.VALIDITY, PartName.DOCUMENTATION, PartName.LICENCE, PartName.FRESHNESS);

    private Explanation() {}

    /// How the score is made: one line a part, with what it gives of what it could give, and its evidence.
    public static List<String> lines(Judgement judgement, Weights weights) {
        var lines = new ArrayList<String>();
        lines.add("score %s of 100".formatted(points(judgement.score())));
        var whole = weights.prior().weight() + judgement.parts().stream()
                .filter(part -> part.value().isPresent()).mapToInt(part -> weights.of(part.name())).sum();
        for (var part : judgement.parts()) {
            var most = 100.0 * weights.of(part.name()) / Math.max(1, whole);
            lines.add(part.value().isPresent()
                    ? String.format(Locale.ROOT, "%6.1f of %4.1f  %-14s %s",
                            most * part.value().getAsInt() / 10_000, most, part.name(), part.evidence())
                    : String.format(Locale.ROOT, "  unknown       %-14s %s", part.name(), part.evidence()));
        }
        var prior = weights.prior();
        lines.add(String.format(Locale.ROOT, "%6.1f of %4.1f  %-14s %s",
                100.0 * prior.weight() / Math.max(1, whole) * prior.value() / 10_000,
                100.0 * prior.weight() / Math.max(1, whole), "prior", "The same for every entry."));
        if (judgement.score() == weights.caps().high()
                && judgement.findings().stream().anyMatch(finding -> finding.severity().equals("high"))) {
            lines.add("A finding of high severity holds the score at %s.".formatted(points(weights.caps().high())));
        }
        var total = Score.total(judgement, weights);
        if (judgement.score() < total) {
            lines.add("It would be %s; a score rises by %s points in a night at most.".formatted(
                    points(total), points(weights.caps().climb())));
        }
        return lines;
    }

    /// What its author could do, what gives most first.
    public static List<String> advice(Judgement judgement, Weights weights) {
        return judgement.parts().stream()
                .filter(part -> part.value().isPresent() && part.value().getAsInt() < 10_000)
                .filter(part -> IN_HAND.contains(PartName.of(part.name())))
                .sorted(Comparator.comparingLong(
                        (Part part) -> -(long) weights.of(part.name()) * (10_000 - part.value().orElse(0))))
                .flatMap(part -> advice(part, judgement))
                .toList();
    }

    private static Stream<String> advice(Part part, Judgement judgement) {
        return switch (PartName.of(part.name())) {
            case SAFETY -> Stream.of("Remove or change the lines of the findings.");
            case VALIDITY -> judgement.verdicts().stream().flatMap(verdict -> verdict.rules().stream()).distinct()
                    .map(Mending::of);
            case DOCUMENTATION -> Stream.of(Documentation.advice(part.evidence())).filter(said -> !said.isEmpty());
            case LICENCE -> Stream.of("Add a LICENSE file, or `license:` with an SPDX id.");
            case FRESHNESS -> Stream.of("Push a change: the last one is old.");
            case ADOPTION, MAINTENANCE, CORROBORATION, ORIGINALITY -> Stream.of(part.evidence());
        };
    }

    private static String points(int hundredths) {
        return String.format(Locale.ROOT, "%.1f", hundredths / 100.0);
    }
}
