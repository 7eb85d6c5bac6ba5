package discovery.edge.diff;

import discovery.build.Dump;
import discovery.diff.Changes;
import discovery.diff.VectorDelta;
import discovery.edge.files.Sha256;
import discovery.edge.json.Json;
import discovery.edge.json.JsonLines;
import discovery.edge.vectors.VectorFileReader;
import discovery.edge.zstd.Patch;
import discovery.edge.zstd.Zstd;
import discovery.model.Problem;
import discovery.model.ProblemKind;
import discovery.model.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Stream;

/// One build against an older one.
public final class Diffing {
    /// A patch of more than this share of the full download, in hundredths, is not worth its trouble: an empty file
    /// tells clients to take the full one.
    private static final int MOST = 60;

    private final Path dump;
    private final Path vectors;

    /// @param dump    tonight's `skills.jsonl`
    /// @param vectors tonight's `embeddings.bin`
    public Diffing(Path dump, Path vectors) {
        this.dump = dump;
        this.vectors = vectors;
    }

    /// Writes `changes.jsonl`, one change a line, and `counts.json`.
    ///
    /// @param old  the older `skills.jsonl`; on a first night a dump without entries
    /// @param gone places of repositories that GitHub no longer has
    public Changes.Counts changes(Iterator<Row> old, Set<String> gone, Path folder) throws IOException {
        var repositories = new HashSet<Long>();
        try (var lines = JsonLines.lines(dump)) {
            Dump.read(lines.iterator(), Json::parse)
                    .forEachRemaining(row -> repositories.add(row.content().repository()));
        }
        try (var lines = JsonLines.lines(dump);
                var out = new JsonLines.Writer(folder.resolve("changes.jsonl"))) {
            var changes = Changes.between(old, Dump.read(lines.iterator(), Json::parse),
                    row -> reason(row, repositories, gone));
            changes.forEachRemaining(change -> out.add(Changes.json(change)));
            Files.writeString(folder.resolve("counts.json"), Json.pretty(changes.counts()));
            return changes.counts();
        }
    }

    private static String reason(Row row, Set<Long> repositories, Set<String> gone) {
        var content = row.content();
        if (content.repository() == 0) {
            return "No source lists it any more.";
        }
        if (gone.contains(content.place())) {
            return "GitHub no longer has its repository.";
        }
        return repositories.contains(content.repository())
                ? "It is no longer in its repository."
                : "No source leads to its repository any more.";
    }

    /// Places of repositories that fetch did not find.
    public static Set<String> gone(Stream<Problem> problems) {
        var places = new HashSet<String>();
        problems.filter(problem -> problem.kind() == ProblemKind.REPOSITORY_GONE
                || problem.kind() == ProblemKind.DEAD_LINK)
                .forEach(problem -> places.add(problem.place()));
        return places;
    }

    /// Writes `delta-vA-vB.patch` and `delta-vA-vB.vectors`; either is empty where the full file is the better
    /// download.
    ///
    /// The two dumps and the patcher's tables are in memory: about ten times the dump. Above 250,000 entries the dump
    /// is to be split.
    public void deltas(Path oldDump, Path oldVectors, long from, long to, Path folder) throws IOException {
        var name = "delta-v" + from + "-v" + to;
        var now = Files.readAllBytes(dump);
        var patch = Patch.make(Files.readAllBytes(oldDump), now);
        Files.write(folder.resolve(name + ".patch"),
                patch.length * 100L <= packed(now) * MOST ? patch : new byte[0]);
        try (var before = VectorFileReader.open(oldVectors);
                var after = VectorFileReader.open(vectors)) {
            var delta = VectorDelta.make(before, after, Sha256.of(oldVectors), Sha256.of(vectors),
                    Files.size(vectors) * MOST / 100);
            Files.write(folder.resolve(name + ".vectors"), delta.orElse(new byte[0]));
        }
    }

    /// About what the full download takes: a fast level is some tenths above the one that ships, and costs a fortieth.
    private static long packed(byte[] bytes) throws IOException {
        var count = new long[1];
        try (var out = Zstd.packing(new OutputStream() {
            @Override
            public void write(int b) {
                count[0]++;
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                count[0] += length;
            }
        }, Zstd.WORK)) {
            out.write(bytes);
        }
        return count[0];
    }
}
