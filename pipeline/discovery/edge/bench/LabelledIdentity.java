package discovery.edge.bench;

import discovery.edge.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Makes a world of a corpus's lists and marketplaces, each a source of its own, collects and merges it, and looks
/// whether labelled pairs of mentions end up in one entry.
record LabelledIdentity(Setting setting, Path corpus, Path labels) {
    /// @param sources ids of those that saw it
    private record Entry(String id, Set<String> sources) {}

    void measure(Consumer<MergeBench.Taken> figures) throws IOException {
        var work = setting.work().resolve("identity");
        var sources = world(work.resolve("world/github"));
        var config = MadeUpObservations.config(setting, work);
        var lines = new ArrayList<>(Files.readAllLines(config));
        lines.subList(lines.indexOf("sources:") + 1, lines.size()).clear();
        lines.addAll(sources.values());
        lines.add("nights: [{ world: identity/world }]");
        Files.write(config, lines);
        var out = work.resolve("out");
        for (var stage : List.of("fetch", "merge")) {
            var cost = MergeBench.stage(setting, stage, config, out, Map.of());
            if (cost.code() != 0) {
                throw new IOException("%s ended with exit code %d on the corpus's lists".formatted(
                        stage, cost.code()));
            }
        }
        compare(entries(out.resolve("merge/entries.jsonl.zst")), figures);
    }

    /// Lays the world out; gives the source of each of the corpus's files.
    private Map<String, String> world(Path github) throws IOException {
        var names = new TreeMap<String, String>();
        var lists = new TreeMap<String, TreeSet<String>>();
        var sources = new TreeMap<String, String>();
        try (var files = Labels.read(corpus.resolve("files.jsonl.zst"))) {
            for (var file : (Iterable<Map<?, ?>>) files::iterator) {
                var kept = Labels.text(file, "file");
                var repository = Labels.text(file, "repo");
                if (!(kept.startsWith("awesome/") && kept.endsWith(".md")) && !kept.startsWith("marketplaces/")) {
                    continue;
                }
                var target = github.resolve(repository).resolve(Labels.text(file, "path"));
                Files.createDirectories(target.getParent() == null ? github : target.getParent());
                Files.copy(corpus.resolve(kept), target);
                names.putIfAbsent(repository.toLowerCase(Locale.ROOT), repository);
                if (kept.startsWith("marketplaces/")) {
                    sources.put(kept, "  - { id: %s, kind: marketplaces, repositories: [%s] }".formatted(
                            id("market", repository), repository));
                } else {
                    lists.computeIfAbsent(repository, none -> new TreeSet<>()).add(Labels.text(file, "path"));
                }
            }
        }
        lists.forEach((repository, paths) -> sources.put(repository,
                "  - { id: %s, kind: list, of: mcp-server, repositories: [%s], paths: %s }".formatted(
                        id("list", repository), repository, Json.line(paths))));
        // Of all that the lists name only what the labels speak of is there; the rest is dead links.
        try (var pairs = Labels.read(labels)) {
            pairs.flatMap(pair -> Stream.of("a", "b").map(side -> (Map<?, ?>) Labels.at(pair, side)))
                    .map(side -> Labels.text(side, "repository"))
                    .forEach(name -> names.putIfAbsent(name.toLowerCase(Locale.ROOT), name));
        }
        var number = 1_000L;
        for (var name : names.values()) {
            var file = github.resolve(name + ".json");
            Files.createDirectories(github.resolve(name.substring(0, name.indexOf('/'))));
            Files.writeString(file, Json.line(Map.of("id", number++, "full_name", name)));
        }
        var distinct = new TreeMap<String, String>();
        sources.values().forEach(line -> distinct.put(line, line));
        return distinct;
    }

    private static String id(String what, String repository) {
        return what + "-" + repository.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("-$", "");
    }

    /// Kind and place → the entry.
    private static Map<String, Entry> entries(Path file) throws IOException {
        var entries = new HashMap<String, Entry>();
        try (var lines = Labels.read(file)) {
            lines.forEach(line -> {
                var place = (Map<?, ?>) Labels.at(line, "place");
                var sources = new TreeSet<String>();
                ((List<?>) Labels.at(line, "sources")).forEach(source -> sources.add(String.valueOf(source)));
                entries.put(key(Labels.text(line, "kind"), Labels.text(place, "name"), Labels.text(place, "path")),
                        new Entry(Labels.text(line, "id"), sources));
            });
        }
        return entries;
    }

    private static String key(String kind, String repository, String path) {
        return kind + " " + repository.toLowerCase(Locale.ROOT) + " " + path;
    }

    private void compare(Map<String, Entry> entries, Consumer<MergeBench.Taken> figures) throws IOException {
        var counts = new TreeMap<String, Integer>();
        try (var pairs = Labels.read(labels)) {
            pairs.forEach(pair -> {
                var verdict = Labels.text(pair, "verdict");
                var isJoined = isJoined(pair, entries);
                counts.merge(verdict + " " + isJoined, 1, Integer::sum);
                if (setting.from("BENCH_VERBOSE").isPresent() && isJoined != verdict.equals("same")) {
                    System.err.println("identity: joined is %s: %s".formatted(isJoined, Json.line(pair)));
                }
            });
        }
        var joined = counts.getOrDefault("same true", 0);
        var same = joined + counts.getOrDefault("same false", 0);
        var wrong = counts.getOrDefault("different true", 0);
        var different = wrong + counts.getOrDefault("different false", 0);
        figures.accept(new MergeBench.Taken("same_repo_joined", (double) joined / same,
                "%d labelled pairs of mentions of one thing".formatted(same)));
        figures.accept(new MergeBench.Taken("wrong_joins", wrong,
                "%d labelled pairs of mentions of different things".formatted(different)));
    }

    /// One entry that both sources saw, where both say that it is.
    private static boolean isJoined(Map<?, ?> pair, Map<String, Entry> entries) {
        var one = (Map<?, ?>) Labels.at(pair, "a");
        var other = (Map<?, ?>) Labels.at(pair, "b");
        var left = entries.getOrDefault(key(one), new Entry("", Set.of()));
        var right = entries.getOrDefault(key(other), new Entry("", Set.of()));
        return !left.id().isEmpty() && left.id().equals(right.id()) && left.sources().contains(source(one))
                && left.sources().contains(source(other));
    }

    private static String key(Map<?, ?> side) {
        return key(side.containsKey("plugin") ? "plugin" : "mcp-server", Labels.text(side, "repository"),
                Labels.text(side, "path"));
    }

    private static String source(Map<?, ?> side) {
        var parts = Labels.text(side, "file").split("/", 3);
        var names = parts[1].replaceFirst("\\.json$", "").split("\\+", 3);
        return id(parts[0].equals("awesome") ? "list" : "market", names[0] + "/" + names[1]);
    }
}
