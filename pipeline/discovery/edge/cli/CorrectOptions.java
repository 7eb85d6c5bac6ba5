package discovery.edge.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The flags of `correct`.
public final class CorrectOptions {
    @Option(names = "--config", paramLabel = "FILE", defaultValue = "manifests/sources.yaml",
            description = "the night's configuration (default: ${DEFAULT-VALUE})")
    Path config = Path.of("");

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "build",
            description = "where the stages' folders are to be (default: ${DEFAULT-VALUE})")
    Path out = Path.of("");

    @Option(names = "--previous", paramLabel = "DIR", required = true, description = "the newest public release")
    String previous = "";

    @Option(names = "--release", paramLabel = "DIR", required = true,
            description = "the release that clients are to be led to; may be the newest")
    String release = "";

    @Option(names = "--site", paramLabel = "DIR", required = true,
            description = "that release's site, as it was deployed")
    Path site = Path.of("");

    @Option(names = "--root", paramLabel = "FILE",
            description = "the root of trust (default: manifests/keys/root.json)")
    Optional<Path> root = Optional.empty();

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "show this help")
    boolean help;

    public Path config() {
        return config;
    }

    public Path out() {
        return out;
    }

    public String previous() {
        return previous;
    }

    public String release() {
        return release;
    }

    public Path site() {
        return site;
    }

    public Optional<Path> root() {
        return root;
    }
}
