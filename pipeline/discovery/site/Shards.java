package discovery.site;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// Terms in order, cut into shards, each term with the entries that have it. A shard holds terms of one drawer: those
/// that begin with the same letter or digit of ASCII, or all others.
///
/// A shard is gzip around: build, number of terms, then for each term how many characters it shares with the one before,
/// the rest of it as UTF-8 behind its length, and the length of its postings; then all postings. Numbers are varints.
///
/// Postings: a number that says which levels there are (bits 1 to 20; bit 0: shortened, then the number of all follows);
/// then for each level, the highest first, how many and their numbers as differences.
final class Shards {
    /// A shard of more octets than this is closed; a frequent term is alone in its own.
    static final int SIZE = 1_500;
    /// Entries of one term, the best: who has it in no more than a text, and ranks below so many, is not found by it.
    static final int MOST = 4_000;

    private final long seq;
    private final BiConsumer<String, byte[]> files;
    private final SortedMap<String, List<String>> starts = new TreeMap<>();
    private Octets openWords = new Octets();
    private Octets openPostings = new Octets();
    private int count;
    private String first = "";
    private String last = "";
    private String before = "";

    Shards(long seq, BiConsumer<String, byte[]> files) {
        this.seq = seq;
        this.files = files;
    }

    /// @param term greater than the one before
    void add(String term, int[] placed) {
        var encoded = encode(placed, !Character.isLetterOrDigit(term.charAt(0)));
        if (count > 0 && (openWords.size() + openPostings.size() + encoded.length > SIZE
                || !drawer(term).equals(drawer(first)))) {
            close();
        }
        if (count == 0) {
            first = term;
            last = "";
        }
        var shared = 0;
        while (shared < Math.min(last.length(), term.length()) && last.charAt(shared) == term.charAt(shared)) {
            shared++;
        }
        if (shared > 0 && Character.isHighSurrogate(term.charAt(shared - 1))) {
            shared--;
        }
        openWords.number(shared).text(term.substring(shared)).number(encoded.length);
        openPostings.all(encoded);
        last = term;
        count++;
    }

    /// The shortest beginnings that tell each shard from the one before in its drawer.
    SortedMap<String, List<String>> done() {
        if (count > 0) {
            close();
        }
        return starts;
    }

    /// The name of a term's drawer, as part of file names.
    static String drawer(String term) {
        return Links.isPlain(term.charAt(0)) ? term.substring(0, 1) : "_";
    }

    private void close() {
        var shared = 0;
        while (shared < Math.min(before.length(), first.length()) && before.charAt(shared) == first.charAt(shared)) {
            shared++;
        }
        var end = Math.min(first.length(), shared + 1);
        if (end < first.length() && Character.isHighSurrogate(first.charAt(end - 1))) {
            end++;
        }
        var drawer = drawer(first);
        var all = starts.computeIfAbsent(drawer, none -> new ArrayList<>());
        var plain = new Octets().number(seq).number(count).all(openWords.bytes()).all(openPostings.bytes()).bytes();
        files.accept(drawer + all.size(), plain);
        all.add(first.substring(0, end));
        before = last;
        openWords = new Octets();
        openPostings = new Octets();
        count = 0;
    }

    /// @param all level and rank of each entry, as `SearchIndex` orders them
    private static byte[] encode(int[] all, boolean whole) {
        var kept = whole ? all.length : Math.min(all.length, MOST);
        var mask = kept < all.length ? 1 : 0;
        for (var i = 0; i < kept; i++) {
            mask |= 1 << (Impact.LEVELS - (all[i] >>> 26));
        }
        var out = new Octets().number(mask);
        if (kept < all.length) {
            out.number(all.length);
        }
        for (var from = 0; from < kept; ) {
            var level = all[from] >>> 26;
            var to = from;
            while (to < kept && all[to] >>> 26 == level) {
                to++;
            }
            out.number(to - from);
            var previous = 0;
            for (var i = from; i < to; i++) {
                var number = all[i] & 0x3FFFFFF;
                out.number(number - previous);
                previous = number;
            }
            from = to;
        }
        return out.bytes();
    }
}
