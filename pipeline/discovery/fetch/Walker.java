package discovery.fetch;

import discovery.fetch.Answer.Found;
import discovery.fetch.Answer.Gone;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Reads one repository's files. Safe for several repositories at once.
final class Walker {
    /// What a walk could not do.
    ///
    /// @param whole  true: the tree itself could not be read
    /// @param things what lives in files that could not be read
    record Missed(boolean whole, Set<Key> things) {
        static final Missed NOTHING = new Missed(false, Set.of());
    }

    private final Forge forge;
    private final Documents documents;

    Walker(Forge forge, Documents documents) {
        this.forge = forge;
        this.documents = documents;
    }

    /// @param source id of the source that led to the repository
    /// @param each   takes what each file says, as soon as it is read
    Missed walk(String source, Repository repository, Consumer<Reading> each) {
        var answer = forge.tree(repository);
        if (answer instanceof Found<Tree>(var tree)) {
            return walk(source, repository, tree, each);
        }
        each.accept(Reading.of(new Problem(
                answer instanceof Gone<Tree> ? ProblemKind.REPOSITORY_GONE : ProblemKind.FILE_UNREADABLE, source,
                repository.name(), "its files can't be listed: " + answer.sentence())));
        return new Missed(!(answer instanceof Gone<Tree>), Set.of());
    }

    private Missed walk(String source, Repository repository, Tree tree, Consumer<Reading> each) {
        var plan = Walk.plan(tree);
        each.accept(Reading.of(List.of(), complaints(source, repository, tree, plan)));
        var wanted = new HashMap<TreeFile, List<Wanted>>();
        plan.files().stream()
                .filter(file -> file.file().size() <= file.kind().most())
                .filter(file -> file.kind() != FileKind.LICENCE || !repository.facts().has(Field.LICENCE))
                .forEach(file -> wanted.computeIfAbsent(file.file(), none -> new ArrayList<>()).add(file));
        var missed = new HashSet<Key>();
        var readmes = new HashMap<String, String>();
        var waiting = new ArrayList<RepositoryFile>();
        forge.read(repository, tree, List.copyOf(wanted.keySet()), (file, content) -> {
            for (var what : wanted.getOrDefault(file, List.of())) {
                switch (content) {
                    case Found<Content>(var text) -> {
                        var read = new RepositoryFile(source, repository, tree.commit(), what, text);
                        switch (what.kind()) {
                            case README -> readmes.put(what.path(), text.text());
                            // Their texts are the READMEs beside them, which may come later.
                            case PLUGIN, MARKETPLACE, SERVER -> waiting.add(read);
                            case SKILL, AGENT, COMMAND, HOOKS, MCP_CONFIG, LICENCE -> each.accept(reading(read, ""));
                        }
                    }
                    case Answer.Gone<Content>(var sentence) -> each.accept(unread(source, repository, file, sentence));
                    case Answer.Blocked<Content>(var sentence) ->
                        each.accept(unread(source, repository, file, sentence));
                    case Answer.Failed<Content>(var sentence) -> {
                        each.accept(unread(source, repository, file, sentence));
                        thing(what.kind())
                                .ifPresent(kind -> missed.add(new Key(kind, repository.number(), what.path())));
                    }
                }
            }
        });
        for (var file : waiting) {
            each.accept(reading(file, Optional.ofNullable(readmes.get(file.wanted().path())).orElse("")));
        }
        return new Missed(false, missed);
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
        for (var link : plan.links()) {
            problems.add(new Problem(ProblemKind.INVALID_SHAPE, source, repository.name() + "/" + link.path(),
                    "is a symbolic link, which is not followed"));
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

    private static Reading unread(String source, Repository repository, TreeFile file, String sentence) {
        return Reading.of(new Problem(ProblemKind.FILE_UNREADABLE, source, repository.name() + "/" + file.path(),
                "could not be read: " + sentence));
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
