package discovery.edge.bench;

import discovery.edge.json.JsonLines;
import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.Kind;
import discovery.model.Observation;
import discovery.model.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Merges all skills, agents and commands of a corpus that it has whole, and looks whether labelled pairs end up in one
/// family.
record LabelledCopies(Setting setting, Path corpus, Path labels) {
    void measure(Consumer<MergeBench.Taken> figures) throws IOException {
        var out = setting.work().resolve("copies");
        Files.createDirectories(out.resolve("fetch"));
        long size;
        try (var observations = new JsonLines.Writer(out.resolve("fetch/observations.jsonl.zst"))) {
            var numbers = new HashMap<String, Long>();
            for (var kind : List.of(Kind.SKILL, Kind.AGENT, Kind.COMMAND)) {
                write(kind, numbers, observations);
            }
            size = observations.count();
        }
        MadeUpObservations.finish(out.resolve("fetch"), size);
        var cost = MergeBench.stage(setting, "merge", MadeUpObservations.config(setting, out), out, Map.of());
        if (cost.code() != 0) {
            throw new IOException("merge ended with exit code %d on the corpus's texts".formatted(cost.code()));
        }
        compare(families(out.resolve("merge")), figures);
    }

    private void write(Kind kind, Map<String, Long> numbers, JsonLines.Writer out) throws IOException {
        try (var lines = Labels.read(corpus.resolve(kind + "s.jsonl.zst"))) {
            lines.filter(record -> !"true".equals(Labels.text(record, "body_truncated"))
                    && !Labels.text(record, "mode").equals("120000"))
                    .forEach(record -> {
                        var name = Labels.text(record, "repo");
                        var number = numbers.computeIfAbsent(name, none -> 1_000L + numbers.size());
                        out.add(Observation.of("topics", kind,
                                new Place(number, name, path(kind, Labels.text(record, "path")),
                                        Labels.text(record, "commit"), Labels.text(record, "blob")),
                                Facts.builder()
                                        .put(Field.NAME, Labels.text(record, "name"))
                                        .put(Field.DESCRIPTION, Labels.text(record, "description"))
                                        .put(Field.SHA256, Labels.text(record, "sha256"))
                                        .put(Field.TEXT, Labels.text(record, "body"))
                                        .build()));
                    });
        }
    }

    /// A skill is its folder.
    private static String path(Kind kind, String path) {
        return kind == Kind.SKILL ? path.substring(0, Math.max(0, path.lastIndexOf('/'))) : path;
    }

    /// Place → the family's original, or the entry itself.
    private static Map<String, String> families(Path merge) throws IOException {
        var originals = new HashMap<String, String>();
        try (var lines = Labels.read(merge.resolve("families.jsonl"))) {
            lines.forEach(line -> originals.put(Labels.text(line, "id"), Labels.text(line, "original")));
        }
        var families = new HashMap<String, String>();
        try (var lines = Labels.read(merge.resolve("entries.jsonl.zst"))) {
            lines.forEach(line -> {
                var place = (Map<?, ?>) Labels.at(line, "place");
                var id = Labels.text(line, "id");
                families.put(Labels.text(line, "kind") + " " + Labels.text(place, "name") + ":"
                        + Labels.text(place, "path"), originals.getOrDefault(id, id));
            });
        }
        return families;
    }

    private void compare(Map<String, String> families, Consumer<MergeBench.Taken> figures) throws IOException {
        var counts = new TreeMap<String, Integer>();
        try (var pairs = Labels.read(labels)) {
            pairs.forEach(pair -> {
                var one = families.getOrDefault(key(pair, "a"), "");
                var other = families.getOrDefault(key(pair, "b"), "");
                var said = !one.isEmpty() && one.equals(other) ? "copy" : "different";
                counts.merge(Labels.text(pair, "verdict") + " " + said, 1, Integer::sum);
                if (setting.from("BENCH_VERBOSE").isPresent() && !Labels.text(pair, "verdict").equals(said)) {
                    System.err.println("copies: %s is taken for %s: %s, %s".formatted(
                            Labels.text(pair, "verdict"), said, key(pair, "a"), key(pair, "b")));
                }
            });
        }
        var right = counts.getOrDefault("copy copy", 0);
        var missed = counts.getOrDefault("copy different", 0);
        var wrong = counts.getOrDefault("different copy", 0);
        var against = "%d labelled pairs, %d of them copies".formatted(
                right + missed + wrong + counts.getOrDefault("different different", 0), right + missed);
        figures.accept(new MergeBench.Taken("copies_precision", (double) right / (right + wrong), against));
        figures.accept(new MergeBench.Taken("copies_recall", (double) right / (right + missed), against));
    }

    private static String key(Map<?, ?> pair, String side) {
        var kind = Kind.of(Labels.text(pair, "kind")).orElseThrow();
        var place = Labels.text(pair, side);
        var cut = place.indexOf(':') + 1;
        return kind + " " + place.substring(0, cut) + path(kind, place.substring(cut));
    }
}
