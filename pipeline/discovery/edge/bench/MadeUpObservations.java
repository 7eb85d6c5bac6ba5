package discovery.edge.bench;

import discovery.edge.files.Sha256;
import discovery.edge.json.Json;
import discovery.edge.json.JsonLines;
import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.Kind;
import discovery.model.Observation;
import discovery.model.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/// A fetch stage's folder with as many observations as one likes, always the same ones. Ten are of one repository: what
/// GitHub knows of it, a list that mentions it, and four skills with a text and a marketplace's word on each; that is
/// near what a real night has, in numbers and in bytes. Three texts of ten are other repositories', a third of those
/// with a section added.
final class MadeUpObservations {
    private static final int SKILLS = 4;
    private static final int VOCABULARY = 20_000;

    private MadeUpObservations() {}

    /// A configuration for them, in the folder beside.
    static Path config(Setting setting, Path out) throws IOException {
        var file = setting.work().resolve(out.getFileName() + ".yaml");
        var rules = new ArrayList<String>();
        for (var name : List.of("merge", "categories", "score", "safety", "gates")) {
            rules.add(name + ": " + setting.home().resolve("manifests/" + name + ".yaml"));
        }
        rules.addAll(List.of("schema: 1", "sources:",
                "  - { id: topics, kind: github-topics, topics: [agent-skills] }",
                "  - { id: list, kind: list, repositories: [a/list] }",
                "  - { id: market, kind: marketplaces, repositories: [a/market] }"));
        return Files.write(file, rules);
    }

    static void write(Path folder, int size) throws IOException {
        Files.createDirectories(folder);
        try (var out = new JsonLines.Writer(folder.resolve("observations.jsonl.zst"))) {
            Stream.iterate(0, number -> number + 1)
                    .flatMap(number -> repository(number).stream())
                    .limit(size)
                    .forEach(out::add);
        }
        finish(folder, size);
    }

    /// What makes a folder that of a stage that has run.
    static void finish(Path folder, long size) throws IOException {
        var file = folder.resolve("observations.jsonl.zst");
        Files.writeString(folder.resolve("stage.json"), Json.pretty(Map.of(
                "stage", "fetch", "schema", 1, "now", "2026-08-20T03:00:00Z", "inputs", Map.of(),
                "outputs", Map.of("observations.jsonl.zst",
                        Map.of("sha256", Sha256.of(file), "bytes", Files.size(file), "files", 1)),
                "in", size, "out", size, "problems", Map.of())));
    }

    private static List<Observation> repository(int number) {
        var all = new ArrayList<Observation>();
        // Neighbours in time are no neighbours in number.
        var id = 100_000_000 + (number * 7_919L) % 800_000_000;
        var name = "owner%d/skills-%d".formatted(number % 9_973, number);
        var random = new Random(number);
        all.add(Observation.ofRepository("topics", Place.of(id, name), Facts.builder()
                .put(Field.STARS, random.nextInt(1_000)).put(Field.CREATED, "2025-0%d-11".formatted(1 + number % 9))
                .put(Field.PUSHED, "2026-07-01").put(Field.LICENCE, "MIT").put(Field.DEFAULT_BRANCH, "main")
                .put(Field.TOPICS, List.of("agent-skills", word(random), word(random))).build()));
        all.add(Observation.ofRepository("list", Place.of(id, name),
                Facts.builder().put(Field.CATEGORIES, word(random)).build()));
        for (var i = 0; i < SKILLS; i++) {
            var thing = number * SKILLS + i;
            var copied = thing > 100 && thing % 10 < 3;
            var origin = copied ? (int) (thing * 31L % (thing / 2)) : thing;
            var called = "skill-%d".formatted(origin);
            var path = "skills/" + called;
            all.add(Observation.of("topics", Kind.SKILL,
                    new Place(id, name, path, "%040x".formatted(id), "%040x".formatted(thing)),
                    Facts.builder().put(Field.NAME, called).put(Field.DESCRIPTION, text(new Random(origin), 20))
                            .put(Field.SHA256, "%064x".formatted(thing)).put(Field.SIZE, 2_500)
                            .put(Field.TEXT, text(new Random(origin), 250 + origin % 200)
                                    + (copied && thing % 3 == 0 ? text(random, 40) : ""))
                            .build()));
            all.add(Observation.of("market", Kind.SKILL, new Place(id, name, path, "", ""), Facts.builder()
                    .put(Field.NAME, called).put(Field.DESCRIPTION, text(random, 12))
                    .put(Field.CATEGORIES, word(random)).build()));
        }
        return all;
    }

    private static String text(Random random, int words) {
        var text = new StringBuilder();
        for (var i = 0; i < words; i++) {
            text.append(word(random)).append(i % 12 == 11 ? ".\n" : " ");
        }
        return text.toString();
    }

    private static String word(Random random) {
        return "w" + Integer.toString(random.nextInt(VOCABULARY) + VOCABULARY, 26);
    }
}
