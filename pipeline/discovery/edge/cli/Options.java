package discovery.edge.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The flags that every stage and the night itself take.
public class Options {
    @Option(names = "--config", paramLabel = "FILE", defaultValue = "manifests/sources.yaml",
            description = "what to collect, and how (default: ${DEFAULT-VALUE})")
    Path config = Path.of("");

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "build",
            description = "where the stages' folders are (default: ${DEFAULT-VALUE})")
    Path out = Path.of("");

    @Option(names = "--previous", paramLabel = "DIR|URL",
            description = "the last release: a folder or an address that holds manifest.json; none for a first one")
    Optional<String> previous = Optional.empty();

    @Option(names = "--now", paramLabel = "INSTANT",
            description = "the night's instant, as 2026-08-20T03:17:00Z (default: the configuration's, else the clock)")
    Optional<Instant> now = Optional.empty();

    @Option(names = "--root", paramLabel = "FILE",
            description = "trust root for --previous (default: manifests/keys/root.json)")
    Optional<Path> root = Optional.empty();

    @Option(names = "--ledger", paramLabel = "FILE",
            description = "what was noted since the last release, by pipeline/ops.java record")
    Optional<Path> ledger = Optional.empty();

    @Option(names = "--resume", description = "keep what is finished and up to date, make the rest")
    boolean resume;

    @Option(names = "--redo", description = "make it again, even where it is finished")
    boolean redo;

    @Option(names = "--only", paramLabel = "SOURCE", split = ",",
            description = "fetch these sources only; the others keep their last good data")
    List<String> only = List.of();

    @Option(names = "--night", paramLabel = "N", hidden = true,
            description = "which of the configuration's nights, from 1 (default: the last)")
    Optional<Integer> night = Optional.empty();

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "show this help")
    boolean help;

    public Path config() {
        return config;
    }

    public Path out() {
        return out;
    }

    public Optional<String> previous() {
        return previous;
    }

    public Optional<Instant> now() {
        return now;
    }

    public Optional<Path> root() {
        return root;
    }

    public Optional<Path> ledger() {
        return ledger;
    }

    public boolean resume() {
        return resume;
    }

    public List<String> only() {
        return only;
    }
}
