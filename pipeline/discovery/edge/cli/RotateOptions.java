package discovery.edge.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// The flags of `sign --rotate`.
public final class RotateOptions {
    @Option(names = "--rotate", description = "change the keys of an index that is public")
    boolean rotate;

    @Option(names = "--keys", paramLabel = "FILE", required = true,
            description = "the old keys with their root seed, as --init printed them to be kept offline")
    Path keys = Path.of("");

    @Option(names = "--online", description = "change only the keys that a night holds; the root's stay")
    boolean online;

    @Option(names = "--root-file", paramLabel = "FILE", defaultValue = "manifests/keys/root.json",
            description = "the newest root; the new one takes its place (default: ${DEFAULT-VALUE})")
    Path rootFile = Path.of("");

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "show this help")
    boolean help;

    public Path keys() {
        return keys;
    }

    public boolean online() {
        return online;
    }

    public Path rootFile() {
        return rootFile;
    }
}
