package discovery.fetch;

import discovery.fetch.Answer.Failed;
import discovery.fetch.Answer.Found;
import discovery.fetch.Answer.Gone;
import discovery.model.Facts;
import discovery.model.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/// Repositories in memory, with what can go wrong with them. Answers after a moment of its own choosing.
final class FakeForge implements Forge {
    private record Stored(Repository repository, TreeMap<String, String> files) {}

    private final Map<String, Stored> repositories = new LinkedHashMap<>();
    private final Map<String, String> renamed = new HashMap<>();
    final Set<String> brokenSearches = new HashSet<>();
    final Set<String> brokenTrees = new HashSet<>();
    final Set<String> brokenFiles = new HashSet<>();
    final Set<String> brokenNames = new HashSet<>();
    final Set<String> blockedNames = new HashSet<>();
    final Set<String> links = new HashSet<>();
    final Map<String, Integer> treesAsked = new ConcurrentHashMap<>();
    final Map<String, Integer> filesAsked = new ConcurrentHashMap<>();
    private final Random moments = new Random(7);

    FakeForge with(long number, String name, List<String> topics, String... files) {
        var stored = new TreeMap<String, String>();
        for (var i = 0; i < files.length; i += 2) {
            stored.put(files[i], files[i + 1]);
        }
        var facts = Facts.builder().put(Field.STARS, number).put(Field.TOPICS, topics).build();
        repositories.put(Texts.lower(name), new Stored(
                new Repository(number, name, "c".repeat(40), "d".repeat(40), facts), stored));
        return this;
    }

    FakeForge head(String name, String commit) {
        repositories.computeIfPresent(name, (same, before) -> new Stored(
                new Repository(before.repository().number(), before.repository().name(), commit,
                        before.repository().tree(), before.repository().facts()),
                before.files()));
        return this;
    }

    FakeForge renamed(String from, String to) {
        renamed.put(Texts.lower(from), Texts.lower(to));
        return this;
    }

    @Override
    public Answer<Hits> search(Search search) {
        pause();
        if (brokenSearches.contains(search.topic())) {
            return new Failed<>("the search broke");
        }
        var hits = repositories.values().stream()
                .map(Stored::repository)
                .filter(each -> each.facts().list(Field.TOPICS).contains(search.topic()))
                .filter(each -> each.facts().list(Field.TOPICS).stream().noneMatch(search.without()::contains))
                .toList();
        return new Found<>(new Hits(hits.size(), hits));
    }

    @Override
    public Answer<Hits> searchCode(CodeSearch search) {
        return new Found<>(new Hits(0, List.of()));
    }

    @Override
    public Map<String, Answer<Repository>> look(Collection<String> names) {
        pause();
        var answers = new HashMap<String, Answer<Repository>>();
        for (var name : names) {
            var key = renamed.getOrDefault(Texts.lower(name), Texts.lower(name));
            var stored = repositories.get(key);
            answers.put(name, brokenNames.contains(key)
                    ? new Failed<>("GitHub is away")
                    : blockedNames.contains(key)
                            ? new Answer.Blocked<>("blocked")
                    : stored == null ? new Gone<>("gone") : new Found<>(stored.repository()));
        }
        return answers;
    }

    @Override
    public Answer<Tree> tree(Repository repository) {
        pause();
        var key = Texts.lower(repository.name());
        treesAsked.merge(key, 1, Integer::sum);
        var stored = repositories.get(key);
        if (stored == null || brokenTrees.contains(key)) {
            return new Failed<>("the tree broke");
        }
        var files = new ArrayList<TreeFile>();
        stored.files().forEach((path, text) -> files.add(new TreeFile(path,
                links.contains(path) ? "120000" : "100644", "%040x".formatted(text.hashCode()), text.length())));
        return new Found<>(new Tree(repository.commit(), files, false));
    }

    @Override
    public void read(
            Repository repository, Tree tree, List<TreeFile> files, BiConsumer<TreeFile, Answer<Content>> each) {
        var stored = repositories.get(Texts.lower(repository.name()));
        for (var file : files) {
            pause();
            filesAsked.merge(file.path(), 1, Integer::sum);
            var text = stored == null ? "" : stored.files().getOrDefault(file.path(), "");
            each.accept(file, brokenFiles.contains(file.path())
                    ? new Failed<>("the file broke")
                    : new Found<>(new Content(text, "%064x".formatted(text.hashCode()), text.length(), true)));
        }
    }

    private void pause() {
        try {
            int moment;
            synchronized (moments) {
                moment = moments.nextInt(3);
            }
            Thread.sleep(moment);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
