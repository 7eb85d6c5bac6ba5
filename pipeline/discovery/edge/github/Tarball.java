package discovery.edge.github;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;

/// A tar archive as a stream of files' bytes. Names, links and modes are not looked at: what a file is, git's id of its
/// bytes tells, so no name in an archive can lead anywhere.
public final class Tarball {
    private static final int BLOCK = 512;
    private static final Pattern OCTAL = Pattern.compile("[0-7]{1,11}");

    private Tarball() {}

    /// Hands over the bytes of each regular file, and the target of each symbolic link, whose size is wanted.
    ///
    /// @param in   the archive, unpacked
    /// @param most bytes of the archive that are read
    /// @throws IOException when it is longer, or no tar archive
    public static void read(InputStream in, long most, LongPredicate wanted, Consumer<byte[]> each) throws IOException {
        var left = most;
        var header = new byte[BLOCK];
        while (in.readNBytes(header, 0, BLOCK) == BLOCK) {
            if (isZero(header)) {
                return;
            }
            var size = size(header);
            var padded = (size + BLOCK - 1) / BLOCK * BLOCK;
            left -= BLOCK + padded;
            if (left < 0) {
                throw new IOException("the archive is longer than %,d bytes".formatted(most));
            }
            var regular = header[156] == '0' || header[156] == 0;
            if (regular && wanted.test(size)) {
                var bytes = in.readNBytes((int) size);
                if (bytes.length < size) {
                    throw new EOFException("the archive is cut off");
                }
                skip(in, padded - size);
                each.accept(bytes);
            } else {
                skip(in, padded);
                if (header[156] == '2') {
                    link(header, wanted, each);
                }
            }
        }
    }

    /// Git keeps a link's target as a file's bytes. One of more than a hundred bytes has another header, and is left out.
    private static void link(byte[] header, LongPredicate wanted, Consumer<byte[]> each) {
        var end = 157;
        while (end < 257 && header[end] != 0) {
            end++;
        }
        if (end > 157 && end < 257 && wanted.test(end - 157)) {
            each.accept(Arrays.copyOfRange(header, 157, end));
        }
    }

    private static void skip(InputStream in, long count) throws IOException {
        try {
            in.skipNBytes(count);
        } catch (EOFException e) {
            throw new IOException("the archive is cut off", e);
        }
    }

    private static boolean isZero(byte[] block) {
        for (var unit : block) {
            if (unit != 0) {
                return false;
            }
        }
        return true;
    }

    /// Octal digits in the twelve bytes from 124; files of 8 GiB and more have another form, and are not for us.
    private static long size(byte[] header) throws IOException {
        var digits = new String(header, 124, 12, StandardCharsets.ISO_8859_1).replace('\0', ' ').strip();
        if (!OCTAL.matcher(digits).matches()) {
            throw new IOException("the archive has a header that can't be read");
        }
        return Long.parseLong(digits, 8);
    }
}
