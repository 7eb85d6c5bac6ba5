package discovery.edge.sign;

import discovery.edge.cli.Door;
import discovery.edge.cli.KeyOptions;
import discovery.edge.cli.WrongUsage;
import discovery.edge.files.Published;
import discovery.edge.signing.KeyFile;
import discovery.edge.signing.TufExpiry;
import discovery.edge.signing.TufRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// `sign --init`: the keys of a new index, once.
public final class NewKeys {
    private NewKeys() {}

    /// Writes the root and prints the secrets, each once.
    public static int run(String... args) {
        var options = new KeyOptions();
        return Door.enter("pipeline/sign.java --init", "make the keys of a new index, once", options, args, () -> {
            if (Files.exists(options.rootFile())) {
                throw new WrongUsage("%s is there: this index has its keys; a new root would cut its clients off"
                        .formatted(options.rootFile()));
            }
            var made = KeyFile.generate(
                    new SecureRandom(), options.user(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
            Published.file(options.rootFile(), TufRepository.firstRoot(made.keys(), TufExpiry.DEFAULT));
            tell(made, options.rootFile());
            return 0;
        });
    }

    /// Says what an operator does with new keys. The secrets alone go to stdout, each once.
    static void tell(KeyFile made, Path rootFile) {
        System.err.println("""
                Wrote %s: commit it.
                Then set two secrets, by these lines or on the repository's settings page:

                gh secret set SKILL_INDEX_READ_TOKEN    # a token that may read public repositories; optional
                gh secret set SKILL_INDEX_KEYS --env signing <<'END'""".formatted(rootFile));
        System.out.print(made.withoutRoot().format());
        System.err.println("END");
        System.err.println("""

                Keep the following offline, on paper or in a safe: it is needed to change keys, and never by a
                night. It is not shown again.
                """);
        System.out.print(made.format());
        System.err.println("""

                Whoever shall be able to hide an entry at once, and to sign no build, gets this as SKILL_INDEX_KEYS
                for `sign --revoke`:
                """);
        System.out.print(made.toRevoke().format());
    }
}
