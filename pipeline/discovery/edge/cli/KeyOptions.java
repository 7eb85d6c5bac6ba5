package discovery.edge.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// The flags of `sign --init`.
public final class KeyOptions {
    @Option(names = "--init", description = "make the keys of a new index")
    boolean init;

    @Option(names = "--user", paramLabel = "'NAME <MAIL>'", defaultValue = "Skill index <index@example.invalid>",
            description = "whom the OpenPGP key names (default: ${DEFAULT-VALUE})")
    String user = "";

    @Option(names = "--root-file", paramLabel = "FILE", defaultValue = "manifests/keys/root.json",
            description = "where the root goes, to be committed (default: ${DEFAULT-VALUE})")
    Path rootFile = Path.of("");

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "show this help")
    boolean help;

    public String user() {
        return user;
    }

    public Path rootFile() {
        return rootFile;
    }
}
