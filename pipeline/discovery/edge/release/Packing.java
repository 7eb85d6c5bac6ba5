package discovery.edge.release;

import discovery.edge.files.Sha256;
import discovery.edge.json.Json;
import discovery.edge.signing.OpenPgp;
import discovery.edge.signing.TufExpiry;
import discovery.edge.signing.TufRepository;
import discovery.edge.signing.TufTarget;
import discovery.edge.zstd.Zstd;
import discovery.release.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Puts a release together in an empty folder:
/// ```
/// manifest.json       what the release consists of          manifest.json.asc   its OpenPGP signature
/// skill-index.asc     the OpenPGP public key                 tuf/                N.root.json … timestamp.json
/// vSEQ/DIGEST.NAME    every file, the manifest among them; deltas with the build that they lead to
/// ```
public final class Packing {
    private final Path folder;
    private final long seq;
    private final SortedMap<String, Manifest.Item> items = new TreeMap<>();
    private final List<TufTarget> targets = new ArrayList<>();
    private Optional<TufTarget> revoked = Optional.empty();

    public Packing(Path folder, long seq) throws IOException {
        this.folder = folder;
        this.seq = seq;
        Files.createDirectory(folder.resolve("v" + seq));
    }

    /// Takes a file as it is.
    public Manifest.Item add(String name, Path file) throws IOException {
        return add(name, file, Optional.empty());
    }

    /// Takes a file that is packed already, under its name with `.zst`.
    ///
    /// @param inside what is in it
    public Manifest.Item addPacked(String name, Path file, Manifest.Content inside) throws IOException {
        return add(name + ".zst", file, Optional.of(inside));
    }

    /// Packs a small file, and takes it under its name with `.zst`.
    public Manifest.Item pack(String name, Path file) throws IOException {
        var packed = folder.resolve(".packed");
        try (var out = Zstd.packing(Files.newOutputStream(packed), Zstd.SHIP)) {
            Files.copy(file, out);
        }
        var item = addPacked(name, packed, new Manifest.Content(Files.size(file), Sha256.of(file)));
        Files.delete(packed);
        return item;
    }

    private Manifest.Item add(String name, Path file, Optional<Manifest.Content> content) throws IOException {
        var target = take(seq, name, file);
        var item = new Manifest.Item(target.storedAs(), target.length(), target.sha256(), content);
        items.put(name, item);
        return item;
    }

    /// What a build's dump and vectors are, by digest.
    public record State(String dump, String vectors) {
        public static State of(Manifest manifest) {
            return new State(manifest.file("skills.jsonl.zst").content().orElseThrow().sha256(),
                    manifest.vectors().sha256());
        }
    }

    /// Takes the two files of a delta to this build.
    public Manifest.Delta delta(Path patch, Path vectors, long from, State before, State after) throws IOException {
        var name = "delta-v" + from + "-v" + seq;
        var one = take(seq, name + ".patch", patch);
        var other = take(seq, name + ".vectors", vectors);
        return new Manifest.Delta(from, seq, one.storedAs(), one.length(), one.sha256(), "zstd-patch", before.dump(),
                after.dump(), new Manifest.Vectors(
                        other.storedAs(), other.length(), other.sha256(), before.vectors(), after.vectors()));
    }

    /// Takes a nightly delta of an older build again, to where it stood then, since it never changes.
    public void again(Manifest.Delta delta, Path patch, Path vectors) throws IOException {
        var name = "delta-v" + delta.seq() + "-v" + delta.to();
        take(delta.to(), name + ".patch", patch);
        take(delta.to(), name + ".vectors", vectors);
    }

    /// Takes the list of what is hidden in every build. It belongs to none, so it stands beside them: once among the
    /// targets, for clients that follow no delegation, and once for the role that can replace it between two builds.
    public void revoked(byte[] list) throws IOException {
        var target = TufTarget.of(Release.REVOKED, list);
        Files.write(folder.resolve(target.storedAs()), list);
        Files.write(folder.resolve(Release.REVOKED), list);
        targets.add(target);
        var now = TufTarget.of(Release.REVOKED_NOW, list);
        Files.write(folder.resolve(now.storedAs()), list);
        revoked = Optional.of(now);
    }

    private TufTarget take(long build, String name, Path file) throws IOException {
        var target = Release.target(build, name, file);
        Files.createDirectories(folder.resolve("v" + build));
        var place = folder.resolve(target.storedAs());
        try {
            Files.createLink(place, file.toAbsolutePath());
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            Files.copy(file, place);
        }
        targets.add(target);
        return target;
    }

    /// Writes the manifest, its signature and the metadata of everything.
    ///
    /// @param manifest makes the manifest of the files that were added
    /// @param roots    all roots from the oldest that a client may have, the newest last
    public Manifest sign(
            Function<SortedMap<String, Manifest.Item>, Manifest> manifest, Keyring keyring, List<byte[]> roots)
            throws IOException {
        var made = manifest.apply(items);
        var bytes = Json.pretty(made.toTree()).getBytes(StandardCharsets.UTF_8);
        var itself = TufTarget.of(Release.targetName(seq, Release.MANIFEST), bytes);
        Files.write(folder.resolve(itself.storedAs()), bytes);
        Files.write(folder.resolve(Release.MANIFEST), bytes);

        var pgp = OpenPgp.of(keyring.keys());
        Files.write(folder.resolve(Release.SIGNATURE), pgp.signDetached(bytes, made.built()));
        // Among the signed targets, so that whoever trusts the root knows the key of the other signature.
        var key = pgp.publicKey();
        var anchored = TufTarget.of(Release.targetName(seq, Release.PUBLIC_KEY), key);
        Files.write(folder.resolve(anchored.storedAs()), key);
        Files.write(folder.resolve(Release.PUBLIC_KEY), key);
        targets.add(anchored);

        targets.add(itself);
        var metadata = TufRepository.metadata(keyring.keys(), roots, targets, revoked, Release.version(seq, 0),
                made.built(), TufExpiry.DEFAULT);
        Files.createDirectory(folder.resolve(Release.METADATA));
        for (var file : metadata.entrySet()) {
            Files.write(folder.resolve(Release.METADATA + file.getKey()), file.getValue());
        }
        return made;
    }
}
