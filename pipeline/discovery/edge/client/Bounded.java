package discovery.edge.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream that fails when it goes on beyond what it may have: a small file that unpacks without end.
final class Bounded extends FilterInputStream {
    private long left;

    Bounded(InputStream in, long most) {
        super(in);
        this.left = most;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        var read = in.read(bytes, from, length);
        left -= Math.max(read, 0);
        if (left < 0) {
            throw new IOException("it unpacks to more than was signed");
        }
        return read;
    }
}
