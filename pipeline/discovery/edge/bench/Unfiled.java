package discovery.edge.bench;

import discovery.build.Taxonomy;
import discovery.edge.build.Building;
import discovery.edge.json.Json;
import discovery.edge.json.JsonLines;
import discovery.edge.json.Yaml;
import discovery.model.Entry;
import discovery.model.Field;
import discovery.model.SourceKind;
import discovery.model.SourceReport;
import discovery.score.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A night's index as it would be if no list had filed anything: of entries that a list files, the headings are forgotten,
/// and with them the categories and tags that come of them. All else is the night's, the vectors too, because no text that
/// is embedded has a category. Headings can be asked for then without being answered by themselves.
final class Unfiled {
    private Unfiled() {}

    /// @param folder with `skills.db` and `embeddings.bin`
    /// @param forgot how many entries forgot something
    record Made(Path folder, long forgot) {}

    static Made of(Setting setting, Path night) throws IOException {
        var work = Files.createTempDirectory(setting.work(), "unfiled");
        var reports = Json.read(Files.readString(night.resolve("fetch/sources.json")), SourceReport[].class);
        var lists = Arrays.stream(reports).filter(report -> report.kind() == SourceKind.LIST)
                .map(SourceReport::id).collect(Collectors.toUnmodifiableSet());
        for (var file : Set.of("slots.json", "families.jsonl", "links.jsonl")) {
            Files.copy(night.resolve("merge").resolve(file), work.resolve(file));
        }
        var counts = new long[2];
        try (var entries = JsonLines.read(night.resolve("merge/entries.jsonl.zst"), Entry.class);
                var out = new JsonLines.Writer(work.resolve("entries.jsonl.zst"))) {
            entries.forEach(entry -> {
                var filed = isFiledBy(lists, entry);
                counts[0]++;
                counts[1] += filed ? 1 : 0;
                out.add(filed ? without(entry) : entry);
            });
        }
        var manifests = setting.home().resolve("manifests");
        new Building(work, night.resolve("score"), Yaml.read(manifests.resolve("categories.yaml"), Taxonomy.class),
                Yaml.read(manifests.resolve("score.yaml"), Weights.class))
                .dump(work.resolve("skills.jsonl"), counts[0], more -> {}, row -> {});
        Building.database(work.resolve("skills.jsonl"), work.resolve("skills.db"));
        Files.createSymbolicLink(work.resolve("embeddings.bin"),
                night.resolve("build/embeddings.bin").toAbsolutePath());
        return new Made(work, counts[1]);
    }

    private static boolean isFiledBy(Set<String> lists, Entry entry) {
        return Stream.of(entry.provenance().getOrDefault(Field.CATEGORIES, "").split(" ")).anyMatch(lists::contains);
    }

    private static Entry without(Entry entry) {
        return new Entry(entry.id(), entry.slug(), entry.slot(), entry.kind(), entry.place(),
                entry.facts().without(Field.CATEGORIES), entry.provenance(), entry.losers(), entry.sources(),
                entry.firstSeen(), entry.formerly());
    }
}
