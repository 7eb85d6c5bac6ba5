package discovery.site;

import discovery.model.Kind;
import discovery.site.Facet.Cut;
import discovery.site.Printer.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// The index in plots, all drawn when the site is made.
record StatisticsPage(
        Frame frame,
        String total,
        List<Bars> bars,
        Growth growth,
        Columns scores,
        Columns ages,
        Overlap overlap,
        List<Bars> more) {

    private static final int MOST = 16;
    private static final int SHADES = 8;

    /// Horizontal bars beside their numbers: a table first, so that it reads without eyes and fits a phone.
    ///
    /// @param split each bar has a darker part, and `split` says what it is
    record Bars(String id, String heading, String about, String split, boolean none, List<Bar> bars) {}

    record Bar(String path, String label, String count, String share, int width, int dark) {}

    /// Upright columns; the numbers are said in a table below.
    record Columns(String id, String heading, String about, List<Column> columns) {}

    record Column(int x, int y, int height, String label, String count) {}

    /// Entries by night as a line; `points` are those of an SVG of 300 by 100.
    record Growth(boolean any, String points, String first, String last, String least, String most) {}

    /// How many entries each pair of sources shares.
    record Overlap(boolean any, String heading, String about, List<Head> heads, List<Line> lines) {}

    record Head(int number, String source) {}

    record Line(int number, String path, String source, List<Cell> cells) {}

    record Cell(String count, int shade, boolean self) {}

    static void write(Printer printer, Catalogue catalogue, Tally tally, Edition edition, History history) {
        new Making(printer, catalogue, tally).write(edition, history);
    }

    private record Making(Printer printer, Catalogue catalogue, Tally tally) {

        void write(Edition edition, History history) {
            printer.page("statistics.html", "statistics", new StatisticsPage(
                    printer.nightly(
                            "statistics.html",
                            printer.say("door.statistics"),
                            printer.say("statistics.about"),
                            Section.STATISTICS),
                    Figure.grouped(tally.all()),
                    List.of(kinds(), sources()),
                    growth(history.nights()),
                    scores(),
                    ages(),
                    overlap(),
                    List.of(
                            facet(Cut.CATEGORIES, tally.uncategorised()),
                            facet(Cut.LICENCES, tally.unlicensed()),
                            severities(),
                            findings(edition.rules()),
                            copies(),
                            verdicts())));
        }

        private static Growth growth(List<History.Count> nights) {
            var most = nights.stream().mapToLong(History.Count::all).max().orElse(0);
            var least = nights.stream().mapToLong(History.Count::all).min().orElse(0);
            if (nights.size() < 2) {
                return new Growth(false, "", "", "", "", "");
            }
            var points = new StringBuilder();
            for (var i = 0; i < nights.size(); i++) {
                var x = i * 300L / (nights.size() - 1);
                var y = most == least ? 50 : 95 - 90 * (nights.get(i).all() - least) / (most - least);
                points.append(i == 0 ? "" : " ").append(x).append(',').append(y);
            }
            return new Growth(
                    true,
                    points.toString(),
                    Figure.day(nights.getFirst().day()),
                    Figure.day(nights.getLast().day()),
                    Figure.grouped(least),
                    Figure.grouped(most));
        }

        private Bars bars(String id, boolean split, List<Bar> bars) {
            return new Bars(
                    id,
                    printer.say("statistics." + id),
                    printer.say("statistics." + id + ".about"),
                    split ? printer.say("statistics." + id + ".split") : "",
                    bars.isEmpty(),
                    bars);
        }

        private static Bar bar(String path, String label, long count, long whole, long widest) {
            return new Bar(
                    path, label, Figure.grouped(count), Figure.share(count, whole), Figure.bar(count, widest), 0);
        }

        private Bars kinds() {
            var widest = Arrays.stream(Kind.values()).mapToLong(tally::of).max().orElse(0);
            return bars("kinds", false, Arrays.stream(Kind.values())
                    .map(kind -> bar(
                            kind.folder() + "/index.html",
                            printer.plural(kind),
                            tally.of(kind),
                            tally.all(),
                            widest))
                    .toList());
        }

        private Bars sources() {
            var widest = tally.sources().values().stream().mapToLong(Long::longValue).max().orElse(0);
            return bars("sources", true, ranked().map(source -> {
                var count = tally.sources().getOrDefault(source, 0L);
                return new Bar(
                        path(Cut.SOURCES, source),
                        source,
                        Figure.grouped(count),
                        Figure.share(count, tally.all()),
                        Figure.bar(count, widest),
                        Figure.bar(tally.alone(source), widest));
            })
                    .toList());
        }

        /// The sources, those with most first.
        private Stream<String> ranked() {
            return tally.sources().entrySet().stream()
                    .sorted(Comparator.comparingLong((Map.Entry<String, Long> each) -> -each.getValue())
                            .thenComparing(Map.Entry::getKey))
                    .map(Map.Entry::getKey)
                    .limit(MOST);
        }

        private String path(Cut cut, String key) {
            return catalogue.facet(cut).of(key).map(Facet.Group::path).orElse("");
        }

        private Columns scores() {
            var heights = IntStream.range(0, Tally.BINS).mapToLong(tally::score).toArray();
            return columns("scores", heights, bin -> bin * 100 / Tally.BINS + "–" + (bin + 1) * 100 / Tally.BINS);
        }

        private Columns ages() {
            var known = IntStream.rangeClosed(0, Tally.AGES.length).mapToLong(bucket -> tally.age(bucket, false));
            var heights = LongStream.concat(
                    known, LongStream.of(tally.age(0, true)))
                    .toArray();
            return columns("ages", heights, bucket -> printer.say("age." + bucket));
        }

        private Columns columns(String id, long[] counts, IntFunction<String> label) {
            var highest = Arrays.stream(counts).max().orElse(0);
            return new Columns(
                    id,
                    printer.say("statistics." + id),
                    printer.say("statistics." + id + ".about"),
                    IntStream.range(0, counts.length)
                            .mapToObj(i -> {
                                var height = Figure.bar(counts[i], highest);
                                return new Column(
                                        i * 10, 100 - height, height, label.apply(i), Figure.grouped(counts[i]));
                            })
                            .toList());
        }

        private Overlap overlap() {
            var names = ranked().toList();
            var heads = IntStream.range(0, names.size())
                    .mapToObj(i -> new Head(i + 1, names.get(i)))
                    .toList();
            var lines = new ArrayList<Line>();
            for (var i = 0; i < names.size(); i++) {
                var source = names.get(i);
                var whole = tally.sources().getOrDefault(source, 0L);
                lines.add(new Line(i + 1, path(Cut.SOURCES, source), source, names.stream()
                        .map(other -> {
                            var both = tally.both(source, other);
                            var shade = both == 0 || whole == 0 ? 0 : (int) Math.max(1, both * SHADES / whole);
                            return new Cell(Figure.grouped(both), shade, other.equals(source));
                        })
                        .toList()));
            }
            return new Overlap(
                    names.size() > 1,
                    printer.say("statistics.overlap"),
                    printer.say("statistics.overlap.about"),
                    heads,
                    List.copyOf(lines));
        }

        private Bars facet(Cut cut, long without) {
            var groups = catalogue.facet(cut).groups();
            var widest = Math.max(without, groups.isEmpty() ? 0 : groups.getFirst().size());
            var bars = new ArrayList<Bar>();
            groups.stream()
                    .limit(MOST)
                    .map(group -> bar(group.path(), group.label(), group.size(), tally.all(), widest))
                    .forEach(bars::add);
            if (without > 0) {
                bars.add(bar("", printer.say("statistics." + cut + ".without"), without, tally.all(), widest));
            }
            return bars(cut.toString(), false, List.copyOf(bars));
        }

        private Bars severities() {
            var severities = List.of("high", "medium", "low");
            var widest = severities.stream().mapToLong(tally::severity).max().orElse(0);
            return bars("severities", false, severities.stream()
                    .map(severity -> bar("", printer.say("severity." + severity), tally.severity(severity),
                            tally.all(), widest))
                    .toList());
        }

        private Bars findings(List<SafetyRule> rules) {
            var widest = tally.findings().values().stream().mapToLong(Long::longValue).max().orElse(0);
            var all = new TreeSet<>(tally.findings().keySet());
            rules.forEach(rule -> all.add(rule.id()));
            return bars("findings", false, all.stream()
                    .sorted(Comparator.comparingLong((String rule) -> -tally.findings().getOrDefault(rule, 0L))
                            .thenComparing(Comparator.naturalOrder()))
                    .limit(MOST)
                    .map(rule -> bar("", rule, tally.findings().getOrDefault(rule, 0L), tally.all(), widest))
                    .toList());
        }

        private Bars copies() {
            var single = tally.all() - tally.originals() - tally.copies();
            var widest = Math.max(single, Math.max(tally.originals(), tally.copies()));
            return bars("copies", false, List.of(
                    bar("", printer.say("statistics.copies.single"), single, tally.all(), widest),
                    bar("", printer.say("statistics.copies.originals"), tally.originals(), tally.all(), widest),
                    bar("", printer.say("statistics.copies.copies"), tally.copies(), tally.all(), widest)));
        }

        private Bars verdicts() {
            var readers = new TreeSet<>(tally.accepted().keySet());
            readers.addAll(tally.refused().keySet());
            return bars("verdicts", true, readers.stream()
                    .map(reader -> {
                        var accepted = tally.accepted().getOrDefault(reader, 0L);
                        var asked = accepted + tally.refused().getOrDefault(reader, 0L);
                        return new Bar(
                                "",
                                reader,
                                Figure.grouped(accepted),
                                Figure.share(accepted, asked),
                                100,
                                Figure.bar(accepted, asked));
                    })
                    .toList());
        }
    }
}
