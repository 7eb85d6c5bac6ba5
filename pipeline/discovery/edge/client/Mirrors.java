package discovery.edge.client;

import discovery.edge.files.Published;
import discovery.edge.files.Sha256;
import discovery.edge.progress.Progress;
import discovery.edge.release.Origin;
import discovery.edge.release.WaitException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// The places that a client may ask, in order. A place that refuses is left alone as long as it says; one that gives
/// something else than was signed is passed over.
final class Mirrors {
    /// From this on a download is kept when it breaks off, and gone on with.
    private static final long KEPT = 1 << 20;
    private static final Duration STALE = Duration.ofDays(7);

    private final List<Origin> origins;
    private final Path downloads;
    private final BiConsumer<String, Instant> waits;
    private final Instant now;

    /// @param downloads folder for what is begun
    /// @param waits     is told of a host that is to be left alone, and until when
    Mirrors(List<Origin> origins, Path downloads, BiConsumer<String, Instant> waits, Instant now) {
        this.origins = List.copyOf(origins);
        this.downloads = downloads;
        this.waits = waits;
        this.now = now;
    }

    /// Remembers what a host said when it refused; any other failure is of this once.
    void note(Origin origin, IOException failed) {
        if (failed instanceof WaitException refused && !refused.duration().isZero()) {
            waits.accept(origin.host(), now.plus(refused.duration()));
        }
    }

    private List<Origin> candidates(Optional<String> url, boolean here) {
        var all = new LinkedHashSet<>(origins);
        url.ifPresent(address -> {
            try {
                var base = address.substring(0, address.lastIndexOf('/') + 1);
                all.add(here ? Origin.of(base) : Origin.mirror(base));
            } catch (IOException | IllegalArgumentException noPlaceToAsk) {
                // What a manifest names and we do not read is passed over.
            }
        });
        return List.copyOf(all);
    }

    /// A small file, verified.
    byte[] bytes(String path, long bytes, String sha256) throws IOException {
        var failures = new ArrayList<String>();
        for (var origin : origins) {
            try {
                var read = origin.bytes(path, bytes);
                if (read.length == bytes && Sha256.of(read).equals(sha256)) {
                    return read;
                }
                failures.add("%s gives another %s than was signed".formatted(origin, path));
            } catch (IOException e) {
                note(origin, e);
                failures.add(said(e));
            }
        }
        throw new IOException(String.join("; ", failures));
    }

    /// A large file, verified; what was begun before is gone on with. The caller moves or deletes it.
    ///
    /// @param url  where else the manifest says that it is
    /// @param here `url` may be on this machine, because the manifest came from it
    Path download(String path, long bytes, String sha256, Optional<String> url, boolean here) throws IOException {
        Files.createDirectories(downloads);
        tidy();
        var part = downloads.resolve(sha256 + ".part");
        var failures = new ArrayList<String>();
        try (var progress = Progress.of("download " + path.substring(path.lastIndexOf('.') + 1), bytes)) {
            for (var origin : candidates(url, here)) {
                try {
                    var file = isUrl(origin) ? path.substring(path.lastIndexOf('/') + 1) : path;
                    if (more(origin, file, part, bytes, progress) && sha256.equals(Sha256.of(part))) {
                        return part;
                    }
                    if (Files.size(part) >= bytes) {
                        Files.delete(part);
                        // What was begun elsewhere may have been the wrong half.
                        if (more(origin, file, part, bytes, progress) && sha256.equals(Sha256.of(part))) {
                            return part;
                        }
                        Files.deleteIfExists(part);
                        failures.add("%s gives another %s than was signed".formatted(origin, path));
                    } else {
                        failures.add("%s broke off".formatted(origin));
                    }
                } catch (IOException e) {
                    note(origin, e);
                    failures.add(said(e));
                }
            }
        }
        if (Files.exists(part) && Files.size(part) < KEPT) {
            Files.delete(part);
        }
        throw new IOException(String.join("; ", failures));
    }

    private boolean isUrl(Origin origin) {
        return !origins.contains(origin);
    }

    /// @return whether there are now as many bytes as there should be
    private static boolean more(Origin origin, String path, Path part, long bytes, Progress progress)
            throws IOException {
        var there = Files.exists(part) ? Files.size(part) : 0;
        if (there == bytes) {
            return true;
        }
        var answer = origin.from(path, there < bytes ? there : 0);
        try (var in = answer.body();
                OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                        answer.offset() > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING)) {
            var left = bytes - answer.offset() + 1;
            var buffer = new byte[1 << 16];
            while (left > 0) {
                var read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    break;
                }
                out.write(buffer, 0, read);
                left -= read;
                progress.step(read);
            }
        }
        return Files.size(part) == bytes;
    }

    /// What was begun and never ended, long ago, goes.
    private void tidy() throws IOException {
        try (var parts = Files.list(downloads)) {
            for (var part : parts.toList()) {
                if (Files.getLastModifiedTime(part).toInstant().isBefore(now.minus(STALE))) {
                    Published.delete(part);
                }
            }
        }
    }

    static String said(IOException e) {
        return e instanceof NoSuchFileException ? e.getMessage() + " is not there" : String.valueOf(e.getMessage());
    }
}
