package discovery.edge.github;

import discovery.edge.cache.Cache;
import discovery.edge.cache.Cache.Described;
import discovery.fetch.Answer;
import discovery.fetch.Answer.Failed;
import discovery.fetch.Answer.Found;
import discovery.fetch.Answer.Gone;
import discovery.fetch.Foreign;
import discovery.fetch.Repository;
import discovery.fetch.RepositoryDocument;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What GitHub says of repositories in bulk. Of those that it has described before it is asked only what changes without
/// a push; where more may have changed, and for each now and then, it is asked in full again.
final class Metadata {
    /// Descriptions are read again after so many days, and up to as many more: not all on one night.
    private static final int DAYS = 4;
    private static final int SPREAD = 7;

    private final GraphQuery graph;
    private final Cache cache;
    private final LocalDate today;

    Metadata(GraphQuery graph, Cache cache, LocalDate today) {
        this.graph = graph;
        this.cache = cache;
        this.today = today;
    }

    Map<String, Answer<Repository>> look(Collection<String> names) {
        var answers = new HashMap<String, Answer<Repository>>();
        var known = new HashMap<String, Described>();
        var full = new ArrayList<String>();
        for (var name : names) {
            fresh(cache, name, today).ifPresentOrElse(described -> known.put(name, described), () -> full.add(name));
        }
        var few = names.stream().filter(known::containsKey).toList();
        ask(few, RepositoryDocument.FEW).forEach((name, answer) -> {
            var refreshed = answer.found().filter(document -> !RepositoryDocument.isPrivate(document))
                    .flatMap(document -> Optional.ofNullable(known.get(name)).flatMap(described -> RepositoryDocument
                            .refreshed(described.repository(), described.pushed(), document)));
            if (refreshed.isPresent()) {
                answers.put(name, new Found<>(refreshed.get()));
            } else if (answer instanceof Found<Foreign>) {
                full.add(name);
            } else {
                answers.put(name, answer.refused());
            }
        });
        ask(full, RepositoryDocument.FIELDS).forEach((name, answer) -> answers.put(name, answer.then(document -> {
            if (RepositoryDocument.isPrivate(document)) {
                return new Gone<>("%s %s".formatted(name, Answer.PRIVATE));
            }
            var repository = RepositoryDocument.ofGraph(document);
            repository.ifPresent(found -> cache.described(lower(name),
                    new Described(today.toEpochDay(), document.text("pushedAt").orElse(""), found)));
            return repository.<Answer<Repository>>map(Found::new)
                    .orElseGet(() -> new Failed<>("GitHub describes %s without number or name".formatted(name)));
        })));
        return answers;
    }

    /// What was said of a repository not too many days ago.
    static Optional<Described> fresh(Cache cache, String name, LocalDate today) {
        var days = DAYS + Math.floorMod(lower(name).hashCode(), SPREAD);
        return cache.described(lower(name)).filter(
                known -> known.day() <= today.toEpochDay() && known.day() + days > today.toEpochDay());
    }

    private Map<String, Answer<Foreign>> ask(List<String> names, String fields) {
        var answers = new HashMap<String, Answer<Foreign>>();
        for (var from = 0; from < names.size(); from += GraphQuery.NAMES) {
            answers.putAll(graph.ask(names.subList(from, Math.min(names.size(), from + GraphQuery.NAMES)), fields));
        }
        return answers;
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
