package discovery.score;

import discovery.model.Entry;
import discovery.model.Field;
import discovery.model.Judgement;
import discovery.model.Kind;
import discovery.model.Member;
import discovery.model.Row;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// All that a score looks at. It can be had from an entry (in the pipeline) and from a published row (in a client), so
/// that everybody can explain a score.
///
/// @param age         days since the repository was made
/// @param quiet       days since the last push to it
/// @param words       words of its text, empty where nothing of it can be read
/// @param described   characters of its description
/// @param sources     how many sources saw it
/// @param copyOf      id of the original, when it is a copy
/// @param copies      how many copies the family has
public record Evidence(
        Kind kind,
        OptionalLong stars,
        OptionalLong age,
        OptionalLong quiet,
        boolean archived,
        boolean fork,
        OptionalLong words,
        int described,
        String licence,
        int sources,
        Optional<String> copyOf,
        int copies,
        List<Judgement.Verdict> verdicts,
        List<Judgement.Finding> findings) {

    /// @param today days since 1970-01-01
    public static Evidence of(
            Entry entry, Optional<Member> member, List<Judgement.Verdict> verdicts,
            List<Judgement.Finding> findings, long today) {
        var facts = entry.facts();
        return new Evidence(
                entry.kind(),
                facts.number(Field.STARS),
                since(facts.day(Field.CREATED), today),
                since(facts.day(Field.PUSHED), today),
                facts.flag(Field.ARCHIVED),
                facts.flag(Field.FORK),
                facts.has(Field.SHA256)
                        ? OptionalLong.of(words(facts.text(Field.TEXT).orElse("")))
                        : OptionalLong.empty(),
                facts.text(Field.DESCRIPTION).orElse("").length(),
                facts.text(Field.LICENCE).orElse(""),
                entry.sources().size(),
                member.filter(each -> !each.isOriginal()).map(Member::original),
                member.map(Member::copies).orElse(0),
                List.copyOf(verdicts),
                List.copyOf(findings));
    }

    /// @param today the day of the build that the row is from
    public static Evidence of(Row row, long today) {
        var content = row.content();
        var numbers = row.numbers();
        return new Evidence(
                content.kind(), known(numbers.stars()), since(known(numbers.created()), today),
                since(known(numbers.pushed()), today), content.archived(), content.fork(), known(numbers.words()),
                content.description().length(), content.licence(), content.sources().size(),
                content.original().isEmpty() || content.original().equals(content.id())
                        ? Optional.empty()
                        : Optional.of(content.original()),
                Math.max(0, numbers.copies()), content.verdicts(), content.findings());
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

    private static OptionalLong since(OptionalLong day, long today) {
        return day.isPresent() ? OptionalLong.of(Math.max(0, today - day.getAsLong())) : OptionalLong.empty();
    }
}
