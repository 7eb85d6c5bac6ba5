package discovery.edge.bench;

import discovery.edge.serve.StaticServer;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/// The pages in a real browser: features, accessibility, markup, links, and what hostile entries do.
final class SitePages {
    static final List<String> METRICS = List.of("features", "axe", "nu_errors", "dead_links", "xss_vectors",
            "xss_executed", "third_party_requests", "csp_violations");

    private final Setting setting;
    private final Consumer<Figure> figures;

    SitePages(Setting setting, Consumer<Figure> figures) {
        this.setting = setting;
        this.figures = figures;
    }

    void run() throws IOException {
        var tools = new WebTools(setting);
        tools.packages();
        var site = HostilePages.write(setting);
        try (var server = StaticServer.start(site, 0)) {
            tools.run(List.of(tools.web().resolve("run.mjs").toString(), server.url(), site.toString(), "all"),
                    WebTools.taking(METRICS, figures, "every page of a small site with hostile entries, in Chromium"));
        }
    }
}
