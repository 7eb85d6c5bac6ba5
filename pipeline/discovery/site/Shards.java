package discovery.site;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/// Terms in order, cut into shards, each term with the entries that have it.
///
/// A shard is gzip around: build, number of terms, then for each term how many characters it shares with the one before,
/// the rest of it as UTF-8 behind its length, and the length of its postings; then all postings. Numbers are varints.
///
/// Postings: an octet that says which levels there are (bit 1 to 7; bit 0: shortened, then the number of all follows);
/// then for each level, the highest first, how many and their numbers as differences.
final class Shards {
    /// A shard of more octets than this is closed; a frequent term is alone in its own.
    static final int SIZE = 2_500;
    /// Entries of one term, the best: who has it in no more than a text, and ranks below so many, is not found by it.
    static final int MOST = 3_000;

    private final long seq;
    private final BiConsumer<Integer, byte[]> files;
    private final List<String> starts = new ArrayList<>();
    private final Octets words = new Octets();
    private final Octets postings = new Octets();
    private Octets openWords = words;
    private Octets openPostings = postings;
    private int count;
    private String first = "";
    private String last = "";
    private String before = "";

    Shards(long seq, BiConsumer<Integer, byte[]> files) {
        this.seq = seq;
        this.files = files;
    }

    /// @param term greater than the one before
    void add(String term, SearchIndex.Numbers numbers, int[] rank) {
        var encoded = encode(numbers, rank, term.charAt(0) == '@' || term.charAt(0) == '#' || term.charAt(0) == '+');
        if (count > 0 && openWords.size() + openPostings.size() + encoded.length > SIZE) {
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

    /// The shortest beginnings that tell each shard from the one before.
    List<String> done() {
        if (count > 0) {
            close();
        }
        return List.copyOf(starts);
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
        starts.add(first.substring(0, end));
        var plain = new Octets().number(seq).number(count).all(openWords.bytes()).all(openPostings.bytes()).bytes();
        files.accept(starts.size() - 1, Octets.packed(plain));
        before = last;
        openWords = new Octets();
        openPostings = new Octets();
        count = 0;
    }

    private static byte[] encode(SearchIndex.Numbers numbers, int[] rank, boolean whole) {
        var all = new int[numbers.size()];
        for (var i = 0; i < all.length; i++) {
            var number = numbers.get(i);
            // The highest level first, then by rank.
            all[i] = ((Impact.LEVELS - number % 8) << 28) | rank[number / 8];
        }
        Arrays.sort(all);
        var kept = whole ? all.length : Math.min(all.length, MOST);
        var mask = kept < all.length ? 1 : 0;
        for (var i = 0; i < kept; i++) {
            mask |= 1 << (Impact.LEVELS - (all[i] >>> 28));
        }
        var out = new Octets().octet(mask);
        if (kept < all.length) {
            out.number(all.length);
        }
        for (var from = 0; from < kept; ) {
            var level = all[from] >>> 28;
            var to = from;
            while (to < kept && all[to] >>> 28 == level) {
                to++;
            }
            out.number(to - from);
            var previous = 0;
            for (var i = from; i < to; i++) {
                var number = all[i] & 0xFFFFFFF;
                out.number(number - previous);
                previous = number;
            }
            from = to;
        }
        return out.bytes();
    }
}
