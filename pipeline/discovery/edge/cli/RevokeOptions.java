package discovery.edge.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/// The flags of `sign --revoke`.
public final class RevokeOptions {
    @Option(names = "--revoke", paramLabel = "ID", arity = "0..1", fallbackValue = "", split = ",",
            description = "hide these entries in every build that clients have; none: only sign anew")
    List<String> ids = List.of();

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "withdrawn",
            description = "one sentence that people see (default: ${DEFAULT-VALUE})")
    String reason = "";

    @Option(names = "--release", paramLabel = "DIR", required = true,
            description = "the newest release, as scripts/previous lays it out")
    Path release = Path.of("");

    @Option(names = "--root", paramLabel = "FILE", defaultValue = "manifests/keys/root.json",
            description = "the root of trust (default: ${DEFAULT-VALUE})")
    Path root = Path.of("");

    @Option(names = "--out", paramLabel = "DIR", required = true,
            description = "a new folder: what to put over the pages")
    Path out = Path.of("");

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "show this help")
    boolean help;

    public List<String> ids() {
        return ids.stream().filter(id -> !id.isBlank()).toList();
    }

    public String reason() {
        return reason;
    }

    public Path release() {
        return release;
    }

    public Path root() {
        return root;
    }

    public Path out() {
        return out;
    }
}
