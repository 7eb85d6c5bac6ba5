package discovery.site;

import java.util.ArrayList;
import java.util.List;

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

    private final Printer printer;
    private final int entries;
    private Octets open = new Octets();
    private int taken;

    /// @param entries how many will come
    Records(Printer printer, int entries) {
        this.printer = printer;
        this.entries = entries;
    }

    /// Takes the entries in the order of their ids.
    void add(byte[] record) {
        open.octet(taken % BLOCK == 0 ? '[' : ',').all(record);
        taken++;
        if (taken % BLOCK == 0 || taken == entries) {
            printer.file("records/b/" + (taken - 1) / BLOCK + ".bin", Octets.packed(open.octet(']').bytes()));
            open = new Octets();
        }
    }

    static int blocks(int entries) {
        return (entries + BLOCK - 1) / BLOCK;
    }

    static int directories(int entries) {
        return (entries + LINES - 1) / LINES;
    }

    /// @param tail all of them, in the order of their ids
    static void directory(Printer printer, List<Card> tail) {
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
            printer.file("records/d/" + i + ".bin", Octets.packed(Utf8.of(lines.get(i).toString())));
        }
    }
}
