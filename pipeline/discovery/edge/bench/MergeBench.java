package discovery.edge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What merge joins and what it takes for a copy, on pairs that people have judged
/// (`pipeline/test/labelled/README.md`); and what it costs, on observations that are made up.
///
/// From outside: `BENCH_CORPUS`, where the labelled pairs' lists and texts are; `BENCH_PARTS` (`identity,copies,cost`)
/// takes some figures alone.
final class MergeBench implements Bench {
    private static final List<Integer> SIZES = List.of(20_000, 200_000, 1_000_000);

    @Override
    public String name() {
        return "merge";
    }

    @Override
    public String about() {
        return "what is joined and what is a copy on labelled pairs (BENCH_CORPUS), and seconds for up to 1,000,000"
                + " observations with a heap of 1 GiB";
    }

    @Override
    public void run(Setting setting, Consumer<Figure> figures) throws IOException {
        var corpus = setting.from("BENCH_CORPUS");
        var parts = setting.parts(List.of("identity", "copies", "cost"));
        if (corpus.isEmpty()) {
            for (var metric : List.of("same_repo_joined", "wrong_joins", "copies_precision", "copies_recall")) {
                figures.accept(Figure.missing(name(), metric, unit(metric), "BENCH_CORPUS is not set"));
            }
        } else {
            var labels = setting.home().resolve("pipeline/test/labelled");
            if (parts.contains("identity")) {
                new LabelledIdentity(setting, Path.of(corpus.get()), labels.resolve("identity.jsonl"))
                        .measure(figure -> figures.accept(figure.of(name())));
            }
            if (parts.contains("copies")) {
                new LabelledCopies(setting, Path.of(corpus.get()), labels.resolve("copies.jsonl"))
                        .measure(figure -> figures.accept(figure.of(name())));
            }
        }
        for (var size : parts.contains("cost") ? SIZES : List.<Integer>of()) {
            if (setting.scale() > 0 && size > setting.scale()) {
                figures.accept(Figure.missing(name(), "merge_seconds_" + size, "s",
                        "above --scale " + setting.scale()));
            } else {
                measure(setting, size, figures);
            }
        }
    }

    static String unit(String metric) {
        return metric.equals("wrong_joins") ? "pairs" : "share";
    }

    /// A figure before it is known which benchmark takes it.
    record Taken(String metric, double value, String against) {
        Figure of(String bench) {
            return Figure.of(bench, metric, value, unit(metric), against);
        }
    }

    private void measure(Setting setting, int size, Consumer<Figure> figures) throws IOException {
        var out = setting.work().resolve("load-" + size);
        MadeUpObservations.write(out.resolve("fetch"), size);
        var cost = stage(setting, "merge", MadeUpObservations.config(setting, out), out,
                // Unlike JAVA_TOOL_OPTIONS this wins against what the stage itself asks for.
                Map.of("_JAVA_OPTIONS", "-Xmx1g -XX:ActiveProcessorCount=2"));
        var against = "%,d made-up observations, 2 processors, a heap of 1 GiB".formatted(size);
        if (cost.code() == 0) {
            figures.accept(Figure.of(name(), "merge_seconds_" + size, cost.seconds(), "s", against));
            figures.accept(Figure.of(name(), "merge_cpu_seconds_" + size, cost.cpu(), "s", against));
        } else {
            figures.accept(Figure.missing(name(), "merge_seconds_" + size, "s", "merge ended with exit code "
                    + cost.code() + "; see " + log(setting, out) + " (--keep)"));
        }
    }

    /// Runs one stage as a person would; once before without work, so that nothing is compiled in the time measured.
    static Command.Cost stage(
            Setting setting, String stage, Path config, Path out, Map<String, String> environment) throws IOException {
        var program = "pipeline/" + stage + ".java";
        new Command(setting.home(), List.of("scripts/jbang", program, "--help"), environment)
                .run(setting.work().resolve("help.log"));
        return new Command(setting.home(), List.of("scripts/jbang", program, "--config", config.toString(), "--out",
                out.toString(), "--now", "2026-08-20T03:00:00Z"), environment).run(log(setting, out));
    }

    private static Path log(Setting setting, Path out) throws IOException {
        Files.createDirectories(out);
        return setting.work().resolve(out.getFileName() + ".log");
    }
}
