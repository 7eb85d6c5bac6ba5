package discovery.edge.zstd;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/// zstd frames with a checksum, by one thread, so that the same bytes in give the same bytes out.
public final class Zstd {
    /// Level of what stays on this machine: fast.
    public static final int WORK = 3;
    /// Level of what a client keeps of a build until the next one: a third of the time, a tenth larger.
    public static final int KEEP = 1;
    /// Level of what people download. With the tables below, a search that is four times as deep as
    /// the level's, and matches from 6 bytes, a dump of 71 MB packs to 7.7 MB in 4 CPU seconds; by level 19 as the library
    /// has it to 8.2 in 52, by level 16's strategy with the same tables to 7.1 in 39.
    public static final int SHIP = 12;
    private static final int SHIP_WINDOW = 27;
    private static final int SHIP_TABLE = 24;
    private static final int SHIP_SEARCH = 8;
    private static final int SHIP_MATCH = 6;

    /// Those that nobody works with now. There are never more than were at work at once.
    private static final ConcurrentLinkedQueue<ZstdCompressCtx> RESTING = new ConcurrentLinkedQueue<>();

    private Zstd() {}

    /// A small thing as one frame that stays on this machine. A stream of its own for each would cost a buffer of 128 KiB
    /// that outlives young collections, since the library's streams have finalizers.
    public static byte[] work(byte[] bytes) {
        var packing = Optional.ofNullable(RESTING.poll()).orElseGet(
                () -> new ZstdCompressCtx().setLevel(WORK).setChecksum(true));
        var packed = packing.compress(bytes);
        RESTING.add(packing);
        return packed;
    }

    /// What is in a frame of `work`.
    ///
    /// @throws IOException when it is damaged
    public static byte[] worked(byte[] frame) throws IOException {
        try (var in = new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(frame))) {
            return in.readAllBytes();
        }
    }

    public static OutputStream packing(OutputStream out, int level) throws IOException {
        var packing = new ZstdOutputStream(out, level).setChecksum(true);
        return level == SHIP
                ? packing.setWindowLog(SHIP_WINDOW).setHashLog(SHIP_TABLE).setChainLog(SHIP_TABLE)
                        .setSearchLog(SHIP_SEARCH).setMinMatch(SHIP_MATCH)
                : packing;
    }

    public static InputStream unpacking(InputStream in) throws IOException {
        return new ZstdInputStream(in);
    }

    /// A small thing as one frame, for people to download.
    public static byte[] pack(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var packing = packing(out, SHIP)) {
            packing.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /// Unpacks a file.
    ///
    /// @param place a file that is not there
    /// @param most  bytes that it may have; what is beyond is not written
    public static void unpack(Path packed, Path place, long most) throws IOException {
        try (var in = unpacking(Files.newInputStream(packed)); var out = Files.newOutputStream(place)) {
            var buffer = new byte[1 << 16];
            var left = most + 1;
            for (var read = in.read(buffer); read >= 0 && left > 0; read = in.read(buffer)) {
                out.write(buffer, 0, (int) Math.min(read, left));
                left -= Math.min(read, left);
            }
        }
    }

    /// What is in a file, of which it is known how long that is: into one array, since one that grows is copied again
    /// and again.
    ///
    /// @throws IOException when it is damaged, or of another length
    public static byte[] unpack(Path packed, long bytes) throws IOException {
        try (var in = new ZstdInputStreamNoFinalizer(Files.newInputStream(packed))) {
            var content = new byte[Math.toIntExact(bytes)];
            if (in.readNBytes(content, 0, content.length) != content.length || in.read() >= 0) {
                throw new IOException("%s does not hold the %d bytes that it should".formatted(packed, bytes));
            }
            return content;
        }
    }

    /// What is in a frame.
    ///
    /// @param most bytes that it may have
    /// @throws IOException when it is damaged or longer
    public static byte[] unpack(byte[] frame, long most) throws IOException {
        try (var in = unpacking(new ByteArrayInputStream(frame))) {
            var bytes = in.readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE - 8));
            if (bytes.length > most) {
                throw new IOException("it unpacks to more than the %d bytes that it may have".formatted(most));
            }
            return bytes;
        }
    }
}
