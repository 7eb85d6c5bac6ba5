package discovery.fetch;

import discovery.fetch.Answer.Found;
import discovery.model.Config;
import discovery.model.Field;
import discovery.model.Kind;
import discovery.model.Problem;
import discovery.model.ProblemKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads the files of lists: Markdown, CSV, JSON and YAML, in repositories that the configuration names and in those
/// that a search by topic finds.
final class ListNaming {
    private static final int LIST_BYTES = 8 << 20;
    private static final Pattern MCP = Pattern.compile("(?i)\\bmcp|model-?context-?protocol");

    private final Forge forge;
    private final Documents documents;
    private final Slices slices;
    private final Pending.Known known;
    private final Progress progress;

    ListNaming(Forge forge, Documents documents, Slices slices, Pending.Known known, Progress progress) {
        this.forge = forge;
        this.documents = documents;
        this.slices = slices;
        this.known = known;
        this.progress = progress;
    }

    Answer<Named> name(Config.Source source) {
        var pending = new ArrayList<Pending>();
        var problems = new ArrayList<Problem>();
        for (var name : source.repositories()) {
            var answer = known.repository(name);
            if (answer.isOpen()) {
                return answer.refused(name);
            }
            if (answer instanceof Found<Repository>(var repository)) {
                var read = read(source, repository, source.of(), problems);
                if (!(read instanceof Found<ListDocument>(var list))) {
                    return read.refused(name);
                }
                pending.add(list);
            } else {
                problems.add(new Problem(ProblemKind.REPOSITORY_GONE, source.id(), name, answer.sentence()));
            }
        }
        if (!source.topics().isEmpty()) {
            var found = found(source);
            if (!(found instanceof Found<List<Repository>>(var repositories))) {
                return found.refused("the search for lists");
            }
            for (var repository : repositories) {
                // What such a list holds, its own words tell.
                var of = source.of().or(() -> isAboutServers(repository)
                        ? Optional.of(Kind.MCP_SERVER)
                        : Optional.empty());
                var read = read(source, repository, of, problems);
                if (read.isOpen()) {
                    return read.refused(repository.name());
                }
                read.found().ifPresent(pending::add);
            }
        }
        progress.reached(source.id(), pending.size(), OptionalLong.empty());
        return new Found<>(Named.of(pending, problems));
    }

    private Answer<List<Repository>> found(Config.Source source) {
        var found = new LinkedHashMap<Long, Repository>();
        for (var topic : source.topics()) {
            for (var word : source.words().isEmpty() ? List.of("") : source.words()) {
                var answer = slices.of(topic, word, List.of(), source.every());
                if (!(answer instanceof Found<Slices.Sliced>(var sliced))) {
                    return answer.refused("`topic:%s %s`".formatted(topic, word));
                }
                sliced.repositories().forEach(repository -> found.putIfAbsent(repository.number(), repository));
            }
        }
        return new Found<>(found.values().stream()
                .sorted(Comparator.comparingLong((Repository each) -> -each.facts().number(Field.STARS).orElse(0))
                        .thenComparingLong(Repository::number))
                .limit(source.most() > 0 ? source.most() : Long.MAX_VALUE)
                .toList());
    }

    private static boolean isAboutServers(Repository repository) {
        return Stream.concat(Stream.of(repository.project(), repository.facts().text(Field.DESCRIPTION).orElse("")),
                repository.facts().list(Field.TOPICS).stream()).anyMatch(text -> MCP.matcher(text).find());
    }

    private Answer<ListDocument> read(
            Config.Source source, Repository repository, Optional<Kind> of, List<Problem> problems) {
        return texts(source, source.paths().isEmpty() ? List.of("README.md") : source.paths(), repository, problems)
                .then(
                        files -> {
                            var own = own(source, repository);
                            var items = files.values().stream()
                                    .flatMap(file -> items(file).stream())
                                    .filter(item -> GitHubLink.of(item.address())
                                            .map(link -> !own.contains(Texts.lower(link.name())))
                                            .orElse(false))
                                    .limit(source.most() > 0 && source.topics().isEmpty() ? source.most()
                                            : Long.MAX_VALUE)
                                    .toList();
                            return new Found<>(new ListDocument(source.id(), of, items));
                        });
    }

    private static Set<String> own(Config.Source source, Repository repository) {
        var own = new HashSet<String>();
        own.add(Texts.lower(repository.name()));
        source.repositories().forEach(name -> own.add(Texts.lower(name)));
        return own;
    }

    /// One file of a list.
    record Text(TreeFile file, Content content) {}

    private List<ListItem> items(Text text) {
        var name = Texts.lower(text.file().path());
        var words = text.content().text();
        if (name.endsWith(".csv")) {
            return ListTable.ofCsv(words);
        }
        if (name.endsWith(".json") || name.endsWith(".yaml") || name.endsWith(".yml")) {
            var parsed = name.endsWith(".json") ? documents.json(words) : documents.yaml(words);
            return parsed.found().map(value -> ListTable.of(new Foreign(value))).orElse(List.of());
        }
        return documents.markdown(words);
    }

    /// A source's files in a repository, in the order of these paths.
    Answer<SortedMap<Integer, Text>> texts(
            Config.Source source, List<String> paths, Repository repository, List<Problem> problems) {
        return forge.tree(repository).then(tree -> {
            var files = files(source, paths, repository, tree, problems);
            var texts = new TreeMap<Integer, Text>();
            var open = new ArrayList<Answer<Content>>();
            forge.read(repository, tree, files, (file, content) -> {
                content.found().ifPresent(found -> texts.put(files.indexOf(file), new Text(file, found)));
                if (content.found().isEmpty()) {
                    open.add(content);
                }
            });
            texts.values().stream().filter(text -> !text.content().utf8()).forEach(text -> problems.add(new Problem(
                    ProblemKind.NOT_UTF8, source.id(), repository.name() + "/" + text.file().path(),
                    "holds bytes that are not UTF-8")));
            return open.isEmpty() ? new Found<SortedMap<Integer, Text>>(texts)
                    : open.getFirst().refused("a file of it");
        });
    }

    private static List<TreeFile> files(
            Config.Source source, List<String> paths, Repository repository, Tree tree, List<Problem> problems) {
        var files = new ArrayList<TreeFile>();
        var named = source.repositories().stream().anyMatch(name -> name.equalsIgnoreCase(repository.name()));
        for (var path : paths) {
            var matching = tree.files().stream().filter(file -> !file.isLink() && matches(path, file)).toList();
            if (matching.isEmpty() && named) {
                problems.add(new Problem(ProblemKind.FILE_UNREADABLE, source.id(), repository.name() + "/" + path,
                        "is not there"));
            }
            matching.stream().filter(file -> !files.contains(file)).forEach(files::add);
        }
        var large = files.stream().filter(file -> file.size() > LIST_BYTES).toList();
        large.forEach(file -> problems.add(new Problem(
                ProblemKind.FILE_TOO_LARGE, source.id(), repository.name() + "/" + file.path(),
                "has %,d bytes; at most %,d are read".formatted(file.size(), LIST_BYTES))));
        files.removeAll(large);
        return files;
    }

    /// `docs/` stands for all Markdown files directly in that folder, `servers/*/server.yaml` for one in each folder.
    private static boolean matches(String path, TreeFile file) {
        if (path.endsWith("/")) {
            return (file.folder() + "/").equals(path) && Texts.lower(file.path()).endsWith(".md");
        }
        if (path.contains("*")) {
            return file.path().matches(Stream.of(path.split("\\*", -1))
                    .map(Pattern::quote)
                    .reduce((one, other) -> one + "[^/]*" + other)
                    .orElse(""));
        }
        return file.path().equals(path) || (path.equals("README.md") && Texts.lower(file.path()).equals("readme.md"));
    }
}
