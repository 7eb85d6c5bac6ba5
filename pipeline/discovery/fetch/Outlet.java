package discovery.fetch;

import discovery.model.Facts;
import discovery.model.Observation;
import discovery.model.Problem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/// The one way out: hands on what is said of things at once, and holds what is said of repositories until all have
/// spoken, because each repository's facts are told once, by the first source that led to it.
final class Outlet {
    private final Sink sink;
    private final Shelf shelf;
    private final Documents documents;
    private final List<String> sources;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Long> counts = new HashMap<>();
    private final Set<Problem> told = new HashSet<>();
    private final Map<Long, TreeMap<Integer, Facts>> mentions = new HashMap<>();
    private final Map<Long, Integer> firsts = new HashMap<>();

    /// @param sources ids in the order of the configuration
    Outlet(Sink sink, Shelf shelf, Documents documents, List<String> sources) {
        this.sink = sink;
        this.documents = documents;
        this.shelf = shelf;
        this.sources = List.copyOf(sources);
    }

    void tell(Reading reading) {
        var things = reading.observations().stream().filter(each -> each.kind().isPresent())
                .map(each -> Written.of(each, documents)).toList();
        lock.lock();
        try {
            things.forEach(this::put);
            reading.observations().stream().filter(each -> each.kind().isEmpty()).forEach(this::mention);
            reading.problems().forEach(this::tell);
        } finally {
            lock.unlock();
        }
    }

    void tell(Written thing) {
        lock.lock();
        try {
            put(thing);
        } finally {
            lock.unlock();
        }
    }

    private void put(Written thing) {
        spokenOf(thing.repository(), thing.source());
        pass(thing);
        shelf.put(thing.source(), thing.line());
    }

    private void mention(Observation observation) {
        var repository = observation.place().repository();
        spokenOf(repository, observation.source());
        mentions.computeIfAbsent(repository, none -> new TreeMap<>())
                .merge(sources.indexOf(observation.source()), observation.facts(), Mentions::both);
    }

    private void spokenOf(long repository, String source) {
        if (repository != 0) {
            firsts.merge(repository, sources.indexOf(source), Math::min);
        }
    }

    private void tell(Problem problem) {
        if (told.add(problem)) {
            sink.problem(problem);
        }
    }

    /// Old observations go out, but do not become tonight's good ones.
    void tellOld(Observation observation) {
        var old = Written.of(observation, documents);
        lock.lock();
        try {
            pass(old);
        } finally {
            lock.unlock();
        }
    }

    private void pass(Written observation) {
        sink.observation(observation.key(), observation.line());
        counts.merge(observation.source(), 1L, Long::sum);
    }

    /// Tells of every repository that was spoken of: who mentions it, and what GitHub says of it.
    void tellRepositories(Register register) {
        lock.lock();
        try {
            for (var each : new TreeMap<>(firsts).entrySet()) {
                var repository = register.numbered(each.getKey());
                var said = Optional.ofNullable(mentions.get(each.getKey())).orElseGet(TreeMap::new);
                said.putIfAbsent(each.getValue(), Facts.NONE);
                said.forEach((source, facts) -> repository.ifPresent(known -> {
                    var all = source.equals(each.getValue()) ? known.facts().or(facts) : facts;
                    var observation = Written.of(
                            Observation.ofRepository(sources.get(source), known.place(), all), documents);
                    pass(observation);
                    shelf.put(observation.source(), observation.line());
                }));
            }
            mentions.clear();
        } finally {
            lock.unlock();
        }
    }

    /// True when somebody spoke of the repository tonight.
    boolean knows(long repository) {
        lock.lock();
        try {
            return firsts.containsKey(repository);
        } finally {
            lock.unlock();
        }
    }

    long count(String source) {
        lock.lock();
        try {
            return counts.getOrDefault(source, 0L);
        } finally {
            lock.unlock();
        }
    }
}
