package discovery.edge.bench;

import discovery.edge.files.Published;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/// The search in the browser beside Pagefind, on the same entries: what it costs to build, and to ask.
final class SiteSearchCost {
    static final List<String> METRICS = List.of("index_cpu_over_pagefind", "index_bytes_over_pagefind", "cold_bytes",
            "pagefind_cold_bytes", "query_bytes_p50", "query_bytes_p95", "keystroke_ms_p50", "js_gzip_kib");

    private final Setting setting;
    private final Consumer<Figure> figures;
    private final WebTools tools;

    SiteSearchCost(Setting setting, Consumer<Figure> figures) {
        this.setting = setting;
        this.figures = figures;
        tools = new WebTools(setting);
    }

    void run(SiteWorld world) throws IOException {
        var site = setting.work().resolve("searched");
        var cost = index(setting, world.dump(), site);
        var against = "%.1f CPU s, JVM and reading included; %s".formatted(cost.cpu(), world.about());
        figures.accept(Figure.of("site", "index_cpu_s", cost.cpu(), "s", world.about()));
        var bytes = SiteRenderCost.bytes(site.resolve("search"));
        var pages = setting.work().resolve("pagefind");
        pages(world.dump(), pages);
        var other = pagefind(setting, pages);
        figures.accept(Figure.of("site", "index_cpu_over_pagefind", cost.cpu() / other.cpu(), "",
                "pagefind: %.1f CPU s; ours: %s".formatted(other.cpu(), against)));
        var theirs = SiteRenderCost.bytes(pages.resolve("pagefind"));
        figures.accept(Figure.of("site", "index_bytes_over_pagefind", (double) bytes / theirs, "",
                "%,d bytes; pagefind: %,d".formatted(bytes, theirs)));
        searchPage(setting, site);
        tools.packages();
        tools.run(List.of(tools.web().resolve("measure.mjs").toString(), site.toString(),
                setting.home().resolve("pipeline/test/judged/questions.txt").toString(), pages.toString()),
                WebTools.taking(METRICS, figures, "Chromium, counted at the server; " + world.about()));
        Published.delete(pages);
    }

    /// What Pagefind is given, as its authors recommend: a page an entry, of which the name and the text are indexed.
    static void pages(Path dump, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (var row : SiteWorld.read(dump)) {
            var content = row.content();
            var text = String.join(" ", content.title(), content.description(), String.join(" ", content.tags()),
                    String.join(" ", content.categories()), content.place().replaceFirst("/.*", ""), content.gist());
            Files.writeString(folder.resolve(content.kind() + "." + content.slug() + ".html"), """
                    <!doctype html><html lang="en"><head><title>%1$s</title></head>\
                    <body><main data-pagefind-body><h1>%1$s</h1><p>%2$s</p></main></body></html>
                    """.formatted(discovery.site.Escape.html(content.name()), discovery.site.Escape.html(text)));
        }
        Files.writeString(folder.resolve("search.html"),
                "<!doctype html><html lang=\"en\"><head><title>Search</title></head><body></body></html>");
    }

    static Command.Cost pagefind(Setting setting, Path pages) throws IOException {
        var packages = new WebTools(setting).peers();
        var log = setting.work().resolve("pagefind.log");
        var cost = new Command(pages, List.of("node", packages.resolve("pagefind/lib/runner/bin.cjs").toString(),
                "--site", pages.toString(), "--quiet"), Map.of()).run(log);
        if (cost.code() != 0) {
            throw new IOException("pagefind ended with exit code %d: %s".formatted(cost.code(), Files.readString(log)));
        }
        return cost;
    }

    static Command.Cost index(Setting setting, Path dump, Path folder) throws IOException {
        var words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        words.addAll(SiteWorld.options(setting));
        words.addAll(List.of("-cp", System.getProperty("java.class.path"),
                SiteIndexing.class.getName(), dump.toString(),
                setting.home().resolve("manifests/categories.yaml").toString(), folder.toString()));
        var log = setting.work().resolve("index.log");
        var cost = new Command(setting.home(), words, Map.of()).run(log);
        if (cost.code() != 0) {
            throw new IOException("the index could not be made: " + Files.readString(log));
        }
        return cost;
    }

    /// The page that searches, as a small site has it.
    private void searchPage(Setting setting, Path site) throws IOException {
        var small = HostilePages.write(setting);
        for (var name : List.of("search.html", "site.webmanifest")) {
            Files.copy(small.resolve(name), site.resolve(name));
        }
        var packed = 0L;
        try (var assets = Files.list(small.resolve("assets"))) {
            for (var asset : (Iterable<Path>) assets::iterator) {
                var name = String.valueOf(asset.getFileName());
                Files.write(site.resolve("assets").resolve(name), Files.readAllBytes(asset));
                if (List.of("site.js", "find.js").contains(name)) {
                    var out = new ByteArrayOutputStream();
                    try (var gzip = new GZIPOutputStream(out)) {
                        gzip.write(Files.readAllBytes(asset));
                    }
                    packed += out.size();
                }
            }
        }
        figures.accept(Figure.of("site", "js_gzip_kib", packed / 1024.0, "KiB",
                "site.js and find.js, which holds the engine"));
    }
}
