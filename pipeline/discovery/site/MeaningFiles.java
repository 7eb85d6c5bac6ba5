package discovery.site;

import discovery.search.Distilled;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/// What a browser knows of meaning (`Distilled`), as static files beside those of the words:
///
/// ```
/// search/m/head.bin   build, dimensions, files of words, entries that a question takes; then of each cluster the number
///                     of its entries and the code of its centre
/// search/m/wN.bin     build; then words: length and UTF-8, weight, code. A word is in the file whose number is its hash
///                     (of its UTF-16 units, each time 31 times what is there plus the unit, in 32 bits) modulo the files
/// search/m/cN.bin     build, words that tell what cluster N is about, number of entries, their numbers as differences;
///                     then their codes in the same order
/// search/m/named.bin  build, weight of a name without doubt; then what many entries are named after: name, weight, code of
///                     their centre, and how many numbers of entries follow, the most typical first
/// ```
///
/// Numbers are varints as in `Shards`; a code is four bits a dimension, the first in the lower half, each with 8 added.
final class MeaningFiles {
    /// Words of a file, on average: a question takes one such file for each of its words.
    private static final int WORDS = 64;

    private MeaningFiles() {}

    /// @param rank slot → rank of the entry
    static void write(long seq, Distilled meaning, Map<Integer, Integer> rank, BiConsumer<String, byte[]> files) {
        var count = 1 + meaning.words().size() / WORDS;
        var words = new ArrayList<Octets>();
        for (var i = 0; i < count; i++) {
            words.add(new Octets().number(seq));
        }
        meaning.words().forEach((word, each) -> words.get(Integer.remainderUnsigned(word.hashCode(), count))
                .text(word).number(each.weight()).all(each.code().packed()));
        for (var i = 0; i < count; i++) {
            files.accept("search/m/w" + i + ".bin", words.get(i).bytes());
        }
        var head = new Octets().number(seq).number(Distilled.DIMS).number(count).number(Distilled.LOADED);
        for (var i = 0; i < meaning.clusters().size(); i++) {
            var cluster = meaning.clusters().get(i);
            var entries = placed(cluster, rank);
            head.number(entries.size()).all(cluster.centre().packed());
            var out = new Octets().number(seq).text(String.join(" ", cluster.labels())).number(entries.size());
            var previous = 0;
            for (var entry : entries) {
                out.number(entry.getKey() - previous);
                previous = entry.getKey();
            }
            entries.forEach(entry -> out.all(entry.getValue()));
            files.accept("search/m/c" + i + ".bin", out.bytes());
        }
        files.accept("search/m/head.bin", head.bytes());
        var named = new Octets().number(seq).number(Distilled.WEIGHT);
        for (var thing : meaning.named()) {
            var known = thing.slots().stream().filter(rank::containsKey).toList();
            named.text(thing.name()).number(thing.weight()).all(thing.centre().packed()).number(known.size());
            known.forEach(slot -> named.number(rank.getOrDefault(slot, 0)));
        }
        files.accept("search/m/named.bin", named.bytes());
    }

    private static List<Map.Entry<Integer, byte[]>> placed(Distilled.Cluster cluster, Map<Integer, Integer> rank) {
        return cluster.entries().stream()
                .filter(entry -> rank.containsKey(entry.slot()))
                .map(entry -> Map.entry(rank.getOrDefault(entry.slot(), 0), entry.code().packed()))
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .toList();
    }
}
