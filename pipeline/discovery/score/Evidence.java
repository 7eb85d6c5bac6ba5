package discovery.score;

import discovery.build.Display;
import discovery.model.Entry;
import discovery.model.Field;
import discovery.model.Judgement;
import discovery.model.Kind;
import discovery.model.Member;
import discovery.model.Place;
import discovery.model.Row;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.function.Supplier;

/// All that a score looks at. It can be had from an entry (in the pipeline) and from a published row (in a client), so
/// that everybody can explain a score.
///
/// @param stars       of its repository
/// @param sharing     entries of that repository, this one included
/// @param created     day on which the repository was made, days since 1970-01-01
/// @param pushed      day of the last push to it
/// @param words       words of its text, empty where nothing of it can be read
/// @param description as it is shown
/// @param sources     how many sources saw it
/// @param independent those that are not the author's own word
/// @param copyOf      id of the original, when it is a copy
/// @param copies      how many copies the family has
/// @param burst       entries that the owner's young repositories brought in the same week, this one included
/// @param today       days since 1970-01-01
public record Evidence(
        Kind kind,
        OptionalLong stars,
        int sharing,
        OptionalLong created,
        OptionalLong pushed,
        boolean archived,
        boolean fork,
        OptionalLong words,
        String description,
        String licence,
        int sources,
        SortedSet<String> independent,
        Optional<String> copyOf,
        int copies,
        int burst,
        List<Judgement.Verdict> verdicts,
        List<Judgement.Finding> findings,
        long today) {

    public static Evidence of(
            Entry entry, Optional<Member> member, List<Judgement.Verdict> verdicts,
            List<Judgement.Finding> findings, Context context) {
        var facts = entry.facts();
        var created = facts.day(Field.CREATED);
        return new Evidence(
                entry.kind(),
                facts.number(Field.STARS),
                context.crowd().sharing(entry.place()),
                created,
                facts.day(Field.PUSHED),
                facts.flag(Field.ARCHIVED),
                facts.flag(Field.FORK),
                facts.has(Field.SHA256)
                        ? OptionalLong.of(words(facts.text(Field.TEXT).orElse("")))
                        : OptionalLong.empty(),
                Display.clean(facts.text(Field.DESCRIPTION).orElse("")),
                facts.text(Field.LICENCE).orElse(""),
                entry.sources().size(),
                context.independent(entry.sources()),
                member.filter(each -> !each.isOriginal()).map(Member::original),
                member.map(Member::copies).orElse(0),
                context.crowd().burst(entry.place(), created, entry.firstSeen()),
                List.copyOf(verdicts),
                List.copyOf(findings),
                context.today());
    }

    public static Evidence of(Row row, Context context) {
        var content = row.content();
        var numbers = row.numbers();
        var created = known(numbers.created());
        return new Evidence(
                content.kind(), known(numbers.stars()), context.crowd().sharing(place(content)), created,
                known(numbers.pushed()), content.archived(), content.fork(), known(numbers.words()),
                content.description(), content.licence(), content.sources().size(),
                context.independent(content.sources()),
                content.original().isEmpty() || content.original().equals(content.id())
                        ? Optional.empty()
                        : Optional.of(content.original()),
                Math.max(0, numbers.copies()),
                context.crowd().burst(place(content), created, content.firstSeen()), content.verdicts(),
                content.findings(), context.today());
    }

    /// Counts the row's entry in a crowd.
    public static void count(Row row, Crowd crowd) {
        crowd.add(place(row.content()), known(row.numbers().created()), row.content().firstSeen());
    }

    /// All that the evidence of a counted row has from elsewhere than the row, and that is not the same for all rows, as
    /// numbers; of today's date only what a part takes from it. To be asked for when all rows are counted.
    public static Supplier<long[]> beside(Row row, Context context) {
        var numbers = row.numbers();
        var created = known(numbers.created());
        var crowd = context.crowd().later(place(row.content()), created, row.content().firstSeen());
        var ripe = Score.ripe(created, context.today());
        var fresh = numbers.pushed() < 0 ? -1 : Score.fresh(numbers.pushed(), context.today());
        return () -> {
            var counts = crowd.get();
            return new long[] {counts[0], counts[1], ripe, fresh};
        };
    }

    private static Place place(Row.Content content) {
        return Place.of(content.repository(), content.place());
    }

    /// Words, counted by white space.
    public static long words(String text) {
        var words = 0L;
        var inside = false;
        for (var i = 0; i < text.length(); i++) {
            var white = Character.isWhitespace(text.charAt(i));
            if (!white && !inside) {
                words++;
            }
            inside = !white;
        }
        return words;
    }

    private static OptionalLong known(long number) {
        return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
    }
}
