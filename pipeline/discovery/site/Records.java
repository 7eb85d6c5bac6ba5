package discovery.site;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// The entries that have no page of their own, as records behind one page, `entry.html?e=FOLDER/NAME`.
///
/// ```
/// records/b/N.bin   64 entries, as a JSON array in the order of ids; each is what `api/` has of others, and more
/// records/d/K.bin   where they are: lines of an entry's address (`FOLDER/NAME`) and its block, of those whose address
///                   has the mark K (FNV-1a modulo the number of these files)
/// ```
///
/// All are gzip. `api/index.json` says how many there are of each. An address stays the same when blocks move, and when
/// an entry gets a page of its own.
final class Records {
    static final int BLOCK = 64;
    /// Lines of a directory, about.
    private static final int LINES = 256;

    private Records() {}

    /// @param tail   all of them, in the order of their ids
    /// @param mark   of what a record is made of
    /// @param record as JSON
    static void write(Printer printer, List<Card> tail, ToLongFunction<Card> mark, Function<Card, byte[]> record) {
        for (var block = 0; block < blocks(tail.size()); block++) {
            var cards = tail.subList(block * BLOCK, Math.min(tail.size(), (block + 1) * BLOCK));
            var path = "records/b/" + block + ".bin";
            printer.unless(path, cards.stream().mapToLong(mark).reduce(0, (all, each) -> 31 * all + each), () -> {
                var plain = new Octets();
                cards.forEach(card -> plain.octet(plain.size() == 0 ? '[' : ',').all(record.apply(card)));
                printer.file(path, Octets.packed(plain.octet(']').bytes()));
            });
        }
        directory(printer, tail);
    }

    static int blocks(int entries) {
        return (entries + BLOCK - 1) / BLOCK;
    }

    static int directories(int entries) {
        return (entries + LINES - 1) / LINES;
    }

    private static void directory(Printer printer, List<Card> tail) {
        var lines = new ArrayList<StringBuilder>();
        for (var i = 0; i < directories(tail.size()); i++) {
            lines.add(new StringBuilder());
        }
        for (var i = 0; i < tail.size(); i++) {
            var address = tail.get(i).folder();
            lines.get(Integer.remainderUnsigned(Slugs.hash(address), lines.size()))
                    .append(address).append(' ').append(i / BLOCK).append('\n');
        }
        for (var i = 0; i < lines.size(); i++) {
            printer.packed("records/d/" + i + ".bin", Utf8.of(lines.get(i).toString()));
        }
    }
}
