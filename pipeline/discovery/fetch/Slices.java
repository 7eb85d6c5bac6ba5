package discovery.fetch;

import discovery.fetch.Answer.Found;
import discovery.fetch.Forge.Search;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;

/// A search of which no more than `Forge.HITS` results can be had at once, cut by the day on which repositories were
/// made until each slice can be listed whole.
final class Slices {
    private static final LocalDate FIRST = LocalDate.of(2008, 1, 1);

    /// @param whole false: on a single day more repositories were made than can be listed
    record Sliced(List<Repository> repositories, boolean whole) {}

    private Slices() {}

    /// @param today the newest day that a repository can have
    static Answer<Sliced> of(Forge forge, String topic, List<String> without, LocalDate today) {
        var found = new LinkedHashMap<Long, Repository>();
        var whole = true;
        var open = new ArrayDeque<Search>();
        open.push(new Search(topic, without, FIRST, today));
        while (!open.isEmpty()) {
            var search = open.pop();
            var answer = forge.search(search);
            if (!(answer instanceof Found<Forge.Hits>(var hits))) {
                return new Answer.Failed<>(answer.sentence());
            }
            if (hits.total() > Forge.HITS && search.from().isBefore(search.to())) {
                // Young repositories are many: the later part is the shorter one.
                var days = ChronoUnit.DAYS.between(search.from(), search.to());
                var middle = search.from().plusDays(days * 3 / 4);
                open.push(new Search(topic, without, middle.plusDays(1), search.to()));
                open.push(new Search(topic, without, search.from(), middle));
                continue;
            }
            whole &= hits.total() <= Forge.HITS;
            hits.repositories().forEach(repository -> found.putIfAbsent(repository.number(), repository));
        }
        return new Found<>(new Sliced(List.copyOf(found.values()), whole));
    }
}
