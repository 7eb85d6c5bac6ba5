package discovery.edge.bench;

import discovery.edge.json.Yaml;
import discovery.edge.re2j.Linear;
import discovery.score.Part;
import discovery.score.SafetyRules;
import discovery.score.Scanner;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// How right and how quick the safety rules are, on the labelled sets and on a corpus of real files.
///
/// From outside: `BENCH_CORPUS`; `BENCH_PARTS` (`precision,speed,growth,spec`) takes some figures alone.
final class JudgeBench implements Bench {
    private static final int CORES = 2;
    /// Seconds below which a ratio of times says nothing.
    private static final double LEAST = 0.01;
    /// Times as long that a text of twice the length may take; a quadratic pattern takes four times as long.
    private static final double MOST = 3;

    @Override
    public String name() {
        return "judge";
    }

    @Override
    public String about() {
        return "precision, recall and speed of the safety rules, and the specification's verdicts (BENCH_CORPUS)";
    }

    @Override
    public void run(Setting setting, Consumer<Figure> figures) throws IOException {
        var rules = Yaml.read(setting.home().resolve("manifests/safety.yaml"), SafetyRules.class);
        var scanner = rules.scanner(new Linear());
        var corpus = setting.from("BENCH_CORPUS").map(Path::of).map(Corpus::new);
        var parts = setting.parts(List.of("precision", "speed", "growth", "spec"));
        if (corpus.isEmpty()) {
            for (var metric : List.of("safety_precision_high", "safety_recall_high", "scan_mb_per_second")) {
                figures.accept(Figure.missing(name(), metric, "", "BENCH_CORPUS is not set"));
            }
        } else {
            if (parts.contains("precision")) {
                precision(setting, corpus.get(), scanner, figures);
            }
            if (parts.contains("speed")) {
                speed(corpus.get(), scanner, figures);
            }
        }
        if (parts.contains("growth")) {
            growth(rules, figures);
        }
        if (parts.contains("spec")) {
            SpecBench.run(setting, corpus, figures);
        }
    }

    /// What was right and what was wrong, by file.
    private static final class Count {
        private int right;
        private int alarms;
        private int missed;
        private int files;

        void add(Scanner scanner, boolean deserves, String what, String text) {
            var high = scanner.scan(Part.TEXT, text).stream().filter(each -> each.severity().equals("high")).toList();
            if (deserves && !high.isEmpty()) {
                right++;
            } else if (deserves) {
                missed++;
                System.err.println("missed: " + what);
            } else if (!high.isEmpty()) {
                alarms++;
                System.err.println("false alarm: " + what + " " + high.getFirst());
            }
        }
    }

    /// Over what was at hand while the rules were written, and over what was not.
    private void precision(Setting setting, Corpus corpus, Scanner scanner, Consumer<Figure> figures)
            throws IOException {
        var sets = new TreeMap<>(Map.of("", LabelledSet.known(setting.home()),
                "_held_out", LabelledSet.heldOut(setting.home())));
        var counts = new TreeMap<String, Count>();
        var labels = new HashMap<String, Label>();
        sets.forEach((suffix, set) -> {
            var count = new Count();
            counts.put(suffix, count);
            set.texts().forEach(text -> count.add(scanner, text.severity().equals("high"),
                    text.rule() + ": " + text.text(), text.text()));
            set.files().forEach(file -> labels.put(file.blob(), new Label(file, count)));
        });
        for (var kind : files()) {
            try (var files = corpus.files(kind)) {
                files.forEach(file -> Optional.ofNullable(labels.remove(file.blob())).ifPresent(label -> {
                    label.count().files++;
                    label.count().add(scanner, label.known().severity().equals("high"),
                            label.known().repository() + "/" + label.known().path(), file.text());
                }));
            }
        }
        sets.forEach((suffix, set) -> figures(suffix, set, counts.getOrDefault(suffix, new Count()), figures));
    }

    private record Label(LabelledSet.Known known, Count count) {}

    private void figures(String suffix, LabelledSet set, Count count, Consumer<Figure> figures) {
        var against = "%d labelled files of the corpus (%d are not in it) and %d written texts; %d deserve high"
                .formatted(count.files, set.files().size() - count.files, set.texts().size(),
                        count.right + count.missed);
        figures.accept(Figure.of(name(), "safety_precision_high" + suffix,
                (double) count.right / Math.max(1, count.right + count.alarms), "of 1", against));
        figures.accept(Figure.of(name(), "safety_recall_high" + suffix,
                (double) count.right / Math.max(1, count.right + count.missed), "of 1", against));
        figures.accept(Figure.of(name(), "safety_false_alarms" + suffix, count.alarms, "files", against));
        figures.accept(Figure.of(name(), "safety_labelled_files" + suffix, count.files, "files", against));
    }

    private static List<String> files() {
        var all = new ArrayList<>(Corpus.SHEETS);
        all.addAll(Corpus.DOCUMENTS);
        return all;
    }

    /// All texts of the corpus, in memory, five times over; the best counts.
    private void speed(Corpus corpus, Scanner scanner, Consumer<Figure> figures) throws IOException {
        var texts = new ArrayList<String>();
        for (var kind : files()) {
            try (var files = corpus.files(kind)) {
                files.map(Corpus.File::text).forEach(texts::add);
            }
        }
        var letters = texts.stream().mapToLong(String::length).sum();
        var best = Double.MAX_VALUE;
        var least = Double.MAX_VALUE;
        var high = new HashMap<String, Integer>();
        for (var round = 0; round < 5; round++) {
            high.clear();
            var cpu = 0.0;
            var from = System.nanoTime();
            for (var half : halves(texts, scanner)) {
                half.counts().forEach((severity, count) -> high.merge(severity, count, Integer::sum));
                cpu += half.cpu();
            }
            best = Math.min(best, (System.nanoTime() - from) / 1e9);
            least = Math.min(least, cpu);
        }
        var against = String.format(Locale.ROOT, "%,d texts of the corpus, %.0f MB, %d threads", texts.size(),
                letters / 1e6, CORES);
        figures.accept(Figure.of(name(), "scan_mb_per_second", letters / 1e6 / best, "MB/s", against));
        figures.accept(Figure.of(name(), "scan_mb_per_cpu_second", letters / 1e6 / least, "MB/s",
                against + "; by one processor, whatever else it does"));
        for (var severity : List.of("high", "medium", "low")) {
            figures.accept(
                    Figure.of(name(), "scan_files_" + severity, high.getOrDefault(severity, 0), "files", against));
        }
    }

    private static List<Half> halves(List<String> texts, Scanner scanner) throws IOException {
        try (var pool = Executors.newFixedThreadPool(CORES)) {
            var running = new ArrayList<Future<Half>>();
            for (var core = 0; core < CORES; core++) {
                var first = core;
                running.add(pool.submit(() -> scanned(texts, first, scanner)));
            }
            var done = new ArrayList<Half>();
            for (var each : running) {
                done.add(each.get());
            }
            return done;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IOException("a scan failed", e);
        }
    }

    /// @param counts files by severity
    /// @param cpu    seconds of its thread
    private record Half(Map<String, Integer> counts, double cpu) {}

    private static Half scanned(List<String> texts, int first, Scanner scanner) {
        var from = cpu();
        var counts = new HashMap<String, Integer>();
        for (var i = first; i < texts.size(); i += CORES) {
            scanner.scan(Part.TEXT, texts.get(i)).stream().map(finding -> finding.severity()).distinct()
                    .forEach(severity -> counts.merge(severity, 1, Integer::sum));
        }
        return new Half(counts, (cpu() - from) / 1e9);
    }

    /// How many patterns take more than three times as long for a line that is twice as long. A quadratic one takes four
    /// times as long.
    private void growth(SafetyRules rules, Consumer<Figure> figures) {
        var slow = 0;
        var patterns = 0;
        for (var rule : rules.rules()) {
            for (var pattern : rule.patterns()) {
                patterns++;
                var search = SafetyRules.search(pattern, new Linear());
                for (var bad : rule.bad()) {
                    var piece = discovery.score.Examples.spelled(bad);
                    var half = piece.substring(0, piece.length() / 2);
                    var one = half.repeat(1 + 20_000 / half.length());
                    var ratio = Double.MAX_VALUE;
                    for (var round = 0; round < 5 && ratio > MOST; round++) {
                        var shorter = seconds(() -> search.first(one));
                        var longer = seconds(() -> search.first(one + one));
                        ratio = Math.min(ratio, longer < LEAST ? 1 : longer / shorter);
                    }
                    if (ratio > MOST) {
                        slow++;
                        System.err.println("super-linear: %.1f %s on %s".formatted(ratio, pattern, half));
                    }
                }
            }
        }
        figures.accept(Figure.of(name(), "rules_super_linear", slow, "patterns",
                patterns + " patterns on halves of their bad examples, repeated to 20,000 and 40,000 characters"));
    }

    /// Of this thread's processor time: what else runs on the machine does not count.
    private static double seconds(Runnable work) {
        var from = cpu();
        work.run();
        return Math.max(1e-6, (cpu() - from) / 1e9);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
