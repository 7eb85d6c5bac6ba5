package discovery.edge.world;

import discovery.edge.cache.GitId;
import discovery.edge.http.Contents;
import discovery.edge.json.Json;
import discovery.edge.json.MalformedException;
import discovery.fetch.Answer;
import discovery.fetch.Answer.Failed;
import discovery.fetch.Answer.Found;
import discovery.fetch.Answer.Gone;
import discovery.fetch.Content;
import discovery.fetch.Foreign;
import discovery.fetch.Forge;
import discovery.fetch.Repository;
import discovery.fetch.RepositoryDocument;
import discovery.fetch.Tree;
import discovery.fetch.TreeFile;
import discovery.model.Field;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// Repositories in a folder: `github/OWNER/REPO.json` as GitHub's REST interface describes one, and its files in
/// `github/OWNER/REPO/`. Ids of files are git's; ids of commits are made from the files, so they change with them.
public final class WorldForge implements Forge {
    private static final String GITHUB = "github/";

    /// @param files by path in the repository
    private record Stored(Repository repository, TreeMap<String, Path> files) {}

    private final Map<String, Stored> repositories = new HashMap<>();
    private final Map<String, String> renamed = new HashMap<>();

    WorldForge(World world) throws IOException {
        for (var each : world.files().entrySet()) {
            var parts = each.getKey().split("/", -1);
            if (each.getKey().startsWith(GITHUB) && parts.length == 3 && parts[2].endsWith(".json")) {
                var folder = each.getKey().replaceFirst("\\.json$", "/");
                var files = new TreeMap<String, Path>();
                world.files().subMap(folder, folder + Character.MAX_VALUE)
                        .forEach((path, file) -> files.put(path.substring(folder.length()), file));
                var repository = repository(each.getValue());
                repositories.put(lower(repository.name()), new Stored(repository, files));
            }
        }
        world.moved().forEach((from, to) -> {
            if (from.matches(GITHUB + "[^/]+/[^/]+\\.json") && to.matches(GITHUB + "[^/]+/[^/]+\\.json")) {
                renamed.put(lower(name(from)), lower(name(to)));
            }
        });
    }

    private static String name(String path) {
        return path.substring(GITHUB.length(), path.length() - ".json".length());
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static Repository repository(Path file) throws IOException {
        try {
            return RepositoryDocument.ofRest(new Foreign(Json.parse(Files.readString(file))))
                    .orElseThrow(() -> new IOException(file + ": gives no `id` or no `full_name`"));
        } catch (MalformedException e) {
            throw new IOException(file + e.place(), e);
        }
    }

    @Override
    public Answer<Hits> search(Search search) {
        var hits = repositories.values().stream()
                .map(Stored::repository)
                .filter(each -> each.facts().list(Field.TOPICS).contains(search.topic()))
                .filter(each -> each.facts().list(Field.TOPICS).stream().noneMatch(search.without()::contains))
                .filter(each -> !each.facts().flag(Field.FORK))
                .filter(each -> search.pushed().isEmpty() || each.facts().day(Field.PUSHED).orElse(0)
                        >= search.pushed().get().toEpochDay())
                .filter(each -> search.word().isEmpty() || words(each).contains(lower(search.word())))
                .filter(each -> {
                    var made = each.facts().day(Field.CREATED).orElse(search.from().toEpochDay());
                    return made >= search.from().toEpochDay() && made <= search.to().toEpochDay();
                })
                .sorted(Comparator.comparing(Repository::name))
                .toList();
        return new Found<>(new Hits(hits.size(), hits));
    }

    private static String words(Repository repository) {
        return lower(String.join(" ", repository.name(), repository.facts().text(Field.DESCRIPTION).orElse(""),
                String.join(" ", repository.facts().list(Field.TOPICS))));
    }

    /// Nobody searches for files in a world: its sources name what it has.
    @Override
    public Answer<Hits> searchCode(CodeSearch search) {
        return new Found<>(new Hits(0, List.of()));
    }

    @Override
    public Map<String, Answer<Repository>> look(Collection<String> names) {
        var answers = new HashMap<String, Answer<Repository>>();
        for (var name : names) {
            answers.put(name, stored(name)
                    .<Answer<Repository>>map(found -> new Found<>(found.repository()))
                    .orElseGet(() -> new Gone<>("%s is not in this world".formatted(name))));
        }
        return answers;
    }

    private Optional<Stored> stored(String name) {
        return Optional.ofNullable(repositories.get(lower(name)))
                .or(() -> Optional.ofNullable(renamed.get(lower(name)))
                        .flatMap(now -> Optional.ofNullable(repositories.get(now))));
    }

    @Override
    public Answer<Tree> tree(Repository repository) {
        var stored = stored(repository.name());
        if (stored.isEmpty()) {
            return new Gone<>("%s is not in this world".formatted(repository.name()));
        }
        try {
            var files = new ArrayList<TreeFile>();
            var lines = new StringBuilder();
            for (var each : stored.get().files().entrySet()) {
                var bytes = LocalForge.bytes(each.getValue());
                var blob = GitId.ofBlob(bytes);
                var mode = Files.isSymbolicLink(each.getValue()) ? "120000" : "100644";
                files.add(new TreeFile(each.getKey(), mode, blob, bytes.length));
                lines.append(each.getKey()).append(' ').append(blob).append('\n');
            }
            return new Found<>(new Tree(GitId.ofText(lines.toString()), files, false));
        } catch (IOException e) {
            return new Failed<>(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void read(
            Repository repository, Tree tree, List<TreeFile> files, BiConsumer<TreeFile, Answer<Content>> each) {
        var stored = stored(repository.name());
        for (var file : files) {
            var real = stored.flatMap(known -> Optional.ofNullable(known.files().get(file.path())));
            each.accept(file, real.map(LocalForge::content).orElseGet(() -> new Gone<>("is not in this world")));
        }
    }
}
