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
import discovery.edge.tar.Tar;
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
import discovery.model.Field;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.zip.GZIPInputStream;
import org.kohsuke.github.GHException;
import org.kohsuke.github.GHFileNotFoundException;
import org.kohsuke.github.HttpException;

/// GitHub: searches, trees and blobs as they stream, metadata in bulk through GraphQL, many new files of one repository
/// as one archive; hub4j where little is asked. A blob that was read once is never asked for again, nor is a tree.
public final class HubForge implements Forge {
    private static final int SEARCHES = 3;
    /// GitHub takes 30 searches a minute; while one is read, another may be under way.
    private static final int SEARCHES_AT_ONCE = 2;
    private static final int BLOB_TRIES = 3;
    /// No file of more than 8 MiB is asked for.
    private static final long MOST_OF_BLOB = 12 << 20;
    private static final Map<String, String> RAW = Map.of("Accept", "application/vnd.github.raw+json");
    /// From so many new files on, one archive costs less than a request for each.
    private static final int ARCHIVE_FILES = 20;
    /// Archives are for repositories that are mostly about what we want: bytes of all files for each new file.
    private static final long ARCHIVE_BYTES_PER_FILE = 4 << 20;
    private static final long ARCHIVE_BYTES = 512L << 20;
    /// After so many days a name that was gone or blocked is asked about again, one request for each.
    private static final int VERDICT_DAYS = 7;

    private final Hub hub;
    private final Wire wire;
    private final URI api;
    private final Optional<Metadata> metadata;
    private final Cache cache;
    private final Path folder;
    private final LocalDate today;
    private final SearchPages pages;
    private final Trees trees;
    private final Semaphore searching = new Semaphore(SEARCHES_AT_ONCE);
    /// By names in lower case; without a token only.
    private final Map<String, Repository> searched = new ConcurrentHashMap<>();
    private final ReentrantLock searchingCode = new ReentrantLock();

    /// @param graph  empty: without a token there is no GraphQL, and every repository is a request
    /// @param folder for archives on their way
    HubForge(
            Hub hub, Wire wire, URI api, Optional<GraphQuery> graph, Cache cache, Path folder, LocalDate today) {
        this.hub = hub;
        this.wire = wire;
        this.api = api;
        this.pages = new SearchPages(wire, api);
        this.trees = new Trees(wire, api, hub);
        this.metadata = graph.map(known -> new Metadata(known, cache, today));
        this.cache = cache;
        this.folder = folder;
        this.today = today;
    }

    /// An answer that says that it is incomplete, or that has fewer repositories than it counts, is asked for again, and
    /// then is none.
    @Override
    public Answer<Hits> search(Search search) {
        searching.acquireUninterruptibly();
        try {
            Answer<Hits> answer = new Failed<>("was not asked");
            for (var attempt = 0; attempt < SEARCHES; attempt++) {
                answer = pages.repositories(search);
                if (answer instanceof Found<Hits> || answer instanceof Later<Hits>) {
                    break;
                }
            }
            if (metadata.isEmpty()) {
                answer.found().ifPresent(hits -> hits.repositories()
                        .forEach(repository -> searched.put(Metadata.lower(repository.name()), repository)));
            }
            return answer;
        } finally {
            searching.release();
        }
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
                answer = pages.files(search);
                if (answer instanceof Later<Hits>) {
                    return answer;
                }
            }
            return answer;
        } finally {
            searchingCode.unlock();
        }
    }

    @Override
    public Map<String, Answer<Repository>> look(Collection<String> names) {
        var answers = new HashMap<String, Answer<Repository>>();
        if (metadata.isEmpty()) {
            names.forEach(name -> answers.put(name, sparingly(name)));
            return answers;
        }
        metadata.get().look(names).forEach((name, answer) -> answers.put(name,
                answer instanceof Gone<Repository>(var sentence) && !sentence.endsWith(Answer.PRIVATE)
                        ? verdict(name)
                        : answer));
        return answers;
    }

    /// Without a token every repository would be one of sixty requests an hour: what a search said of it tonight will do,
    /// or what it said itself some days ago. Otherwise no night would come to the files.
    private Answer<Repository> sparingly(String name) {
        var known = Optional.ofNullable(searched.get(Metadata.lower(name)))
                .or(() -> Metadata.fresh(cache, name, today).map(Cache.Described::repository));
        if (known.isPresent()) {
            // Where the head is, is asked anew.
            return new Found<>(new Repository(known.get().number(), known.get().name(), "", "", known.get().facts()));
        }
        var answer = alone(name);
        answer.found().ifPresent(repository -> cache.described(Metadata.lower(name),
                new Cache.Described(today.toEpochDay(), "", repository)));
        return answer;
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
        return asked(repository.name(), () -> {
            var commit = repository.commit();
            if (commit.isEmpty()) {
                commit = hub.of(repository)
                        .getRef("heads/" + repository.facts().text(Field.DEFAULT_BRANCH).orElse("main"))
                        .getObject()
                        .getSha();
            }
            var listed = trees.list(repository, repository.tree().isEmpty() ? commit : repository.tree());
            return new Found<>(new Tree(commit, listed.files(), !listed.whole()));
        });
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
            answer = asked(repository.name(), () -> {
                var reply = wire.send(Ask.get(URI.create("%s/repos/%s/git/blobs/%s".formatted(
                        api, repository.name(), id)), RAW, MOST_OF_BLOB, new Memory.None()));
                if (reply.status() != 200) {
                    throw new StatusException(reply.status());
                }
                var bytes = reply.body();
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
                    Tar.read(in, 2 * ARCHIVE_BYTES, member -> sizes.contains(member.size()), (_, bytes) -> {
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

    private interface Question<T> {
        Answer<T> ask() throws IOException;
    }

    /// Exceptions as answers; hub4j wraps some in unchecked ones.
    private static <T> Answer<T> asked(String name, Question<T> question) {
        try {
            return question.ask();
        } catch (IOException | GHException e) {
            return failed(name, e);
        }
    }

    private static <T> Answer<T> failed(String name, Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof PostponedException) {
                return new Later<>(String.valueOf(cause.getMessage()));
            }
            if (cause instanceof WireException) {
                return new Failed<>(String.valueOf(cause.getMessage()));
            }
            if (cause instanceof GHFileNotFoundException) {
                return refused(name, 404, "");
            }
            if (cause instanceof StatusException status) {
                return refused(name, status.status(), "");
            }
            if (cause instanceof HttpException http && http.getResponseCode() > 0) {
                return refused(name, http.getResponseCode(), String.valueOf(http.getMessage()));
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
