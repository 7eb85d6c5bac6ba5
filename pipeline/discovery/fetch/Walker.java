package discovery.fetch;

import discovery.fetch.Answer.Found;
import discovery.fetch.Answer.Gone;
import discovery.model.Bounds;
import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.Key;
import discovery.model.Kind;
import discovery.model.Observation;
import discovery.model.Problem;
import discovery.model.ProblemKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Reads one repository's files. Safe for several repositories at once.
final class Walker {
    /// What a walk could not do.
    ///
    /// @param whole  true: the tree itself could not be read
    /// @param later  true: because tonight's budget or a limit is used up
    /// @param things what lives in files that could not be read
    record Missed(boolean whole, boolean later, Set<Key> things) {
        static final Missed NOTHING = new Missed(false, false, Set.of());
    }

    private final Forge forge;
    private final Documents documents;
    private final Optional<Walks> walks;

    /// Every repository is read anew.
    Walker(Forge forge, Documents documents) {
        this(forge, documents, Optional.empty());
    }

    Walker(Forge forge, Documents documents, Optional<Walks> walks) {
        this.forge = forge;
        this.documents = documents;
        this.walks = walks;
    }

    /// @param source id of the source that led to the repository
    /// @param each   takes what each file says, as soon as it is read
    Missed walk(String source, Repository repository, Consumer<Reading> each) {
        return walk(source, repository, each, thing -> {
            throw new IllegalStateException("nothing is remembered here");
        });
    }

    /// @param things takes what was kept, and what is kept from now on
    Missed walk(String source, Repository repository, Consumer<Reading> each, Consumer<Written> things) {
        var before = PastWalk.replay(walks, source, repository, documents, things,
                problem -> each.accept(Reading.of(problem)));
        return before.isPresent()
                ? new Visit(source, repository, tree(repository, before.get()), each, things).walkAgain(before.get())
                : walkAnew(source, repository, each, things);
    }

    /// The part of a tree that is read again.
    private static Tree tree(Repository repository, List<Wanted> files) {
        return new Tree(repository.commit(), files.stream().map(Wanted::file).toList(), false);
    }

    private Missed walkAnew(
            String source, Repository repository, Consumer<Reading> each, Consumer<Written> things) {
        var answer = forge.tree(repository);
        if (answer instanceof Found<Tree>(var tree)) {
            return walk(source, repository, tree, each, things);
        }
        kind(answer).ifPresent(kind -> each.accept(Reading.of(new Problem(
                kind, source, repository.name(), "its files can't be listed: " + answer.sentence()))));
        return answer.isOpen() ? new Missed(true, answer instanceof Answer.Later<Tree>, Set.of()) : Missed.NOTHING;
    }

    /// What is wrong; empty for what waits, of which the whole night tells once.
    private static Optional<ProblemKind> kind(Answer<Tree> answer) {
        return switch (answer) {
            case Found<Tree> ignored -> Optional.empty();
            case Gone<Tree>(var sentence) -> Optional.of(
                    sentence.endsWith(Answer.EMPTY) ? ProblemKind.REPOSITORY_EMPTY : ProblemKind.REPOSITORY_GONE);
            case Answer.Blocked<Tree> ignored -> Optional.of(ProblemKind.REPOSITORY_BLOCKED);
            case Answer.Failed<Tree> ignored -> Optional.of(ProblemKind.FILE_UNREADABLE);
            case Answer.Later<Tree> ignored -> Optional.empty();
        };
    }

    private Missed walk(
            String source, Repository repository, Tree tree, Consumer<Reading> each, Consumer<Written> things) {
        var plan = Walk.plan(repository.project(), tree);
        var wanted = plan.files().stream()
                .filter(file -> file.kind() != FileKind.LICENCE || !repository.facts().has(Field.LICENCE))
                .toList();
        return new Visit(source, repository, tree, each, things).walk(wanted,
                Reading.of(List.of(), complaints(source, repository, tree, plan)));
    }

    /// One walk: first the files whose paths say what they are, then those that these lead to.
    private final class Visit {
        private final String source;
        private final Repository repository;
        private final Tree tree;
        private final Consumer<Reading> each;
        private final Consumer<Written> things;
        private Optional<PastWalk> record = Optional.empty();
        private boolean complete = true;
        private final Set<Key> missed = new HashSet<>();
        private final Map<String, String> readmes = new HashMap<>();
        private final List<RepositoryFile> waiting = new ArrayList<>();
        private final Map<Wanted, Content> links = new LinkedHashMap<>();
        private boolean later;

        Visit(String source, Repository repository, Tree tree, Consumer<Reading> each, Consumer<Written> things) {
            this.things = things;
            this.source = source;
            this.repository = repository;
            this.tree = tree;
            this.each = each;
        }

        Missed walk(List<Wanted> wanted, Reading complaints) {
            record = PastWalk.record(walks, source, repository, documents);
            tell(complaints);
            read(wanted);
            var taken = wanted.stream().map(file -> file.file().path()).collect(Collectors.toCollection(HashSet::new));
            read(declared().stream().filter(file -> taken.add(file.file().path())).toList());
            follow();
            return tellWaiting();
        }

        /// Files whose kind and place are known from an earlier walk of the same tree.
        Missed walkAgain(List<Wanted> wanted) {
            read(wanted);
            return tellWaiting();
        }

        private Missed tellWaiting() {
            for (var file : waiting) {
                each.accept(reading(file, Optional.ofNullable(readmes.get(file.wanted().path())).orElse("")));
            }
            var what = new Missed(false, later, missed);
            record.ifPresent(walk -> walk.end(what, complete));
            return what;
        }

        /// What depends on this file alone is kept for the nights on which it is the same.
        private void tell(Reading reading) {
            if (record.isPresent()) {
                record.get().keep(reading).forEach(things);
                each.accept(Reading.of(List.of(), reading.problems()));
            } else {
                each.accept(reading);
            }
        }

        /// What manifests name that lies elsewhere than where every client looks.
        private List<Wanted> declared() {
            var declared = new ArrayList<Wanted>();
            for (var file : waiting) {
                switch (file.wanted().kind()) {
                    case PLUGIN -> declared.addAll(Walk.declared(
                            JsonFile.read(file, documents).content(), MarketplaceFile.root(file.path()), tree));
                    case MARKETPLACE -> declared.addAll(MarketplaceFile.declared(
                            JsonFile.read(file, documents).content(), MarketplaceFile.root(file.path()), tree));
                    case SKILL, AGENT, COMMAND, HOOKS, MCP_CONFIG, SERVER, README, LICENCE -> {
                        // These name no other files.
                    }
                }
            }
            return declared;
        }

        private void read(List<Wanted> all) {
            var wanted = new LinkedHashMap<TreeFile, List<Wanted>>();
            all.stream().filter(file -> file.file().size() <= file.kind().most()).forEach(
                    file -> wanted.computeIfAbsent(file.file(), none -> new ArrayList<>()).add(file));
            forge.read(repository, tree, List.copyOf(wanted.keySet()), (file, answer) -> {
                for (var what : Optional.ofNullable(wanted.get(file)).orElse(List.of())) {
                    if (answer instanceof Found<Content>(var content)) {
                        take(what, content);
                    } else {
                        miss(what, answer);
                    }
                }
            });
        }

        private void take(Wanted what, Content content) {
            if (what.file().isLink()) {
                links.put(what, content);
                return;
            }
            use(what, content);
        }

        private void use(Wanted what, Content content) {
            var read = new RepositoryFile(source, repository, tree.commit(), what, content);
            switch (what.kind()) {
                case README -> {
                    record.ifPresent(walk -> walk.again(what));
                    readmes.put(what.path(), content.text());
                }
                // Their texts are the READMEs beside them, which may come later.
                case PLUGIN, MARKETPLACE, SERVER -> {
                    record.ifPresent(walk -> walk.again(what));
                    waiting.add(read);
                }
                case LICENCE -> {
                    record.ifPresent(walk -> walk.again(what));
                    each.accept(reading(read, ""));
                }
                case SKILL, AGENT, COMMAND, HOOKS, MCP_CONFIG -> tell(reading(read, ""));
            }
        }

        private void miss(Wanted what, Answer<Content> answer) {
            complete = false;
            if (answer instanceof Answer.Later<Content>) {
                later = true;
            } else {
                each.accept(Reading.of(problem(
                        ProblemKind.FILE_UNREADABLE, what, "could not be read: " + answer.sentence())));
            }
            if (answer.isOpen()) {
                thing(what.kind()).ifPresent(kind -> missed.add(new Key(kind, repository.number(), what.path())));
            }
        }

        /// A link is the thing at its own place, pinned by its own bytes, and says what the file says that it leads to;
        /// which is one of the same repository and no link, or none.
        private void follow() {
            if (links.isEmpty()) {
                return;
            }
            var files = new HashMap<String, TreeFile>();
            tree.files().stream().filter(file -> !file.isLink()).forEach(file -> files.put(file.path(), file));
            var ends = new LinkedHashMap<TreeFile, List<Wanted>>();
            links.forEach((what, content) -> {
                var path = Paths.clean(Texts.join(what.file().folder(), content.text())).filter(
                        clean -> !content.text().startsWith("/"));
                path.flatMap(clean -> Optional.ofNullable(files.get(clean)))
                        .filter(end -> end.size() <= what.kind().most())
                        .ifPresentOrElse(
                                end -> ends.computeIfAbsent(end, none -> new ArrayList<>()).add(what),
                                () -> tell(broken(new RepositoryFile(
                                        source, repository, tree.commit(), what, content))));
            });
            forge.read(repository, tree, List.copyOf(ends.keySet()), (end, answer) -> {
                for (var what : Optional.ofNullable(ends.get(end)).orElse(List.of())) {
                    if (answer instanceof Found<Content>(var content)) {
                        var own = Optional.ofNullable(links.get(what)).orElse(content);
                        use(what, new Content(content.text(), own.sha256(), own.size(), content.utf8()));
                    } else {
                        miss(what, answer);
                    }
                }
            });
        }

        /// Something is there by its name, and nobody can load it.
        private Reading broken(RepositoryFile link) {
            var target = Texts.line(link.content().text());
            var problem = link.problem(ProblemKind.SYMBOLIC_LINK,
                    "%s: `%s`".formatted(Flaw.LINK_BROKEN.sentence(), Bounds.cut(target, Bounds.NAME)));
            var facts = link.facts().put(Field.FLAWS, Flaw.words(Set.of(Flaw.LINK_BROKEN)));
            return thing(link.wanted().kind())
                    .map(kind -> Reading.of(link.observation(kind, facts), List.of(problem)))
                    .orElseGet(() -> Reading.of(problem));
        }

        private Problem problem(ProblemKind kind, Wanted what, String sentence) {
            return new Problem(kind, source, repository.name() + "/" + what.file().path(), sentence);
        }
    }

    private static List<Problem> complaints(String source, Repository repository, Tree tree, Walk.Plan plan) {
        var problems = new ArrayList<Problem>();
        if (tree.truncated()) {
            problems.add(new Problem(ProblemKind.BOUND_REACHED, source, repository.name(),
                    "has more files than can be listed"));
        }
        if (plan.left() > 0) {
            problems.add(new Problem(ProblemKind.BOUND_REACHED, source, repository.name(),
                    "has %,d files more than the %,d that are read".formatted(plan.left(), Walk.MOST)));
        }
        if (plan.slips() > 0) {
            problems.add(new Problem(ProblemKind.INVALID_SHAPE, source, repository.name(),
                    "has %,d files whose paths lead out of it; they are not read".formatted(plan.slips())));
        }
        for (var file : plan.files()) {
            if (file.file().size() > file.kind().most()) {
                problems.add(new Problem(ProblemKind.FILE_TOO_LARGE, source,
                        repository.name() + "/" + file.file().path(), "has %,d bytes; at most %,d are read".formatted(
                                file.file().size(), file.kind().most())));
            }
        }
        return problems;
    }

    private Reading reading(RepositoryFile file, String readme) {
        return switch (file.wanted().kind()) {
            case SKILL -> SkillFile.read(file, documents);
            case AGENT -> AgentFile.read(file, documents);
            case COMMAND -> CommandFile.read(file, documents);
            case PLUGIN -> PluginFile.read(file, readme, documents);
            case MARKETPLACE -> MarketplaceFile.read(file, readme, documents);
            case HOOKS -> HooksFile.read(file, documents);
            case MCP_CONFIG -> McpConfig.read(file, documents);
            case SERVER -> ServerDocument.read(file, readme, documents);
            case LICENCE -> Reading.of(List.of(Observation.ofRepository(
                    file.source(), file.repository().place(),
                    Facts.builder().put(Field.LICENCE, LicenceText.id(file.content().text())).build())), List.of());
            case README -> Reading.NOTHING;
        };
    }

    private static Optional<Kind> thing(FileKind kind) {
        return switch (kind) {
            case SKILL -> Optional.of(Kind.SKILL);
            case PLUGIN -> Optional.of(Kind.PLUGIN);
            case MARKETPLACE -> Optional.of(Kind.MARKETPLACE);
            case AGENT -> Optional.of(Kind.AGENT);
            case COMMAND -> Optional.of(Kind.COMMAND);
            case HOOKS -> Optional.of(Kind.HOOK);
            case MCP_CONFIG, SERVER -> Optional.of(Kind.MCP_SERVER);
            case README, LICENCE -> Optional.empty();
        };
    }
}
