package discovery.site;

import discovery.model.Kind;
import discovery.model.Row;
import discovery.search.Distilled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The search as static files. Documents are numbered by what is thought of them without a question: the best have the
/// smallest numbers, and copies come after all others.
///
/// ```
/// search/table.json      what there is: build, number of entries, names of facet values
/// search/s/X.bin         where each shard of the drawer X begins, one a line
/// search/t/XN.bin        shard N of drawer X: of terms with their postings (`Shards`), cut so that a word costs one small file
/// search/d/N.bin         documents, three a file: [[kind, file, name, summary, score, stars, place, notes], …]
/// search/c/NAME.bin      a column: one or more octets a document, for filters and sort orders (`Columns`)
/// search/n/X.bin         the frequent terms that begin with the character X, for beginnings and typing errors
/// search/m/…             what is known of meaning (`MeaningFiles`)
/// ```
///
/// The `.bin` files are gzip. Every shard carries the build's number: a page that stays open over a night sees that it
/// no longer fits.
final class SearchIndex {
    static final int SCHEMA = 2;
    static final int BLOCK = 3;
    /// A document says its kind by the place in this list, which the table repeats.
    static final List<Kind> KINDS = List.of(Kind.values());
    /// What a block holds of a description: two lines on a phone.
    private static final int SUMMARY = 120;
    private static final int MOST_COUNT = 1_023;
    /// Terms of fewer entries are not offered when somebody mistypes, as long as the index is large.
    private static final int OFTEN = 3;
    private static final int LARGE = 2_000;
    /// Terms of more entries stand in the table with their number, so that a browser need not fetch them to leave them.
    private static final int FREQUENT = 1_500;
    /// What `prior` samples.
    private static final int SAMPLES = 64;
    static final Comparator<Card> ORDER =
            Comparator.comparing(Card::copy).thenComparing(Comparator.comparingInt(SearchIndex::prior).reversed())
                    .thenComparing(Card::id);

    /// What counts without a question, in hundred-thousandths, as clients weigh it (`discovery.search.Weights`).
    private static int prior(Card card) {
        return card.score() / 2 - (card.alarm() ? 15_000 : 0) - (card.archived() ? 5_000 : 0)
                - (card.copy() ? 10_000 : 0);
    }

    private static final Numbers NONE = new Numbers();
    private final Map<String, Numbers> terms = new HashMap<>();
    private final Columns columns;
    private int[] lengths = new int[64];
    private int[] slots = new int[64];
    private long all;
    private final double[] sums = new double[Impact.LEVELS + 1];
    private final long[] counts = new long[Impact.LEVELS + 1];

    SearchIndex(List<String> categories, long today) {
        columns = new Columns(categories, today);
    }

    /// Growing numbers: a card's index, 10 bits of the term's count in it, one bit for a term of the name.
    static final class Numbers {
        private int[] all = new int[2];
        private int size;

        void add(int number) {
            if (size == all.length) {
                all = Arrays.copyOf(all, size * 2);
            }
            all[size++] = number;
        }

        /// How many entries.
        int size() {
            return size;
        }

        /// Indexes of the entries' cards.
        int[] indexes() {
            return IntStream.range(0, size).map(this::index).toArray();
        }

        /// Index of the card of one of them; they grow.
        int index(int i) {
            return all[i] >>> 11;
        }
    }

    void add(Card card, Row row) {
        var content = row.content();
        var impact = Impact.of(content);
        var named = Set.copyOf(impact.named());
        impact.counts().forEach((term, count) -> posting(term, card, count, named.contains(term)));
        Stream.concat(names(content), filters(card, content).stream())
                .distinct()
                .forEach(term -> posting(term, card, MOST_COUNT, false));
        if (card.index() == lengths.length) {
            lengths = Arrays.copyOf(lengths, lengths.length * 2);
            slots = Arrays.copyOf(slots, slots.length * 2);
        }
        slots[card.index()] = row.content().slot();
        lengths[card.index()] = impact.length();
        all += impact.length();
        columns.add(card, row);
    }

    private void posting(String term, Card card, int count, boolean named) {
        terms.computeIfAbsent(term, first -> new Numbers())
                .add((card.index() << 11) | (Math.min(count, MOST_COUNT) << 1) | (named ? 1 : 0));
    }

    /// Whole names; that of a single word ends in a space, so that it is another term than the word.
    private static Stream<String> names(Row.Content content) {
        return Stream.of(content.name(), content.title())
                .map(Terms::key)
                .filter(key -> !key.isEmpty() && key.chars().filter(unit -> unit == ' ').count() < Terms.NAME_WORDS)
                .map(key -> key.indexOf(' ') > 0 ? key : key + " ")
                .distinct();
    }

    /// `@owner`, `#tag` and `+source` are terms of their own, that nobody meets by chance.
    private static List<String> filters(Card card, Row.Content content) {
        var all = new ArrayList<String>();
        if (!card.owner().isEmpty()) {
            all.add("@" + Terms.key(card.owner()));
        }
        content.tags().stream().map(Terms::key).filter(tag -> !tag.isEmpty()).forEach(tag -> all.add("#" + tag));
        content.sources().forEach(source -> all.add("+" + Terms.key(source)));
        return all;
    }

    /// In how many entries a term is.
    int count(String term) {
        return having(term).size();
    }

    /// The entries that have a term.
    Numbers having(String term) {
        return terms.getOrDefault(term, NONE);
    }

    /// Gives each file of the index, path by path; what is called `.bin` is to be packed.
    ///
    /// @param meaning empty: words alone are found
    void write(long seq, List<Card> cards, Optional<Distilled> meaning, BiConsumer<String, byte[]> files) {
        var ranked = cards.stream().sorted(ORDER).toList();
        var rank = new int[ranked.size()];
        for (var i = 0; i < rank.length; i++) {
            rank[ranked.get(i).index()] = i;
        }
        meaning.ifPresent(known -> MeaningFiles.write(seq, known, ranks(rank), files));
        var average = Math.max(1.0, (double) all / Math.max(1, rank.length));
        var shards = new Shards(seq, (number, bytes) -> files.accept("search/t/" + number + ".bin", bytes));
        var near = new TreeMap<String, StringBuilder>();
        var frequent = new StringBuilder();
        for (var term : terms.keySet().stream().sorted().toList()) {
            var numbers = terms.getOrDefault(term, new Numbers());
            shards.add(term, placed(numbers, rank, average));
            if (!Character.isLetterOrDigit(term.charAt(0)) || term.indexOf(' ') >= 0) {
                continue;
            }
            if (numbers.size > FREQUENT) {
                frequent.append(term).append(' ').append(numbers.size).append('\n');
            }
            if ((numbers.size >= OFTEN || rank.length < LARGE) && Links.isPlain(term.charAt(0)) && term.length() > 2) {
                near.computeIfAbsent(term.substring(0, 1), first -> new StringBuilder())
                        .append(term).append(' ').append(numbers.size).append('\n');
            }
        }
        shards.done().forEach((drawer, starts) -> files.accept(
                "search/s/" + drawer + ".bin", Utf8.of(String.join("\n", starts))));
        near.forEach((first, lines) -> files.accept(
                "search/n/" + first + ".bin", Utf8.of(lines.toString())));
        for (var from = 0; from < ranked.size(); from += BLOCK) {
            var block = ranked.subList(from, Math.min(ranked.size(), from + BLOCK));
            files.accept("search/d/" + from / BLOCK + ".bin", block(block));
        }
        columns.write(rank, (name, bytes) -> files.accept("search/c/" + name + ".bin", bytes));

        var table = new Json().object()
                .key("schema").number(SCHEMA)
                .key("seq").number(seq)
                .key("total").number(ranked.size())
                .key("block").number(BLOCK)
                .key("originals").number(ranked.stream().filter(card -> !card.copy()).count())
                .key("worths").array();
        // What each level adds to a sum of BM25, in ten-thousandths, before the rarity of its term: the mean of its own.
        for (var level = 1; level <= Impact.LEVELS; level++) {
            table.number(Math.round(22_000 * sums[level] / Math.max(1, counts[level])));
        }
        table.endArray().key("prior").array();
        var step = Math.max(1, (ranked.size() + SAMPLES - 1) / SAMPLES);
        for (var i = 0; i < ranked.size(); i += step) {
            table.number(prior(ranked.get(i)));
        }
        table.endArray().key("step").number(step).key("frequent").text(frequent.toString().strip());
        table.key("drawers").text(String.join("", shards.done().keySet())).key("near")
                .text(String.join("", near.keySet()))
                .key("kinds").array();
        for (var kind : KINDS) {
            table.array().text(kind.toString()).text(kind.folder()).endArray();
        }
        table.endArray();
        columns.describe(table);
        files.accept("search/table.json", table.endObject().bytes());
    }

    /// Slot → rank of its entry.
    private Map<Integer, Integer> ranks(int[] rank) {
        var ranks = new HashMap<Integer, Integer>(rank.length * 2);
        for (var i = 0; i < rank.length; i++) {
            ranks.put(slots[i], rank[i]);
        }
        return ranks;
    }

    /// A term's entries as they are written: the highest level first, then by rank.
    private int[] placed(Numbers numbers, int[] rank, double average) {
        var placed = new int[numbers.size];
        for (var i = 0; i < placed.length; i++) {
            var number = numbers.all[i];
            var index = number >>> 11;
            var share = Impact.share((number >>> 1) & MOST_COUNT, lengths[index], average);
            var level = Impact.level(share, (number & 1) == 1);
            // Whole names and filters are in no sum.
            if (((number >>> 1) & MOST_COUNT) < MOST_COUNT) {
                sums[level] += share;
                counts[level]++;
            }
            placed[i] = ((Impact.LEVELS - level) << 26) | rank[index];
        }
        Arrays.sort(placed);
        return placed;
    }

    private static byte[] block(List<Card> cards) {
        var json = new Json().array();
        for (var card : cards) {
            json.array()
                    .number(KINDS.indexOf(card.kind()))
                    .text(card.file())
                    .text(Escape.harmless(card.name()))
                    .text(Escape.harmless(Plain.cut(card.summary(), SUMMARY)))
                    .number(Math.round(card.score() / 100.0))
                    .known(card.stars())
                    .text(Escape.harmless(card.place()))
                    .number((card.copy() ? 1 : 0) + (card.archived() ? 2 : 0) + (card.alarm() ? 4 : 0)
                            + (card.paged() ? 0 : 8))
                    .endArray();
        }
        return json.endArray().bytes();
    }
}
