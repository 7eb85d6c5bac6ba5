package discovery.edge.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The flags of `score`: those of every stage, and questions about scores.
public final class ScoreOptions extends Options {
    @Option(names = "--explain", paramLabel = "ID|SLUG",
            description = "say how this entry's score is made, and what would raise it; writes nothing")
    Optional<String> explain = Optional.empty();

    @Option(names = "--compare", paramLabel = "OTHER.yaml",
            description = "show what other weights would do to the ranks; writes nothing")
    Optional<Path> compare = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20",
            description = "lines that --compare shows (default: ${DEFAULT-VALUE})")
    int limit;

    public Optional<String> explain() {
        return explain;
    }

    public Optional<Path> compare() {
        return compare;
    }

    public int limit() {
        return Math.max(1, limit);
    }
}
