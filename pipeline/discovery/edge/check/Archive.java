package discovery.edge.check;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.TreeSet;

/// A tar archive read into memory. Names are only names: nothing is written to disk, so none can lead anywhere; those
/// that try to are left out.
final class Archive {
    private static final int BLOCK = 512;

    private Archive() {}

    /// @param in     the archive, unpacked
    /// @param name   what to call its root
    /// @param folder take the files below this path only; empty: all. GitHub's archives have one folder at their top,
    ///               which is left off
    static Files read(InputStream in, String name, String folder) throws IOException {
        var files = new Files(name, new TreeMap<>(), new TreeSet<>());
        var header = new byte[BLOCK];
        var left = Files.ALL;
        var longName = "";
        while (in.readNBytes(header, 0, BLOCK) == BLOCK && !isZero(header)) {
            var size = size(header);
            var padded = (size + BLOCK - 1) / BLOCK * BLOCK;
            left -= BLOCK + padded;
            if (left < 0 || files.texts().size() > Files.MOST) {
                throw new IOException("the archive holds more than %,d files or %,d MiB".formatted(
                        Files.MOST, Files.ALL >> 20));
            }
            var type = (char) (header[156] == 0 ? '0' : header[156]);
            var path = longName.isEmpty() ? path(header) : longName;
            longName = "";
            if (type == 'L' || type == 'x') {
                var text = new String(bytes(in, size, padded), StandardCharsets.UTF_8);
                longName = type == 'L' ? text.replace("\0", "") : paxPath(text);
            } else if ((type == '0' && size <= Files.LARGEST) || type == '2') {
                var bytes =
                        type == '2' ? text(header, 157, 100).getBytes(StandardCharsets.UTF_8) : bytes(in, size, padded);
                if (type == '2') {
                    skip(in, padded);
                }
                var below = below(path, folder);
                if (!below.isEmpty()) {
                    files.texts().put(below, bytes);
                    if (type == '2') {
                        files.links().add(below);
                    }
                }
            } else {
                skip(in, padded);
            }
        }
        return files;
    }

    private static byte[] bytes(InputStream in, long size, long padded) throws IOException {
        var bytes = in.readNBytes((int) size);
        if (bytes.length < size) {
            throw new EOFException("the archive is cut off");
        }
        skip(in, padded - size);
        return bytes;
    }

    /// The path without the archive's top folder, inside `folder`; empty where it is outside or climbs.
    private static String below(String path, String folder) {
        var slash = path.indexOf('/');
        var inside = slash < 0 ? "" : path.substring(slash + 1);
        if (path.startsWith("/") || inside.contains("\\")
                || Arrays.asList(inside.split("/", -1)).contains("..")) {
            return "";
        }
        return folder.isEmpty() ? inside : inside.startsWith(folder + "/") ? inside.substring(folder.length() + 1) : "";
    }

    private static String path(byte[] header) {
        var prefix = text(header, 345, 155);
        var name = text(header, 0, 100);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] header, int from, int length) {
        var end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }

    /// `LENGTH path=NAME` among a pax header's records.
    private static String paxPath(String text) {
        for (var line : text.split("\n", -1)) {
            var at = line.indexOf(" path=");
            if (at >= 0) {
                return line.substring(at + " path=".length());
            }
        }
        return "";
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

    private static long size(byte[] header) throws IOException {
        var digits = new String(header, 124, 12, StandardCharsets.ISO_8859_1).replace('\0', ' ').strip();
        if (!digits.matches("[0-7]{1,11}")) {
            throw new IOException("the archive has a header that can't be read");
        }
        return Long.parseLong(digits, 8);
    }
}
