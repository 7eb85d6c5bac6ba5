package discovery.edge.ops;

import discovery.edge.files.Published;
import discovery.edge.zstd.Zstd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What is kept, and for how long: the cache, which may be lost, and the logs.
final class Keeping {
    private static final long MB = 1_000_000;

    private Keeping() {}

    /// One thing in the cache's folder.
    ///
    /// @param used when its newest file was written
    record Kept(Path path, long bytes, Instant used) {
        String name() {
            return String.valueOf(path.getFileName());
        }
    }

    /// The largest first.
    static List<Kept> cache(Path folder) throws IOException {
        var all = new ArrayList<Kept>();
        if (Files.isDirectory(folder)) {
            try (var entries = Files.list(folder)) {
                for (var entry : entries.toList()) {
                    all.add(kept(entry));
                }
            }
        }
        all.sort(Comparator.comparingLong(Kept::bytes).reversed().thenComparing(Kept::name));
        return all;
    }

    private static Kept kept(Path path) throws IOException {
        var bytes = 0L;
        var used = Instant.EPOCH;
        try (var files = Files.walk(path)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
                var written = Files.getLastModifiedTime(file).toInstant();
                used = written.isAfter(used) ? written : used;
            }
        }
        return new Kept(path, bytes, used);
    }

    /// Removes what was not written for so many days, then the oldest, until the rest is small enough.
    ///
    /// @return what was removed
    static List<Kept> prune(Path folder, int days, long mostMb, Instant now) throws IOException {
        var gone = new ArrayList<Kept>();
        var left = new ArrayList<>(cache(folder));
        left.sort(Comparator.comparing(Kept::used));
        var bytes = left.stream().mapToLong(Kept::bytes).sum();
        for (var each : left) {
            if (Duration.between(each.used(), now).toDays() >= days || bytes > mostMb * MB) {
                Published.delete(each.path());
                bytes -= each.bytes();
                gone.add(each);
            }
        }
        return gone;
    }

    /// Packs logs that are older than `full` days, and removes those older than `packed` days.
    ///
    /// @return what was done, a sentence each
    static List<String> logs(Path folder, int full, int packed, Instant now) throws IOException {
        var done = new ArrayList<String>();
        if (!Files.isDirectory(folder)) {
            return done;
        }
        try (var files = Files.list(folder)) {
            for (var file : files.filter(each -> each.toString().matches(".*\\.jsonl(\\.zst)?")).sorted().toList()) {
                var age = Duration.between(Files.getLastModifiedTime(file).toInstant(), now).toDays();
                if (age >= packed) {
                    Files.delete(file);
                    done.add("removed %s, %d days old".formatted(file.getFileName(), age));
                } else if (age >= full && file.toString().endsWith(".jsonl")) {
                    var to = file.resolveSibling(file.getFileName() + ".zst");
                    try (var out = Zstd.packing(Files.newOutputStream(to), Zstd.SHIP)) {
                        Files.copy(file, out);
                    }
                    Files.setLastModifiedTime(to, Files.getLastModifiedTime(file));
                    Files.delete(file);
                    done.add("packed %s, %d days old".formatted(file.getFileName(), age));
                }
            }
        }
        return done;
    }
}
