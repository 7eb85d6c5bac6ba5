package discovery.edge.render;

import discovery.edge.files.Sha256;
import discovery.site.Pages;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Consumer;

/// What the files of an earlier site were made of. It lies beside the site as `.made-site`:
///
/// ```
/// made 1 PROGRAM SECRET       the program and its templates by their digest; the secret of the marks
/// =MARK FILES                 a thing, by the mark of what it was made of, and how many files it has
/// CRC ADLER SIZE PATH         each of its files; the path of the first is the thing's name
/// end SHA256                  over all lines of files: that of the site's `stage.json`
/// ```
///
/// It is believed only whole, for the folder whose `stage.json` has its digest, by the program that wrote it. That somebody
/// has changed a file by hand since, or a power cut has emptied one, it can't tell: then the site is made whole.
final class Memory implements AutoCloseable {
    static final String FORMAT = "made 1 ";
    private static final int RADIX = 16;

    private final Lines lines;
    private final long secret;
    /// A table with free places (-1), found by the mark of a name.
    private long[] names = new long[1 << 10];
    private long[] marks = new long[1 << 10];
    private int[] places = new int[1 << 10];
    private int size;
    private final BitSet kept = new BitSet();

    private Memory(Lines lines, long secret) throws IOException {
        this.lines = lines;
        this.secret = secret;
        Arrays.fill(places, -1);
        lines.next();
        while (lines.octets()[lines.from()] == '=') {
            var start = lines.place() - (lines.to() - lines.from() + 1);
            var words = text().split(" ");
            lines.next();
            put(name(lines.octets(), path(), lines.to()), Long.parseUnsignedLong(words[0].substring(1), RADIX),
                    Math.toIntExact(start));
            for (var i = Integer.parseInt(words[1]); i > 0; i--) {
                lines.next();
            }
        }
    }

    private void put(long name, long mark, int start) {
        if (2 * size > names.length) {
            grow();
        }
        var at = at(name);
        names[at] = name;
        marks[at] = mark;
        places[at] = start;
        size++;
    }

    private void grow() {
        var oldNames = names;
        var oldMarks = marks;
        var oldPlaces = places;
        names = new long[2 * oldNames.length];
        marks = new long[names.length];
        places = new int[names.length];
        Arrays.fill(places, -1);
        size = 0;
        for (var i = 0; i < oldNames.length; i++) {
            if (oldPlaces[i] >= 0) {
                put(oldNames[i], oldMarks[i], oldPlaces[i]);
            }
        }
    }

    private int at(long name) {
        var at = (int) name & names.length - 1;
        while (places[at] >= 0 && names[at] != name) {
            at = at + 1 & names.length - 1;
        }
        return at;
    }

    /// Empty where there is none for this folder and this program. Close it.
    ///
    /// @param digest of the folder's files
    static Optional<Memory> of(Path file, String program, String digest) throws IOException {
        var end = ("end " + digest + "\n").getBytes(StandardCharsets.UTF_8);
        if (!Files.exists(file) || Files.size(file) < end.length) {
            return Optional.empty();
        }
        var lines = new Lines(file);
        lines.next();
        var first = new String(lines.octets(), lines.from(), lines.to() - lines.from(), StandardCharsets.UTF_8);
        var start = FORMAT + program + " ";
        lines.goTo(Files.size(file) - end.length);
        lines.next();
        if (!first.startsWith(start)
                || !Arrays.equals(lines.octets(), lines.from(), lines.to(), end, 0, end.length - 1)) {
            lines.close();
            return Optional.empty();
        }
        lines.goTo(first.length() + 1);
        return Optional.of(new Memory(lines, Long.parseUnsignedLong(first.substring(start.length()), RADIX)));
    }

    long secret() {
        return secret;
    }

    /// Finds a thing that was made of the same.
    ///
    /// @param all   gets its lines
    /// @param files digests those of its files
    Optional<Pages.Kept> keep(String name, long of, OutputStream all, Sha256.Running files) throws IOException {
        var octets = name.getBytes(StandardCharsets.UTF_8);
        var at = at(name(octets, 0, octets.length));
        if (places[at] < 0 || marks[at] != of) {
            return Optional.empty();
        }
        kept.set(at);
        var count = goTo(places[at]);
        all.write(lines.octets(), lines.from(), lines.to() + 1 - lines.from());
        var bytes = 0L;
        for (var i = 0; i < count; i++) {
            lines.next();
            all.write(lines.octets(), lines.from(), lines.to() + 1 - lines.from());
            files.add(lines.octets(), lines.from(), lines.to() + 1);
            var length = space(space(lines.from()));
            bytes += number(length, space(length) - 1);
        }
        return Optional.of(new Pages.Kept(count, bytes));
    }

    /// The files of all that was not found.
    void rest(Consumer<String> path) throws IOException {
        for (var at = 0; at < places.length; at++) {
            if (places[at] >= 0 && !kept.get(at)) {
                for (var count = goTo(places[at]); count > 0; count--) {
                    lines.next();
                    path.accept(new String(lines.octets(), path(), lines.to() - path(), StandardCharsets.UTF_8));
                }
            }
        }
    }

    /// Goes to the line of a thing and says how many files it has.
    private int goTo(int place) throws IOException {
        lines.goTo(place);
        lines.next();
        return (int) number(space(lines.from()), lines.to());
    }

    private long name(byte[] octets, int from, int to) {
        return Lines.mark(secret, octets, from, to);
    }

    private String text() {
        return new String(lines.octets(), lines.from(), lines.to() - lines.from(), StandardCharsets.UTF_8);
    }

    /// Where the path begins in the line of a file.
    private int path() {
        return space(space(space(lines.from())));
    }

    /// Behind the next space.
    private int space(int from) {
        var at = from;
        while (lines.octets()[at] != ' ') {
            at++;
        }
        return at + 1;
    }

    private long number(int from, int to) {
        var number = 0L;
        for (var at = from; at < to; at++) {
            number = 10 * number + lines.octets()[at] - '0';
        }
        return number;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
