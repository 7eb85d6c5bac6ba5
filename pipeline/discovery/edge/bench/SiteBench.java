package discovery.edge.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;

/// The site: what it costs to make, to load and to search, beside Hugo and Pagefind; and how good its pages are.
///
/// From outside: `BENCH_NIGHT`, a night whose entries are taken and whose search is judged; `BENCH_CORPUS`,
/// whose lists judge the search by meaning; `BENCH_PARTS` (`render,hugo,second,search,relevance,meaning,pages,lighthouse`),
/// because all together take half an hour.
final class SiteBench implements Bench {
    private static final int ENTRIES = 52_341;
    private static final List<String> PARTS =
            List.of("render", "hugo", "second", "search", "relevance", "meaning", "pages", "lighthouse");

    @Override
    public String name() {
        return "site";
    }

    @Override
    public String about() {
        return "the site's cost beside Hugo and Pagefind, and its pages in Chromium (BENCH_NIGHT, BENCH_PARTS; --scale:"
                + " entries)";
    }

    @Override
    public void run(Setting setting, Consumer<Figure> figures) throws IOException {
        var parts = setting.parts(PARTS);
        var taken = new HashSet<String>();
        Consumer<Figure> taking = figure -> {
            taken.add(figure.metric());
            figures.accept(figure);
        };
        var all = new ArrayList<String>();
        all.addAll(SiteRenderCost.METRICS);
        all.addAll(SiteSearchCost.METRICS);
        all.addAll(SiteRelevance.METRICS);
        all.addAll(SiteMeaning.METRICS);
        all.addAll(SitePages.METRICS);
        all.addAll(SiteLighthouse.METRICS);
        var entries = setting.scale() > 0 ? setting.scale() : ENTRIES;
        if (parts.contains("render") || parts.contains("search")) {
            var world = SiteWorld.make(setting, entries);
            if (parts.contains("render")) {
                new SiteRenderCost(setting, taking).run(world, parts.contains("hugo"), parts.contains("second"));
            }
            if (parts.contains("search")) {
                new SiteSearchCost(setting, taking).run(world);
            }
        }
        if (parts.contains("relevance")) {
            new SiteRelevance(setting, taking).run();
        }
        if (parts.contains("meaning")) {
            new SiteMeaning(setting, taking).run();
        }
        if (parts.contains("pages")) {
            new SitePages(setting, taking).run();
        }
        if (parts.contains("lighthouse")) {
            new SiteLighthouse(setting, taking).run();
        }
        all.stream().filter(metric -> !taken.contains(metric)).forEach(
                metric -> figures.accept(Figure.missing(name(), metric, "", "BENCH_PARTS leaves it out")));
    }
}
