package discovery.site;

import discovery.model.Kind;
import discovery.model.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// The search as static files; documents are numbered by their rank, so that the best have the smallest numbers.
///
/// ```
/// search/table.json      what there is: build, number of entries, where each shard begins, names of facet values
/// search/t/N.bin         a shard of terms with their postings (`Shards`), cut so that a word costs one small file
/// search/d/N.bin         documents, four a file: [[kind, file, name, summary, score, stars, place, notes], …]
/// search/c/NAME.bin      a column: one or more octets a document, for filters and sort orders (`Columns`)
/// search/n/X.bin         the frequent terms that begin with the character X, for beginnings and typing errors
/// ```
///
/// The `.bin` files are gzip. Every shard carries the build's number: a page that stays open over a night sees that it
/// no longer fits.
final class SearchIndex {
    static final int SCHEMA = 2;
    static final int BLOCK = 4;
    /// A document says its kind by the place in this list, which the table repeats.
    static final List<Kind> KINDS = List.of(Kind.values());
    /// What a block holds of a description: two lines on a phone.
    private static final int SUMMARY = 120;
    /// Terms of fewer entries are not offered when somebody mistypes.
    private static final int OFTEN = 3;

    private final Map<String, Numbers> terms = new HashMap<>();
    private final Columns columns;

    SearchIndex(List<String> categories, long today) {
        columns = new Columns(categories, today);
    }

    /// Growing numbers: eight times a card's index, plus the term's level in it.
    static final class Numbers {
        private int[] all = new int[2];
        private int size;

        void add(int number) {
            if (size == all.length) {
                all = Arrays.copyOf(all, size * 2);
            }
            all[size++] = number;
        }

        int size() {
            return size;
        }

        int get(int i) {
            return all[i];
        }
    }

    void add(Card card, Row row) {
        var content = row.content();
        var levels = Impact.of(content);
        names(content).forEach(key -> levels.put(key, Impact.LEVELS));
        filters(card, content).forEach(filter -> levels.put(filter, 1));
        levels.forEach((term, level) -> terms.computeIfAbsent(term, first -> new Numbers())
                .add(card.index() * 8 + level));
        columns.add(card, row);
    }

    /// Whole names of several words. That of a single word is the term of the highest level.
    private static Stream<String> names(Row.Content content) {
        return Stream.of(content.name().substring(content.name().lastIndexOf('/') + 1), content.title())
                .map(Terms::key)
                .filter(key -> key.indexOf(' ') > 0
                        && key.chars().filter(unit -> unit == ' ').count() < Terms.NAME_WORDS)
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

    /// Where a term stands, for what is alike; empty for one that no entry has.
    Numbers postings(String term) {
        return terms.getOrDefault(term, new Numbers());
    }

    /// Gives each file of the index, path by path.
    void write(long seq, List<Card> ranked, BiConsumer<String, byte[]> files) {
        var rank = new int[ranked.size()];
        for (var i = 0; i < rank.length; i++) {
            rank[ranked.get(i).index()] = i;
        }
        var sorted = terms.keySet().stream().sorted().toList();
        var shards = new Shards(seq, (number, bytes) -> files.accept("search/t/" + number + ".bin", bytes));
        var near = new TreeMap<String, StringBuilder>();
        for (var term : sorted) {
            var numbers = postings(term);
            shards.add(term, numbers, rank);
            if (numbers.size() >= OFTEN && Links.isPlain(term.charAt(0)) && term.length() > 2
                    && term.indexOf(' ') < 0) {
                near.computeIfAbsent(term.substring(0, 1), first -> new StringBuilder())
                        .append(term).append(' ').append(numbers.size()).append('\n');
            }
        }
        near.forEach((first, lines) -> files.accept(
                "search/n/" + first + ".bin", Octets.packed(Utf8.of(lines.toString()))));
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
                .key("near").text(String.join("", near.keySet()))
                .key("kinds").array();
        for (var kind : KINDS) {
            table.array().text(kind.toString()).text(kind.folder()).endArray();
        }
        table.endArray();
        columns.describe(table);
        table.key("shards").text(String.join("\n", shards.done()));
        files.accept("search/table.json", table.endObject().bytes());
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
                    .number((card.copy() ? 1 : 0) + (card.archived() ? 2 : 0) + (card.alarm() ? 4 : 0))
                    .endArray();
        }
        return Octets.packed(json.endArray().bytes());
    }
}
