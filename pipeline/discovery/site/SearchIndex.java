package discovery.site;

import discovery.model.Kind;
import discovery.model.Row;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// The search index as static JSON: terms cut into shards by their first two characters, documents in blocks, both in
/// rank order, so that the best are the first. Document numbers are written as differences.
///
/// ```
/// search/index.json       {seq, total, block, kinds, shards}
/// search/terms/SHARD.json {seq, terms: {term: [[in names …], [elsewhere …]]}, names: {whole name: […]}}
/// search/docs/N.json      {seq, docs: [[kind, file, name, summary, score, stars, place, notes], …]}
/// search/kinds.json       {seq, kinds: one digit a document}
/// ```
///
/// Every file carries the build's number: a page that stays open over a night sees that it no longer fits.
final class SearchIndex {
    static final int SCHEMA = 1;
    static final int BLOCK = 50;
    /// A document says its kind by the place in this list, which `index.json` repeats.
    private static final List<Kind> KINDS = List.of(Kind.values());

    private final Map<String, Numbers> terms = new HashMap<>();
    private final Map<String, Numbers> names = new HashMap<>();

    /// Growing numbers: twice a card's index, plus one where the term stands in its name.
    private static final class Numbers {
        private int[] all = new int[2];
        private int size;

        void add(int number) {
            if (size == all.length) {
                all = Arrays.copyOf(all, size * 2);
            }
            all[size++] = number;
        }

        int[] all() {
            return Arrays.copyOf(all, size);
        }
    }

    void add(Card card, Row.Content content) {
        var inName = Terms.ofName(content);
        inName.forEach(term -> posting(terms, term, card.index() * 2 + 1));
        for (var term : Terms.ofText(content)) {
            if (!inName.contains(term)) {
                posting(terms, term, card.index() * 2);
            }
        }
        Stream.of(content.name(), content.title())
                .map(Terms::key)
                .filter(key -> !key.isEmpty())
                .distinct()
                .forEach(key -> posting(names, key, card.index()));
    }

    private static void posting(Map<String, Numbers> all, String term, int number) {
        all.computeIfAbsent(term, first -> new Numbers()).add(number);
    }

    /// Gives each file of the index, path by path.
    void write(long seq, List<Card> ranked, BiConsumer<String, byte[]> files) {
        var rank = new int[ranked.size()];
        for (var i = 0; i < rank.length; i++) {
            rank[ranked.get(i).index()] = i;
        }
        var shards = new TreeMap<String, SortedMap<String, Numbers>>();
        var nameShards = new TreeMap<String, SortedMap<String, Numbers>>();
        cut(terms, shards);
        cut(names, nameShards);
        // A whole name begins with its first term, or with that term's first character: the shard may be its own.
        nameShards.keySet().forEach(shard -> shards.computeIfAbsent(shard, none -> new TreeMap<>()));
        shards.forEach((shard, part) -> {
            var whole = nameShards.getOrDefault(shard, new TreeMap<>());
            files.accept("search/terms/" + shard + ".json", shard(seq, part, whole, rank));
        });
        for (var from = 0; from < ranked.size(); from += BLOCK) {
            var block = ranked.subList(from, Math.min(ranked.size(), from + BLOCK));
            files.accept("search/docs/" + from / BLOCK + ".json", block(seq, block));
        }
        var kinds = new StringBuilder(ranked.size());
        ranked.forEach(card -> kinds.append((char) ('0' + KINDS.indexOf(card.kind()))));
        files.accept("search/kinds.json", head(seq).key("kinds").text(kinds.toString()).endObject().bytes());
        var index = head(seq).key("total").number(ranked.size()).key("block").number(BLOCK);
        index.key("kinds").array();
        for (var kind : KINDS) {
            index.array().text(kind.toString()).text(kind.folder()).endArray();
        }
        index.endArray().key("shards").texts(List.copyOf(shards.keySet()));
        files.accept("search/index.json", index.endObject().bytes());
    }

    private static void cut(Map<String, Numbers> all, SortedMap<String, SortedMap<String, Numbers>> shards) {
        all.forEach((term, numbers) -> shards.computeIfAbsent(Terms.shard(term), first -> new TreeMap<>())
                .put(term, numbers));
    }

    private static byte[] shard(
            long seq, SortedMap<String, Numbers> terms, SortedMap<String, Numbers> names, int[] rank) {
        var json = head(seq).key("terms").object();
        terms.forEach((term, numbers) -> {
            json.line().key(term).array();
            var all = numbers.all();
            differences(json, Arrays.stream(all).filter(n -> n % 2 == 1).map(n -> rank[n / 2]).sorted().toArray());
            differences(json, Arrays.stream(all).filter(n -> n % 2 == 0).map(n -> rank[n / 2]).sorted().toArray());
            json.endArray();
        });
        json.endObject().key("names").object();
        names.forEach((name, numbers) -> {
            json.line().key(name);
            differences(json, Arrays.stream(numbers.all()).map(n -> rank[n]).sorted().toArray());
        });
        return json.endObject().endObject().bytes();
    }

    private static void differences(Json json, int[] sorted) {
        json.array();
        var last = 0;
        for (var number : sorted) {
            json.number(number - last);
            last = number;
        }
        json.endArray();
    }

    private static byte[] block(long seq, List<Card> cards) {
        var json = head(seq).key("docs").array();
        for (var card : cards) {
            json.line()
                    .array()
                    .number(KINDS.indexOf(card.kind()))
                    .text(card.file())
                    .text(Escape.harmless(card.name()))
                    .text(Escape.harmless(card.summary()))
                    .number(Math.round(card.score() / 100.0))
                    .known(card.stars())
                    .text(Escape.harmless(card.place()))
                    .number((card.copy() ? 1 : 0) + (card.archived() ? 2 : 0) + (card.alarms() > 0 ? 4 : 0))
                    .endArray();
        }
        return json.endArray().endObject().bytes();
    }

    private static Json head(long seq) {
        return new Json().object().key("schema").number(SCHEMA).key("seq").number(seq);
    }
}
