package discovery.edge.render;

import discovery.site.Pages;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Pages as one tar, in the order in which they come: what GitHub Pages takes as an artifact, without a file for each
/// page on the way. Regular files only; owner, mode and time are the same for all, so that the bytes repeat.
final class PageTar implements Pages, AutoCloseable {
    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final byte[] COMMON = common();
    /// Of the octets that every header has.
    private static final int SUM = IntStream.range(0, BLOCK).map(i -> COMMON[i] & 0xFF).sum();
    private static final byte[] NOTHING = new byte[BLOCK];

    private final OutputStream out;

    PageTar(Path file) throws IOException {
        out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
    }

    @Override
    public void write(String path, byte[] bytes) {
        var name = path.getBytes(StandardCharsets.US_ASCII);
        try {
            if (name.length > NAME) {
                // GNU's way to say a long name: a record of its own before the file's.
                record("././@LongLink".getBytes(StandardCharsets.US_ASCII), 'L', name);
            }
            record(name, '0', bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void record(byte[] name, char type, byte[] content) throws IOException {
        var header = COMMON.clone();
        System.arraycopy(name, 0, header, 0, Math.min(NAME, name.length));
        octal(header, 124, 12, content.length);
        header[156] = (byte) type;
        var sum = SUM + type;
        for (var i = 0; i < name.length && i < NAME; i++) {
            sum += name[i] & 0xFF;
        }
        for (var i = 124; i < 136; i++) {
            sum += header[i] & 0xFF;
        }
        octal(header, 148, 7, sum);
        out.write(header, 0, BLOCK);
        out.write(content, 0, content.length);
        out.write(NOTHING, 0, (BLOCK - content.length % BLOCK) % BLOCK);
    }

    /// What every header has.
    private static byte[] common() {
        var header = new byte[BLOCK];
        octal(header, 100, 8, 0644);
        octal(header, 108, 8, 0);
        octal(header, 116, 8, 0);
        octal(header, 136, 12, 0);
        System.arraycopy("ustar\u000000".getBytes(StandardCharsets.US_ASCII), 0, header, 257, 8);
        // The sum is taken with spaces in its own place.
        Arrays.fill(header, 148, 156, (byte) ' ');
        return header;
    }

    /// Digits and a NUL behind them.
    private static void octal(byte[] header, int at, int length, int number) {
        var rest = number;
        for (var i = at + length - 2; i >= at; i--) {
            header[i] = (byte) ('0' + (rest & 7));
            rest >>>= 3;
        }
        header[at + length - 1] = 0;
    }

    @Override
    public void close() throws IOException {
        out.write(new byte[2 * BLOCK]);
        out.close();
    }
}
