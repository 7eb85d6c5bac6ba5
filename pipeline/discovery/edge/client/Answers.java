package discovery.edge.client;

import discovery.edge.cli.ClientOptions;
import discovery.edge.cli.WrongUsage;
import discovery.edge.json.Json;
import discovery.edge.release.Keyring;
import discovery.edge.release.Origin;
import discovery.edge.release.Release;
import discovery.edge.signing.VerificationException;
import discovery.edge.sqlite.SkillsDbReader.Hit;
import discovery.model.Row;
import discovery.release.Manifest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What `discover` answers: text for people, JSON for programs.
public final class Answers {
    private final ClientOptions options;
    private final Home home;
    private final PrintStream out;

    public Answers(ClientOptions options, PrintStream out) {
        this.options = options;
        this.home = new Home(options.home());
        this.out = out;
    }

    /// Does what the verb says.
    ///
    /// @return exit code
    public int answer() throws IOException {
        return switch (options.verb()) {
            case SYNC -> sync();
            case VERIFY -> verify();
            case SEARCH -> search();
            case SHOW -> show();
            case HEALTH -> health();
        };
    }

    private int sync() throws IOException {
        try {
            var manifest = home.sync(Origin.of(from()), root(), Instant.now());
            return say(facts(manifest), "The index is at version " + manifest.version() + ", with "
                    + manifest.stats().total() + " entries.");
        } catch (VerificationException e) {
            return refuse(e);
        }
    }

    private int verify() throws IOException {
        if (options.from().isEmpty()) {
            var manifest = home.verify();
            return say(facts(manifest), "Version " + manifest.version() + " at rest is what was signed.");
        }
        try {
            var release = Release.open(Origin.of(from()), root(), Instant.now());
            var files = release.verifyAll();
            return say(facts(release.manifest()), "Version " + release.manifest().version() + ": " + files
                    + " files are what keys from the trusted root have signed.");
        } catch (VerificationException e) {
            return refuse(e);
        }
    }

    private int search() throws IOException {
        try (var reader = home.open()) {
            var hits = reader.search(String.join(" ", options.words()), options.limit());
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

    private int health() throws IOException {
        var manifest = home.manifest();
        var late = Instant.now().isAfter(manifest.expires());
        say(facts(manifest), "Version " + manifest.version() + " of " + manifest.built() + ", "
                + manifest.stats().total() + " entries" + (late ? "; OUT OF DATE since " + manifest.expires() : "")
                + ".");
        return late ? 1 : 0;
    }

    private static Map<String, Object> facts(Manifest manifest) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("version", manifest.version());
        facts.put("build_number", manifest.seq());
        facts.put("built", manifest.built().toString());
        facts.put("expires", manifest.expires().toString());
        facts.put("entries", manifest.stats().total());
        return facts;
    }

    private int say(Object json, String text) {
        out.println(options.json() ? Json.line(json) : text);
        return 0;
    }

    private static int refuse(VerificationException refused) {
        System.err.println("refused: " + refused.getMessage());
        return 3;
    }

    private String from() throws IOException {
        return options.from().orElseThrow(() -> new WrongUsage(
                "say with --from where the release is: a folder or an https address"));
    }

    private byte[] root() throws IOException {
        return Keyring.trustedRoot(options.root(), Optional.empty(), Path.of("manifests", "keys", "root.json"));
    }
}
