package discovery.edge.render;

import discovery.build.RelatedFile;
import discovery.build.Taxonomy;
import discovery.edge.catalogs.CatalogFiles;
import discovery.edge.cli.Night;
import discovery.edge.cli.StageFile;
import discovery.edge.cli.Tally;
import discovery.edge.cli.WrongUsage;
import discovery.edge.json.Json;
import discovery.edge.json.JsonLines;
import discovery.edge.json.Yaml;
import discovery.edge.learn.Lessons;
import discovery.edge.ledger.Ledgers;
import discovery.edge.mustache.Templates;
import discovery.edge.release.Previous;
import discovery.edge.release.Release;
import discovery.edge.vectors.DistilledFile;
import discovery.model.Judgement;
import discovery.model.Kind;
import discovery.model.Problem;
import discovery.model.Row;
import discovery.model.SourceReport;
import discovery.model.Stage;
import discovery.ops.Board;
import discovery.release.Manifest;
import discovery.score.Context;
import discovery.score.Crowd;
import discovery.score.Evidence;
import discovery.score.SafetyRules;
import discovery.score.Sarif;
import discovery.score.Score;
import discovery.score.Weights;
import discovery.site.Change;
import discovery.site.Edition;
import discovery.site.History;
import discovery.site.Limits;
import discovery.site.Pages;
import discovery.site.Parts;
import discovery.site.Problems;
import discovery.site.Rows;
import discovery.site.SafetyRule;
import discovery.site.Site;
import discovery.site.Weight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The site of one night out of the folders of fetch, build and diff.
public final class Rendering {
    private final Night night;

    public Rendering(Night night) {
        this.night = night;
    }

    /// Writes all pages into a folder.
    ///
    /// @param tar    a file that takes them instead
    /// @param update a site that was made before: it is moved into the folder, and what is the same stays. The bytes are
    ///               those of a whole one, and so is the site where it can't be used
    public Tally into(Path folder, Optional<Path> tar, Optional<Path> update) throws IOException {
        try {
            if (tar.isEmpty()) {
                try (var pages = Remembering.in(folder, night.folder(Stage.RENDER), update)) {
                    return into(pages).having(pages.done());
                }
            }
            if (update.isPresent()) {
                throw new WrongUsage("--update is about files: a tar is written whole");
            }
            try (var pages = new PageTar(tar.get())) {
                return into(pages);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Tally into(Pages pages) throws IOException {
        var taxonomy = Yaml.read(night.beside(night.config().categories()), Taxonomy.class);
        var dump = night.in(Stage.BUILD, "skills.jsonl");
        var catalogs = new CatalogFiles(
                CatalogFiles.setting(night.config().title(), night.config().site(), taxonomy.titles(),
                        System.getenv()),
                dump, pages::write);
        var crowd = new Crowd();
        var rules = Yaml.read(night.beside(night.config().safety()), SafetyRules.class);
        var found = new ArrayList<Object>();
        try (var readings = new Readings(dump, pages.secret().orElse(0), row -> {
            Evidence.count(row, crowd);
            catalogs.gather(row);
            Sarif.results(row.content(), rules).limit(Sarif.MOST - found.size()).forEach(found::add);
        })) {
            var site = Site.render(edition(readings, crowd, taxonomy), Templates.ofClassPath(), pages);
            readings.again(catalogs.wanted(), catalogs::again);
            var others = catalogs.done();
            pages.write("api/findings.sarif",
                    Json.pretty(Sarif.document(rules, found)).getBytes(StandardCharsets.UTF_8));
            return Tally.of(site.entries(), site.files() + others.files() + 1);
        }
    }

    private Edition edition(Rows rows, Crowd crowd, Taxonomy taxonomy) throws IOException {
        var config = night.config();
        var seq = Previous.of(night.out()).map(last -> last.manifest().seq()).orElse(0L) + 1;
        var weights = Yaml.read(night.beside(config.score()), Weights.class);
        var safety = Yaml.read(night.beside(config.safety()), SafetyRules.class);
        var context = new Context(crowd, Context.own(config.kinds()), night.today());
        var shown = new discovery.site.Night(
                config.title(), seq, Manifest.version(seq), night.now(), config.site(), repository(),
                config.keys().isPresent(),
                new discovery.site.Night.Release(config.mirrors().stream().findFirst(), Release.SIGNATURE,
                        Release.PUBLIC_KEY, Optional.empty()));
        return new Edition(
                shown, rows, changes(), problems(), sources(),
                weights.parts().stream().map(part -> new Weight(part.part(), part.weight(), part.why())).toList(),
                safety.rules().stream().map(rule -> new SafetyRule(rule.id(), rule.severity(), rule.why())).toList(),
                taxonomy.titles(),
                new Judged(weights, context), related(), history(), limits(), board(),
                Lessons.all(), DistilledFile.of(night.folder(Stage.BUILD)));
    }

    private record Judged(Weights weights, Context context) implements Parts {
        @Override
        public List<Judgement.Part> of(Row row) {
            return Score.parts(Evidence.of(row, context), weights);
        }

        @Override
        public Supplier<long[]> beside(Row row) {
            return Evidence.beside(row, context);
        }

        @Override
        public String rules() {
            return weights + " " + new TreeSet<>(context.own());
        }
    }

    private IntFunction<List<Integer>> related() throws IOException {
        return RelatedFile.of(Files.readAllBytes(night.in(Stage.BUILD, "related.bin")))::of;
    }

    /// What tonight's ledger says; it ends with the last build that was published.
    private Optional<Board> board() throws IOException {
        var infra = night.beside(night.config().infra());
        var ledger = night.folder(Stage.BUILD).resolve("infra.db");
        if (!Files.exists(infra) || !Files.exists(ledger)) {
            return Optional.empty();
        }
        var workflow = night.beside("../.github/workflows/index-generation.yml");
        var crons = Files.exists(workflow) ? Ledgers.workflow(workflow).crons() : List.<String>of();
        return Optional.of(Board.of(
                Ledgers.of(Ledgers.topology(infra, night.config()), ledger), night.today(), crons));
    }

    /// The index's own repository, as GitHub Actions names it.
    private static Optional<String> repository() {
        return Optional.ofNullable(System.getenv("GITHUB_REPOSITORY")).filter(name -> !name.isBlank());
    }

    private List<Change> changes() throws IOException {
        var changes = new ArrayList<Change>();
        try (var lines = JsonLines.lines(night.in(Stage.DIFF, "changes.jsonl"))) {
            for (var line : (Iterable<String>) lines::iterator) {
                if (Json.parse(line) instanceof Map<?, ?> change) {
                    changes.add(change(change));
                }
            }
        }
        return changes;
    }

    private static Change change(Map<?, ?> json) {
        var fields = json.get("fields") instanceof Map<?, ?> named
                ? named.keySet().stream().map(String::valueOf).toList()
                : List.<String>of();
        var commit = json.get("fields") instanceof Map<?, ?> named && named.get("commit") instanceof Map<?, ?> pair
                ? pair
                : Map.of();
        return new Change(
                Change.Word.valueOf(text(json, "change").toUpperCase(Locale.ROOT)), text(json, "id"),
                text(json, "slug"), Kind.of(text(json, "kind")).orElseThrow(), text(json, "name"), text(json, "place"),
                fields, text(json, "reason"), text(commit, "before"), text(commit, "after"));
    }

    private static String text(Map<?, ?> json, String key) {
        return Optional.ofNullable(json.get(key)).map(String::valueOf).orElse("");
    }

    /// What the last release tells of the nights before it.
    private History history() throws IOException {
        var last = Previous.of(night.out());
        if (last.isEmpty() || !Files.exists(last.get().history())) {
            return History.NONE;
        }
        var trees = new ArrayList<Map<?, ?>>();
        try (var lines = JsonLines.lines(last.get().history())) {
            for (var line : (Iterable<String>) lines::iterator) {
                if (Json.parse(line) instanceof Map<?, ?> tree) {
                    trees.add(tree);
                }
            }
        }
        return History.of(trees);
    }

    private Limits limits() throws IOException {
        var file = night.beside(StageFile.SITE);
        return Files.exists(file) ? Yaml.read(file, Limits.class) : Limits.DEFAULT;
    }

    private Problems problems() throws IOException {
        try (var fetched = JsonLines.read(night.in(Stage.FETCH, "problems.jsonl"), Problem.class);
                var merged = JsonLines.read(night.folder(Stage.MERGE).resolve("problems.jsonl"), Problem.class)) {
            return Problems.of(Stream.concat(fetched, merged)::iterator);
        }
    }

    private List<SourceReport> sources() throws IOException {
        return List.of(Json.read(Files.readString(night.in(Stage.FETCH, "sources.json")), SourceReport[].class));
    }
}
