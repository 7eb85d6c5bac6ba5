package discovery.merge;

import discovery.model.Kind;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What tells whether two texts are the same or nearly so.
///
/// A near-copy is told by a MinHash sketch in its bottom-k form: of the hashes of all runs of `SHINGLE` words the `MOST`
/// smallest are kept, and the share that two sketches have in common estimates the share that their texts have
/// (Broder, On the resemblance and containment of documents, 1997; Cohen and Kaplan, Summarizing data using bottom-k
/// sketches, 2007). No library that is kept up offers it for Java together with containment, which is what a copy with
/// a section added needs.
public final class Fingerprint {
    /// Hashes of a sketch, at most.
    public static final int MOST = 96;
    /// Characters below which a text says too little to tell a copy from a coincidence.
    private static final int LEAST = 80;
    /// Words of a shingle.
    private static final int SHINGLE = 4;
    /// Odd, from the golden ratio, as in SplitMix64.
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private final String same;
    private final long[] sketch;

    private Fingerprint(String same, long[] sketch) {
        this.same = same;
        this.sketch = sketch;
    }

    /// The fingerprint of a thing's text; empty for one that says too little. Texts of different kinds have nothing in
    /// common.
    public static Optional<Fingerprint> of(Kind kind, String text, Digest digest) {
        var units = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).toCharArray();
        var length = collapse(units);
        return length < LEAST
                ? Optional.empty()
                : Optional.of(new Fingerprint(
                        digest.of(kind + "\n" + new String(units, 0, length)), sketch(kind, units, length)));
    }

    /// Equal for texts that are the same when case, width and white space are set aside.
    public String same() {
        return same;
    }

    /// Different hashes, none negative, ascending. Fewer than `MOST`: all that the text has.
    public long[] sketch() {
        return sketch.clone();
    }

    /// Makes each run of white space one space, none at the ends; gives the length that is left.
    private static int collapse(char[] units) {
        var length = 0;
        for (var unit : units) {
            if (unit > ' ' || (unit != ' ' && (unit < '\t' || unit > '\r'))) {
                units[length++] = unit;
            } else if (length > 0 && units[length - 1] != ' ') {
                units[length++] = ' ';
            }
        }
        return length > 0 && units[length - 1] == ' ' ? length - 1 : length;
    }

    private static long[] sketch(Kind kind, char[] units, int length) {
        var smallest = new Smallest();
        var words = new long[SHINGLE];
        var count = 0;
        var seed = mixed(kind.toString().hashCode());
        for (var i = 0; i < length;) {
            if (!isWord(units[i])) {
                i++;
                continue;
            }
            var alone = isWordAlone(units[i]);
            var word = units[i++] * PRIME;
            while (!alone && i < length && isWord(units[i]) && !isWordAlone(units[i])) {
                word = (word ^ units[i++]) * PRIME;
            }
            words[count++ % SHINGLE] = mixed(word);
            if (count >= SHINGLE) {
                smallest.add(shingle(seed, words, count));
            }
        }
        if (count > 0 && count < SHINGLE) {
            smallest.add(shingle(seed, words, count));
        }
        return smallest.sorted();
    }

    /// Half of a surrogate pair is a word, too: rare signs are letters more often than not.
    private static boolean isWord(char unit) {
        return unit < 0x80
                ? (unit >= 'a' && unit <= 'z') || (unit >= '0' && unit <= '9')
                : Character.isLetterOrDigit(unit) || Character.isHighSurrogate(unit) || Character.isLowSurrogate(unit);
    }

    /// Writing without spaces: each sign is a word.
    private static boolean isWordAlone(char unit) {
        return unit > 0x2E7F && (Character.isIdeographic(unit)
                || switch (Character.UnicodeScript.of(unit)) {
                    case HIRAGANA, KATAKANA, HANGUL -> true;
                    default -> false;
                });
    }

    /// The hash of the last words, in their order.
    private static long shingle(long seed, long[] words, int count) {
        var hash = seed;
        for (var i = count; i < count + SHINGLE; i++) {
            hash = (hash ^ words[i % SHINGLE]) * PRIME;
            hash ^= hash >>> 29;
        }
        return mixed(hash) >>> 1;
    }

    /// The finalizer of SplitMix64 (Steele, Lea and Flood, 2014).
    private static long mixed(long bits) {
        var mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /// The smallest of many numbers, each once.
    private static final class Smallest {
        private final long[] kept = new long[MOST];
        private int size;

        void add(long number) {
            if (size == MOST && number >= kept[MOST - 1]) {
                return;
            }
            var place = Arrays.binarySearch(kept, 0, size, number);
            if (place >= 0) {
                return;
            }
            var at = -place - 1;
            size = Math.min(size + 1, MOST);
            System.arraycopy(kept, at, kept, at + 1, size - at - 1);
            kept[at] = number;
        }

        long[] sorted() {
            return Arrays.copyOf(kept, size);
        }
    }
}
