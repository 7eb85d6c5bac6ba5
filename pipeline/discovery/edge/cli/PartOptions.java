package discovery.edge.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The flags of `fetch --shard`: those of the stage, and which part of the repositories this machine reads.
public final class PartOptions {
    @Mixin
    private final Options night = new Options();

    @Option(names = "--shard", paramLabel = "I/N", required = true,
            description = "which part of the repositories to read, from 1, of how many. It makes the folder"
                    + " fetch/part-I-of-N/ in the cache folder; put the others' beside it, and `fetch` reads no"
                    + " repository again")
    private String shard = "";

    public Options night() {
        return night;
    }

    /// @throws WrongUsage if it is not a part of a whole
    public Share share() throws WrongUsage {
        return Share.of(shard);
    }
}
