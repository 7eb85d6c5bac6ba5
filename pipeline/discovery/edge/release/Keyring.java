package discovery.edge.release;

import discovery.edge.signing.KeyFile;
import discovery.edge.signing.Keys;
import discovery.edge.signing.TufExpiry;
import discovery.edge.signing.TufRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The keys of this night, and the root that clients trust.
///
/// @param keys  sign
/// @param root  text (ASCII) of the newest root
/// @param from  where the keys came from
public record Keyring(Keys keys, String root, From from) {
    /// In falling order of what may be done with them.
    public enum From {
        /// The environment: real keys. May be published.
        ENVIRONMENT,
        /// Made on this machine for this machine. A preview: nobody else trusts it.
        LOCAL,
        /// The sample's, derived from a published seed: worth nothing, and says so.
        SAMPLE
    }

    /// Holds the text of a key file (see `KeyFile`).
    public static final String VARIABLE = "SKILL_INDEX_KEYS";
    /// A signature may not be older than its key, and the first one is of a night that began before the key was made.
    private static final Instant BIRTHDAY = Instant.parse("2025-01-01T00:00:00Z");
    private static final String USER = "Skill index (local preview, not for others)";

    /// Finds the keys: the configuration's (a sample), else the environment's, else this machine's own, which are made
    /// at the first use.
    ///
    /// @param sample    the sample's key file
    /// @param committed `manifests/keys/root.json`; real keys need it, because clients start from it
    public static Keyring find(Optional<Path> sample, Path committed) throws IOException {
        if (sample.isPresent()) {
            var keys = parse(Files.readString(sample.get()), sample.get().toString());
            return new Keyring(keys, firstRoot(keys), From.SAMPLE);
        }
        var text = System.getenv(VARIABLE);
        if (text != null && !text.isBlank()) {
            var keys = parse(text, VARIABLE);
            if (Files.exists(committed)) {
                return new Keyring(keys, Files.readString(committed, StandardCharsets.US_ASCII), From.ENVIRONMENT);
            }
            if (keys.holdRoot()) {
                return new Keyring(keys, firstRoot(keys), From.ENVIRONMENT);
            }
            throw new IOException("%s is not there: commit the root that `scripts/jbang pipeline/sign.java --init` made"
                    .formatted(committed));
        }
        var keys = parse(Files.readString(local()), local().toString());
        return new Keyring(keys, firstRoot(keys), From.LOCAL);
    }

    /// The root that releases are verified against: the one that is named; else the sample's or the committed one; else
    /// that of this machine's own keys.
    public static byte[] trustedRoot(Optional<Path> named, Optional<Path> configured, Path committed)
            throws IOException {
        for (var choice : List.of(named, configured, Optional.of(committed).filter(Files::exists))) {
            if (choice.isPresent()) {
                return Files.readAllBytes(choice.get());
            }
        }
        return previewRoot();
    }

    /// The root that the release before this night is verified against: where keys were rotated, the oldest that is kept
    /// beside the newest as `N.root.json`, since the night before may still be signed by older keys. From there a release
    /// leads to its own root.
    public static byte[] previousRoot(Optional<Path> named, Optional<Path> configured, Path committed)
            throws IOException {
        if (named.isEmpty() && configured.isEmpty() && Files.exists(committed)) {
            return roots(committed).getFirst();
        }
        return trustedRoot(named, configured, committed);
    }

    /// All roots that are kept beside the newest one, it last.
    public static List<byte[]> roots(Path newest) throws IOException {
        var roots = new ArrayList<byte[]>();
        var last = Files.readAllBytes(newest);
        var name = TufRepository.rootName(last);
        var number = Integer.parseInt(name.substring(0, name.indexOf('.')));
        for (var version = 1; version < number; version++) {
            var older = newest.resolveSibling(version + ".root.json");
            if (Files.exists(older)) {
                roots.add(Files.readAllBytes(older));
            }
        }
        roots.add(last);
        return roots;
    }

    /// The root of this machine's own keys: what a preview is verified against, since nobody else trusts it.
    public static byte[] previewRoot() throws IOException {
        return TufRepository.firstRoot(
                parse(Files.readString(local()), local().toString()), TufExpiry.DEFAULT);
    }

    private static String firstRoot(Keys keys) {
        return new String(TufRepository.firstRoot(keys, TufExpiry.DEFAULT), StandardCharsets.US_ASCII);
    }

    private static Keys parse(String text, String where) throws IOException {
        try {
            return KeyFile.parse(text).keys();
        } catch (IllegalArgumentException e) {
            throw new IOException("%s: %s".formatted(where, e.getMessage()), e);
        }
    }

    /// This machine's own key file, made when it is not there, readable by its owner only.
    private static Path local() throws IOException {
        var home = Optional.ofNullable(System.getenv("XDG_CONFIG_HOME")).filter(text -> !text.isBlank());
        var folder = home.map(Path::of).orElseGet(() -> Path.of(System.getProperty("user.home", "."), ".config"))
                .resolve("skill-index");
        var file = Optional.ofNullable(System.getenv("SKILL_INDEX_KEYS_FILE"))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .orElseGet(() -> folder.resolve("local-keys"));
        if (!Files.exists(file)) {
            var parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            var made = KeyFile.generate(new SecureRandom(), USER, BIRTHDAY);
            var beside = Files.createTempFile(parent, ".new-", ".keys");
            if (Files.getFileStore(beside).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rw-------"));
            }
            Files.writeString(beside, made.format());
            try {
                Files.createLink(file, beside);
            } catch (java.nio.file.FileAlreadyExistsException anotherRunWasFirst) {
                // Its keys are as good.
            } finally {
                Files.delete(beside);
            }
        }
        return file;
    }
}
