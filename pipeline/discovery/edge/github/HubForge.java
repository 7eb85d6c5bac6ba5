package discovery.edge.github;

import discovery.edge.cache.Cache;
import discovery.edge.cache.GitId;
import discovery.edge.http.Contents;
import discovery.edge.http.PostponedException;
import discovery.edge.http.Wire;
import discovery.edge.http.Wire.Ask;
import discovery.edge.http.Wire.Memory;
import discovery.edge.http.WireException;
import discovery.edge.json.Json;
import discovery.edge.json.MalformedException;
import discovery.fetch.Answer;
import discovery.fetch.Answer.Blocked;
import discovery.fetch.Answer.Failed;
import discovery.fetch.Answer.Found;
import discovery.fetch.Answer.Gone;
import discovery.fetch.Answer.Later;
import discovery.fetch.Content;
import discovery.fetch.Foreign;
import discovery.fetch.Forge;
import discovery.fetch.Repository;
import discovery.fetch.RepositoryDocument;
import discovery.fetch.Tree;
import discovery.fetch.TreeFile;
import discovery.model.Facts;
import discovery.model.Field;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.zip.GZIPInputStream;
import org.kohsuke.github.GHEventPayload;
import org.kohsuke.github.GHException;
import org.kohsuke.github.GHFileNotFoundException;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GHRepositorySearchBuilder;
import org.kohsuke.github.GHTreeEntry;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.HttpException;

/// GitHub: searches, trees and blobs through hub4j, metadata in bulk through GraphQL, many new files of one repository
/// as one archive. A blob that was read once is never asked for again, nor is a tree.
public final class HubForge implements Forge {
    private static final int PAGE = 100;
    private static final int SEARCHES = 3;
    private static final int BLOB_TRIES = 3;
    /// GitHub cuts recursive trees off at 100,000 entries; a repository with more has some such trees below its root.
    private static final int TREES = 300;
    private static final int FILES = 200_000;
    /// From so many new files on, one archive costs less than a request for each.
    private static final int ARCHIVE_FILES = 20;
    /// Archives are for repositories that are mostly about what we want: bytes of all files for each new file.
    private static final long ARCHIVE_BYTES_PER_FILE = 4 << 20;
    private static final long ARCHIVE_BYTES = 512L << 20;
    /// After so many days a name that was gone or blocked is asked about again, one request for each.
    private static final int VERDICT_DAYS = 7;

    private final GitHub hub;
    private final Wire wire;
    private final URI api;
    private final Optional<Metadata> metadata;
    private final Cache cache;
    private final Path folder;
    private final LocalDate today;
    private final ReentrantLock searching = new ReentrantLock();
    private final ReentrantLock searchingCode = new ReentrantLock();

    /// @param graph  empty: without a token there is no GraphQL, and every repository is a request
    /// @param folder for archives on their way
    HubForge(
            GitHub hub, Wire wire, URI api, Optional<GraphQuery> graph, Cache cache, Path folder, LocalDate today) {
        this.hub = hub;
        this.wire = wire;
        this.api = api;
        this.metadata = graph.map(known -> new Metadata(known, cache, today));
        this.cache = cache;
        this.folder = folder;
        this.today = today;
    }

    /// One at a time: GitHub takes 30 a minute. An answer that says that it is incomplete, or that has fewer
    /// repositories than it counts, is asked for again, and then is none.
    @Override
    public Answer<Hits> search(Search search) {
        searching.lock();
        try {
            Answer<Hits> answer = new Failed<>("was not asked");
            for (var attempt = 0; attempt < SEARCHES; attempt++) {
                answer = searchOnce(search);
                if (answer instanceof Found<Hits> || answer instanceof Later<Hits>) {
                    return answer;
                }
            }
            return answer;
        } finally {
            searching.unlock();
        }
    }

    private Answer<Hits> searchOnce(Search search) {
        return asked(() -> {
            var query = hub.searchRepositories().q((search.word() + " topic:" + search.topic()).strip());
            search.without().forEach(topic -> query.q("-topic:" + topic));
            search.pushed().ifPresent(day -> query.pushed(">=" + day));
            var found = query.created("%s..%s".formatted(search.from(), search.to()))
                    .sort(GHRepositorySearchBuilder.Sort.STARS)
                    .list()
                    .withPageSize(PAGE);
            // The iterator first: the total is then known without a second request.
            var pages = found.iterator();
            var any = pages.hasNext();
            var total = found.getTotalCount();
            if (found.isIncomplete()) {
                return new Failed<>("GitHub did not finish the search for `topic:%s`".formatted(search.topic()));
            }
            if (!any || (total > HITS && search.from().isBefore(search.to()))) {
                return new Found<>(new Hits(total, List.of()));
            }
            var repositories = new LinkedHashMap<Long, Repository>();
            while (repositories.size() < HITS && pages.hasNext()) {
                var repository = of(pages.next());
                repositories.put(repository.number(), repository);
            }
            if (found.isIncomplete() || repositories.size() < Math.min(total, HITS) * 98 / 100) {
                return new Failed<>("GitHub listed %d of %d repositories for `topic:%s`".formatted(
                        repositories.size(), total, search.topic()));
            }
            return new Found<>(new Hits(total, List.copyOf(repositories.values())));
        });
    }

    @Override
    public Answer<Hits> searchCode(CodeSearch search) {
        if (metadata.isEmpty()) {
            return new Later<>("GitHub searches files only for those who show a token");
        }
        searchingCode.lock();
        try {
            Answer<Hits> answer = new Failed<>("was not asked");
            for (var attempt = 0; attempt < SEARCHES && !(answer instanceof Found<Hits>); attempt++) {
                answer = CodePages.read(wire, api, search);
                if (answer instanceof Later<Hits>) {
                    return answer;
                }
            }
            return answer;
        } finally {
            searchingCode.unlock();
        }
    }

    /// hub4j leaves out topics and licence; they come with the bulk metadata.
    private static Repository of(GHRepository repository) throws IOException {
        var facts = Facts.builder()
                .put(Field.DESCRIPTION, Optional.ofNullable(repository.getDescription()))
                .put(Field.HOMEPAGE, Optional.ofNullable(repository.getHomepage()))
                .put(Field.LANGUAGE, Optional.ofNullable(repository.getLanguage()))
                .put(Field.STARS, repository.getStargazersCount())
                .put(Field.FORKS, repository.getForksCount())
                .put(Field.ISSUES, repository.getOpenIssueCount())
                .put(Field.CREATED, Optional.ofNullable(repository.getCreatedAt()).map(HubForge::day))
                .put(Field.PUSHED, Optional.ofNullable(repository.getPushedAt()).map(HubForge::day))
                .flag(Field.ARCHIVED, repository.isArchived())
                .flag(Field.FORK, repository.isFork())
                .put(Field.DEFAULT_BRANCH, Optional.ofNullable(repository.getDefaultBranch()))
                .build();
        return new Repository(repository.getId(), repository.getFullName(), "", "", facts);
    }

    private static String day(Date date) {
        return DateTimeFormatter.ISO_LOCAL_DATE.format(date.toInstant().atOffset(ZoneOffset.UTC));
    }

    @Override
    public Map<String, Answer<Repository>> look(Collection<String> names) {
        var answers = new HashMap<String, Answer<Repository>>();
        if (metadata.isEmpty()) {
            names.forEach(name -> answers.put(name, alone(name)));
            return answers;
        }
        metadata.get().look(names).forEach((name, answer) -> answers.put(name,
                answer instanceof Gone<Repository>(var sentence) && !sentence.endsWith(Answer.PRIVATE)
                        ? verdict(name)
                        : answer));
        return answers;
    }

    /// GraphQL does not tell gone repositories from blocked ones; the REST interface does.
    private Answer<Repository> verdict(String name) {
        var known = cache.verdict(name)
                .filter(verdict -> Math.abs(ChronoUnit.DAYS.between(verdict.day(), today)) < VERDICT_DAYS);
        if (known.isPresent()) {
            return known.get().word().equals("blocked")
                    ? new Blocked<>("%s may not be shown, for legal reasons".formatted(name))
                    : new Gone<>("%s is not there, or not for us".formatted(name));
        }
        var answer = alone(name);
        if (answer instanceof Gone<Repository> || answer instanceof Blocked<Repository>) {
            cache.verdict(name, new Cache.Verdict(today, answer instanceof Gone<Repository> ? "gone" : "blocked"));
        }
        return answer;
    }

    private Answer<Repository> alone(String name) {
        try {
            var ask = Ask.get(URI.create("%s/repos/%s".formatted(api, name)),
                    Map.of("Accept", "application/vnd.github+json"), HubConnector.MOST, new Memory.ByTag());
            var reply = wire.send(ask);
            if (reply.status() != 200) {
                return refused(name, reply.status(), "");
            }
            var document = new Foreign(Json.parse(new String(reply.body(), StandardCharsets.UTF_8)));
            if (RepositoryDocument.isPrivate(document)) {
                return new Gone<>("%s %s".formatted(name, Answer.PRIVATE));
            }
            return RepositoryDocument.ofRest(document)
                    .<Answer<Repository>>map(Found::new)
                    .orElseGet(() -> {
                        wire.forget(ask);
                        return new Failed<>("GitHub describes %s without number or name".formatted(name));
                    });
        } catch (PostponedException e) {
            return new Later<>(String.valueOf(e.getMessage()));
        } catch (WireException | MalformedException | IllegalArgumentException e) {
            return new Failed<>(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Answer<Tree> tree(Repository repository) {
        return asked(() -> {
            var there = at(repository);
            var commit = repository.commit();
            if (commit.isEmpty()) {
                commit = there.getRef("heads/" + repository.facts().text(Field.DEFAULT_BRANCH).orElse("main"))
                        .getObject()
                        .getSha();
            }
            var files = new ArrayList<TreeFile>();
            var whole = list(there, repository.tree().isEmpty() ? commit : repository.tree(), "", files, new int[1]);
            return new Found<>(new Tree(commit, files, !whole));
        });
    }

    /// Adds the files of a tree and of those below it; false when there are too many.
    private static boolean list(GHRepository there, String id, String prefix, List<TreeFile> files, int[] asked)
            throws IOException {
        if (++asked[0] > TREES) {
            return false;
        }
        var tree = there.getTreeRecursive(id, 1);
        if (!tree.isTruncated()) {
            tree.getTree().forEach(entry -> add(entry, prefix, files));
            return files.size() <= FILES;
        }
        // Too large for one answer: folder by folder.
        var whole = true;
        for (var entry : there.getTree(id).getTree()) {
            if ("tree".equals(entry.getType())) {
                whole &= list(there, entry.getSha(), prefix + entry.getPath() + "/", files, asked);
            } else {
                add(entry, prefix, files);
            }
        }
        return whole && files.size() <= FILES;
    }

    private static void add(GHTreeEntry entry, String prefix, List<TreeFile> files) {
        if ("blob".equals(entry.getType()) && files.size() <= FILES) {
            files.add(new TreeFile(
                    prefix + entry.getPath(), String.valueOf(entry.getMode()), entry.getSha(), entry.getSize()));
        }
    }

    @Override
    public void read(
            Repository repository, Tree tree, List<TreeFile> files, BiConsumer<TreeFile, Answer<Content>> each) {
        var open = new LinkedHashMap<String, List<TreeFile>>();
        files.forEach(file -> open.computeIfAbsent(file.blob(), none -> new ArrayList<>()).add(file));
        for (var id : List.copyOf(open.keySet())) {
            cache.blob(id).ifPresent(bytes -> hand(open, id, new Found<>(Contents.of(bytes)), each));
        }
        var all = tree.files().stream().mapToLong(TreeFile::size).sum();
        if (open.size() >= ARCHIVE_FILES && all <= ARCHIVE_BYTES && all / open.size() <= ARCHIVE_BYTES_PER_FILE) {
            archive(repository, tree.commit(), open, each);
        }
        Together.each(List.copyOf(open.keySet()), id -> blob(repository, id),
                (id, answer) -> hand(open, id, answer, each));
    }

    private static void hand(
            Map<String, List<TreeFile>> open, String id, Answer<Content> answer,
            BiConsumer<TreeFile, Answer<Content>> each) {
        Optional.ofNullable(open.remove(id)).orElse(List.of()).forEach(file -> each.accept(file, answer));
    }

    /// One file, and only if its bytes are those that the id names.
    private Answer<Content> blob(Repository repository, String id) {
        Answer<Content> answer = new Failed<>("was not asked for");
        for (var attempt = 0; attempt < BLOB_TRIES; attempt++) {
            answer = asked(() -> {
                byte[] bytes;
                try (var in = at(repository).readBlob(id)) {
                    bytes = in.readAllBytes();
                }
                if (!GitId.ofBlob(bytes).equals(id)) {
                    return new Failed<>("GitHub gave other bytes than those of blob " + id);
                }
                cache.blob(id, bytes);
                return new Found<>(Contents.of(bytes));
            });
            if (!(answer instanceof Failed<Content>)) {
                return answer;
            }
        }
        return answer;
    }

    /// Many files as one archive. What it lacks, or what fails, is left for single requests; `export-ignore` and
    /// `export-subst` in a repository make archives that differ from its tree.
    private void archive(
            Repository repository, String commit, Map<String, List<TreeFile>> open,
            BiConsumer<TreeFile, Answer<Content>> each) {
        var sizes = new HashSet<Long>();
        open.values().forEach(files -> sizes.add(files.getFirst().size()));
        var file = folder.resolve(".new-%d-%s.tar.gz".formatted(repository.number(), commit));
        try {
            var address = URI.create("%s/repos/%s/tarball/%s".formatted(api, repository.name(), commit));
            var reply = wire.download(Ask.file(address, ARCHIVE_BYTES), file);
            if (reply.status() == 200) {
                try (var in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)), 1 << 16)) {
                    Tarball.read(in, 2 * ARCHIVE_BYTES, sizes::contains, bytes -> {
                        var id = GitId.ofBlob(bytes);
                        if (open.containsKey(id)) {
                            cache.blob(id, bytes);
                            hand(open, id, new Found<>(Contents.of(bytes)), each);
                        }
                    });
                }
            }
        } catch (IOException leftForSingleRequests) {
            // Each of its files is asked for alone, and says itself what is wrong.
        } finally {
            delete(file);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// hub4j's object for a repository, without asking GitHub for it: the paths of requests need its name only.
    private GHRepository at(Repository repository) throws IOException {
        var name = repository.name();
        var slash = name.indexOf('/');
        var payload = Json.line(Map.of("repository", Map.of(
                "id", repository.number(), "name", name.substring(slash + 1), "full_name", name,
                "owner", Map.of("login", name.substring(0, slash)))));
        return hub.parseEventPayload(new StringReader(payload), GHEventPayload.Ping.class).getRepository();
    }

    private interface Question<T> {
        Answer<T> ask() throws IOException;
    }

    /// hub4j's exceptions as answers; while iterating it wraps them in unchecked ones.
    private static <T> Answer<T> asked(Question<T> question) {
        try {
            return question.ask();
        } catch (GHFileNotFoundException e) {
            return new Gone<>("GitHub does not have it");
        } catch (IOException e) {
            return failed(e);
        } catch (GHException e) {
            return failed(e);
        }
    }

    private static <T> Answer<T> failed(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof GHFileNotFoundException) {
                return new Gone<>("GitHub does not have it");
            }
            if (cause instanceof PostponedException) {
                return new Later<>(String.valueOf(cause.getMessage()));
            }
            if (cause instanceof WireException) {
                return new Failed<>(String.valueOf(cause.getMessage()));
            }
            if (cause instanceof HttpException http && http.getResponseCode() > 0) {
                return refused("it", http.getResponseCode(), String.valueOf(http.getMessage()));
            }
        }
        return new Failed<>(line(String.valueOf(e.getMessage())));
    }

    private static <T> Answer<T> refused(String name, int status, String message) {
        return switch (status) {
            case 401 -> new Failed<>("GitHub refuses the token");
            case 404, 410 -> new Gone<>("%s is not there, or not for us".formatted(name));
            case 451 -> new Blocked<>("%s may not be shown, for legal reasons".formatted(name));
            // An empty repository has no tree.
            case 409 -> new Gone<>("%s %s".formatted(name, Answer.EMPTY));
            default -> new Failed<>(line("GitHub answers with status %d. %s".formatted(status, message)));
        };
    }

    private static String line(String text) {
        return text.lines().findFirst().orElse("no reason given");
    }
}
