package discovery.edge.zstd;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/// zstd frames with a checksum, by one thread, so that the same bytes in give the same bytes out.
public final class Zstd {
    /// Level of what stays on this machine: fast.
    public static final int WORK = 3;
    /// Level of what people download. With the tables below it packs a dump of 65 MB to 6.02 MB in 1.7 CPU seconds;
    /// level 19 as the library has it takes 35 for 5.93 MB, level 16 with the same window 22 for 5.41 MB.
    public static final int SHIP = 12;
    private static final int SHIP_WINDOW = 26;
    private static final int SHIP_TABLE = 24;
    private static final int SHIP_SEARCH = 6;

    private Zstd() {}

    public static OutputStream packing(OutputStream out, int level) throws IOException {
        var packing = new ZstdOutputStream(out, level).setChecksum(true);
        return level == SHIP
                ? packing.setWindowLog(SHIP_WINDOW).setHashLog(SHIP_TABLE).setChainLog(SHIP_TABLE)
                        .setSearchLog(SHIP_SEARCH)
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
