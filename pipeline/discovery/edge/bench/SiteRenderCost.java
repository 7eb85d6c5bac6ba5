package discovery.edge.bench;

import discovery.edge.files.Published;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What making the site costs, beside Hugo and beside writing its bytes.
final class SiteRenderCost {
    static final List<String> METRICS = List.of("render_cpu_over_hugo", "tar_cpu_over_hugo", "render_over_raw_writes",
            "render_peak_mib", "second_render_share");
    private static final int CHANGED = 300;

    private final Setting setting;
    private final Consumer<Figure> figures;

    SiteRenderCost(Setting setting, Consumer<Figure> figures) {
        this.setting = setting;
        this.figures = figures;
    }

    void run(SiteWorld world, boolean hugo, boolean again) throws IOException {
        var files = world.render();
        figures.accept(figure("render_cpu_s", files.cpu(), "s", world.about()));
        figures.accept(figure("render_seconds", files.seconds(), "s", world.about()));
        figures.accept(figure("render_bytes", (double) files.bytes(), "bytes", world.about()));
        figures.accept(figure("render_peak_mib", (double) files.peakMib(), "MiB", world.about()));
        var raw = raw(world.site(), setting.work().resolve("raw"));
        figures.accept(figure("render_over_raw_writes", files.cpu() / raw, "",
                "%.2f CPU s for writing the same files".formatted(raw)));
        var source = setting.work().resolve("hugo");
        var pages = hugo ? HugoSite.write(setting.home(), world, source) : 0;
        // With what it remembers.
        var first = Files.createDirectory(setting.work().resolve("first")).resolve("site");
        Files.move(world.site(), first);
        Files.move(world.site().resolveSibling(".made-site"), first.resolveSibling(".made-site"));
        var tar = world.render("--tar", setting.work().resolve("site.tar").toString());
        figures.accept(figure("tar_cpu_s", tar.cpu(), "s", world.about()));
        if (hugo) {
            hugo(source, pages, files.cpu(), tar.cpu());
        }
        if (again) {
            world.change(CHANGED);
            var second = world.render("--update", first.toString());
            figures.accept(figure("second_render_share", second.cpu() / files.cpu(), "",
                    "%.1f of %.1f CPU s, %d entries changed".formatted(second.cpu(), files.cpu(), CHANGED)));
        }
    }

    private Figure figure(String metric, double value, String unit, String against) {
        return Figure.of("site", metric, value, unit, against);
    }

    private void hugo(Path source, int pages, double files, double tar) throws IOException {
        if (!HugoSite.isInstalled(setting)) {
            List.of("render_cpu_over_hugo", "tar_cpu_over_hugo").forEach(metric -> figures.accept(
                    Figure.missing("site", metric, "", "there is no hugo, and `apt-get install hugo` did not help")));
            return;
        }
        var log = setting.work().resolve("hugo.log");
        var cost = new Command(source, List.of("hugo", "--quiet", "--destination", "public"), Map.of()).run(log);
        if (cost.code() != 0) {
            List.of("render_cpu_over_hugo", "tar_cpu_over_hugo").forEach(metric -> figures.accept(
                    Figure.missing("site", metric, "", "hugo ended with exit code " + cost.code())));
            return;
        }
        var against = "hugo: %.1f CPU s for the same %,d pages with lists, JSON and badges, without search".formatted(
                cost.cpu(), pages);
        figures.accept(figure("hugo_cpu_s", cost.cpu(), "s", against));
        figures.accept(figure("hugo_bytes", (double) bytes(source.resolve("public")), "bytes", against));
        figures.accept(figure("render_cpu_over_hugo", files / cost.cpu(), "", against));
        figures.accept(figure("tar_cpu_over_hugo", tar / cost.cpu(), "", against));
        Published.delete(source);
    }

    /// CPU seconds of this thread for making files with the same names and bytes.
    private static double raw(Path from, Path to) throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        var nanos = 0L;
        var made = new HashSet<Path>();
        try (var files = Files.walk(from)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
                var bytes = Files.readAllBytes(file);
                var target = to.resolve(from.relativize(file));
                var started = threads.getCurrentThreadCpuTime();
                var parent = target.getParent();
                if (parent != null && made.add(parent)) {
                    Files.createDirectories(parent);
                }
                Files.write(target, bytes);
                nanos += threads.getCurrentThreadCpuTime() - started;
            }
        }
        Published.delete(to);
        return nanos / 1e9;
    }

    static long bytes(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
