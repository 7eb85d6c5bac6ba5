package discovery.edge.client;

import discovery.edge.cli.ClientOptions;
import discovery.edge.cli.WrongUsage;
import discovery.edge.json.Json;
import discovery.edge.release.AlteredException;
import discovery.edge.release.Keyring;
import discovery.edge.release.Origin;
import discovery.edge.release.Release;
import discovery.edge.signing.VerificationException;
import discovery.release.Manifest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// What keeps a home in order: sync, verify, rollback, health, config.
final class Upkeep {
    private final ClientOptions options;
    private final Home home;
    private final PrintStream out;

    Upkeep(ClientOptions options, Home home, PrintStream out) {
        this.options = options;
        this.home = home;
        this.out = out;
    }

    int sync() throws IOException {
        var before = home.current().isPresent();
        try {
            var places = options.from().map(from -> List.of(from.split(","))).orElse(List.of());
            var outcome = new Sync(home, root(), places, Instant.now(), new Random())
                    .run(options.force(), options.ifDue());
            var facts = facts(outcome.manifest());
            facts.put("changed", outcome.changed());
            return say(facts, outcome.said());
        } catch (VerificationException e) {
            System.err.println("refused: " + e.getMessage());
            return options.ifDue() && before ? 0 : 3;
        } catch (IOException e) {
            if (options.ifDue() && before) {
                System.err.println("discover: " + Mirrors.said(e));
                return 0;
            }
            throw before ? new IOException(Mirrors.said(e) + "; the index in use, of "
                    + home.manifest().built() + ", still answers", e) : e;
        }
    }

    /// A root that the user names, else the home's own, else the repository's.
    private Optional<byte[]> root() throws IOException {
        if (options.root().isEmpty() && Files.exists(home.index().resolve("root.json"))) {
            return Optional.empty();
        }
        return Optional.of(anyRoot());
    }

    private byte[] anyRoot() throws IOException {
        var own = home.index().resolve("root.json");
        return Keyring.trustedRoot(options.root(), Optional.of(own).filter(Files::exists), committed());
    }

    private static Path committed() {
        return Optional.ofNullable(System.getenv("SKILL_INDEX_HOME")).map(Path::of).orElse(Path.of(""))
                .resolve("manifests").resolve("keys").resolve("root.json");
    }

    int verify() throws IOException {
        try {
            if (options.from().isEmpty()) {
                var manifest = home.verify();
                return say(facts(manifest), "Version " + manifest.version() + " at rest is what was signed.");
            }
            var release = Release.open(Origin.of(options.from().get()), anyRoot(), Instant.now());
            var files = release.verifyAll();
            return say(facts(release.manifest()), "Version " + release.manifest().version() + ": " + files
                    + " files are what keys from the trusted root have signed.");
        } catch (VerificationException | AlteredException e) {
            System.err.println("refused: " + e.getMessage());
            return 3;
        }
    }

    /// Back to the build before, or to the one that is named, and stays there until the user says otherwise.
    int rollback() throws IOException {
        var now = home.manifest().seq();
        var wanted = options.words().isEmpty()
                ? home.builds().stream().filter(build -> build < now).findFirst()
                : Optional.of(number(options.words().getFirst()));
        if (wanted.isEmpty() || !home.builds().contains(wanted.get())) {
            throw new IOException("%s is not kept here; kept are %s".formatted(
                    wanted.map(Manifest::version).orElse("an older version"),
                    String.join(", ", home.builds().stream().map(Manifest::version).toList())));
        }
        Settings.of(home.folder()).set("index.version", Manifest.version(wanted.get()));
        home.use(wanted.get());
        return say(facts(home.manifest()),
                "The index is at version %s and stays there; to follow again: discover config"
                        .formatted(Manifest.version(wanted.get())) + " set index.version latest");
    }

    private static long number(String version) throws WrongUsage {
        if (!version.matches("(1\\.0\\.)?[1-9][0-9]{0,9}")) {
            throw new WrongUsage("`%s` is no version; versions are as 1.0.12".formatted(version));
        }
        return Long.parseLong(version.replace("1.0.", ""));
    }

    int config() throws IOException {
        var settings = Settings.of(home.folder());
        var words = options.words();
        if (words.isEmpty()) {
            var all = settings.all();
            return say(all, String.join("\n", all.entrySet().stream().map(each -> each.getKey() + " = "
                    + each.getValue()).toList()));
        }
        switch (words.getFirst()) {
            case "set" -> {
                if (words.size() != 3) {
                    throw new WrongUsage("config set KEY VALUE");
                }
                settings.set(words.get(1), words.get(2));
            }
            case "unset" -> {
                if (words.size() != 2) {
                    throw new WrongUsage("config unset KEY");
                }
                settings.unset(words.get(1));
            }
            case "get" -> {
                if (words.size() != 2) {
                    throw new WrongUsage("config get KEY");
                }
                out.println(settings.asked(words.get(1)).orElse(""));
            }
            default -> throw new WrongUsage("config, config get KEY, config set KEY VALUE, config unset KEY");
        }
        return 0;
    }

    int health() throws IOException {
        var report = new Health(home, Instant.now()).started().report();
        say(report.toTree(), report.toText());
        return report.worst() == Health.Mark.BAD ? 1 : 0;
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
}
