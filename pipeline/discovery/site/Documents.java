package discovery.site;

import discovery.model.Bounds;
import discovery.model.Kind;
import discovery.site.Printer.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Pages that explain, and the small files that browsers, robots and hosts ask for.
final class Documents {
    private static final int URLS = 40_000;

    private final Printer printer;
    private final Catalogue catalogue;
    private final Edition edition;

    Documents(Printer printer, Catalogue catalogue, Edition edition) {
        this.printer = printer;
        this.catalogue = catalogue;
        this.edition = edition;
    }

    record How(
            Frame frame,
            List<Part> parts,
            boolean anyRules,
            List<Rule> rules,
            List<Source> sources,
            List<Door> doors) {}

    record Part(String name, String share, int bar, String sentence) {}

    record Rule(String id, String severity, String sentence) {}

    record Source(String id, String kind, String path, String terms) {}

    /// A JSON list for programs.
    record Door(String path, String label) {}

    record Verify(
            Frame frame,
            String version,
            boolean hasAddress,
            String address,
            String signature,
            String key,
            boolean hasFingerprint,
            String fingerprint) {}

    /// @param meaning the script that searches by meaning, where the index knows of any
    record Search(
            Frame frame, List<Choice> choices, List<Option> sorts, List<ListPages.Tab> kinds, String seq, boolean meant,
            String meaning) {}

    /// A filter of the search, with its values.
    record Choice(String name, String label, String any, List<Option> options) {}

    record Option(String value, String label) {}

    /// @param directories files that say where entries without pages are (`Records`)
    record Lost(Frame frame, int directories) {}

    /// @param rows fields of an entry's JSON and what they are called: `score=Score|kind=Kind`
    record Compare(Frame frame, String rows, int directories) {}

    /// The page behind which entries without pages stand.
    ///
    /// @param facts fields of a record and what they are called, as in `Compare`
    record Behind(Frame frame, int directories, String facts, String asks) {}

    record Protocol(Frame frame) {}

    /// @param expires the same for a year, so that the file is
    record Security(String contact, String expires) {}

    record Robots(String sitemap) {}

    record OpenSearch(String title, String description, String root) {}

    record Sitemap(List<String> addresses) {}

    void write() {
        how();
        verify();
        var directories = Records.directories(catalogue.tail().size());
        var tabs = Arrays.stream(Kind.values())
                .map(kind -> new ListPages.Tab(
                        kind.folder() + "/index.html", printer.plural(kind), kind.toString(), false))
                .toList();
        printer.page("search.html", "search", new Search(
                printer.frame("search.html", printer.say("search.title"), printer.say("search.about"), Section.NONE),
                choices(),
                Stream.of("", "score", "new", "updated", "stars", "name")
                        .map(sort -> new Option(sort, printer.say("sort." + (sort.isEmpty() ? "best" : sort))))
                        .toList(),
                tabs,
                Long.toString(edition.night().seq()),
                edition.meaning().isPresent(),
                meaning(printer, edition)));
        printer.page("404.html", "404", new Lost(printer.anywhere(printer.frame(
                "404.html", printer.say("lost.title"), printer.say("lost.about"), Section.NONE)), directories));
        printer.page("compare.html", "compare", new Compare(
                printer.frame(
                        "compare.html", printer.say("compare.title"), printer.say("compare.about"), Section.NONE),
                rows("versus.", "score", "kind", "place", "licence", "version", "stars", "pushed", "tools", "findings"),
                directories));
        printer.page("entry.html", "record", new Behind(
                printer.frame("entry.html", printer.say("record.title"), printer.say("record.about"), Section.NONE),
                directories,
                rows("fact.", "id", "place", "path", "commit", "sha256", "licence", "version", "author", "homepage",
                        "language", "stars", "forks", "created", "pushed", "words", "first_seen", "sources",
                        "original", "reason"),
                rows("asks.", "tools", "events", "commands", "packages", "remotes")));
        printer.page("api/search/index.html", "api-search", new Protocol(printer.frame(
                "api/search/index.html", printer.say("protocol.title"), printer.say("protocol.about"), Section.NONE)));
        printer.asset("client.mjs", "api/search/client.mjs");
        printer.asset("sw.js", "sw.js");
        manifest();
        edition.night().repository().ifPresent(repository -> printer.page(
                ".well-known/security.txt",
                "security.txt",
                new Security(
                        "https://github.com/" + repository + "/security/advisories/new",
                        edition.night().day().withDayOfYear(1).plusYears(2) + "T00:00:00Z")));
        health();
        // Without it GitHub Pages would run the site through Jekyll and drop files that begin with `_` or `.`.
        printer.file(".nojekyll", new byte[0]);
        printer.page("robots.txt", "robots.txt", new Robots(
                edition.night().siteUrl().map(url -> url + "sitemap.xml").orElse("")));
        edition.night().siteUrl().ifPresent(url -> {
            printer.page("opensearch.xml", "opensearch.xml", new OpenSearch(
                    Bounds.cut(edition.night().title(), 16), printer.say("search.about"), url));
            sitemap(url);
        });
    }

    /// Writes the script that searches by meaning, where there is any.
    static String meaning(Printer printer, Edition edition) {
        return edition.meaning().isPresent() ? printer.asset("meaning.js") : "";
    }

    private String rows(String prefix, String... keys) {
        return Stream.of(keys).map(key -> key + "=" + printer.say(prefix + key)).collect(Collectors.joining("|"));
    }

    private List<Choice> choices() {
        return List.of(
                choice("kind", Arrays.stream(Kind.values())
                        .map(kind -> new Option(kind.toString(), printer.plural(kind)))
                        .toList()),
                choice("category", edition.categories().entrySet().stream()
                        .map(each -> new Option(each.getKey(), each.getValue()))
                        .toList()),
                choice("client", options(Columns.CLIENTS, "client.")),
                choice("licence", List.of(new Option("other", printer.say("choice.licence.other")))),
                choice("safety", options(Columns.SAFETY.subList(1, Columns.SAFETY.size()), "safety.is.")),
                choice("fresh", options(Columns.FRESH.subList(1, Columns.FRESH.size()), "fresh.")));
    }

    private Choice choice(String name, List<Option> options) {
        return new Choice(name, printer.say("choice." + name), printer.say("choice.any"), options);
    }

    private List<Option> options(List<String> values, String prefix) {
        return values.stream().map(value -> new Option(value, printer.say(prefix + value))).toList();
    }

    private void how() {
        var sum = edition.weights().stream().mapToInt(Weight::weight).sum();
        var heaviest = edition.weights().stream().mapToInt(Weight::weight).max().orElse(0);
        printer.page("how.html", "how", new How(
                printer.frame("how.html", printer.say("door.how"), printer.say("how.about"), Section.HOW),
                edition.weights().stream()
                        .map(part -> new Part(
                                Plain.words(part.name()),
                                Figure.share(part.weight(), sum),
                                Figure.bar(part.weight(), heaviest),
                                part.sentence()))
                        .toList(),
                !edition.rules().isEmpty(),
                edition.rules().stream()
                        .map(rule -> new Rule(rule.id(), rule.severity(), rule.sentence()))
                        .toList(),
                edition.sources().stream()
                        .map(source -> new Source(
                                source.id(),
                                source.kind().toString(),
                                catalogue.facet(Facet.Cut.SOURCES).of(source.id()).map(Facet.Group::path).orElse(""),
                                source.terms().flatMap(Links::web).orElse("")))
                        .toList(),
                Arrays.stream(Kind.values())
                        .map(kind -> new Door("api/" + kind.folder() + "/index.json", printer.plural(kind)))
                        .toList()));
    }

    private void verify() {
        var release = edition.night().release();
        printer.page("verify.html", "verify", new Verify(
                printer.nightly("verify.html", printer.say("door.verify"), printer.say("verify.about"), Section.VERIFY),
                edition.night().version(),
                release.address().flatMap(Links::web).isPresent(),
                release.address().flatMap(Links::web).orElse(""),
                release.signature(),
                release.key(),
                release.fingerprint().isPresent(),
                release.fingerprint().orElse("")));
    }

    private void manifest() {
        printer.file("site.webmanifest", new Json().object()
                .key("name").text(edition.night().title())
                .key("short_name").text(Bounds.cut(edition.night().title(), 12))
                .key("start_url").text("index.html")
                .key("display").text("standalone")
                .key("background_color").text("#fbfaf6")
                .key("theme_color").text("#0b5a50")
                .key("icons").array().object()
                .key("src").text("assets/favicon.svg").key("sizes").text("any").key("type").text("image/svg+xml")
                .endObject().endArray().endObject().bytes());
    }

    private void health() {
        var night = edition.night();
        var today = night.day().toEpochDay();
        var json = new Json().object()
                .key("schema").number(1)
                .key("status").text(StatusPage.isGood(edition) ? "ok" : "degraded")
                .key("version").text(night.version())
                .key("seq").number(night.seq())
                .key("built").text(night.now().toString())
                .key("sample_keys").flag(night.sampleKeys())
                .key("entries").number(catalogue.size())
                .key("problems").number(edition.problems().total())
                .key("sources").array();
        for (var source : edition.sources()) {
            json.line().object().key("id").text(source.id()).key("state").text(source.state().toString());
            json.key("things").number(source.things());
            source.day().ifPresent(day -> json.key("day").text(Figure.day(day)).key("age_days").number(today - day));
            json.endObject();
        }
        printer.file("health.json", json.endArray().endObject().bytes());
    }

    /// The pages that hold something of their own; later pages of lists and tags are found through them.
    private void sitemap(String root) {
        var all = new ArrayList<String>();
        for (var page : List.of("", "browse", "changes", "trending", "removed", "statistics", "status", "how", "verify",
                "learn/index")) {
            all.add(page.isEmpty() ? root : root + page + ".html");
        }
        for (var kind : Kind.values()) {
            all.add(root + kind.folder() + "/index.html");
        }
        for (var cut : Facet.Cut.values()) {
            all.add(root + cut + "/index.html");
        }
        for (var cut : List.of(Facet.Cut.CATEGORIES, Facet.Cut.OWNERS)) {
            catalogue.facet(cut).groups().forEach(group -> all.add(root + group.path()));
        }
        catalogue.ranked().stream().filter(Card::paged).forEach(card -> all.add(root + card.path()));
        var parts = new ArrayList<String>();
        for (var from = 0; from < all.size(); from += URLS) {
            var path = "sitemap-" + (from / URLS + 1) + ".xml";
            parts.add(root + path);
            printer.page(path, "sitemap-part.xml", new Sitemap(all.subList(from, Math.min(all.size(), from + URLS))));
        }
        printer.page("sitemap.xml", "sitemap.xml", new Sitemap(parts));
    }
}
