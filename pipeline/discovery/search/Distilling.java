package discovery.search;

import discovery.model.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Makes of the vectors of entries what a program without the model can know of meaning.
///
/// The vectors are brought to `Distilled.DIMS` directions. Words get vectors such that the sum of an entry's words, each
/// by its rarity, comes as near as it can to the entry's vector, by gradient descent. So a word means what the entries
/// mean that have it, less what their other words explain.
public final class Distilling {
    /// Words of fewer entries have no vector; of all entries, where there are not more than `LARGE`.
    private static final int OFTEN = 3;
    private static final int LARGE = 2_000;
    private static final int SAMPLES = 5_000;
    private static final int EPOCHS = 6;
    private static final double STEP = 0.5;
    private static final int LABELS = 8;
    /// Words that programs in other languages cut out of a text as `Words` does.
    private static final Pattern PLAIN =
            Pattern.compile("[\\p{L}\\p{Nd}&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]]{1,32}");
    private static final Pattern LABEL = Pattern.compile("[a-z][a-z0-9]{2,}");

    /// Vectors by slots.
    public interface Vectors {
        /// Empty: there is none.
        Optional<float[]> of(int slot);
    }

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> words = new ArrayList<>();
    private final List<Integer> often = new ArrayList<>();
    private final List<Integer> slots = new ArrayList<>();
    private final List<int[]> texts = new ArrayList<>();
    private final Namesakes namesakes = new Namesakes();

    /// Takes what an entry says of itself. Copies are left out: who looks for them has found their original.
    public void add(Row.Content entry) {
        if (!entry.original().isEmpty() && !entry.original().equals(entry.id())) {
            return;
        }
        var said = Words.telling(Words.all(String.join(" ", entry.name(), entry.title(), entry.description(),
                String.join(" ", entry.tags()))));
        var text = said.stream().distinct().filter(word -> PLAIN.matcher(word).matches()).mapToInt(this::number)
                .toArray();
        for (var word : text) {
            often.set(word, often.get(word) + 1);
        }
        namesakes.add(entry, slots.size());
        slots.add(entry.slot());
        texts.add(text);
    }

    private int number(String word) {
        return numbers.computeIfAbsent(word, first -> {
            words.add(first);
            often.add(0);
            return words.size() - 1;
        });
    }

    /// Empty where no entry has a vector.
    public Optional<Distilled> done(Vectors vectors) {
        var known = IntStream.range(0, slots.size()).filter(i -> vectors.of(slots.get(i)).isPresent()).toArray();
        if (known.length == 0) {
            return Optional.empty();
        }
        var step = Math.max(1, known.length / SAMPLES);
        var samples = IntStream.range(0, known.length).filter(i -> i % step == 0)
                .mapToObj(i -> vectors.of(slots.get(known[i])).orElseThrow()).toList();
        var directions = Principal.of(samples, Distilled.DIMS);
        var entries = new ArrayList<Distilled.Entry>();
        var projected = new ArrayList<float[]>();
        var least = known.length > LARGE ? OFTEN : 1;
        var said = new ArrayList<int[]>();
        for (var i : known) {
            projected.add(directions.of(vectors.of(slots.get(i)).orElseThrow()));
            entries.add(new Distilled.Entry(slots.get(i), Code.of(projected.getLast())));
            said.add(IntStream.of(texts.get(i)).filter(word -> often.get(word) >= least).toArray());
        }
        var rarity = often.stream().mapToDouble(count -> StrictMath.log(1.0 + (double) known.length / count)).toArray();
        var fitted = fitted(said, projected, rarity);
        var clusters = Clusters.of(projected, Distilled.clusters(known.length));
        var groups = new ArrayList<Distilled.Cluster>();
        for (var i = 0; i < clusters.centres().size(); i++) {
            var members = clusters.members().get(i);
            if (!members.isEmpty()) {
                groups.add(new Distilled.Cluster(Code.of(clusters.centres().get(i)), labels(members, said, rarity),
                        members.stream().map(entries::get)
                                .sorted(Comparator.comparingInt(Distilled.Entry::slot)).toList()));
            }
        }
        return Optional.of(new Distilled(meanings(fitted, rarity, least), groups, named(known, projected, least)));
    }

    private static float[][] fitted(List<int[]> texts, List<float[]> vectors, double[] rarity) {
        var made = new float[rarity.length][Distilled.DIMS];
        for (var epoch = 0; epoch < EPOCHS; epoch++) {
            for (var i = 0; i < texts.size(); i++) {
                var all = Math.sqrt(IntStream.of(texts.get(i)).mapToDouble(word -> rarity[word] * rarity[word]).sum());
                var wrong = vectors.get(i).clone();
                for (var word : texts.get(i)) {
                    Principal.add(wrong, made[word], (float) (-rarity[word] / all));
                }
                for (var word : texts.get(i)) {
                    Principal.add(made[word], wrong, (float) (STEP * rarity[word] / all));
                }
            }
        }
        return made;
    }

    private List<Distilled.Named> named(int[] known, List<float[]> projected, int least) {
        var vectors = new HashMap<Integer, float[]>();
        for (var i = 0; i < known.length; i++) {
            vectors.put(known[i], projected.get(i));
        }
        return namesakes.of(
                word -> Optional.ofNullable(numbers.get(word)).map(often::get).filter(count -> count >= least)
                        .orElse(0),
                entry -> Optional.ofNullable(vectors.get(entry)), slots::get, known.length > LARGE);
    }

    /// The words with what each adds to a question: its vector by its rarity.
    private Map<String, Distilled.Meaning> meanings(float[][] fitted, double[] rarity, int least) {
        var most = 0.0;
        for (var word = 0; word < fitted.length; word++) {
            most = Math.max(most, rarity[word] * Code.most(fitted[word]));
        }
        var meanings = new HashMap<String, Distilled.Meaning>();
        for (var word = 0; word < fitted.length; word++) {
            var weight = Math.round(Distilled.WEIGHT * rarity[word] * Code.most(fitted[word]) / Math.max(most, 1e-9));
            if (often.get(word) >= least && weight > 0) {
                meanings.put(words.get(word), new Distilled.Meaning((int) weight, Code.of(fitted[word])));
            }
        }
        return meanings;
    }

    /// The words that tell most of a cluster: many of its entries have them, and few others. Rarity counts twice, or what
    /// every server is called would be what half of the clusters are about.
    private List<String> labels(List<Integer> members, List<int[]> said, double[] rarity) {
        var counts = new HashMap<Integer, Integer>();
        members.forEach(member -> IntStream.of(said.get(member)).forEach(word -> counts.merge(word, 1, Integer::sum)));
        return counts.entrySet().stream()
                .filter(each -> LABEL.matcher(words.get(each.getKey())).matches())
                .sorted(Comparator.comparingDouble(
                        (Map.Entry<Integer, Integer> each) -> -each.getValue() * rarity[each.getKey()]
                                * rarity[each.getKey()])
                        .thenComparing(each -> words.get(each.getKey())))
                .limit(LABELS)
                .map(each -> words.get(each.getKey()))
                .toList();
    }
}
