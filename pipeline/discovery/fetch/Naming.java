package discovery.fetch;

import discovery.fetch.Answer.Failed;
import discovery.fetch.Answer.Found;
import discovery.model.Config;
import discovery.model.Field;
import discovery.model.Problem;
import discovery.model.ProblemKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// Asks one source what it names. Nothing is known of the named repositories yet.
final class Naming {
    private static final int LIST_BYTES = 8 << 20;
    private static final int PAGE_BYTES = 8 << 20;
    /// The official registry had 31,000 servers in pages of 100 in 2026.
    private static final int PAGES = 20_000;
    private static final int TOPICS_LEFT_OUT = 5;

    /// @param found repositories with what a search says of them
    record Named(List<Pending> pending, List<Repository> found, List<Problem> problems) {}

    private final Forge forge;
    private final Web web;
    private final Documents documents;
    private final LocalFolders folders;
    private final Map<String, String> environment;
    private final LocalDate today;
    private final Progress progress;

    Naming(
            Forge forge, Web web, Documents documents, LocalFolders folders, Map<String, String> environment,
            LocalDate today, Progress progress) {
        this.forge = forge;
        this.web = web;
        this.documents = documents;
        this.folders = folders;
        this.environment = environment;
        this.today = today;
        this.progress = progress;
    }

    Answer<Named> name(Config.Source source) {
        return switch (source.kind()) {
            case GITHUB_TOPICS -> topics(source);
            case GITHUB_REPOSITORIES, MARKETPLACES -> new Found<>(new Named(
                    List.of(new NamedRepositories(source.id(), source.repositories(), source.of(), true)), List.of(),
                    List.of()));
            case LIST -> list(source);
            case MCP_REGISTRY -> registry(source);
            case PACKS -> packs(source);
        };
    }

    /// Each topic's search leaves out repositories that an earlier one has, as far as GitHub takes that many words.
    private Answer<Named> topics(Config.Source source) {
        var found = new LinkedHashMap<Long, Repository>();
        var problems = new ArrayList<Problem>();
        for (var i = 0; i < source.topics().size(); i++) {
            var topic = source.topics().get(i);
            var answer = Slices.of(
                    forge, topic, source.topics().subList(0, Math.min(i, TOPICS_LEFT_OUT)), today.plusDays(1));
            if (!(answer instanceof Found<Slices.Sliced>(var sliced))) {
                return new Failed<>("the search for topic `%s` failed: %s".formatted(topic, answer.sentence()));
            }
            if (!sliced.whole()) {
                problems.add(new Problem(ProblemKind.BOUND_REACHED, source.id(), "topic:" + topic,
                        "has days on which more repositories were made than a search lists"));
            }
            sliced.repositories().forEach(repository -> found.putIfAbsent(repository.number(), repository));
            progress.reached(source.id(), found.size(), OptionalLong.empty());
        }
        var kept = found.values().stream()
                .sorted(Comparator.comparingLong((Repository each) -> -each.facts().number(Field.STARS).orElse(0))
                        .thenComparingLong(Repository::number))
                .limit(source.most() > 0 ? source.most() : Long.MAX_VALUE)
                .toList();
        var names = kept.stream().map(Repository::name).toList();
        return new Found<>(new Named(
                List.of(new NamedRepositories(source.id(), names, source.of(), false)), kept, problems));
    }

    private Answer<Named> list(Config.Source source) {
        var items = new ArrayList<ListItem>();
        var problems = new ArrayList<Problem>();
        var answers = forge.look(source.repositories());
        for (var name : source.repositories()) {
            var answer = answers.getOrDefault(name, new Failed<>("no answer"));
            if (answer instanceof Failed<Repository>(var sentence)) {
                return new Failed<>("%s: %s".formatted(name, sentence));
            }
            if (answer instanceof Found<Repository>(var repository)) {
                var failure = items(source, repository, items, problems);
                if (!failure.isEmpty()) {
                    return new Failed<>("%s: %s".formatted(name, failure));
                }
            } else {
                problems.add(new Problem(ProblemKind.REPOSITORY_GONE, source.id(), name, answer.sentence()));
            }
        }
        var own = new HashSet<String>();
        answers.values().forEach(answer -> answer.found().ifPresent(each -> own.add(Texts.lower(each.name()))));
        source.repositories().forEach(name -> own.add(Texts.lower(name)));
        var others = items.stream()
                .filter(item -> GitHubLink.of(item.address())
                        .map(link -> !own.contains(Texts.lower(link.name())))
                        .orElse(false))
                .limit(source.most() > 0 ? source.most() : Long.MAX_VALUE)
                .toList();
        progress.reached(source.id(), others.size(), OptionalLong.of(others.size()));
        return new Found<>(new Named(
                List.of(new ListDocument(source.id(), source.of(), others)), List.of(), problems));
    }

    /// Adds the items of a list's files; answers why they can't be had, or an empty text.
    private String items(
            Config.Source source, Repository repository, List<ListItem> items, List<Problem> problems) {
        var answer = forge.tree(repository);
        if (!(answer instanceof Found<Tree>(var tree))) {
            return answer.sentence();
        }
        var files = new ArrayList<TreeFile>();
        for (var path : source.paths().isEmpty() ? List.of("README.md") : source.paths()) {
            var matching = tree.files().stream().filter(file -> !file.isLink() && matches(path, file)).toList();
            if (matching.isEmpty()) {
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
        var texts = new TreeMap<Integer, Content>();
        var failures = new ArrayList<String>();
        forge.read(repository, tree, files, (file, content) -> {
            content.found().ifPresentOrElse(
                    text -> texts.put(files.indexOf(file), text),
                    () -> failures.add("%s: %s".formatted(file.path(), content.sentence())));
        });
        texts.forEach((place, text) -> {
            if (!text.utf8()) {
                problems.add(new Problem(ProblemKind.NOT_UTF8, source.id(),
                        repository.name() + "/" + files.get(place).path(), "holds bytes that are not UTF-8"));
            }
            items.addAll(documents.markdown(text.text()));
        });
        return failures.isEmpty() ? "" : failures.getFirst();
    }

    /// `docs/` stands for all Markdown files directly in that folder.
    private static boolean matches(String path, TreeFile file) {
        return path.endsWith("/")
                ? (file.folder() + "/").equals(path) && Texts.lower(file.path()).endsWith(".md")
                : file.path().equals(path)
                        || (path.equals("README.md") && Texts.lower(file.path()).equals("readme.md"));
    }

    /// Pages of `GET /v0.1/servers` (modelcontextprotocol/registry: docs/reference/api/openapi.yaml). A page that is
    /// short of its own count, or a cursor that comes again, is a failure: a half-read registry must not look like a
    /// shrunken one.
    private Answer<Named> registry(Config.Source source) {
        var endpoint = Environment.expand(source.endpoint().orElse(""), environment).replaceFirst("/+$", "");
        if (endpoint.isEmpty()) {
            return new Failed<>("the configuration gives no `endpoint`");
        }
        var servers = new LinkedHashMap<String, Reading>();
        var problems = new ArrayList<Problem>();
        var cursors = new HashSet<String>();
        var cursor = "";
        for (var page = 0; page < PAGES; page++) {
            var query = new TreeMap<>(Map.of("limit", "100", "version", "latest"));
            if (!cursor.isEmpty()) {
                query.put("cursor", cursor);
            }
            var answer = web.get(endpoint + "/v0.1/servers", query, PAGE_BYTES)
                    .then(content -> documents.json(content.text()));
            if (!(answer instanceof Found<Object>(var value))) {
                return new Failed<>("page %d: %s".formatted(page + 1, answer.sentence()));
            }
            var document = new Foreign(value);
            var list = document.at("servers");
            var metadata = document.at("metadata");
            var count = metadata.text("count").orElse("");
            if (!list.isList() || (count.matches("\\d{1,9}") && Integer.parseInt(count) > list.items().size())) {
                return new Failed<>("page %d holds no list of servers, or only a part of one".formatted(page + 1));
            }
            for (var element : list.items()) {
                if (ServerDocument.isLatest(element)) {
                    var reading = ServerDocument.read(source.id(), "page " + (page + 1), element);
                    problems.addAll(reading.problems());
                    reading.pending().forEach(pending -> servers.put(
                            element.at("server").text("name").or(() -> element.text("name")).orElse(""), reading));
                }
            }
            progress.reached(source.id(), servers.size(), OptionalLong.empty());
            cursor = metadata.text("nextCursor").or(() -> metadata.text("next_cursor")).orElse("");
            if (cursor.isEmpty() || (source.most() > 0 && servers.size() >= source.most())) {
                var pending = servers.values().stream()
                        .flatMap(reading -> reading.pending().stream())
                        .limit(source.most() > 0 ? source.most() : Long.MAX_VALUE)
                        .toList();
                return new Found<>(new Named(pending, List.of(), problems));
            }
            if (!cursors.add(cursor)) {
                return new Failed<>("page %d leads back to an earlier page".formatted(page + 1));
            }
        }
        return new Failed<>("there are more than %,d pages".formatted(PAGES));
    }

    private Answer<Named> packs(Config.Source source) {
        var pending = new ArrayList<Pending>();
        var problems = new ArrayList<Problem>();
        for (var folder : source.paths()) {
            var answer = folders.yaml(folder);
            if (!(answer instanceof Found<SortedMap<String, String>>(var files))) {
                return new Failed<>(answer.sentence());
            }
            files.forEach((file, text) -> {
                var reading = PackFile.read(source.id(), folder + "/" + file, text, documents);
                pending.addAll(reading.pending());
                problems.addAll(reading.problems());
            });
        }
        return new Found<>(new Named(pending, List.of(), problems));
    }
}
