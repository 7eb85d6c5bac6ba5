package discovery.score;

import discovery.model.Judgement;
import discovery.model.Judgement.Finding;
import discovery.model.Judgement.Part;
import discovery.model.Judgement.Verdict;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/// The score of an entry: parts from 0 to 1, each with its evidence in one sentence, and their weighted mean.
///
/// Sentences say days, not how long ago they were, and what depends on today moves in steps: a page changes when the
/// thing does, not every night.
public final class Score {
    private static final int WHOLE = 10_000;
    /// Steps of what fades with time.
    private static final int STEPS = 20;
    /// What a repository's stars count while only its author speaks of it.
    private static final double UNCONFIRMED = 0.6;
    /// Entries that one owner may bring in a week.
    private static final double MANY = 20;
    /// Things that the specification's validator objects to, and every client overlooks.
    /// An SPDX expression, or what people write who mean one: `MIT License`, `Apache 2.0`.
    private static final Pattern NAMED = Pattern.compile(
            "(?i)(the )?[a-z0-9.+-]+((,? v(ersion )?| | (or|and|with) )[a-z0-9.+()-]+)?( licen[cs]e)?( [0-9.]+)?");
    private static final Set<String> UNSTATED =
            Set.of("unknown", "none", "n/a", "not declared", "not specified", "tbd");
    private static final Set<String> MINOR = Set.of("unknown-key", "name-differs-from-folder", "yaml-not-strict");

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
    /// nothing. The weights are looked up by the parts' names, so that other weights can be tried on the same parts.
    public static int total(List<Part> parts, List<Finding> findings, Weights weights) {
        long sum = (long) weights.prior().weight() * weights.prior().value();
        long weight = weights.prior().weight();
        for (var part : parts) {
            if (part.value().isPresent()) {
                var own = weights.of(part.name());
                sum += (long) own * part.value().getAsInt();
                weight += own;
            }
        }
        var mean = weight == 0 ? 0 : Math.toIntExact((sum + weight / 2) / weight);
        return findings.stream().anyMatch(finding -> finding.severity().equals("high"))
                ? Math.min(mean, weights.caps().high())
                : mean;
    }

    /// The score of a judgement under other weights.
    public static int total(Judgement judgement, Weights weights) {
        return total(judgement.parts(), judgement.findings(), weights);
    }

    /// Stars on a logarithmic scale: 30,000 are 1. A young repository is judged as if it had half a year, stars that
    /// many entries share count by the square root of their number, and stars that nobody else confirms count less: so
    /// neither a spike, nor a large collection, nor bought stars move much.
    private static Part adoption(Evidence evidence, int weight) {
        if (evidence.stars().isEmpty()) {
            return unknown(PartName.ADOPTION, weight, "Nobody told us its stars.");
        }
        var stars = evidence.stars().getAsLong();
        var ripe = ripe(evidence.created(), evidence.today()) / 180.0;
        var shared = StrictMath.sqrt(Math.max(1, evidence.sharing()));
        var value = StrictMath.log1p(stars * ripe / shared) / StrictMath.log1p(30_000)
                * (evidence.independent().isEmpty() ? UNCONFIRMED : 1);
        var since = evidence.created().isPresent() ? " since " + day(evidence.created().getAsLong()) : "";
        var share = evidence.sharing() > 1 ? ", shared by " + grouped(evidence.sharing()) + " entries" : "";
        var word = evidence.independent().isEmpty() ? "; no independent source confirms them" : "";
        return part(PartName.ADOPTION, value, weight, count(stars, "star") + since + share + word + ".");
    }

    /// 1 up to a month after the last push, then down to 0 at three years.
    private static Part freshness(Evidence evidence, int weight) {
        if (evidence.pushed().isEmpty()) {
            return unknown(PartName.FRESHNESS, weight, "Nobody told us when it last changed.");
        }
        var pushed = evidence.pushed().getAsLong();
        return part(PartName.FRESHNESS, (double) fresh(pushed, evidence.today()) / STEPS, weight,
                "Its repository was last pushed to on " + day(pushed) + ".");
    }

    /// For how many days a repository has had the chance of stars, by months, up to half a year. This and `fresh` are all
    /// that the parts take from today's date (`Evidence.beside`).
    static long ripe(OptionalLong created, long today) {
        var age = created.isPresent() ? today - created.getAsLong() : 365;
        return Math.clamp(age / 30 * 30, 15, 180);
    }

    /// How fresh it is, from 0 to `STEPS`.
    static long fresh(long pushed, long today) {
        var quiet = Math.max(0, today - pushed);
        var value = quiet <= 30 ? 1.0 : 1.0 - StrictMath.log(quiet / 30.0) / StrictMath.log(1_095 / 30.0);
        return (long) Math.ceil(Math.clamp(value, 0.0, 1.0) * STEPS);
    }

    private static Part maintenance(Evidence evidence, int weight) {
        if (evidence.archived()) {
            return part(PartName.MAINTENANCE, 0, weight, "Its repository is archived: nobody maintains it.");
        }
        if (evidence.created().isEmpty() || evidence.pushed().isEmpty()) {
            return unknown(PartName.MAINTENANCE, weight, "Nothing is known of its repository's life.");
        }
        var from = evidence.created().getAsLong();
        var to = Math.max(from, evidence.pushed().getAsLong());
        return part(PartName.MAINTENANCE, Math.min(1.0, 0.3 + 0.7 * (to - from) / 180.0), weight,
                "Worked on from " + day(from) + " to " + day(to) + ", and not archived.");
    }

    private static Part documentation(Evidence evidence, int weight) {
        var prose = Prose.of(evidence.description());
        return part(PartName.DOCUMENTATION, Documentation.value(prose, evidence.words()), weight,
                Documentation.sentence(prose, evidence.words()));
    }

    private static Part validity(Evidence evidence, int weight) {
        if (evidence.verdicts().isEmpty()) {
            return unknown(PartName.VALIDITY, weight, "There is no file of its own to check.");
        }
        var value = evidence.verdicts().stream().mapToDouble(Score::acceptance).average().orElse(0);
        var says = evidence.verdicts().stream()
                .map(verdict -> verdict.accepts()
                        ? verdict.reader() + " accepts it"
                        : verdict.reader() + " objects: " + String.join(", ", verdict.rules()))
                .toList();
        return part(PartName.VALIDITY, value, weight, "Checked: " + String.join("; ", says) + ".");
    }

    private static double acceptance(Verdict verdict) {
        return verdict.accepts() ? 1 : MINOR.containsAll(verdict.rules()) ? 0.5 : 0;
    }

    private static Part licence(Evidence evidence, int weight) {
        var licence = evidence.licence();
        if (licence.isEmpty() || UNSTATED.contains(licence.toLowerCase(Locale.ROOT))) {
            return evidence.stars().isEmpty() && evidence.words().isEmpty()
                    ? unknown(PartName.LICENCE, weight, "We have seen neither its repository nor a file of it.")
                    : part(PartName.LICENCE, 0, weight, "No licence is stated, so nobody may copy it.");
        }
        if (licence.equals("NOASSERTION") || licence.equals("Other") || !NAMED.matcher(licence).matches()) {
            return part(PartName.LICENCE, 0.4, weight, "There is a licence, but not one that is known by name.");
        }
        return part(PartName.LICENCE, 1, weight, "Licensed as " + licence + ".");
    }

    private static Part corroboration(Evidence evidence, int weight) {
        if (evidence.sources() == 0) {
            return unknown(PartName.CORROBORATION, weight, "Nobody was asked here.");
        }
        var independent = evidence.independent().size();
        return part(PartName.CORROBORATION, Math.min(1.0, independent / 3.0), weight, switch (independent) {
            case 0 -> "Only its author's own words led to it.";
            case 1 -> "One independent source knows it: " + evidence.independent().first() + ".";
            default -> independent + " independent sources know it.";
        });
    }

    private static Part originality(Evidence evidence, int weight) {
        if (evidence.sources() == 0) {
            return unknown(PartName.ORIGINALITY, weight, "It was compared with nothing here.");
        }
        if (evidence.copyOf().isPresent()) {
            return part(PartName.ORIGINALITY, 0, weight, "A copy of another entry.");
        }
        if (evidence.burst() > MANY) {
            return part(PartName.ORIGINALITY, MANY / evidence.burst(), weight,
                    "One of %s entries that its owner's new repositories brought within a week.".formatted(
                            grouped(evidence.burst())));
        }
        if (evidence.fork()) {
            return part(PartName.ORIGINALITY, 0.5, weight, "In a fork, but no original of it is known.");
        }
        return part(PartName.ORIGINALITY, 1, weight, evidence.copies() == 0
                ? "No other entry has the same text."
                : "The original of %s.".formatted(evidence.copies() == 1 ? "1 copy" : evidence.copies() + " copies"));
    }

    private static Part safety(Evidence evidence, int weight) {
        if (evidence.findings().isEmpty()) {
            return evidence.words().isEmpty()
                    ? unknown(PartName.SAFETY, weight, "We have no text of its own to look through.")
                    : part(PartName.SAFETY, 1, weight, "None of our rules found anything.");
        }
        var worst = evidence.findings().stream().mapToDouble(Score::harm).max().orElse(0);
        var rules = evidence.findings().stream().map(Finding::rule).distinct().sorted().toList();
        return part(PartName.SAFETY, 1 - worst, weight, "Found: %s.".formatted(String.join(", ", rules)));
    }

    private static double harm(Finding finding) {
        return switch (finding.severity()) {
            case "high" -> 1.0;
            case "medium" -> 0.4;
            default -> 0.05;
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

    private static String day(long day) {
        return LocalDate.ofEpochDay(day).toString();
    }

    static String count(long number, String word) {
        return number == 1 ? "1 " + word : grouped(number) + " " + word + "s";
    }

    static String grouped(long number) {
        var digits = new StringBuilder(Long.toString(number));
        for (var i = digits.length() - 3; i > (number < 0 ? 1 : 0); i -= 3) {
            digits.insert(i, ',');
        }
        return digits.toString();
    }
}
