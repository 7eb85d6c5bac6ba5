package discovery.edge.diff;

import discovery.diff.VectorDelta;
import discovery.edge.files.Sha256;
import discovery.edge.release.Previous;
import discovery.edge.vectors.VectorFileReader;
import discovery.edge.zstd.Patch;
import discovery.edge.zstd.Zstd;
import discovery.release.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The patches that lead from older builds to tonight's.
///
/// Tonight's dump, one old one and the patcher's tables are in memory: about ten times the dump. Above 250,000 entries
/// the dump is to be split.
public final class Deltas {
    private final byte[] dump;
    private final long packed;
    private final Path vectors;
    private final long packedVectors;
    private final String vectorsSha256;
    private final long to;

    /// @param dump    tonight's `skills.jsonl`
    /// @param packed  bytes of it as clients download it
    /// @param vectors tonight's `embeddings.bin`; beside it, with `.zst`, as clients download it
    /// @param sha256  of the vectors
    /// @param to      number of tonight's build
    public Deltas(Path dump, long packed, Path vectors, String sha256, long to) throws IOException {
        this.dump = Files.readAllBytes(dump);
        this.packed = packed;
        this.vectors = vectors;
        this.packedVectors = Files.size(vectors.resolveSibling(vectors.getFileName() + ".zst"));
        this.vectorsSha256 = sha256;
        this.to = to;
    }

    /// Writes those from the last release and from the older ones that it has with it.
    ///
    /// @param build tonight's
    public static void to(Path build, Previous last, Path folder) throws IOException {
        var vectors = build.resolve("embeddings.bin");
        var deltas = new Deltas(build.resolve("skills.jsonl"), Files.size(build.resolve("skills.jsonl.zst")), vectors,
                Sha256.of(vectors), last.manifest().seq() + 1);
        deltas.from(Files.readAllBytes(last.dump()), last.vectors(), last.manifest(), folder);
        for (var older : last.older()) {
            deltas.from(older.dump(), older.vectors(), older.manifest(), folder);
        }
    }

    /// What both files of a delta are called, before `.patch` and `.vectors`.
    public static String name(long from, long to) {
        return "delta-v" + from + "-v" + to;
    }

    /// Writes `delta-vA-vB.patch` and `delta-vA-vB.vectors`; either is empty where the full file is the better
    /// download.
    ///
    /// @param old the build that they start from
    private void from(byte[] oldDump, Path oldVectors, Manifest old, Path folder) throws IOException {
        from(oldDump, oldVectors, old.vectors().sha256(), old.seq(), folder);
    }

    /// The same without a manifest.
    ///
    /// @param sha256 of the old vectors
    public void from(byte[] oldDump, Path oldVectors, String sha256, long from, Path folder) throws IOException {
        var name = name(from, to);
        var patch = Patch.make(oldDump, dump);
        Files.write(folder.resolve(name + ".patch"), worth(patch, packed) ? patch : new byte[0]);
        try (var before = VectorFileReader.open(oldVectors); var after = VectorFileReader.open(vectors)) {
            var delta = VectorDelta.make(before, after, sha256, vectorsSha256, Files.size(vectors)).map(Zstd::pack);
            Files.write(folder.resolve(name + ".vectors"),
                    delta.filter(bytes -> worth(bytes, packedVectors)).orElse(new byte[0]));
        }
    }

    private static boolean worth(byte[] patch, long full) {
        return patch.length * 100L <= full * Manifest.WORTH;
    }
}
