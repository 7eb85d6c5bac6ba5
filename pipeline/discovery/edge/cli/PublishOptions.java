package discovery.edge.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The flags of the stage that lays out what each public place gets.
public final class PublishOptions {
    @Mixin
    Options options = new Options();

    @Option(names = "--beside", paramLabel = "PAGES",
            description = "give this build to the channel `next` alone, beside the pages that everybody gets now")
    Optional<Path> beside = Optional.empty();

    public Options options() {
        return options;
    }

    public Optional<Path> beside() {
        return beside;
    }
}
