package discovery.fetch;

import discovery.fetch.Answer.Failed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The repositories that anybody named, with their numbers and current names. Holds all of them.
final class Register implements Pending.Known {
    private static final int AT_ONCE = 4;

    private final Forge forge;
    private final Progress progress;
    private final Map<String, Answer<Repository>> answers = new ConcurrentHashMap<>();
    private final Map<String, Repository> hints = new ConcurrentHashMap<>();
    private final Map<Long, Repository> numbered = new ConcurrentHashMap<>();

    Register(Forge forge, Progress progress) {
        this.forge = forge;
        this.progress = progress;
    }

    /// What a search said of a repository: used when nothing better can be had.
    void hint(Repository repository) {
        hints.put(Texts.lower(repository.name()), repository);
    }

    /// Asks for the names that were not asked for yet, and once more for those of which GitHub told nothing.
    void look(Collection<String> names) {
        ask(names);
        ask(names.stream().filter(name -> repository(name).isOpen()).toList());
        for (var name : names) {
            var hint = Optional.ofNullable(hints.get(Texts.lower(name)));
            if (repository(name).isOpen()) {
                hint.ifPresent(repository -> answer(name, new Answer.Found<>(repository)));
            }
        }
    }

    private void ask(Collection<String> names) {
        var open = new TreeMap<String, String>();
        for (var name : names) {
            if (repository(name).isOpen()) {
                open.merge(Texts.lower(name), name, (one, other) -> one.compareTo(other) <= 0 ? one : other);
            }
        }
        var batches = batches(open);
        var done = new AtomicLong();
        Crew.each(AT_ONCE, batches, batch -> {
            forge.look(batch).forEach(this::answer);
            progress.reached("repositories", done.addAndGet(batch.size()), OptionalLong.of(open.size()));
        });
    }

    private static List<List<String>> batches(SortedMap<String, String> open) {
        var names = List.copyOf(open.values());
        var batches = new ArrayList<List<String>>();
        for (var from = 0; from < names.size(); from += Forge.NAMES) {
            batches.add(names.subList(from, Math.min(names.size(), from + Forge.NAMES)));
        }
        return batches;
    }

    private void answer(String name, Answer<Repository> answer) {
        // What the bulk answer leaves out, a search may have told.
        var fuller = answer.then(repository -> new Answer.Found<>(Optional.ofNullable(hints.get(Texts.lower(name)))
                .map(hint -> repository.with(repository.facts().or(hint.facts())))
                .orElse(repository)));
        answers.put(Texts.lower(name), fuller);
        fuller.found().ifPresent(repository -> numbered.put(repository.number(), repository));
    }

    @Override
    public Answer<Repository> repository(String name) {
        return answers.getOrDefault(Texts.lower(name), new Failed<>("it was not asked for"));
    }

    Optional<Repository> numbered(long number) {
        return Optional.ofNullable(numbered.get(number));
    }
}
