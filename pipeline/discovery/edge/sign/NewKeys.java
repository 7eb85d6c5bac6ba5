package discovery.edge.sign;

import discovery.edge.cli.Door;
import discovery.edge.cli.KeyOptions;
import discovery.edge.cli.WrongUsage;
import discovery.edge.files.Published;
import discovery.edge.signing.KeyFile;
import discovery.edge.signing.TufExpiry;
import discovery.edge.signing.TufRepository;
import java.nio.file.Files;
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
            System.err.println("""
                    Wrote %s: commit it.
                    Set the following as the secret SKILL_INDEX_KEYS of the repository's environment `signing`:
                    """.formatted(options.rootFile()));
            System.out.print(made.withoutRoot().format());
            System.err.println("""

                    Keep the following offline, on paper or in a safe: it is needed to change keys, and never by a
                    night. It is not shown again.
                    """);
            System.out.print(made.format());
            return 0;
        });
    }
}
