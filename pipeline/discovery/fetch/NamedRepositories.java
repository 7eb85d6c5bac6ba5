package discovery.fetch;

import discovery.fetch.Answer.Gone;
import discovery.model.Facts;
import discovery.model.Kind;
import discovery.model.Observation;
import discovery.model.Problem;
import discovery.model.ProblemKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Repositories that a search found or a configuration names.
///
/// @param of    what each of them is, when nothing else tells
/// @param exact true: an operator wrote them down, and wants to know of one that is gone
record NamedRepositories(String source, Set<String> names, Optional<Kind> of, boolean exact) implements Pending {
    NamedRepositories(String source, Collection<String> names, Optional<Kind> of, boolean exact) {
        this(source, Set.copyOf(names), of, exact);
    }

    @Override
    public Set<String> walked() {
        return names;
    }

    @Override
    public Reading settle(Known known) {
        var observations = new ArrayList<Observation>();
        var problems = new ArrayList<Problem>();
        var seen = new HashSet<Long>();
        for (var name : new TreeSet<>(names)) {
            var answer = known.repository(name);
            answer.found().filter(repository -> seen.add(repository.number())).ifPresent(repository -> {
                observations.add(Observation.ofRepository(source, repository.place(), Facts.NONE));
                of.filter(kind -> !repository.isList()).ifPresent(kind -> observations.add(
                        Observation.of(source, kind, repository.place(), Facts.NONE)));
            });
            if (exact && answer.found().isEmpty()) {
                problems.add(answer instanceof Gone<Repository>(var sentence) && !sentence.endsWith(Answer.PRIVATE)
                        ? new Problem(ProblemKind.REPOSITORY_GONE, source, name, "is not there, or not for us")
                        : Mentions.dead(source, name, "the configuration", name, answer));
            }
        }
        return Reading.of(observations, problems);
    }
}
