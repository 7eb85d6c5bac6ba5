package discovery.score;

import discovery.model.Judgement.Finding;
import discovery.model.Judgement.Part;
import discovery.model.Judgement.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// The score of an entry: parts from 0 to 1, each with its evidence in one sentence, and their weighted mean.
public final class Score {
    private static final int WHOLE = 10_000;

    private Score() {}

    /// Each part with its weight, in the order of `PartName`.
    public static List<Part> parts(Evidence evidence, Weights weights) {
        var parts = new ArrayList<Part>();
        for (var name : PartName.values()) {
            var weight = weights.of(name);
            parts.add(switch (name) {
                case ADOPTION -> adoption(evidence, weight);
                case FRESHNESS -> freshness(evidence, weight);
                case MAINTENANCE -> maintenance(evidence, weight);
                case DOCUMENTATION -> documentation(evidence, weight);
                case VALIDITY -> validity(evidence, weight);
                case LICENCE -> licence(evidence, weight);
                case CORROBORATION -> corroboration(evidence, weight);
                case ORIGINALITY -> originality(evidence, weight);
                case SAFETY -> safety(evidence, weight);
            });
        }
        return List.copyOf(parts);
    }

    /// The weighted mean of what is known and of the prior, in hundredths of a point of 100. Unknown parts weigh
    /// nothing.
    public static int total(List<Part> parts, Weights weights) {
        long sum = (long) weights.prior().weight() * weights.prior().value();
        long weight = weights.prior().weight();
        for (var part : parts) {
            if (part.value().isPresent()) {
                sum += (long) part.weight() * part.value().getAsInt();
                weight += part.weight();
            }
        }
        return weight == 0 ? 0 : Math.toIntExact((sum + weight / 2) / weight);
    }

    /// Stars on a logarithmic scale: 30,000 are 1. A young repository is judged as if it had half a year, so that a
    /// spike of stars in its first week moves it little.
    private static Part adoption(Evidence evidence, int weight) {
        if (evidence.stars().isEmpty()) {
            return unknown(PartName.ADOPTION, weight, "Nobody told us its stars.");
        }
        var stars = evidence.stars().getAsLong();
        var age = evidence.age().orElse(365);
        var ripe = Math.min(1.0, Math.max(age, 14) / 180.0);
        var value = StrictMath.log1p(stars * ripe) / StrictMath.log1p(30_000);
        var days = evidence.age().isPresent() ? " in %s".formatted(days(age)) : "";
        return part(PartName.ADOPTION, value, weight, "%s%s.".formatted(count(stars, "star"), days));
    }

    /// 1 up to a month after the last push, then down to 0 at three years.
    private static Part freshness(Evidence evidence, int weight) {
        if (evidence.quiet().isEmpty()) {
            return unknown(PartName.FRESHNESS, weight, "Nobody told us when it last changed.");
        }
        var quiet = evidence.quiet().getAsLong();
        var value = quiet <= 30 ? 1.0 : 1.0 - StrictMath.log(quiet / 30.0) / StrictMath.log(1_095 / 30.0);
        return part(PartName.FRESHNESS, value, weight, quiet == 0
                ? "Its repository was pushed to today."
                : "Its repository was last pushed to %s ago.".formatted(days(quiet)));
    }

    private static Part maintenance(Evidence evidence, int weight) {
        if (evidence.archived()) {
            return part(PartName.MAINTENANCE, 0, weight, "Its repository is archived: nobody maintains it.");
        }
        if (evidence.age().isEmpty() || evidence.quiet().isEmpty()) {
            return unknown(PartName.MAINTENANCE, weight, "Nothing is known of its repository's life.");
        }
        var lived = Math.max(0, evidence.age().getAsLong() - evidence.quiet().getAsLong());
        var value = Math.min(1.0, 0.3 + 0.7 * lived / 180.0);
        return part(PartName.MAINTENANCE, value, weight,
                "Worked on over %s and not archived.".formatted(days(lived)));
    }

    private static Part documentation(Evidence evidence, int weight) {
        var described = Math.min(1.0, evidence.described() / 120.0);
        if (evidence.words().isEmpty()) {
            return part(PartName.DOCUMENTATION, 0.6 * described, weight,
                    "A description of %s; we have no text of its own.".formatted(
                            count(evidence.described(), "character")));
        }
        var words = evidence.words().getAsLong();
        var text = Math.min(1.0, words / 200.0) * (words > 6_000 ? 0.7 : 1.0);
        return part(PartName.DOCUMENTATION, 0.5 * described + 0.5 * text, weight,
                "A description of %s and a text of %s.".formatted(
                        count(evidence.described(), "character"), count(words, "word")));
    }

    private static Part validity(Evidence evidence, int weight) {
        if (evidence.verdicts().isEmpty()) {
            return unknown(PartName.VALIDITY, weight, "There is no file of its own to check.");
        }
        var accepted = evidence.verdicts().stream().filter(Verdict::accepts).count();
        var says = evidence.verdicts().stream()
                .map(verdict -> verdict.accepts()
                        ? "%s accepts it".formatted(verdict.reader())
                        : "%s objects: %s".formatted(verdict.reader(), String.join(", ", verdict.rules())))
                .toList();
        return part(PartName.VALIDITY, (double) accepted / evidence.verdicts().size(), weight,
                String.join("; ", says) + ".");
    }

    private static Part licence(Evidence evidence, int weight) {
        var licence = evidence.licence();
        if (licence.isEmpty()) {
            return part(PartName.LICENCE, 0, weight, "No licence is stated, so nobody may copy it.");
        }
        if (licence.equals("NOASSERTION") || licence.equals("Other")) {
            return part(PartName.LICENCE, 0.4, weight, "There is a licence, but not one that is known by name.");
        }
        return part(PartName.LICENCE, 1, weight, "Licensed as %s.".formatted(licence));
    }

    private static Part corroboration(Evidence evidence, int weight) {
        var value = Math.min(1.0, (evidence.sources() - 1) / 3.0);
        return part(PartName.CORROBORATION, value, weight, evidence.sources() == 1
                ? "One source knows it."
                : evidence.sources() + " independent sources know it.");
    }

    private static Part originality(Evidence evidence, int weight) {
        if (evidence.copyOf().isPresent()) {
            return part(PartName.ORIGINALITY, 0, weight, "A copy of another entry.");
        }
        if (evidence.fork()) {
            return part(PartName.ORIGINALITY, 0.5, weight, "In a fork, but no original of it is known.");
        }
        return part(PartName.ORIGINALITY, 1, weight, evidence.copies() == 0
                ? "No other entry has the same text."
                : "The original of %s.".formatted(evidence.copies() == 1 ? "1 copy" : evidence.copies() + " copies"));
    }

    private static Part safety(Evidence evidence, int weight) {
        if (evidence.words().isEmpty()) {
            return unknown(PartName.SAFETY, weight, "We have no text of its own to look through.");
        }
        if (evidence.findings().isEmpty()) {
            return part(PartName.SAFETY, 1, weight, "None of our rules found anything.");
        }
        var worst = evidence.findings().stream().mapToDouble(Score::harm).max().orElse(0);
        var rules = evidence.findings().stream().map(Finding::rule).distinct().sorted().toList();
        return part(PartName.SAFETY, 1 - worst, weight, "Found: %s.".formatted(String.join(", ", rules)));
    }

    private static double harm(Finding finding) {
        return switch (finding.severity()) {
            case "high" -> 1.0;
            case "medium" -> 0.5;
            default -> 0.2;
        };
    }

    /// Rounded once, here. Logarithms are `StrictMath`'s, which are the same on every machine.
    private static Part part(PartName name, double value, int weight, String evidence) {
        var bounded = Math.clamp(value, 0.0, 1.0);
        return new Part(name.toString(), OptionalInt.of((int) Math.round(bounded * WHOLE)), weight, evidence);
    }

    private static Part unknown(PartName name, int weight, String evidence) {
        return new Part(name.toString(), OptionalInt.empty(), weight, evidence);
    }

    private static String count(long number, String word) {
        return number == 1 ? "1 " + word : grouped(number) + " " + word + "s";
    }

    private static String days(long days) {
        return count(days, "day");
    }

    private static String grouped(long number) {
        return Long.toString(number).replaceAll("(?<=\\d)(?=(\\d{3})+$)", ",");
    }
}
