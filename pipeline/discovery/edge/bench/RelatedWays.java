package discovery.edge.bench;

import discovery.build.VectorFile;
import discovery.edge.search.Library;
import discovery.edge.vectors.VectorFileReader;
import discovery.embed.Quantised;
import discovery.model.Row;
import discovery.search.Nearest;
import discovery.search.Pools;
import discovery.search.Related;
import discovery.search.Related.Neighbour;
import discovery.search.Space;
import discovery.search.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What is shown as related, told by vectors and by words: how much of it stands under the same heading of a list, or in
/// the same category; whether some are shown everywhere; and what saying so of all entries costs a night.
///
/// Lists are those of set (a), which the configuration does not read: the headings of the others have become tags, by
/// which words would find what they are told.
final class RelatedWays {
    /// Entries of a typical night that are new or say something else.
    private static final int CHANGED = 300;

    private final Setting setting;
    private final VectorFileReader vectors;
    private final Nearest scan;
    private final Consumer<Figure> figures;
    private final List<Row> rows = new ArrayList<>();
    /// Index by slot.
    private final Map<Integer, Integer> indexes = new HashMap<>();

    RelatedWays(Setting setting, VectorFileReader vectors, Nearest scan, Consumer<Figure> figures) {
        this.setting = setting;
        this.vectors = vectors;
        this.scan = scan;
        this.figures = figures;
    }

    void run(Library library) throws IOException {
        library.reader().rows(row -> {
            var content = row.content();
            if ((content.original().isEmpty() || content.original().equals(content.id()))
                    && !vectors.isHole(content.slot())) {
                indexes.put(content.slot(), rows.size());
                rows.add(row);
            }
        });
        var words = new SharedWords(rows);
        listed(library, words);
        var pools = cost();
        shown(words, pools);
    }

    /// Only entries that lists name are looked at, and of other repositories than the entry's own.
    private void listed(Library library, SharedWords words) throws IOException {
        var corpus = setting.from("BENCH_CORPUS");
        if (corpus.isEmpty()) {
            figures.accept(
                    Figure.missing("search", "related_gain", "", "BENCH_CORPUS, which has the lists, is not set"));
            return;
        }
        var lists = Questions.headings(
                Path.of(corpus.get()), setting.home().resolve("manifests/sources.yaml"), library);
        var places = rows.stream().map(Row::content).collect(Collectors.groupingBy(
                Row.Content::place, Collectors.mapping(Row.Content::id, Collectors.toList())));
        var byVectors = new ArrayList<Double>();
        var byWords = new ArrayList<Double>();
        for (var entry = 0; entry < rows.size(); entry++) {
            var content = rows.get(entry).content();
            var good = new HashMap<String, Integer>();
            lists.answers().values().stream().filter(ids -> ids.containsKey(content.id())).forEach(good::putAll);
            good.keySet().removeAll(places.getOrDefault(content.place(), List.of()));
            if (!good.isEmpty()) {
                byVectors.add(Relevance.ndcg10(ids(nearest(entry, lists)), good));
                byWords.add(
                        Relevance.ndcg10(ids(words.of(entry, Related.SHOWN, other -> isOther(other, content, lists))),
                                good));
            }
        }
        var one = byVectors.stream().mapToDouble(Double::doubleValue).toArray();
        var other = byWords.stream().mapToDouble(Double::doubleValue).toArray();
        var about = "%,d entries that lists name under headings, first %d".formatted(one.length, Related.SHOWN);
        figures.accept(Figure.of("search", "related_ndcg_vectors", Relevance.mean(one), "", about));
        figures.accept(Figure.of("search", "related_ndcg_words", Relevance.mean(other), "", about));
        figures.accept(Figure.of("search", "related_gain", Relevance.mean(one) / Relevance.mean(other), "", about));
        figures.accept(Figure.of("search", "related_p", Relevance.chance(one, other), "", "paired bootstrap"));
    }

    private boolean isOther(int other, Row.Content content, Questions lists) {
        var its = rows.get(other).content();
        return lists.among().contains(its.id()) && !its.place().equals(content.place());
    }

    private List<Integer> nearest(int entry, Questions lists) {
        var content = rows.get(entry).content();
        var row = vectors.row(content.slot());
        return chosen(entry, scan.nearest(Quantised.of(VectorFile.codes(row), VectorFile.scale(row)), Pools.SIZE,
                slot -> indexes.containsKey(slot) && isOther(indexes.getOrDefault(slot, 0), content, lists)));
    }

    private List<Integer> chosen(int entry, List<Nearest.Near> pool) {
        return Related.choose(neighbour(entry, 1),
                pool.stream().map(near -> neighbour(indexes.getOrDefault(near.slot(), 0), near.cosine())).toList(),
                Related.SHOWN).stream().map(chosen -> indexes.getOrDefault(chosen.slot(), 0)).toList();
    }

    private Neighbour neighbour(int entry, double cosine) {
        var content = rows.get(entry).content();
        return new Neighbour(content.slot(), content.id(), Words.key(content.name()), cosine);
    }

    private List<String> ids(List<Integer> entries) {
        return entries.stream().map(entry -> rows.get(entry).content().id()).toList();
    }

    /// From nothing, and on a night after one on which some were others and as many were not there.
    private Pools cost() {
        var slots = rows.stream().map(row -> row.content().slot()).sorted().toList();
        var now = new Space(vectors.header().dims());
        var before = new Space(vectors.header().dims());
        var step = Math.max(1, slots.size() / CHANGED);
        for (var i = 0; i < slots.size(); i++) {
            now.add(slots.get(i), vectors.row(slots.get(i)));
            if (i % (2 * step) == 0) {
                before.add(slots.get(i), vectors.row(slots.get(slots.size() - 1 - i)));
            } else if (i % (2 * step) != step) {
                before.add(slots.get(i), vectors.row(slots.get(i)));
            }
        }
        var earlier = Pools.of(before).bytes();
        var about = "%,d entries that are no copies".formatted(slots.size());
        var start = Cpu.seconds();
        Pools.of(now);
        figures.accept(Figure.of("search", "related_cpu_s", Cpu.seconds() - start, "s", about + ", from nothing"));
        start = Cpu.seconds();
        var pools = Pools.of(now, earlier);
        figures.accept(Figure.of("search", "related_night_cpu_s", Cpu.seconds() - start, "s",
                "%s, of which %d are new or say something else".formatted(about, slots.size() / step)));
        figures.accept(Figure.of("search", "related_cache_mb", earlier.length / 1e6, "MB", about));
        return pools;
    }

    /// Among all entries: how many places are filled, what shares a category, and whether something is everywhere.
    private void shown(SharedWords words, Pools pools) {
        var times = new int[rows.size()];
        var filled = new double[2];
        var shared = new double[2];
        var sorted = 0;
        for (var entry = 0; entry < rows.size(); entry++) {
            var mine = new HashSet<>(rows.get(entry).content().categories());
            var ways = List.of(chosen(entry, pools.of(rows.get(entry).content().slot())),
                    words.of(entry, Related.SHOWN, other -> true));
            ways.getFirst().forEach(other -> times[other]++);
            sorted += mine.isEmpty() ? 0 : 1;
            for (var way = 0; way < ways.size(); way++) {
                filled[way] += (double) ways.get(way).size() / Related.SHOWN / rows.size();
                shared[way] += mine.isEmpty() ? 0 : ways.get(way).stream()
                        .filter(other -> !Collections.disjoint(mine, rows.get(other).content().categories())).count();
            }
        }
        var names = List.of("vectors", "words");
        for (var way = 0; way < names.size(); way++) {
            var about = "%,d entries, %d places each".formatted(rows.size(), Related.SHOWN);
            figures.accept(Figure.of("search", "related_filled_" + names.get(way), filled[way], "", about));
            figures.accept(Figure.of("search", "related_category_" + names.get(way),
                    shared[way] / Related.SHOWN / Math.max(1, sorted), "",
                    "places with something of a category of its own"));
        }
        figures.accept(Figure.of("search", "related_hub_share",
                (double) IntStream.of(times).max().orElse(0) / Math.max(1, rows.size()), "",
                "of all entries, those beside which the most shown one is shown"));
    }
}
