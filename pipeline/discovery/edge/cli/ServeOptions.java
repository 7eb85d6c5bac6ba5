package discovery.edge.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The flags of the local web server.
public final class ServeOptions {
    @Parameters(paramLabel = "DIR", description = "a site (build/site) or a release (build/release)")
    Path folder = Path.of("");

    @Option(names = "--port", paramLabel = "N", description = "default: any free one")
    int port;

    @Option(names = "--index", paramLabel = "DIR",
            description = "a folder with skills.db, for /api/search/?q= (default: build, beside DIR)")
    Optional<Path> index = Optional.empty();

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "show this help")
    boolean help;

    public Path folder() {
        return folder;
    }

    public Path index() {
        return index.orElseGet(() -> folder.toAbsolutePath().normalize().resolveSibling("build"));
    }

    public int port() {
        return port;
    }
}
