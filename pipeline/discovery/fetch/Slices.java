package discovery.fetch;

import discovery.fetch.Answer.Found;
import discovery.fetch.Forge.Search;
import discovery.model.Facts;
import discovery.model.Field;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/// A search of which no more than `Forge.HITS` results can be had at once, cut by the day on which repositories were
/// made until each slice can be listed whole.
///
/// What it found is remembered: the whole search is made anew once in so many days, and on the nights in between only
/// what was made lately and pushed to since is asked for. Of older repositories those that were pushed to are nearly all
/// known, and listing them again was a third of a following night's bytes. One that takes the topic up late is found by
/// the next whole search, and one that loses it is listed until then.
final class Slices {
    private static final LocalDate FIRST = LocalDate.of(2008, 1, 1);
    /// How old a repository is at most that is looked for on the nights in between.
    private static final int YOUNG_DAYS = 90;

    /// @param whole false: on a single day more repositories were made than can be listed
    record Sliced(List<Repository> repositories, boolean whole) {}

    /// @param full  day of the last whole search
    /// @param seen  day of the last search
    private record Past(LocalDate full, LocalDate seen, boolean whole, Map<Long, Repository> found) {}

    private final Forge forge;
    private final Notes notes;
    private final LocalDate today;

    Slices(Forge forge, Notes notes, LocalDate today) {
        this.forge = forge;
        this.notes = notes;
        this.today = today;
    }

    /// @param word    empty, or a word that a repository's name, description or topics must hold
    /// @param without topics of repositories that somebody has already
    /// @param every   days from one whole search to the next
    Answer<Sliced> of(String topic, String word, List<String> without, int every) {
        var key = "search %s %s -%s".formatted(topic, word, String.join(",", without));
        // The newest day that a repository can have is tomorrow, east of here.
        var past = notes.note(key).flatMap(Slices::parsed)
                .filter(known -> !known.seen().isAfter(today) && known.full().plusDays(every).isAfter(today));
        var from = past.isPresent() ? today.minusDays(YOUNG_DAYS) : FIRST;
        var answer = sliced(new Search(topic, word, without, from, today.plusDays(1), past.map(Past::seen)));
        if (!(answer instanceof Found<Sliced>(var sliced))) {
            return answer;
        }
        var found = new LinkedHashMap<Long, Repository>();
        past.ifPresent(known -> found.putAll(known.found()));
        sliced.repositories().forEach(repository -> found.put(repository.number(), repository));
        var now = new Past(past.map(Past::full).orElse(today), today,
                sliced.whole() && past.map(Past::whole).orElse(true), found);
        notes.note(key, text(now));
        return new Found<>(new Sliced(List.copyOf(found.values()), now.whole()));
    }

    private Answer<Sliced> sliced(Search all) {
        var found = new LinkedHashMap<Long, Repository>();
        var whole = true;
        var open = new ArrayDeque<Search>();
        open.push(all);
        while (!open.isEmpty()) {
            var search = open.pop();
            var answer = forge.search(search);
            if (!(answer instanceof Found<Forge.Hits>(var hits))) {
                return answer.refused();
            }
            if (hits.total() > Forge.HITS && search.from().isBefore(search.to())) {
                // Young repositories are many: the later part is the shorter one.
                var days = ChronoUnit.DAYS.between(search.from(), search.to());
                var middle = search.from().plusDays(days * 3 / 4);
                open.push(search.made(middle.plusDays(1), search.to()));
                open.push(search.made(search.from(), middle));
                continue;
            }
            whole &= hits.total() <= Forge.HITS;
            hits.repositories().forEach(repository -> found.putIfAbsent(repository.number(), repository));
        }
        return new Found<>(new Sliced(List.copyOf(found.values()), whole));
    }

    /// A first line for the search, then a line for each repository: number, name, stars, open issues.
    private static String text(Past past) {
        var lines = new StringBuilder("%s %s %s\n".formatted(past.full(), past.seen(), past.whole()));
        past.found().values().forEach(each -> lines.append(each.number()).append(' ').append(each.name()).append(' ')
                .append(each.facts().number(Field.STARS).orElse(0)).append(' ')
                .append(each.facts().number(Field.ISSUES).orElse(0)).append('\n'));
        return lines.toString();
    }

    private static Optional<Past> parsed(String text) {
        try {
            var lines = text.lines().toList();
            var head = lines.getFirst().split(" ", -1);
            var found = new LinkedHashMap<Long, Repository>();
            for (var line : lines.subList(1, lines.size())) {
                var parts = line.split(" ", -1);
                var number = Long.parseLong(parts[0]);
                found.put(number, new Repository(number, parts[1], "", "", Facts.builder()
                        .put(Field.STARS, Long.parseLong(parts[2]))
                        .put(Field.ISSUES, Long.parseLong(parts[3]))
                        .build()));
            }
            return Optional.of(new Past(LocalDate.parse(head[0]), LocalDate.parse(head[1]),
                    Boolean.parseBoolean(head[2]), found));
        } catch (DateTimeParseException | NumberFormatException | IndexOutOfBoundsException
                | NoSuchElementException otherVersion) {
            return Optional.empty();
        }
    }
}
