package discovery.edge.cli;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/// The arguments of the client.
public final class ClientOptions {
    /// What it can do.
    public enum Verb {
        /// Take the release at `--from` into use.
        SYNC,
        /// Check the release at `--from`, or what is in use.
        VERIFY,
        /// Go back to an older build that is kept.
        ROLLBACK,
        /// Show or change the settings.
        CONFIG,
        SEARCH,
        SHOW,
        /// Judge what lies here as the nightly would.
        CHECK,
        /// Write a scaffold.
        NEW,
        RELATED,
        RECOMMEND,
        COMPLETION,
        /// Answer agents on standard input and output.
        MCP,
        REGISTER,
        UNREGISTER,
        INSTALL,
        UNINSTALL,
        AUDIT,
        LEARN,
        HEALTH;

        static Verb of(String word) {
            return Arrays.stream(values()).filter(verb -> verb.toString().equals(word)).findFirst()
                    .orElseThrow(() -> new TypeConversionException("there is no `%s`; there are %s".formatted(
                            word, Arrays.stream(values()).map(Verb::toString).sorted().collect(joining(", ")))));
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(index = "0", paramLabel = "VERB",
            description = "sync: take the newest release into use; verify: check it, or what is in use; rollback"
                    + " [VERSION]: to an older build; config [get|set|unset KEY [VALUE]]; search WORDS;"
                    + " show ID|SLUG; related ID|SLUG: what is like it; recommend DIR: what helps with a codebase;"
                    + " check PATH|URL: judge it as the nightly would; new skill|plugin|marketplace|pack NAME;"
                    + " completion bash|zsh|fish: for your shell; install ID, uninstall ID, audit:"
                    + " what is installed; learn [PATH [check [DIR]]]; mcp: answer agents; register, unregister:"
                    + " tell them; health: how old is what is in use")
    Verb verb = Verb.HEALTH;

    @Parameters(index = "1..*", paramLabel = "WORDS", description = "what to search for, or what to show")
    List<String> words = List.of();

    @Option(names = "--home", paramLabel = "DIR",
            description = "where the index is kept (default: ~/.claude-discovery)")
    Path home = Path.of(System.getProperty("user.home", "."), ".claude-discovery");

    @Option(names = "--from", paramLabel = "DIR|URL",
            description = "a release: what holds its manifest.json (sync: several, with commas)")
    Optional<String> from = Optional.empty();

    @Option(names = "--root", paramLabel = "FILE",
            description = "the root of trust (default: manifests/keys/root.json)")
    Optional<Path> root = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "10",
            description = "results of a search (default: ${DEFAULT-VALUE})")
    int limit;

    @Option(names = "--force", description = "sync: ask and check even if nothing is due, and mend what is damaged")
    boolean force;

    @Option(names = "--if-due", description = "sync: only if it is time, and without fuss; for hooks and timers")
    boolean ifDue;

    /// How an answer is written.
    public enum Format {
        TEXT, JSON, SARIF
    }

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "TEXT",
            description = "of check: text, json or sarif (default: text)")
    Format format = Format.TEXT;

    @Mixin
    SearchOptions search = new SearchOptions();

    @Option(names = "--yes", description = "install: do it, after showing what")
    boolean yes;

    @Option(names = "--accept-risks", description = "install: even with findings of high severity")
    boolean acceptsRisks;

    @Option(names = "--json", description = "answer in JSON")
    boolean json;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "show this help")
    boolean help;

    public Verb verb() {
        return verb;
    }

    public List<String> words() {
        return words;
    }

    public Path home() {
        return home;
    }

    public Optional<String> from() {
        return from;
    }

    public Optional<Path> root() {
        return root;
    }

    /// From 1 to 1,000.
    public int limit() throws WrongUsage {
        if (limit < 1 || limit > 1_000) {
            throw new WrongUsage("--limit is from 1 to 1000, not " + limit);
        }
        return limit;
    }

    public boolean force() {
        return force;
    }

    public boolean ifDue() {
        return ifDue;
    }

    public Format format() {
        return json ? Format.JSON : format;
    }

    public SearchOptions search() {
        return search;
    }

    /// For whom something is installed.
    public String client() {
        return search.clients().stream().findFirst().orElse("claude-code");
    }

    public boolean yes() {
        return yes;
    }

    public boolean acceptsRisks() {
        return acceptsRisks;
    }

    public boolean json() {
        return json;
    }
}
