package discovery.site;

import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Bytes in the making, for the files of the search.
final class Octets {
    /// Used again, because a new one takes 300 KB from the system, for thousands of files of one.
    /// The best compression takes a fifth longer and saves nothing in files of a few kilobytes.
    private static final ThreadLocal<Deflater> DEFLATER =
            ThreadLocal.withInitial(() -> new Deflater(Deflater.DEFAULT_COMPRESSION, true));

    private byte[] bytes = new byte[256];
    private int size;

    /// Seven bits an octet, the lowest first; the high bit says that more follow.
    Octets number(long number) {
        var rest = number;
        while (rest >= 0x80) {
            octet((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        return octet((int) rest);
    }

    Octets octet(int octet) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size * 2);
        }
        bytes[size++] = (byte) octet;
        return this;
    }

    Octets all(byte[] more) {
        if (size + more.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more.length));
        }
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
        return this;
    }

    /// The text as UTF-8 behind the number of its octets.
    Octets text(String text) {
        var utf8 = Utf8.of(text);
        return number(utf8.length).all(utf8);
    }

    int size() {
        return size;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    /// As gzip. Packed here and not by the host, so that the digests of a release speak of what a browser gets.
    static byte[] packed(byte[] plain) {
        var deflater = DEFLATER.get();
        deflater.reset();
        deflater.setInput(plain);
        deflater.finish();
        var out = new Octets().all(new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, (byte) 255});
        var buffer = new byte[8_192];
        while (!deflater.finished()) {
            out.all(Arrays.copyOf(buffer, deflater.deflate(buffer)));
        }
        var sum = new CRC32();
        sum.update(plain);
        for (var number : new long[] {sum.getValue(), plain.length}) {
            for (var shift = 0; shift < 32; shift += 8) {
                out.octet((int) (number >>> shift));
            }
        }
        return out.bytes();
    }
}
