package discovery.fetch;

import discovery.fetch.Answer.Failed;
import discovery.fetch.Answer.Found;
import discovery.fetch.Summary.OfSource;
import discovery.fetch.Summary.State;
import discovery.fetch.Walker.Missed;
import discovery.model.Config;
import discovery.model.Field;
import discovery.model.Key;
import discovery.model.Kind;
import discovery.model.Observation;
import discovery.model.Place;
import discovery.model.Problem;
import discovery.model.ProblemKind;
import discovery.model.SourceKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;

/// One night's collecting: every source is asked what it names; every repository that anybody names is looked up once,
/// in bulk; those that walking sources name are walked once; what marketplaces lead to is looked up and walked one step
/// further. The set of observations and problems depends on the answers alone, not on their timing.
///
/// A source that fails is spoken for by its last good observations. Of a repository that can't be read tonight, its own
/// last good ones stand.
public final class Collector {
    private static final int SOURCES_AT_ONCE = 8;
    private static final int REPOSITORIES_AT_ONCE = 16;
    /// Repositories that marketplaces lead to and nobody else names.
    private static final int FURTHER = 5_000;
    /// One repository in so many may be missed on a first night.
    private static final int MISSED_PART = 50;
    private final Forge forge;
    private final Web web;
    private final Documents documents;
    private final LocalFolders folders;
    private final Shelf shelf;
    private final Notes notes;
    private final Walks walks;
    private final Shrinking shrinking;
    private final Map<String, String> environment;
    private final LocalDate today;

    /// @param environment for `${NAME:-default}` in endpoints
    /// @param today       the night's day in UTC
    public Collector(
            Forge forge, Web web, Documents documents, LocalFolders folders, Shelf shelf, Notes notes, Walks walks,
            Shrinking shrinking, Map<String, String> environment, LocalDate today) {
        this.forge = forge;
        this.web = web;
        this.documents = documents;
        this.folders = folders;
        this.shelf = shelf;
        this.notes = notes;
        this.walks = walks;
        this.shrinking = shrinking;
        this.environment = Map.copyOf(environment);
        this.today = today;
    }

    /// Collects once.
    ///
    /// @param only ids of the sources to read; empty: all that are on
    /// @throws FetchFailedException when a required source gives nothing, tonight or before
    public Summary collect(Config config, Set<String> only, Sink sink, Progress progress)
            throws FetchFailedException {
        return new Night(chosen(config, only), number -> true, sink, progress).collect();
    }

    /// Reads the files of some of the repositories, and only remembers what they say: a part of the work that a later
    /// `collect` then does not do.
    ///
    /// @param mine tells by a repository's number whether it is to be read
    /// @return how many were read
    public long readPart(Config config, Set<String> only, LongPredicate mine, Progress progress)
            throws FetchFailedException {
        return new Night(chosen(config, only), mine, Sink.NOWHERE, progress).readPart();
    }

    private static List<Config.Source> chosen(Config config, Set<String> only) throws FetchFailedException {
        var ids = config.sources().stream().map(Config.Source::id).toList();
        for (var id : new TreeSet<>(only)) {
            if (!ids.contains(id)) {
                throw new FetchFailedException("there is no source `%s`; known: %s".formatted(
                        id, String.join(", ", ids)));
            }
        }
        return config.sources().stream()
                .filter(Config.Source::isOn)
                .filter(source -> only.isEmpty() || only.contains(source.id()))
                .toList();
    }

    /// The state of one collection.
    private final class Night {
        private final List<Config.Source> sources;
        private final LongPredicate mine;
        private final Progress progress;
        private final Outlet outlet;
        private final Register register;
        private final Walker walker = new Walker(forge, documents, Optional.of(walks));
        private final Walked walkedBefore = new Walked(notes, today);
        private final Map<String, Budget> asking = new HashMap<>();
        private final Map<String, Budget> reading = new HashMap<>();
        private final Map<String, Named> named = new LinkedHashMap<>();
        private final Map<String, String> failures = new LinkedHashMap<>();
        /// Repositories, each with the source for which it was walked.
        private final Map<Long, String> walked = new ConcurrentHashMap<>();
        private final Map<String, AtomicLong> planned = new ConcurrentHashMap<>();
        private final Map<String, Map<Long, Missed>> missed = new ConcurrentHashMap<>();

        Night(List<Config.Source> sources, LongPredicate mine, Sink sink, Progress progress) {
            this.sources = sources;
            this.mine = mine;
            this.progress = progress;
            this.outlet = new Outlet(sink, shelf, documents, sources.stream().map(Config.Source::id).toList());
            this.register = new Register(forge, progress);
            sources.forEach(source -> {
                asking.put(source.id(), new Budget(source.budget(), source.perMinute()));
                reading.put(source.id(), new Budget(source.budget(), 0));
            });
        }

        long readPart() {
            lookUp();
            walk(further(walk(first())));
            return walked.size();
        }

        private Set<String> lookUp() {
            register.look(sources.stream().flatMap(source -> source.repositories().stream()).toList());
            name();
            var names = new TreeSet<String>();
            named.values().forEach(each -> each.pending().forEach(pending -> names.addAll(pending.names())));
            register.look(names);
            return names;
        }

        Summary collect() throws FetchFailedException {
            tellReplaced(lookUp());
            named.forEach(this::checkNames);
            stopIfRequired();
            readFolders();

            var found = walk(first());
            var further = further(found);
            found.addAll(walk(further));
            readRecommended();
            checkWalks();
            stopIfRequired();
            register.look(names(found));
            walkedBefore.keep();
            settle(found);
            standIn();
            outlet.tellRepositories(register);
            standInForSources();
            return summary();
        }

        /// Asks all sources what they name.
        private void name() {
            var naming =
                    new Naming(forge, web, documents, folders, notes, environment, today, register, progress);
            var answers = new ConcurrentHashMap<String, Answer<Named>>();
            Crew.each(SOURCES_AT_ONCE, sources,
                    source -> within(asking, source.id(), () -> answers.put(source.id(), naming.name(source))));
            for (var source : sources) {
                var answer = answers.getOrDefault(source.id(), new Failed<>("it was not asked"));
                if (answer instanceof Found<Named>(var names)) {
                    named.put(source.id(), names);
                    names.found().forEach(register::hint);
                    checkSize(source.id(), names.size());
                } else {
                    failures.put(source.id(), answer.sentence());
                }
            }
        }

        /// Requests of this work count for the source.
        private static void within(Map<String, Budget> budgets, String source, Runnable work) {
            ScopedValue.where(Budget.OF_SOURCE, budgets.getOrDefault(source, new Budget(0, 0))).run(work);
        }

        private void checkSize(String source, long size) {
            var key = "size " + source;
            var before = notes.note(key).filter(text -> text.matches("\\d{1,9}")).map(Long::parseLong).orElse(0L);
            if (shrinking.isTooMuch(source, before, size)) {
                var sentence = "it names %,d things; before it named %,d. If that is right, commit an override for"
                        + " `source:%s`".formatted(source);
                failures.put(source, sentence.formatted(size, before));
                outlet.tell(Reading.of(new Problem(
                        ProblemKind.SOURCE_SHRUNK, source, source, failures.getOrDefault(source, ""))));
            } else {
                notes.note(key, Long.toString(size));
            }
        }

        private void tellReplaced(Set<String> names) {
            for (var name : names) {
                register.repository(name).found().ifPresent(now -> walkedBefore.replaced(name, now).ifPresent(
                        before -> outlet.tell(Reading.of(new Problem(ProblemKind.REPOSITORY_REPLACED,
                                sources.getFirst().id(), name,
                                "was repository %d and is %d now: somebody has registered the name anew".formatted(
                                        before, now.number()))))));
            }
        }

        /// Reads the folders that sources name, file by file.
        private void readFolders() {
            named.forEach((source, what) -> {
                for (var folder : what.folders()) {
                    var there = folders.forge(folder, source);
                    var pending = new ArrayList<Pending>();
                    var missed = new Walker(there, documents).walk(source, LocalFolders.REPOSITORY, reading -> {
                        outlet.tell(reading);
                        pending.addAll(reading.pending());
                    });
                    pending.forEach(each -> outlet.tell(each.settle(register)));
                    if (missed.whole()) {
                        failures.put(source, "the folder %s can't be read".formatted(folder));
                    }
                }
            });
        }

        /// A source of whose repositories some can't be told from gone ones is half-read: it has failed.
        private void checkNames(String source, Named what) {
            what.pending().stream()
                    .flatMap(pending -> pending.names().stream())
                    .sorted()
                    .filter(name -> register.repository(name).isOpen())
                    .findFirst()
                    .ifPresent(name -> failures.put(source, "GitHub told nothing of %s: %s".formatted(
                            name, register.repository(name).sentence())));
        }

        /// True: what this source says tonight counts. A half-read source counts when there is nothing older.
        private boolean counts(String source) {
            return named.containsKey(source) && (!failures.containsKey(source) || shelf.day(source).isEmpty());
        }

        private void stopIfRequired() throws FetchFailedException {
            for (var source : sources) {
                if (source.required() && failures.containsKey(source.id()) && shelf.day(source.id()).isEmpty()) {
                    throw new FetchFailedException(
                            "the required source `%s` failed, and there is no last good data of it: %s".formatted(
                                    source.id(), failures.getOrDefault(source.id(), "")));
                }
            }
        }

        /// The repositories to walk, each for the first walking source that names it.
        private Map<Long, String> first() {
            var plan = new LinkedHashMap<Long, String>();
            for (var source : sources) {
                if (counts(source.id()) && (source.walk() || source.kind() == SourceKind.MARKETPLACES)) {
                    var names = new TreeSet<String>();
                    Optional.ofNullable(named.get(source.id()))
                            .ifPresent(each -> each.pending().forEach(pending -> names.addAll(pending.walked())));
                    names.stream()
                            .flatMap(name -> register.repository(name).found().stream())
                            .map(Repository::number)
                            .filter(mine::test)
                            .sorted(walkedBefore.oldest())
                            .forEach(number -> plan.putIfAbsent(number, source.id()));
                }
            }
            return plan;
        }

        /// Walks repositories; what they say of other repositories comes back, with the source it counts for.
        private List<Pending> walk(Map<Long, String> plan) {
            var pending = new ConcurrentLinkedQueue<Pending>();
            var done = new AtomicLong();
            Crew.each(REPOSITORIES_AT_ONCE, plan.entrySet(), each -> {
                var repository = register.numbered(each.getKey()).orElseThrow();
                walked.put(repository.number(), each.getValue());
                planned.computeIfAbsent(each.getValue(), none -> new AtomicLong()).incrementAndGet();
                within(reading, each.getValue(), () -> walk(each.getValue(), repository, pending));
                progress.reached("trees", done.incrementAndGet(), OptionalLong.of(plan.size()));
            });
            return new ArrayList<>(pending);
        }

        private void walk(String source, Repository repository, Collection<Pending> pending) {
            var what = walker.walk(source, repository, reading -> {
                outlet.tell(reading);
                pending.addAll(reading.pending());
            }, outlet::tell);
            if (what.whole() || !what.things().isEmpty()) {
                missed.computeIfAbsent(source, none -> new ConcurrentHashMap<>()).put(repository.number(), what);
            } else {
                walkedBefore.read(repository.number());
            }
        }

        /// Reads the whole folders of the skills that our packs recommend.
        private void readRecommended() {
            var wanted = new TreeMap<Long, Set<String>>();
            named.values().forEach(each -> each.pending().forEach(pending -> pending.recommended().forEach(
                    skill -> register.repository(skill.repository()).found()
                            .filter(repository -> walked.containsKey(repository.number()))
                            .ifPresent(repository -> wanted.computeIfAbsent(
                                    repository.number(), none -> new TreeSet<>()).add(skill.path())))));
            Crew.each(REPOSITORIES_AT_ONCE, wanted.entrySet(), each -> {
                var source = walked.getOrDefault(each.getKey(), "");
                var repository = register.numbered(each.getKey()).orElseThrow();
                within(reading, source, () -> {
                    if (forge.tree(repository) instanceof Found<Tree>(var tree)) {
                        each.getValue().forEach(path -> WholeFolder.read(forge, source, repository, tree, path)
                                .ifPresent(observation -> outlet.tell(Reading.of(observation, List.of()))));
                    }
                });
            });
        }

        /// A source of whose repositories many could not be read, and that has no older data to stand in for them, is
        /// half-read.
        private void checkWalks() {
            missed.forEach((source, repositories) -> {
                var later = repositories.values().stream().filter(Missed::later).count();
                if (later > 0) {
                    outlet.tell(Reading.of(new Problem(ProblemKind.POSTPONED, source, source,
                            "%,d repositories wait for another night".formatted(later))));
                }
                var whole = repositories.values().stream().filter(each -> each.whole() && !each.later()).count();
                var all = Optional.ofNullable(planned.get(source)).map(AtomicLong::get).orElse(0L);
                if (whole * MISSED_PART > all && shelf.day(source).isEmpty()) {
                    failures.putIfAbsent(source, "%,d of the %,d repositories that it leads to could not be read"
                            .formatted(whole, all));
                }
            });
        }

        private Set<String> names(Collection<Pending> pending) {
            var names = new TreeSet<String>();
            pending.forEach(each -> names.addAll(each.names()));
            return names;
        }

        /// Where marketplaces lead that were found: each repository for the first source whose marketplace names it.
        private Map<Long, String> further(List<Pending> found) {
            register.look(names(found));
            var plan = new TreeMap<Long, String>();
            for (var pending : found) {
                for (var name : pending.walked()) {
                    register.repository(name).found()
                            .filter(repository -> !walked.containsKey(repository.number()))
                            .filter(repository -> mine.test(repository.number()))
                            .ifPresent(repository -> plan.merge(repository.number(), pending.source(), this::earlier));
                }
            }
            var kept = new LinkedHashMap<Long, String>();
            plan.entrySet().stream().limit(FURTHER).forEach(each -> kept.put(each.getKey(), each.getValue()));
            if (plan.size() > FURTHER) {
                outlet.tell(Reading.of(new Problem(ProblemKind.BOUND_REACHED, sources.getFirst().id(), "marketplaces",
                        "lead to %,d more repositories; %,d of them are read".formatted(plan.size(), FURTHER))));
            }
            return kept;
        }

        private String earlier(String one, String other) {
            var ids = sources.stream().map(Config.Source::id).toList();
            return ids.indexOf(one) <= ids.indexOf(other) ? one : other;
        }

        private void settle(List<Pending> found) {
            named.forEach((source, what) -> {
                if (counts(source)) {
                    outlet.tell(Reading.of(List.of(), what.problems()));
                    what.pending().forEach(pending -> outlet.tell(pending.settle(register)));
                }
            });
            // Several marketplaces of one repository may say the same of the same plugins.
            var said = new LinkedHashSet<Observation>();
            for (var pending : found) {
                var reading = pending.settle(register);
                said.addAll(reading.observations());
                outlet.tell(Reading.of(List.of(), reading.problems()));
            }
            outlet.tell(Reading.of(List.copyOf(said), List.of()));
        }

        /// What could not be read in walked repositories, as it was on the source's last good night.
        private void standIn() {
            missed.forEach((source, repositories) -> {
                var members = new HashSet<String>();
                shelf.last(source, old -> {
                    if (old.kind().equals(Optional.of(Kind.MARKETPLACE)) && isMissed(repositories, old)) {
                        members.addAll(old.facts().list(Field.MEMBERS));
                    }
                });
                shelf.last(source, old -> {
                    if (old.kind().isPresent() && (isMissed(repositories, old)
                            || (old.place().blob().isEmpty() && members.contains(key(old).toString())))) {
                        outlet.tell(Reading.of(old, List.of()));
                    }
                });
            });
        }

        private static boolean isMissed(Map<Long, Missed> repositories, Observation old) {
            var what = repositories.getOrDefault(old.place().repository(), Missed.NOTHING);
            return what.whole() || what.things().contains(key(old));
        }

        private static Key key(Observation observation) {
            return Key.of(observation.kind().orElseThrow(), observation.place());
        }

        /// The last good observations of sources that failed. What was read afresh of the same files counts instead.
        private void standInForSources() {
            failures.forEach((source, sentence) -> {
                if (counts(source)) {
                    return;
                }
                shelf.last(source, old -> {
                    var number = old.place().repository();
                    if (!old.place().blob().isEmpty() && walked.containsKey(number)) {
                        return;
                    }
                    var place = register.numbered(number)
                            .map(known -> new Place(
                                    number, known.name(), old.place().path(), old.place().commit(), old.place().blob()))
                            .orElse(old.place());
                    var facts =
                            old.kind().isEmpty() && outlet.knows(number) ? Mentions.ofSource(old.facts()) : old.facts();
                    outlet.tellOld(new Observation(source, old.kind(), place, facts));
                });
            });
        }

        private Summary summary() {
            var lines = new ArrayList<OfSource>();
            for (var source : sources) {
                var id = source.id();
                var failure = Optional.ofNullable(failures.get(id));
                var day = shelf.day(id);
                if (failure.isEmpty()) {
                    shelf.keep(id, today);
                }
                var state = failure.isEmpty() ? State.FRESH : day.isPresent() ? State.LAST_GOOD : State.FAILED;
                failure.ifPresent(sentence -> outlet.tell(Reading.of(new Problem(ProblemKind.SOURCE_FAILED, id, id,
                        day.map(good -> "%s; what it said on %s stands in".formatted(sentence, good))
                                .orElse(sentence + "; there is no last good data of it")))));
                lines.add(new OfSource(id, source.kind(), state, outlet.count(id),
                        state == State.FRESH ? Optional.of(today) : day, failure.orElse("")));
            }
            return new Summary(List.copyOf(lines));
        }
    }
}
