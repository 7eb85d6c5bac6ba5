package discovery.edge.client;

import discovery.edge.check.Authors;
import discovery.edge.cli.ClientOptions;
import discovery.edge.cli.WrongUsage;
import discovery.edge.json.Json;
import discovery.edge.sqlite.SkillsDbReader.Hit;
import discovery.model.Row;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What `discover` answers: text for people, JSON for programs.
public final class Answers {
    /// Asked for beyond the limit, for those that are hidden.
    private static final int SPARE = 50;

    private final ClientOptions options;
    private final Home home;
    private final PrintStream out;
    private final Upkeep upkeep;

    public Answers(ClientOptions options, PrintStream out) {
        this.options = options;
        this.home = new Home(options.home());
        this.out = out;
        this.upkeep = new Upkeep(options, home, out);
    }

    /// Does what the verb says.
    ///
    /// @return exit code
    public int answer() throws IOException {
        return switch (options.verb()) {
            case SYNC -> upkeep.sync();
            case VERIFY -> upkeep.verify();
            case ROLLBACK -> upkeep.rollback();
            case CONFIG -> upkeep.config();
            case SEARCH -> search();
            case SHOW -> show();
            case CHECK -> new Authors(options, out).check();
            case NEW -> new Authors(options, out).scaffold();
            case HEALTH -> upkeep.health();
        };
    }

    private int search() throws IOException {
        try (var reader = home.open()) {
            var hidden = Hidden.of(home.folder());
            var hits = reader.search(String.join(" ", options.words()), options.limit() + SPARE).stream()
                    .filter(hit -> !hidden.hides(hit.id(), hit.slug(), hit.place()))
                    .sorted(Comparator.comparingInt(hit -> hidden.rank(hit.id(), hit.slug(), hit.place())))
                    .limit(options.limit()).toList();
            if (options.json()) {
                out.println(Json.line(hits));
                return 0;
            }
            if (hits.isEmpty()) {
                System.err.println("Nothing found; try fewer or other words.");
            }
            hits.forEach(hit -> out.println(line(hit)));
            return 0;
        }
    }

    private static String line(Hit hit) {
        var description =
                hit.description().length() > 80 ? hit.description().substring(0, 79) + "…" : hit.description();
        return String.format(Locale.ROOT, "%5.1f  %-11s %-40s %s%n       %s", hit.score() / 100.0, hit.kind(),
                hit.name(), hit.place(), description);
    }

    private int show() throws IOException {
        if (options.words().size() != 1) {
            throw new WrongUsage("show takes one id or slug, as `search` gives them");
        }
        try (var reader = home.open()) {
            var row = reader.bySlugOrId(options.words().getFirst()).orElseThrow(() -> new IOException(
                    "there is no entry `%s`; `discover search` finds ids".formatted(options.words().getFirst())));
            var content = row.content();
            var hidden = Hidden.of(home.folder());
            if (hidden.hides(content.id(), content.slug(), content.place())) {
                throw new IOException("`%s` %s".formatted(content.id(),
                        hidden.isRevoked(content.id(), content.slug(), content.place())
                                ? "was revoked by the publisher of the index; do not install it"
                                : "is on your blocklist, config/blocklist.json"));
            }
            return say(Map.of("content", row.content(), "numbers", row.numbers()), text(row));
        }
    }

    private static String text(Row row) {
        var content = row.content();
        var lines = new StringBuilder(content.name()).append("  (").append(content.kind()).append(")\n")
                .append(content.description()).append("\n\n");
        var facts = new LinkedHashMap<String, String>();
        facts.put("id", content.id());
        facts.put("score", String.format(Locale.ROOT, "%.1f", row.numbers().score() / 100.0));
        facts.put("source", content.place() + (content.path().isEmpty() ? "" : "/" + content.path()));
        facts.put("commit", content.commit());
        facts.put("sha256", content.sha256());
        facts.put("licence", content.licence());
        facts.put("seen by", String.join(", ", content.sources()));
        facts.put("findings", String.join(", ", content.findings().stream()
                .map(finding -> finding.severity() + " " + finding.rule() + " (line " + finding.line() + ")")
                .toList()));
        facts.forEach((name, value) -> {
            if (!value.isEmpty()) {
                lines.append(String.format(Locale.ROOT, "%-9s %s%n", name, value));
            }
        });
        return lines.toString().stripTrailing();
    }

    private int say(Object json, String text) {
        out.println(options.json() ? Json.line(json) : text);
        return 0;
    }
}
