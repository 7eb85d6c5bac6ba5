package discovery.edge.bench;

import discovery.build.Dump;
import discovery.build.RelatedFile;
import discovery.edge.cli.Usage;
import discovery.edge.json.Json;
import discovery.edge.json.JsonLines;
import discovery.model.Row;
import discovery.search.Related;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// A night whose build has as many entries as are asked for: those of `BENCH_NIGHT`, or of the sample, as often as it
/// takes, each copy with an id and a name of its own.
final class SiteWorld {
    /// What the stage reads besides the entries.
    private static final List<String> FILES = List.of(
            "fetch/stage.json", "fetch/problems.jsonl", "fetch/sources.json", "merge/stage.json",
            "merge/problems.jsonl", "diff/stage.json", "diff/changes.jsonl", "build/stage.json");

    /// The files that say how the stage's Java is started: its own, and that of the doorway which all stages have.
    private static final List<String> STARTED =
            List.of("pipeline/render.java", "pipeline/discovery/edge/cli/package-info.java");
    private static final String OPTIONS = "//RUNTIME_OPTIONS ";

    private final Setting setting;
    private final Path night;
    private final Path out;
    private final Path config;
    private final String about;

    private SiteWorld(Setting setting, Path night, Path out, Path config, String about) {
        this.setting = setting;
        this.night = night;
        this.out = out;
        this.config = config;
        this.about = about;
    }

    static SiteWorld make(Setting setting, int entries) throws IOException {
        var out = setting.work().resolve("site-night");
        var real = setting.from("BENCH_NIGHT").map(Path::of);
        var night = real.isPresent() ? real.get() : sample(setting);
        for (var file : FILES) {
            if (Files.exists(night.resolve(file))) {
                Files.createDirectories(Optional.ofNullable(out.resolve(file).getParent()).orElse(out));
                Files.copy(night.resolve(file), out.resolve(file));
            }
        }
        var rows = multiplied(read(night.resolve("build/skills.jsonl")), entries);
        var world = new SiteWorld(setting, night, out,
                setting.home().resolve(real.isPresent() ? "manifests/sources.yaml"
                        : "manifests/sample.yaml"),
                "%,d entries made of those of %s".formatted(rows.size(),
                        real.isPresent() ? "BENCH_NIGHT" : "the sample"));
        write(world.dump(), rows);
        Files.write(out.resolve("build/related.bin"), related(rows).bytes());
        return world;
    }

    private static Path sample(Setting setting) throws IOException {
        var out = setting.work().resolve("sample");
        var cost = new Command(setting.home(), List.of("scripts/nightly", "--config", "manifests/sample.yaml", "--out",
                out.toString(), "--to", "diff"),
                Map.of("SKILL_INDEX_CACHE", setting.work().resolve("cache").toString()))
                .run(setting.work().resolve("sample.log"));
        if (cost.code() != 0) {
            throw new IOException("the sample's night ended with exit code %d; see sample.log (--keep)"
                    .formatted(cost.code()));
        }
        return out;
    }

    static List<Row> read(Path dump) throws IOException {
        var rows = new ArrayList<Row>();
        try (var lines = JsonLines.lines(dump)) {
            Dump.read(lines.iterator(), Json::parse).forEachRemaining(rows::add);
        }
        return rows;
    }

    private static void write(Path dump, List<Row> rows) throws IOException {
        Files.deleteIfExists(dump);
        try (var out = new JsonLines.Writer(dump)) {
            Dump.write(new Dump.Header(rows.size(), rows.size()), rows.iterator(), out::line);
        }
    }

    /// As many for each as in a real night: those that follow it by their ids.
    private static RelatedFile related(List<Row> rows) {
        var file = RelatedFile.empty(Related.SHOWN, rows.size());
        for (var i = 0; i < rows.size(); i++) {
            var at = i;
            file.put(rows.get(i).content().slot(), IntStream.rangeClosed(1, Math.min(Related.SHOWN, rows.size() - 1))
                    .map(each -> rows.get((at + each) % rows.size()).content().slot()).boxed().toList());
        }
        return file;
    }

    private static List<Row> multiplied(List<Row> rows, int entries) throws IOException {
        var all = new ArrayList<Row>(entries);
        for (var i = 0; i < entries; i++) {
            all.add(again(rows.get(i % rows.size()), i / rows.size(), i));
        }
        all.sort(Comparator.comparing(row -> row.content().id()));
        return all;
    }

    /// @param round 0: as it is but for its slot
    private static Row again(Row row, int round, int slot) throws IOException {
        return changed(row, content -> {
            content.put("slot", (long) slot);
            if (round > 0) {
                for (var field : List.of("id", "slug", "name")) {
                    content.put(field, content.get(field) + "-again-" + round);
                }
                content.remove("original");
                content.remove("reason");
            }
        });
    }

    private static Row changed(Row row, Consumer<Map<String, Object>> change) throws IOException {
        var content = new LinkedHashMap<String, Object>();
        if (Json.parse(Dump.content(row)) instanceof Map<?, ?> fields) {
            fields.forEach((name, value) -> content.put(String.valueOf(name), value));
        }
        change.accept(content);
        return Dump.row(content, Json.parse(Dump.numbers(row)));
    }

    /// The next night: a day later, the next build where the night that we were given has a release, and so many entries,
    /// evenly spread, say something else of themselves.
    void change(int entries) throws IOException {
        var fetched = out.resolve("fetch/stage.json");
        if (Json.parse(Files.readString(fetched)) instanceof Map<?, ?> stage) {
            var later = new LinkedHashMap<Object, Object>(stage);
            later.computeIfPresent("now",
                    (key, now) -> Instant.parse(String.valueOf(now)).plus(Duration.ofDays(1)).toString());
            Files.writeString(fetched, Json.pretty(later));
        }
        var release = night.resolve("release/manifest.json");
        if (Files.exists(release)) {
            Files.createDirectories(out.resolve("previous"));
            Files.copy(release, out.resolve("previous/manifest.json"));
        }
        var rows = read(dump());
        var step = Math.max(1, rows.size() / entries);
        try (var changes = new JsonLines.Writer(out.resolve("diff/changes.jsonl"))) {
            for (var i = 0; i < rows.size(); i += step) {
                rows.set(i, changed(rows.get(i),
                        content -> content.put("description",
                                "It was changed. " + content.getOrDefault("description", ""))));
                var content = rows.get(i).content();
                changes.line(Json.line(Map.of("change", "changed", "id", content.id(), "slug", content.slug(), "kind",
                        content.kind().toString(), "name", content.name(), "place", content.place(), "fields",
                        Map.of("description", Map.of()))));
            }
        }
        write(dump(), rows);
    }

    Path dump() {
        return out.resolve("build/skills.jsonl");
    }

    Path site() {
        return out.resolve("site");
    }

    /// The sample's own site, where nobody gave another.
    Path rendered() throws IOException {
        render();
        return site();
    }

    String about() {
        return about;
    }

    /// How a night starts the JVM of the stage.
    static List<String> options(Setting setting) throws IOException {
        var options = new ArrayList<String>();
        for (var file : STARTED) {
            for (var line : Files.readAllLines(setting.home().resolve(file))) {
                if (line.startsWith(OPTIONS)) {
                    options.addAll(List.of(line.substring(OPTIONS.length()).split(" ")));
                }
            }
        }
        return options;
    }

    /// Runs the stage in a process of its own, with the options that it has in a night.
    Usage render(String... more) throws IOException {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(options(setting));
        words.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), SiteMaking.class.getName(), "--config", config.toString(),
                "--out", out.toString(), "--redo"));
        words.addAll(List.of(more));
        var log = setting.work().resolve("render.log");
        var cost = new Command(setting.home(), words, Map.of()).run(log);
        if (cost.code() != 0) {
            throw new IOException("render ended with exit code %d: %s".formatted(cost.code(), Files.readString(log)));
        }
        return Usage.read(out).getLast();
    }
}
