package discovery.edge.zstd;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// zstd frames with a checksum, by one thread, so that the same bytes in give the same bytes out.
public final class Zstd {
    /// Level of what stays on this machine: fast.
    public static final int WORK = 3;
    /// Level of what people download.
    public static final int SHIP = 19;

    private Zstd() {}

    public static OutputStream packing(OutputStream out, int level) throws IOException {
        return new ZstdOutputStream(out, level).setChecksum(true);
    }

    public static InputStream unpacking(InputStream in) throws IOException {
        return new ZstdInputStream(in);
    }
}
