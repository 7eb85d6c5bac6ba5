package discovery.site;

import discovery.model.Judgement;
import discovery.model.Kind;
import discovery.model.Row;
import discovery.site.Facet.Cut;
import discovery.site.Printer.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The page of one entry: what it is, what it asks for, what we think of it and why, where that comes from.
record EntryPage(
        Frame frame,
        Card card,
        String folder,
        String plural,
        String title,
        String named,
        String description,
        String gist,
        List<Notice> notices,
        Asks asks,
        List<Step> steps,
        Score score,
        List<Verdict> verdicts,
        List<String> flaws,
        List<Finding> findings,
        boolean unread,
        Facts facts,
        List<Given> given,
        List<Place> sources,
        List<Place> categories,
        List<Place> tags,
        Members members,
        Members parents,
        Family family,
        List<Card.Line> alike,
        String versus,
        boolean outdated,
        List<Happened> history,
        boolean silent,
        boolean published,
        Forms forms,
        boolean absolute,
        String badge,
        String ld) {

    static final int SHOWN_COPIES = 20;
    static final int SHOWN_MEMBERS = 200;
    static final int SHOWN_NIGHTS = 20;

    /// Something to know first; the word is also its colour.
    record Notice(String word, String sentence) {}

    /// @param nothing  it declares none of them
    /// @param contains it contains others, which may
    record Asks(
            boolean nothing,
            boolean contains,
            List<String> tools,
            List<String> events,
            List<String> commands,
            List<String> packages,
            List<String> remotes) {}

    record Step(String sentence, String text) {}

    record Score(String points, int bar, List<Part> parts) {}

    /// @param known false: nothing is known of it, so it weighs nothing
    record Part(String name, boolean known, String points, int bar, String share, String evidence) {}

    record Verdict(String reader, boolean accepts, List<String> rules) {}

    record Finding(String rule, String severity, String sentence, int line, String excerpt) {}

    /// A word with the page that lists its like; an empty path: there is none.
    record Place(String path, String label) {}

    record Facts(
            String id,
            Place owner,
            String place,
            String repository,
            String path,
            String source,
            String commit,
            String sha256,
            Place licence,
            String version,
            String author,
            String language,
            String homepage,
            boolean homepageIsLink,
            String status,
            String stars,
            String forks,
            String issues,
            String created,
            String pushed,
            String words,
            String firstSeen) {}

    /// Which source gave which fields.
    record Given(Place source, String fields) {}

    record Members(boolean any, String count, List<Card.Line> cards, String hidden) {}

    /// @param reason why it is taken as the original, or as a copy; empty without family
    record Family(boolean any, boolean isOriginal, List<Card.Line> original, String reason, Members copies) {}

    /// A night on which it changed.
    ///
    /// @param compare address of the difference between the two commits, or empty
    record Happened(String day, String word, String label, String fields, String reason, boolean silent,
            String compare) {}

    /// Forms to report it, to say that it is no copy, and to claim it; empty where the index has no repository.
    record Forms(String report, String dispute, String claim) {}

    /// Makes the pages, one row at a time.
    static final class Making {
        private final Printer printer;
        private final Catalogue catalogue;
        private final Edition edition;
        private final Map<String, SafetyRule> rules;
        private final Map<String, List<History.Event>> history;

        Making(
                Printer printer,
                Catalogue catalogue,
                Edition edition,
                Map<String, List<History.Event>> history) {
            this.history = history;
            this.printer = printer;
            this.catalogue = catalogue;
            this.edition = edition;
            rules = edition.rules().stream().collect(Collectors.toMap(SafetyRule::id, rule -> rule));
        }

        EntryPage of(Row row, Card card, List<Judgement.Part> parts, List<Card.Line> alike) {
            var content = row.content();
            var title = Plain.cut(Plain.first(content.title(), card.formal()), 200);
            var description = Plain.line(content.description());
            var parents = cards(content.parents());
            var happened = happened(content);
            var night = edition.night();
            return new EntryPage(
                    printer.frame(
                            card.path(),
                            title + " · " + content.kind(),
                            Plain.first(card.summary(), title),
                            Section.BROWSE),
                    card,
                    content.kind().folder() + "/index.html",
                    printer.plural(content.kind()),
                    title,
                    title.equals(card.formal()) ? "" : card.formal(),
                    description,
                    Plain.cut(content.gist(), 600).equals(description) ? "" : Plain.cut(content.gist(), 600),
                    notices(content),
                    asks(content),
                    steps(content, parents),
                    score(card, parts),
                    content.verdicts().stream()
                            .map(each -> new Verdict(each.reader(), each.accepts(), each.rules()))
                            .toList(),
                    content.flaws(),
                    content.findings().stream().map(this::finding).toList(),
                    content.findings().isEmpty() && row.numbers().words() < 0,
                    facts(row, card),
                    given(content.provenance()),
                    places(Cut.SOURCES, content.sources()),
                    places(Cut.CATEGORIES, content.categories()),
                    places(Cut.TAGS, content.tags()),
                    members(cards(content.members()), content.members().size(), SHOWN_MEMBERS),
                    members(parents, content.parents().size(), SHOWN_MEMBERS),
                    family(content, row.numbers().copies()),
                    alike,
                    "compare.html?a=" + card.folder(),
                    content.archived() || (!content.status().isBlank() && !content.status().equals("active")),
                    happened,
                    !happened.isEmpty() && happened.getFirst().silent(),
                    isPublished(content),
                    forms(content),
                    night.siteUrl().isPresent(),
                    night.siteUrl().orElse("") + card.badge(),
                    Linked.of(row, card, night));
        }

        private List<Happened> happened(Row.Content content) {
            return history.getOrDefault(content.id(), List.of()).stream()
                    .limit(SHOWN_NIGHTS)
                    .map(event -> new Happened(
                            Figure.day(event.day()),
                            event.word().toString(),
                            printer.say("change." + event.word()),
                            ChangedFields.told(event.fields(), printer),
                            event.reason(),
                            event.silent(),
                            Links.comparison(content.place(), event.before(), event.after()).orElse("")))
                    .toList();
        }

        /// The registry lets nobody use the name of a GitHub account but who controls it.
        private static boolean isPublished(Row.Content content) {
            var slash = content.place().indexOf('/');
            return content.kind() == Kind.MCP_SERVER && slash > 0
                    && content.name().toLowerCase(Locale.ROOT).startsWith(
                            "io.github." + content.place().substring(0, slash).toLowerCase(Locale.ROOT) + "/");
        }

        private Forms forms(Row.Content content) {
            var id = Plain.cut(content.id(), 120);
            // The id is in the title; three addresses on every page are worth keeping short.
            return new Forms(
                    Report.of(edition.night(), printer.say("report.title") + " " + id, printer.say("report.body")),
                    content.original().isEmpty() ? ""
                            : Report.of(edition.night(), printer.say("report.dispute") + " " + id, ""),
                    Report.of(edition.night(), printer.say("report.claim") + " " + id, ""));
        }

        private List<Notice> notices(Row.Content content) {
            var all = new ArrayList<Notice>();
            if (content.archived()) {
                all.add(new Notice("medium", printer.say("notice.archived")));
            }
            if (!content.status().isBlank() && !content.status().equals("active")) {
                all.add(new Notice("medium", printer.say("notice.status") + " " + content.status()));
            }
            if (content.findings().stream().anyMatch(finding -> finding.severity().equals("high"))) {
                all.add(new Notice("high", printer.say("notice.high")));
            }
            if (!content.original().isEmpty() && !content.original().equals(content.id())) {
                all.add(new Notice("low", printer.say("notice.copy")));
            }
            if (content.fork()) {
                all.add(new Notice("low", printer.say("notice.fork")));
            }
            return List.copyOf(all);
        }

        private static Asks asks(Row.Content content) {
            var nothing = content.tools().isEmpty()
                    && content.events().isEmpty()
                    && content.commands().isEmpty()
                    && content.packages().isEmpty()
                    && content.remotes().isEmpty();
            return new Asks(
                    nothing,
                    !content.members().isEmpty(),
                    content.tools(),
                    content.events(),
                    content.commands(),
                    content.packages(),
                    content.remotes());
        }

        /// How clients take it in.
        List<Step> steps(Row.Content content) {
            return steps(content, cards(content.parents()));
        }

        private List<Step> steps(Row.Content content, List<Card> parents) {
            var markets = parents.stream().filter(parent -> parent.kind() == Kind.MARKETPLACE).limit(5).toList();
            return Install.of(content, markets).stream()
                    .map(install -> new Step(printer.say(install.how()), install.text()))
                    .toList();
        }

        private Score score(Card card, List<Judgement.Part> parts) {
            var sum = parts.stream().mapToInt(Judgement.Part::weight).sum();
            return new Score(card.points(), card.bar(), parts.stream()
                    .map(part -> new Part(
                            Plain.words(part.name()),
                            part.value().isPresent(),
                            Figure.points(part.value().orElse(0)),
                            Figure.bar(part.value().orElse(0), 10_000),
                            Figure.share(part.weight(), sum),
                            part.evidence()))
                    .toList());
        }

        private Finding finding(Judgement.Finding finding) {
            var rule = rules.get(finding.rule());
            return new Finding(
                    finding.rule(),
                    severity(finding.severity()),
                    rule == null ? Plain.words(finding.rule()) : rule.sentence(),
                    finding.line(),
                    Plain.line(finding.excerpt()));
        }

        /// The severity as one of the three words, because it names a colour.
        private static String severity(String severity) {
            return severity.equals("high") || severity.equals("medium") ? severity : "low";
        }

        private Facts facts(Row row, Card card) {
            var content = row.content();
            var numbers = row.numbers();
            return new Facts(
                    content.id(),
                    place(Cut.OWNERS, card.owner()),
                    content.place(),
                    Links.repository(content.place()).orElse(""),
                    content.path(),
                    Links.source(content).orElse(""),
                    content.commit().substring(0, Math.min(10, content.commit().length())),
                    content.sha256(),
                    place(Cut.LICENCES, content.licence()),
                    content.version(),
                    content.author(),
                    content.language(),
                    content.homepage(),
                    Links.web(content.homepage()).isPresent(),
                    content.status(),
                    known(numbers.stars()),
                    known(numbers.forks()),
                    known(numbers.issues()),
                    Figure.day(numbers.created()),
                    Figure.day(numbers.pushed()),
                    known(numbers.words()),
                    Figure.day(content.firstSeen()));
        }

        private static String known(long number) {
            return number < 0 ? "" : Figure.grouped(number);
        }

        private List<Given> given(SortedMap<String, String> provenance) {
            var fields = new TreeMap<String, List<String>>();
            provenance
                    .forEach((field, source) -> fields.computeIfAbsent(source, first -> new ArrayList<>()).add(field));
            // When one source gave all, that it named the entry says it already.
            return fields.size() < 2 ? List.of() : fields.entrySet().stream()
                    .map(each -> new Given(place(Cut.SOURCES, each.getKey()), String.join(", ", each.getValue())))
                    .toList();
        }

        private List<Place> places(Cut cut, List<String> words) {
            return words.isEmpty() ? List.of() : words.stream().map(word -> place(cut, word)).toList();
        }

        private Place place(Cut cut, String words) {
            return catalogue.facet(cut)
                    .of(words)
                    .map(group -> new Place(group.path(), cut == Cut.CATEGORIES ? group.label() : words))
                    .orElseGet(() -> new Place("", words));
        }

        private List<Card> cards(List<String> ids) {
            return ids.isEmpty() ? List.of()
                    : ids.stream().map(catalogue::card).flatMap(Optional::stream).sorted(Card.ORDER).toList();
        }

        private static List<Card.Line> lines(List<Card> cards) {
            return cards.isEmpty() ? List.of() : cards.stream().map(Card::line).toList();
        }

        /// @param all how many there are; some may not be in the index
        private static Members members(List<Card> cards, int all, int most) {
            var shown = cards.subList(0, Math.min(most, cards.size()));
            var hidden = all - shown.size();
            return new Members(
                    all > 0, Figure.grouped(all), lines(shown), hidden <= 0 ? "" : Figure.grouped(hidden));
        }

        private Family family(Row.Content content, int copies) {
            var isOriginal = content.original().equals(content.id());
            var known = isOriginal ? catalogue.copies(content.id()) : List.<Card>of();
            return new Family(
                    !content.original().isEmpty(),
                    isOriginal,
                    isOriginal ? List.of() : lines(cards(List.of(content.original()))),
                    content.reason(),
                    members(known, isOriginal ? Math.max(copies, known.size()) : 0, SHOWN_COPIES));
        }
    }
}
