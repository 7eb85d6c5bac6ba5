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
/// vSEQ/DIGEST.NAME    every file, the manifest among them
/// ```
public final class Packing {
    private final Path folder;
    private final long seq;
    private final SortedMap<String, Manifest.Item> items = new TreeMap<>();

    public Packing(Path folder, long seq) throws IOException {
        this.folder = folder;
        this.seq = seq;
        Files.createDirectory(folder.resolve("v" + seq));
    }

    /// Takes a file as it is.
    public Manifest.Item add(String name, Path file) throws IOException {
        return add(name, file, Optional.empty());
    }

    /// Takes a file packed with zstd, under its name with `.zst`.
    public Manifest.Item addPacked(String name, Path file) throws IOException {
        var packed = folder.resolve(".packed");
        try (var out = Zstd.packing(Files.newOutputStream(packed), Zstd.SHIP)) {
            Files.copy(file, out);
        }
        var item = add(name + ".zst", packed,
                Optional.of(new Manifest.Content(Files.size(file), Sha256.of(file))));
        Files.delete(packed);
        return item;
    }

    private Manifest.Item add(String name, Path file, Optional<Manifest.Content> content) throws IOException {
        var target = Release.target(seq, name, file);
        var item = new Manifest.Item(target.storedAs(), target.length(), target.sha256(), content);
        Files.copy(file, folder.resolve(target.storedAs()));
        items.put(name, item);
        return item;
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
        Files.write(folder.resolve(Release.PUBLIC_KEY), pgp.publicKey());

        var targets = new ArrayList<TufTarget>(List.of(itself));
        items.forEach(
                (name, item) -> targets.add(new TufTarget(Release.targetName(seq, name), item.bytes(), item.sha256())));
        var metadata = TufRepository.metadata(keyring.keys(), roots, targets, seq, made.built(), TufExpiry.DEFAULT);
        Files.createDirectory(folder.resolve(Release.METADATA));
        for (var file : metadata.entrySet()) {
            Files.write(folder.resolve(Release.METADATA + file.getKey()), file.getValue());
        }
        return made;
    }
}
