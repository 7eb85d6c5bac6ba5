package discovery.edge.bench;

import discovery.edge.json.Json;
import discovery.edge.serve.StaticServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Lighthouse's phone on five pages: those of `BENCH_SITE`, a rendered site, else of the sample.
final class SiteLighthouse {
    private static final List<String> PAGES = List.of("home", "search", "entry", "list", "statistics");
    private static final List<String> CATEGORIES =
            List.of("performance", "accessibility", "best-practices", "seo");
    static final List<String> METRICS = metrics();

    private final Setting setting;
    private final Consumer<Figure> figures;

    SiteLighthouse(Setting setting, Consumer<Figure> figures) {
        this.setting = setting;
        this.figures = figures;
    }

    private static List<String> metrics() {
        var all = new ArrayList<>(List.of("fcp_ms", "lcp_ms", "ttfb_ms"));
        PAGES.forEach(page -> CATEGORIES.forEach(category -> all.add(metric(page, category))));
        return List.copyOf(all);
    }

    private static String metric(String page, String category) {
        return "lighthouse_" + page + "_" + category.replace('-', '_');
    }

    void run() throws IOException {
        var site = site();
        var packages = new WebTools(setting).peers();
        var worst = new HashMap<String, Double>();
        try (var server = StaticServer.start(site, 0)) {
            for (var page : pages(site).entrySet()) {
                var report = setting.work().resolve(page.getKey() + ".json");
                var log = setting.work().resolve("lighthouse.log");
                var cost = new Command(setting.work(), List.of("node", packages.resolve("lighthouse/cli/index.js")
                        .toString(), server.url() + page.getValue(), "--quiet", "--output=json",
                        "--output-path="
                                + report,
                        "--only-categories=" + String.join(",", CATEGORIES),
                        "--chrome-flags=--headless --no-sandbox --disable-gpu --no-first-run"
                                + " --disable-background-networking --disable-component-update"),
                        Map.of("CHROME_PATH", Optional.ofNullable(System.getenv("CHROMIUM"))
                                .orElse("/usr/bin/chromium")))
                        .run(log);
                if (cost.code() != 0) {
                    throw new IOException("lighthouse ended with exit code %d: %s".formatted(cost.code(),
                            Files.readString(log)));
                }
                read(page.getKey(), Json.parse(Files.readString(report)), worst);
            }
        }
        Map.of("fcp_ms", "first-contentful-paint", "lcp_ms", "largest-contentful-paint", "ttfb_ms",
                "server-response-time").forEach(
                        (metric, audit) -> figures.accept(Figure.of("site", metric,
                                worst.getOrDefault(audit, 0.0), "ms", "the slowest of " + String.join(", ", PAGES))));
    }

    private void read(String page, Object report, Map<String, Double> worst) {
        for (var category : CATEGORIES) {
            at(report, "categories", category, "score").ifPresentOrElse(score -> figures.accept(Figure.of("site",
                    metric(page, category), (double) Math.round(score * 100), "",
                    "Lighthouse's phone, simulated network")),
                    () -> figures.accept(Figure.missing("site", metric(page, category), "", "no score")));
        }
        for (var audit : List.of("first-contentful-paint", "largest-contentful-paint", "server-response-time")) {
            at(report, "audits", audit, "numericValue").ifPresent(value -> worst.merge(audit, value, Math::max));
        }
    }

    private static Optional<Double> at(Object tree, String... keys) {
        var here = Optional.ofNullable(tree);
        for (var key : keys) {
            here = here.map(each -> each instanceof Map<?, ?> map ? map.get(key) : null);
        }
        return here.map(each -> each instanceof Number number ? number.doubleValue() : null);
    }

    private Path site() throws IOException {
        var given = setting.from("BENCH_SITE");
        return given.isPresent() ? Path.of(given.get()) : SiteWorld.make(setting, 2_000).rendered();
    }

    private static Map<String, String> pages(Path site) throws IOException {
        var pages = new LinkedHashMap<String, String>();
        pages.put("home", "index.html");
        pages.put("search", "search.html?q=pdf");
        try (var files = Files.list(site.resolve("skills"))) {
            pages.put("entry", "skills/" + files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.matches("index\\.html|page-.*")).sorted().findFirst().orElse("index.html"));
        }
        pages.put("list", "skills/index.html");
        pages.put("statistics", "statistics.html");
        return pages;
    }
}
