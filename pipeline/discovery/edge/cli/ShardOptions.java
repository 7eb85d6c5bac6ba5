package discovery.edge.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The flags of `embed --shard`: one machine's part of the vectors, made for the store.
public final class ShardOptions {
    @Option(names = "--out", paramLabel = "DIR", defaultValue = "build",
            description = "where the stages' folders are (default: ${DEFAULT-VALUE})")
    Path out = Path.of("");

    @Option(names = "--shard", paramLabel = "I/N", required = true,
            description = "which part, from 1, of how many; the store is vectors/ in the cache folder: put the others'"
                    + " files beside its own as NAME.I.rows, and `embed` makes no vector again")
    String shard = "";

    @Option(names = "--into", paramLabel = "DIR",
            description = "where a copy of what the store holds goes, as NAME.I.rows, to be carried to another machine")
    Optional<Path> into = Optional.empty();

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "show this help")
    boolean help;

    /// Whether a command line asks for a shard.
    public static boolean areIn(String... args) {
        return List.of(args).stream().anyMatch(arg -> arg.equals("--shard") || arg.startsWith("--shard="));
    }

    public Path out() {
        return out;
    }

    public Optional<Path> into() {
        return into;
    }

    /// @throws WrongUsage if it is not a part of a whole
    public int shard() throws WrongUsage {
        return Share.of(shard).number();
    }

    public int shards() throws WrongUsage {
        return Share.of(shard).of();
    }
}
