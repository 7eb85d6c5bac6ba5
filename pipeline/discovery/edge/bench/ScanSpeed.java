package discovery.edge.bench;

import discovery.build.VectorFile;
import discovery.edge.vectors.VectorFileReader;
import discovery.edge.vectors.VectorFileWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The exact scan beside the reading of its bytes, and beside Lucene's graph over the same vectors.
final class ScanSpeed {
    /// As many as the measurement has that the limit of the scan comes from.
    private static final int ROWS = 52_341;
    private static final int EVERY = 262;
    /// What int8 keeps of the neighbours by fp32: the graph is held to no more.
    private static final double EQUAL = 0.99;

    private final Setting setting;
    private final Path build;
    private final Consumer<Figure> figures;

    ScanSpeed(Setting setting, Path build, Consumer<Figure> figures) {
        this.setting = setting;
        this.build = build;
        this.figures = figures;
    }

    private void figure(String metric, double value, String unit, String against) {
        figures.accept(Figure.of("search", metric, value, unit, against));
    }

    void run() throws IOException {
        var rows = rows(setting.work().resolve("rows.bin"));
        var log = setting.work().resolve("scanning.log");
        var cost = new Command(setting.home(), List.of(ProcessHandle.current().info().command().orElse("java"),
                "--add-modules", "jdk.incubator.vector", "-cp", System.getProperty("java.class.path", ""),
                Scanning.class.getName(), rows.toString(), Integer.toString(EVERY)), Map.of()).run(log);
        var said = Files.readAllLines(log).stream().filter(line -> line.startsWith("scan ")).findFirst();
        if (cost.code() != 0 || said.isEmpty()) {
            for (var metric : List.of("scan_over_memory_limit", "hnsw_ms")) {
                figures.accept(Figure.missing("search", metric, "", "the scan did not run; see " + log + " (--keep)"));
            }
            return;
        }
        var numbers = said.get().split(" ");
        var scan = Double.parseDouble(numbers[1]);
        var alone = Double.parseDouble(numbers[3]);
        var read = Double.parseDouble(numbers[5]);
        var together = Double.parseDouble(numbers[7]);
        var about = "%,d rows, compiled, a JVM of its own, eleven files in turn, median".formatted(ROWS);
        figure("scan_ms", scan, "ms", about + "; as a server scans, with all processors");
        figure("scan_one_thread_ms", alone, "ms", about);
        figure("memory_read_ms", read, "ms", "the sum of the same %,d bytes, one thread, median".formatted(
                Files.size(rows)));
        figure("memory_read_all_processors_ms", together, "ms", "the same with all processors");
        figure("scan_over_memory_limit", alone / read, "",
                "one thread scans, one thread sums all bytes of the same file, in turn");
        figure("scan_all_processors_over_memory_limit", scan / together, "", "all processors scan, all sum, in turn");
        graph(rows, log, scan);
    }

    /// The night's rows, and beyond them such as lie half-way between two of them.
    private Path rows(Path file) throws IOException {
        try (var from = VectorFileReader.open(build.resolve("embeddings.bin"));
                var out = new VectorFileWriter(file, from.header().model(), from.header().recipe(),
                        from.header().dims(), ROWS)) {
            for (var slot = 0; slot < ROWS; slot++) {
                var row = Mixed.row(from, slot);
                if (!VectorFile.isHole(row)) {
                    out.put(slot, row);
                }
            }
        }
        return file;
    }

    private void graph(Path rows, Path log, double scan) throws IOException {
        var floats = floats(rows, setting.work().resolve("rows.floats"));
        var tenths = new ArrayList<String>();
        for (var line : Files.readAllLines(log)) {
            if (line.startsWith("tenth ")) {
                tenths.add(line.substring("tenth ".length()));
            }
        }
        var asked = Files.write(setting.work().resolve("tenths.txt"), tenths);
        var said = setting.work().resolve("graph.log");
        var cost = new Command(setting.home(), List.of("scripts/jbang", "scripts/peers/scan_lucene.java",
                floats.toString(), asked.toString(), setting.work().resolve("graph").toString()), Map.of()).run(said);
        var curve = Files.readAllLines(said).stream().filter(line -> line.matches("(k|rescored) \\d.*"))
                .toList();
        if (cost.code() != 0 || curve.isEmpty()) {
            figures.accept(Figure.missing("search", "hnsw_ms", "ms", "Lucene did not run; see graph.log (--keep)"));
            return;
        }
        // The first seven lines are to warm up.
        var equal = curve.stream().skip(curve.size() / 3)
                .filter(line -> Double.parseDouble(line.split(" ")[3]) >= EQUAL)
                .min(Comparator.comparingDouble(line -> Double.parseDouble(line.split(" ")[5])))
                .orElse(curve.getLast()).split(" ");
        var against =
                "Lucene 10.3.1, HNSW of int7 (its defaults; rescored: by whole vectors), %s; %d questions; all: %s"
                        .formatted(
                                Double.parseDouble(equal[3]) >= EQUAL ? "at recall@10 of at least " + EQUAL
                                        : "which falls short of "
                                                + EQUAL,
                                tenths.size(), String.join("; ", curve.subList(curve.size() / 3, curve.size())));
        figure("hnsw_ms", Double.parseDouble(equal[5]), "ms", against);
        figure("hnsw_recall_at_10", Double.parseDouble(equal[3]), "", "the exact ten, by the same vectors");
        figure("hnsw_over_scan", Double.parseDouble(equal[5]) / scan, "", "the exact scan: its recall is 1, and it"
                + " needs no graph");
    }

    private static Path floats(Path rows, Path to) throws IOException {
        try (var from = VectorFileReader.open(rows); var out = Files.newByteChannel(to,
                java.nio.file.StandardOpenOption.CREATE_NEW, java.nio.file.StandardOpenOption.WRITE)) {
            for (var slot = 0; slot < from.header().rows(); slot++) {
                var row = from.row(slot);
                var bytes = ByteBuffer.allocate(from.header().dims() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                for (var code : VectorFile.codes(row)) {
                    bytes.putFloat(code * VectorFile.scale(row));
                }
                out.write(bytes.flip());
            }
        }
        return to;
    }
}
