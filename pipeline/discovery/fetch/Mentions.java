package discovery.fetch;

import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.Problem;
import discovery.model.ProblemKind;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// How one source may speak of one thing several times, and of things that are not there.
final class Mentions {
    /// What GitHub, not a source, says of a repository.
    private static final Set<Field> OF_GITHUB = EnumSet.of(
            Field.STARS, Field.FORKS, Field.ISSUES, Field.CREATED, Field.PUSHED, Field.ARCHIVED, Field.FORK,
            Field.DEFAULT_BRANCH, Field.TOPICS, Field.LANGUAGE, Field.LICENCE, Field.HOMEPAGE);

    private Mentions() {}

    /// What a source said of a repository of which somebody else tells tonight what GitHub says.
    static Facts ofSource(Facts said) {
        var own = new HashMap<>(said.values());
        own.keySet().removeAll(OF_GITHUB);
        return new Facts(own);
    }

    /// What was said first counts; categories and addresses are kept together.
    static Facts both(Facts first, Facts second) {
        var facts = Facts.builder();
        for (var field : List.of(Field.CATEGORIES, Field.LINK)) {
            var together = new LinkedHashSet<>(first.list(field));
            together.addAll(second.list(field));
            facts.put(field, List.copyOf(together));
        }
        return facts.build().or(first).or(second);
    }

    /// The problem of naming a repository that can't be had.
    ///
    /// @param place where it is named
    /// @param what  what leads there: `a link`, `its plugin x`
    static Problem dead(String source, String place, String what, String name, Answer<Repository> answer) {
        return switch (answer) {
            case Answer.Found<Repository> ignored -> throw new IllegalArgumentException(name + " is there");
            case Answer.Gone<Repository>(var sentence) -> sentence.endsWith(Answer.PRIVATE)
                    ? new Problem(ProblemKind.REPOSITORY_PRIVATE, source, place,
                            "%s leads to %s, which only some may see".formatted(what, name))
                    : new Problem(ProblemKind.DEAD_LINK, source, place,
                            "%s leads to %s, which is not there".formatted(what, name));
            case Answer.Blocked<Repository> ignored -> new Problem(ProblemKind.REPOSITORY_BLOCKED, source, place,
                    "%s leads to %s, which may not be shown for legal reasons".formatted(what, name));
            case Answer.Failed<Repository>(var sentence) -> new Problem(ProblemKind.SOURCE_FAILED, source, place,
                    "%s leads to %s, of which GitHub told nothing: %s".formatted(what, name, sentence));
            case Answer.Later<Repository>(var sentence) -> new Problem(ProblemKind.POSTPONED, source, place,
                    "%s leads to %s, which has to wait for another night: %s".formatted(what, name, sentence));
        };
    }
}
