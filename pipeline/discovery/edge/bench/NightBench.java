package discovery.edge.bench;

import discovery.edge.cli.Usage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// How a night's cost grows: the sample's first night, and worlds of ten and a hundred times as many entries.
final class NightBench implements Bench {
    @Override
    public String name() {
        return "night";
    }

    @Override
    public String about() {
        return "seconds and peak memory of each stage on the sample scaled to 1x, 10x and 100x";
    }

    @Override
    public void run(Setting setting, Consumer<Figure> figures) throws IOException {
        for (var times : List.of(1, 10, 100)) {
            if (setting.scale() > 0 && times > setting.scale()) {
                figures.accept(Figure.missing(name(), "night_" + times + "x_seconds", "s",
                        "above --scale " + setting.scale()));
                continue;
            }
            measure(setting, times, figures);
        }
    }

    private void measure(Setting setting, int times, Consumer<Figure> figures) throws IOException {
        var work = setting.work().resolve(times + "x");
        var prefix = "night_" + times + "x_";
        var environment = Map.of("SKILL_INDEX_CACHE", setting.work().resolve("cache-" + times).toString());
        var made = new Command(setting.home(), List.of("scripts/jbang", "pipeline/test/scale.java",
                "manifests/sample/night-1", Integer.toString(times), work.toString()), environment)
                .run(setting.work().resolve("scale.log"));
        var out = work.resolve("out");
        var cost = new Command(setting.home(), List.of("scripts/nightly", "--config",
                work.resolve("scaled.yaml").toString(), "--out", out.toString()), environment)
                .run(setting.work().resolve("night.log"));
        if (made.code() != 0 || cost.code() != 0) {
            figures.accept(Figure.missing(name(), prefix + "seconds", "s", "the night ended with exit code "
                    + Math.max(made.code(), cost.code()) + "; see " + setting.work().resolve("night.log")));
            return;
        }
        var against = "the sample's first night, " + times + " times";
        figures.accept(Figure.of(name(), prefix + "seconds", cost.seconds(), "s", against));
        figures.accept(Figure.of(name(), prefix + "cpu_seconds", cost.cpu(), "s", against));
        for (var usage : Usage.read(out)) {
            figures.accept(Figure.of(name(), prefix + usage.stage() + "_seconds", usage.seconds(), "s", against));
            figures.accept(Figure.of(name(), prefix + usage.stage() + "_cpu_seconds", usage.cpu(), "s", against));
            figures.accept(
                    Figure.of(name(), prefix + usage.stage() + "_peak_mib", (double) usage.peakMib(), "MiB", against));
            if (usage.stage().equals("build")) {
                figures.accept(Figure.of(name(), prefix + "entries", (double) usage.out(), "entries", against));
            }
        }
    }
}
