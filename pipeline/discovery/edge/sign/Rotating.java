package discovery.edge.sign;

import discovery.edge.cli.Door;
import discovery.edge.cli.RotateOptions;
import discovery.edge.files.Published;
import discovery.edge.signing.KeyFile;
import discovery.edge.signing.TufExpiry;
import discovery.edge.signing.TufRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// `sign --rotate`: new keys for an index that is public. The new root is signed by the old root keys, two of three, so
/// clients walk over by themselves; what the old keys sign afterwards they refuse. The old root stays beside the new one,
/// because every release carries the whole way.
public final class Rotating {
    private Rotating() {}

    public static int run(String... args) {
        var options = new RotateOptions();
        return Door.enter("pipeline/sign.java --rotate", "change the keys of an index that is public", options, args,
                () -> {
                    var old = KeyFile.parse(Files.readString(options.keys()));
                    var made = rotate(options.rootFile(), old, options.online(), new SecureRandom(),
                            Instant.now().truncatedTo(ChronoUnit.SECONDS));
                    System.err.println("Kept the old root beside the new one, as N.root.json, for clients that have it:"
                            + " commit both.");
                    NewKeys.tell(made, options.rootFile());
                    return 0;
                });
    }

    /// Writes the new root in the place of the old one, and that beside it as `N.root.json`.
    ///
    /// @param online only the keys that a night holds
    /// @return the new keys
    static KeyFile rotate(Path rootFile, KeyFile old, boolean online, SecureRandom random, Instant now)
            throws IOException {
        if (!old.keys().holdRoot()) {
            throw new IOException("these keys hold no root seed; rotate with the text that was kept offline");
        }
        var before = Files.readAllBytes(rootFile);
        var made = old.next(online, random, now);
        var root = TufRepository.nextRoot(before, old.keys(), made.keys(), now, TufExpiry.DEFAULT);
        Published.file(rootFile.resolveSibling(TufRepository.rootName(before)), before);
        Published.file(rootFile, root);
        return made;
    }
}
