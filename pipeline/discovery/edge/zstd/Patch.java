package discovery.edge.zstd;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictContentType;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;

/// What makes a new file of an old one, as `zstd --patch-from` writes it: a zstd frame of the new bytes that has the
/// old ones as its prefix. `zstd -d --long=27 --patch-from=OLD PATCH -o NEW` applies it (above 128 MiB for both files
/// together the program wants a larger `--long`).
///
/// Where lines differ, `Parsing` finds the cheapest way to tell the new ones, and zstd writes that down: measured on a dump
/// of 71 MB, 10 to 20 % smaller than the library's own search, in a third of its time. Where nearly everything differs, the
/// library searches. Settings of that were measured too, on dumps of 32 and 72 MB: level 12 without long-distance matching
/// finds as much as level 19 at a twentieth of the time, but only with a window over both files and with a table that has
/// a place for nearly every byte of the old one; with the library's own settings a patch is a hundred times larger.
/// Matches from 6 bytes save 2 %. Half the table costs 0.2 %, so it ends at 2^26 places, which take 320 MiB. Same bytes
/// in, same bytes out, for one version of zstd.
public final class Patch {
    private static final int LEVEL = 12;
    private static final int SEARCH_LOG = 7;
    private static final int LEAST_MATCH = 6;
    /// Bounds of zstd for windows.
    private static final int LEAST_WINDOW = 10;
    private static final int MOST_WINDOW = 31;
    /// How codes are chosen where the matches are given: as carefully as the library can.
    private static final int STRATEGY = 8;
    /// Above this a distance doesn't fit.
    private static final long MOST_BYTES = 1L << 30;
    private static final int LEAST_PARSED = 1 << 20;
    /// Bounds for tables: zstd's, ours.
    private static final int LEAST_TABLE = 6;
    private static final int MOST_TABLE = 26;

    private Patch() {}

    /// The patch from the old bytes to the new ones; of an empty old file, the new one packed. Takes, beside both
    /// files, about as much memory as they have; where nearly everything differs, 320 MiB more.
    public static byte[] make(byte[] old, byte[] now) {
        if (old.length > 0 && (long) old.length + now.length <= MOST_BYTES) {
            var sequences = Parsing.of(old, now, Math.max(LEAST_PARSED, now.length / 4));
            if (sequences.length > 0) {
                return written(sequences, now, (long) old.length + now.length);
            }
        }
        return searched(old, now);
    }

    /// No dictionary is needed for it: only distances point into the old bytes.
    private static byte[] written(int[] sequences, byte[] now, long both) {
        try (var given = new Sequences(sequences); var context = new ZstdCompressCtx()) {
            // `setLong(0)` turns off what the strategy would turn on, and what can't be where sequences are given.
            context.setLevel(LEVEL).setLong(0).setStrategy(STRATEGY)
                    .setWindowLog(Math.clamp(log2(both), LEAST_WINDOW, MOST_WINDOW))
                    .setHashLog(LEAST_TABLE).setChainLog(LEAST_TABLE).setSearchLog(1)
                    .setChecksum(true).setContentSize(true)
                    .registerSequenceProducer(given)
                    .setSearchForExternalRepcodes(com.github.luben.zstd.Zstd.ParamSwitch.ENABLE);
            // Off the heap, because the library calls back, which it can't while it holds an array of ours.
            var frame = context.compress(ByteBuffer.allocateDirect(now.length).put(now).flip());
            var patch = new byte[frame.remaining()];
            frame.get(patch);
            return patch;
        }
    }

    /// The same by zstd's own search: for what isn't made of lines, and to compare with.
    public static byte[] searched(byte[] old, byte[] now) {
        try (var context = new ZstdCompressCtx()) {
            context.setLevel(LEVEL).setChecksum(true).setContentSize(true).setDictID(false);
            if (old.length > 0) {
                var table = Math.clamp(log2(old.length), LEAST_TABLE, MOST_TABLE);
                context.setWindowLog(Math.clamp(log2((long) old.length + now.length), LEAST_WINDOW, MOST_WINDOW))
                        .setHashLog(table)
                        .setChainLog(table)
                        .setSearchLog(SEARCH_LOG)
                        .setMinMatch(LEAST_MATCH)
                        .loadDict(old, ZstdDictContentType.RAW_CONTENT);
            }
            return context.compress(now);
        }
    }

    /// The new bytes.
    ///
    /// @param old     the bytes that the patch was made from; others are noticed, but compare the result's digest too
    /// @param maxSize most bytes that the result may have; no more memory than that is taken for it
    /// @throws IOException with one sentence, when the patch is damaged, for another file, or too large
    public static byte[] apply(byte[] old, byte[] patch, long maxSize) throws IOException {
        try (var context = new ZstdDecompressCtx()) {
            var size = patch.length == 0 ? -1 : com.github.luben.zstd.Zstd.getFrameContentSize(patch);
            if (size < 0) {
                throw new IOException("the patch is no zstd frame that says its size");
            }
            if (size > Math.min(maxSize, Integer.MAX_VALUE - 8)) {
                throw new IOException("the patch makes %d bytes; at most %d are taken".formatted(size, maxSize));
            }
            if (old.length > 0) {
                context.loadDict(old, ZstdDictContentType.RAW_CONTENT);
            }
            context.setLongMax(MOST_WINDOW);
            var now = context.decompress(patch, (int) size);
            if (now.length != size) {
                throw new IOException("the patch makes %d bytes, but announces %d".formatted(now.length, size));
            }
            return now;
        } catch (ZstdException e) {
            throw new IOException("the patch doesn't fit this file or is damaged: " + e.getMessage(), e);
        }
    }

    /// The least power of two that the number fits in.
    private static int log2(long number) {
        return number <= 1 ? 0 : Long.SIZE - Long.numberOfLeadingZeros(number - 1);
    }
}
