package discovery.edge.cli;

import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The flags of the stage that collects: those of every stage, and which part of the repositories this machine reads.
public final class FetchOptions {
    @Mixin
    Options options = new Options();

    @Option(names = "--shard", paramLabel = "I/N",
            description = "read one part of the repositories only, from 1, of how many. It makes the folder"
                    + " fetch/part-I-of-N/ in the cache folder, and no stage's folder; put the others' beside it, and"
                    + " `fetch` reads no repository again")
    Optional<String> shard = Optional.empty();

    public Options options() {
        return options;
    }

    /// @return empty: all of them
    /// @throws WrongUsage if it is not a part of a whole
    public Optional<Share> share() throws WrongUsage {
        return shard.isPresent() ? Optional.of(Share.of(shard.get())) : Optional.empty();
    }
}
