package discovery.edge.client;

import discovery.edge.check.Authors;
import discovery.edge.cli.ClientOptions;
import discovery.edge.cli.Completion;
import discovery.edge.cli.Night;
import discovery.edge.cli.WrongUsage;
import discovery.edge.files.Published;
import discovery.edge.json.Json;
import discovery.edge.onnx.QuestionEmbedder;
import discovery.edge.release.AlteredException;
import discovery.edge.release.Keyring;
import discovery.edge.release.Origin;
import discovery.edge.release.Release;
import discovery.release.Manifest;
import discovery.edge.search.Library;
import discovery.edge.signing.VerificationException;
import discovery.edge.sqlite.NativeLibrary;
import discovery.edge.sqlite.SkillsDbReader;
import discovery.model.Row;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What `discover` answers: text for people, JSON for programs.
public final class Answers {
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
            case SEARCH, SHOW, RELATED, RECOMMEND -> ask();
            case CHECK -> new Authors(options, out).check();
            case NEW -> new Authors(options, out).scaffold();
            case COMPLETION -> completion();
            case HEALTH -> upkeep.health();
            case MCP, REGISTER, UNREGISTER, INSTALL, UNINSTALL, AUDIT, LEARN -> throw new IllegalStateException(
                    options.verb() + " is answered elsewhere");
        };
    }

    /// Asks what is in use or, with `--from`, a build's folder or a release, which is verified first.
    private int ask() throws IOException {
        if (options.from().isEmpty()) {
            return ask(home.current().orElseThrow(() -> new IOException(
                    "there is no index at %s yet; run `discover sync --from DIR|URL` first".formatted(home.index()))));
        }
        var from = options.from().get();
        if (Files.exists(Path.of(from).resolve("skills.db"))) {
            return ask(Path.of(from));
        }
        var folder = Files.createTempDirectory("discover-");
        try {
            var root = Keyring.trustedRoot(options.root(), Optional.empty(), Path.of("manifests", "keys", "root.json"));
            var release = Release.open(Origin.of(from), root, Instant.now());
            release.copy("skills.db", folder.resolve("skills.db"));
            release.unpack(Manifest.VECTORS, folder.resolve("embeddings.bin"));
            return ask(folder);
        } catch (VerificationException | AlteredException e) {
            System.err.println("refused: " + e.getMessage());
            return 3;
        } finally {
            Published.delete(folder);
        }
    }

    private int ask(Path folder) throws IOException {
        var search = options.search();
        Optional<Library.Model> model = search.wordsOnly() || options.verb() == ClientOptions.Verb.SHOW
                ? Optional.empty()
                : Optional.of(() -> QuestionEmbedder.open(Night.cache().resolve("models")));
        NativeLibrary.keepIn(Night.cache().resolve("natives"));
        var hidden = Hidden.of(home.folder()).following(folder);
        try (var library = Library.open(folder, model, listing -> hidden.hides(
                listing.id(), listing.slug(), listing.place()) ? Library.HIDDEN
                        : hidden.rank(listing.id(), listing.slug(), listing.place()))) {
            var answering = new Answering(library, options.json(),
                    Screen.columns(Optional.ofNullable(System.getenv("COLUMNS"))), out, System.err);
            return switch (options.verb()) {
                case SHOW -> show(library.reader(), hidden);
                case RELATED -> answering.related(one(), options.limit());
                case RECOMMEND -> answering.recommend(Path.of(one()), search.filters(), options.limit());
                case SEARCH, SYNC, VERIFY, ROLLBACK, CONFIG, CHECK, NEW, COMPLETION, HEALTH, MCP, REGISTER,
                        UNREGISTER, INSTALL, UNINSTALL, AUDIT, LEARN ->
                    answering.search(question(), search.filters(), search.sort(), options.limit(),
                            search.why(), search.facets());
            };
        }
    }

    private String one() throws IOException {
        if (options.words().size() != 1) {
            throw new WrongUsage(options.verb() == ClientOptions.Verb.RECOMMEND
                    ? "recommend takes one folder"
                    : options.verb() + " takes one id or slug, as `search` gives them");
        }
        return options.words().getFirst();
    }

    private String question() throws WrongUsage {
        var question = String.join(" ", options.words()).strip();
        if (question.isEmpty()) {
            throw new WrongUsage("search takes words: discover search pdf tables");
        }
        return question;
    }

    private int completion() throws IOException {
        if (options.words().size() != 1) {
            throw new WrongUsage("completion takes the name of a shell: bash, zsh or fish");
        }
        out.print(Completion.script(options.words().getFirst(), "discover",
                Stream.of(ClientOptions.Verb.values()).map(ClientOptions.Verb::toString).toList(), options));
        return 0;
    }

    private int show(SkillsDbReader reader, Hidden hidden) throws IOException {
        var name = one();
        var row = reader.entry(name);
        var content = row.content();
        if (hidden.hides(content.id(), content.slug(), content.place())) {
            throw new IOException("`%s` %s".formatted(content.id(),
                    hidden.isRevoked(content.id(), content.slug(), content.place())
                            ? "was revoked by the publisher of the index; do not install it"
                            : "is on your blocklist, config/blocklist.json"));
        }
        var renamed = Renamed.of(name, row);
        if (!options.json()) {
            renamed.ifPresent(names -> System.err.println(names.sentence()));
        }
        var tree = new LinkedHashMap<String, Object>();
        renamed.ifPresent(names -> tree.put("renamed", names));
        tree.put("content", row.content());
        tree.put("numbers", row.numbers());
        return say(tree, text(row));
    }

    private static String text(Row row) {
        var content = row.content();
        var lines = new StringBuilder(content.name()).append("  (").append(content.kind()).append(")\n")
                .append(content.description()).append("\n\n");
        var facts = new LinkedHashMap<String, String>();
        facts.put("id", content.id());
        facts.put("formerly", String.join(", ", content.formerly()));
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
