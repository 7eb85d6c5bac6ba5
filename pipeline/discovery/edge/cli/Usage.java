package discovery.edge.cli;

import discovery.edge.json.Json;
import discovery.edge.json.JsonLines;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SortedMap;

/// What one process of a night cost; a line of `OUT/logs/stages.jsonl`. Never part of a stage's folder.
///
/// @param seconds wall time
/// @param cpu     CPU seconds of this process, user and system
/// @param peakMib largest resident size; 0 where the system does not tell
/// @param bytes   written into the stage's folder
public record Usage(
        String stage, double seconds, double cpu, long peakMib, long bytes, long in, long out,
        SortedMap<String, Long> problems) {

    static Usage of(StageFile file, long startedNanos) {
        return new Usage(
                file.stage(), rounded((System.nanoTime() - startedNanos) / 1e9), rounded(cpuSeconds()), peak(),
                file.bytes(), file.in(), file.out(), file.problems());
    }

    /// What has been logged, the newest line of a stage last.
    public static List<Usage> read(Path out) throws IOException {
        var file = log(out);
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var lines = JsonLines.read(file, Usage.class)) {
            return lines.toList();
        }
    }

    /// The instant that a night in this folder began under, where it did.
    public static java.util.Optional<java.time.Instant> started(Path out) throws IOException {
        return StageFile.read(out.resolve(discovery.model.Stage.FETCH.folder()))
                .map(file -> java.time.Instant.parse(file.now()));
    }

    void append(Path out) throws IOException {
        var file = log(out);
        Files.createDirectories(out.resolve("logs"));
        Files.writeString(file, Json.line(this) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static Path log(Path out) {
        return out.resolve("logs").resolve("stages.jsonl");
    }

    private static double cpuSeconds() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime() / 1e9
                : 0;
    }

    /// Linux tells the peak as `VmHWM` in KiB.
    private static long peak() {
        var status = Path.of("/proc/self/status");
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException notLinux) {
            return 0;
        }
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 100) / 100.0;
    }
}
