package discovery.edge.install;

import discovery.edge.cli.ClientOptions;
import discovery.edge.cli.WrongUsage;
import discovery.edge.client.Hidden;
import discovery.edge.client.Home;
import discovery.edge.client.Renamed;
import discovery.edge.json.Json;
import discovery.install.Audit;
import discovery.install.Concerns;
import discovery.install.Plan;
import discovery.install.Way;
import discovery.model.Row;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// `discover install`, `uninstall` and `audit`.
public final class Errands {
    private final ClientOptions options;
    private final Home home;
    private final Receipts receipts;
    private final PrintStream out;

    public Errands(ClientOptions options, PrintStream out) {
        this.options = options;
        this.home = new Home(options.home());
        this.receipts = new Receipts(options.home());
        this.out = out;
    }

    /// Says what would be done and every finding; does it with `--yes`.
    ///
    /// @return 0 done or shown, 3 refused because of a finding
    public int install() throws IOException {
        var row = row();
        var concerns = Concerns.of(row);
        var plan = Plan.of(row.content());
        if (options.client().equals("json")) {
            var fields = named(row);
            fields.put("ways", Way.of(row.content()));
            fields.put("concerns", concerns.sentences());
            out.println(Json.line(fields));
            return 0;
        }
        var installer = installer();
        var steps = installer.said(plan);
        if (!options.json()) {
            steps.forEach(out::println);
            concerns.sentences().forEach(sentence -> out.println("! " + sentence));
        }
        var content = row.content();
        if (hidden().hides(content.id(), content.slug(), content.place())) {
            System.err.println("refused: the publisher of the index has revoked it, or your blocklist has it");
            return 3;
        }
        if (!options.yes()) {
            told(row, concerns, steps, false);
            System.err.println("Nothing was done yet; add --yes to do it.");
            return 0;
        }
        if (concerns.verdict() == Concerns.Verdict.AVOID && !options.acceptsRisks()) {
            System.err.println("refused: " + concerns.sentences().getFirst()
                    + " Add --accept-risks if you have read it and want it.");
            return 3;
        }
        if (receipts.find(content.id()).isPresent()) {
            throw new IOException("`%s` is installed; `discover uninstall` takes it out".formatted(content.id()));
        }
        installer.install(plan, build());
        told(row, concerns, steps, true);
        System.err.println("Installed; `discover uninstall %s` takes it out again.".formatted(content.id()));
        return 0;
    }

    private void told(Row row, Concerns concerns, List<String> steps, boolean done) {
        if (options.json()) {
            var fields = named(row);
            fields.put("steps", steps);
            fields.put("verdict", concerns.verdict().toString());
            fields.put("concerns", concerns.sentences());
            fields.put("done", done);
            out.println(Json.line(fields));
        }
    }

    /// An answer's first fields: which entry it is of, and whether it was asked for by a slug that it had before.
    private Map<String, Object> named(Row row) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", row.content().id());
        Renamed.of(options.words().getFirst(), row).ifPresent(names -> fields.put("renamed", names));
        return fields;
    }

    /// Takes something out again that was installed.
    public int uninstall() throws IOException {
        var name = one("uninstall");
        var receipt = receipts.find(name.contains(".") ? name : row().content().id()).orElseThrow(() -> new IOException(
                "`%s` was not installed by discover; `discover audit` lists what was".formatted(name)));
        var there = Receipts.there(receipt);
        var changed = receipt.files().keySet().stream()
                .filter(path -> !Objects.equals(there.get(path), receipt.files().get(path)))
                .filter(there::containsKey)
                .toList();
        out.println(installer().undo(receipt, changed));
        return 0;
    }

    /// Compares everything that is installed with its receipt and the index.
    ///
    /// @return 0: nothing that somebody should look at; 1: something
    public int audit() throws IOException {
        var remarks = new ArrayList<Audit.Remark>();
        var all = receipts.all();
        var hidden = hidden();
        try (var reader = home.open()) {
            for (var receipt : all) {
                var row = reader.bySlugOrId(receipt.id());
                var slug = row.map(each -> each.content().slug()).orElse("");
                var place = row.map(each -> each.content().place()).orElse("");
                remarks.addAll(Audit.of(receipt, Receipts.there(receipt), row,
                        hidden.hides(receipt.id(), slug, place)));
            }
        }
        if (options.json()) {
            out.println(Json.line(Map.of("installed", all, "remarks", remarks)));
        } else {
            remarks.forEach(
                    remark -> out.println("%-8s %s: %s".formatted(remark.what(), remark.id(), remark.sentence())));
            System.err.println("%d installed, %d remarks.".formatted(all.size(), remarks.size()));
        }
        return remarks.stream().anyMatch(remark -> remark.what().isAlarm()) ? 1 : 0;
    }

    /// Number of the build in use.
    private long build() throws IOException {
        return home.current().map(folder -> Long.parseLong(String.valueOf(folder.getFileName()).substring(1)))
                .orElse(0L);
    }

    private Hidden hidden() throws IOException {
        var build = home.current();
        return build.isPresent() ? Hidden.of(options.home()).following(build.get()) : Hidden.of(options.home());
    }

    private Row row() throws IOException {
        var name = one(options.verb().toString());
        try (var reader = home.open()) {
            var row = reader.entry(name);
            if (!options.json()) {
                Renamed.of(name, row).ifPresent(names -> System.err.println(names.sentence()));
            }
            return row;
        }
    }

    private String one(String verb) throws WrongUsage {
        if (options.words().size() != 1) {
            throw new WrongUsage(verb + " takes one id or slug, as `search` gives them");
        }
        return options.words().getFirst();
    }

    private Installer installer() throws WrongUsage {
        var environment = System.getenv();
        var user = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", ".")));
        var configuration = switch (options.client().toLowerCase(Locale.ROOT)) {
            case "claude-code" -> Optional.ofNullable(environment.get("CLAUDE_CONFIG_DIR")).map(Path::of)
                    .orElse(user.resolve(".claude"));
            case "agents" -> user.resolve(".agents");
            case "project" -> Path.of(".claude").toAbsolutePath();
            default -> throw new WrongUsage("--client is claude-code, agents, project or json");
        };
        return new Installer(options.home(), receipts, options.client(), configuration);
    }
}
