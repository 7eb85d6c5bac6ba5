package discovery.edge.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The flags of the stage that makes the site.
public final class RenderOptions {
    @Mixin
    Options options = new Options();

    @Option(names = "--tar", paramLabel = "FILE",
            description = "write the pages into this tar, as GitHub Pages takes it, and not as files")
    Optional<Path> tar = Optional.empty();

    @Option(names = "--update", paramLabel = "SITE",
            description = "take over a site that was made before, on the same disk and with the .made-site beside it: it is"
                    + " moved here, and only what changed is made again")
    Optional<Path> update = Optional.empty();

    public Options options() {
        return options;
    }

    public Optional<Path> tar() {
        return tar;
    }

    public Optional<Path> update() {
        return update;
    }
}
