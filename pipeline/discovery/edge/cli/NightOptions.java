package discovery.edge.cli;

import discovery.model.Stage;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The flags of a whole night.
public final class NightOptions {
    @Mixin
    Options options = new Options();

    @Option(names = "--from", paramLabel = "STAGE", description = "make this stage and those after it again")
    Optional<Stage> from = Optional.empty();

    @Option(names = "--to", paramLabel = "STAGE", description = "stop after this stage")
    Optional<Stage> to = Optional.empty();

    public Options options() {
        return options;
    }

    public Optional<Stage> from() {
        return from;
    }

    public Optional<Stage> to() {
        return to;
    }
}
