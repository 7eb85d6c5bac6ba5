package discovery.edge.release;

import discovery.edge.files.Sha256;
import discovery.edge.json.Json;
import discovery.edge.json.MalformedException;
import discovery.edge.signing.OpenPgp;
import discovery.edge.signing.TufTarget;
import discovery.edge.signing.TufVerifier;
import discovery.edge.signing.VerificationException;
import discovery.edge.signing.Verified;
import discovery.edge.zstd.Zstd;
import discovery.release.Manifest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/// A verified release: its manifest is signed by keys that the trusted root names, and every file that it hands out has
/// the size and digest that the manifest gives.
public final class Release {
    public static final String MANIFEST = "manifest.json";
    public static final String SIGNATURE = "manifest.json.asc";
    public static final String PUBLIC_KEY = "skill-index.asc";
    public static final String METADATA = "tuf/";
    /// What is hidden in every build, old ones too.
    public static final String REVOKED = "revoked.json";
    /// The same list, signed by a key that can sign nothing else: what hides an entry between two builds.
    public static final String REVOKED_NOW = "revoked-now.json";
    /// Stands in a release that was signed with the keys of one machine, for looking at: nobody else trusts it.
    public static final String PREVIEW = "PREVIEW";
    private static final byte[] NOTHING = "{\"schema\":1,\"revoked\":[]}\n".getBytes(StandardCharsets.US_ASCII);
    static final long MOST_MANIFEST = 16L << 20;
    /// How often the metadata of one build may be issued: at its release, and at each revocation until the next.
    private static final long ISSUES = 1_000;

    private final Origin origin;
    private final Manifest manifest;
    private final Verified verified;

    private Release(Origin origin, Manifest manifest, Verified verified) {
        this.origin = origin;
        this.manifest = manifest;
        this.verified = verified;
    }

    /// Opens a release as a client does: metadata from the trusted root on, then the manifest, which is one of the
    /// signed targets.
    ///
    /// @param root the trusted root's bytes
    /// @param now  the instant for expiry
    /// @throws VerificationException when it must not be trusted; the message says why and what to do
    /// @throws NoSuchFileException   when there is no manifest
    public static Release open(Origin origin, byte[] root, Instant now) throws IOException, VerificationException {
        var bytes = manifestBytes(origin);
        var verified = TufVerifier.verify(root, (name, most) -> origin.upTo(METADATA + name, most + 1), now,
                Optional.empty());
        var manifest = parse(bytes);
        var target = verified.targets().get("v" + manifest.seq() + "/" + MANIFEST);
        if (target == null || manifest.seq() != verified.seq() / ISSUES || target.length() != bytes.length
                || !target.sha256().equals(Sha256.of(bytes))) {
            throw new IOException("%s: %s is not the one that build %d's metadata signs; try again in a few minutes, or"
                    .formatted(origin, MANIFEST, verified.seq() / ISSUES) + " another mirror");
        }
        return new Release(origin, manifest, verified);
    }

    /// Opens the release that a night builds on. It may be stale, which a publisher after a pause can't help, but not
    /// from the future: it is verified as of its own build.
    public static Release openPrevious(Origin origin, byte[] root, Instant now)
            throws IOException, VerificationException {
        var built = parse(manifestBytes(origin)).built();
        if (built.isAfter(now)) {
            throw new IOException("%s was built at %s, after this night's %s; a night builds on an older release"
                    .formatted(origin, built, now));
        }
        return open(origin, root, built);
    }

    private static byte[] manifestBytes(Origin origin) throws IOException {
        try {
            return origin.bytes(MANIFEST, MOST_MANIFEST);
        } catch (NoSuchFileException e) {
            throw new IOException("%s holds no %s; name the folder or address of a release, or leave --previous out"
                    .formatted(origin, MANIFEST) + " for a first one", e);
        }
    }

    private static Manifest parse(byte[] bytes) throws IOException {
        try {
            return Manifest.of(Json.parse(new String(bytes, StandardCharsets.UTF_8)));
        } catch (MalformedException e) {
            throw new IOException(MANIFEST + e.place(), e);
        } catch (IllegalArgumentException e) {
            throw new IOException(MANIFEST + ": " + e.getMessage(), e);
        }
    }

    /// A list on which nothing is revoked.
    public static byte[] noneRevoked() {
        return NOTHING.clone();
    }

    public Manifest manifest() {
        return manifest;
    }

    public Verified verified() {
        return verified;
    }

    /// Whether `manifest.json.asc` is an OpenPGP signature of the manifest by the given armored public key.
    public boolean signedBy(byte[] publicKey) throws IOException {
        return OpenPgp.verify(publicKey, origin.bytes(SIGNATURE, 1 << 16), origin.bytes(MANIFEST, MOST_MANIFEST));
    }

    /// The bytes of a file, verified.
    public byte[] bytes(String name) throws IOException {
        var item = manifest.file(name);
        return checked(item.path(), item.bytes(), item.sha256());
    }

    /// The bytes of a file without their zstd frame, verified inside and out.
    public byte[] unpacked(String name) throws IOException {
        var item = manifest.file(name);
        var content = item.content().orElseThrow(() -> new IOException(name + " is not compressed"));
        try (var in = Zstd.unpacking(new ByteArrayInputStream(bytes(name)))) {
            var bytes = in.readNBytes(Math.toIntExact(content.bytes() + 1));
            requireSame(name, bytes, content.bytes(), content.sha256());
            return bytes;
        }
    }

    /// Any file that the manifest or the metadata gives by path, size and digest.
    public byte[] checked(String path, long bytes, String sha256) throws IOException {
        var read = origin.bytes(path, bytes);
        requireSame(path, read, bytes, sha256);
        return read;
    }

    /// Copies a file to a place on disk, verified before it gets its name.
    public void copy(String name, Path place) throws IOException {
        var item = manifest.file(name);
        try (var in = origin.open(item.path())) {
            Files.copy(in, place);
        }
        if (Files.size(place) != item.bytes() || !Sha256.of(place).equals(item.sha256())) {
            Files.delete(place);
            throw new AlteredException(
                    "%s is not what the manifest signs; try again, or another mirror".formatted(name));
        }
    }

    /// Unpacks a file to a place on disk, verified inside and out before it gets its name.
    public void unpack(String name, Path place) throws IOException {
        var content = manifest.file(name).content().orElseThrow(() -> new IOException(name + " is not compressed"));
        var packed = place.resolveSibling(".new-packed");
        Files.deleteIfExists(packed);
        copy(name, packed);
        var beside = place.resolveSibling(".new-unpacked");
        Zstd.unpack(packed, beside, content.bytes());
        Files.delete(packed);
        if (Files.size(beside) != content.bytes() || !Sha256.of(beside).equals(content.sha256())) {
            Files.delete(beside);
            throw new IOException("what is in %s is not what the manifest signs; report it".formatted(name));
        }
        Files.move(beside, place);
    }

    /// Reads every signed target, and fails at the first that is not what it should be.
    public int verifyAll() throws IOException {
        var targets = new ArrayList<>(verified.targets().values());
        verified.revoked().ifPresent(targets::add);
        for (var target : targets) {
            var stored = target.storedAs();
            try (var in = origin.open(stored)) {
                if (!Sha256.of(in).equals(target.sha256())) {
                    throw new AlteredException("%s is not what the metadata signs".formatted(stored));
                }
            }
        }
        return targets.size();
    }

    private static void requireSame(String name, byte[] bytes, long size, String sha256) throws IOException {
        if (bytes.length != size || !Sha256.of(bytes).equals(sha256)) {
            throw new IOException("%s has not the size and digest that the manifest signs; try again, or another mirror"
                    .formatted(name));
        }
    }

    /// The version of the metadata: it rises with every build, and within one with every issue.
    ///
    /// @param issue 0 for the release itself
    public static long version(long seq, long issue) {
        return seq * ISSUES + issue;
    }

    static String targetName(long seq, String name) {
        return "v" + seq + "/" + name;
    }

    static TufTarget target(long seq, String name, Path file) throws IOException {
        return new TufTarget(targetName(seq, name), Files.size(file), Sha256.of(file));
    }
}
