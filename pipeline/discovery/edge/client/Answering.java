package discovery.edge.client;

import discovery.edge.json.Json;
import discovery.edge.search.Library;
import discovery.edge.search.Library.Answer;
import discovery.edge.search.Library.Proposal;
import discovery.edge.sqlite.FullText.Listing;
import discovery.search.Facets;
import discovery.search.Filters;
import discovery.search.Hit;
import discovery.search.Plan;
import discovery.search.Sign;
import discovery.search.Sort;
import discovery.search.Words;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Answers of a library on a terminal or as JSON.
///
final class Answering {
    private final Library library;
    private final boolean json;
    private final int columns;
    private final PrintStream out;
    private final PrintStream messages;

    Answering(Library library, boolean json, int columns, PrintStream out, PrintStream messages) {
        this.library = library;
        this.json = json;
        this.columns = columns;
        this.out = out;
        this.messages = messages;
    }

    /// A question that is a slug which an entry had before is asked with the slug that it has now.
    ///
    /// @param why    whether each answer says what put it there, on a terminal; JSON says it always
    /// @param facets whether the best answers are counted
    int search(String question, Filters filters, Sort sort, int limit, boolean why, boolean facets)
            throws IOException {
        var renamed = question.indexOf('-') > 0 && question.indexOf(' ') < 0
                ? library.reader().bySlugOrId(question).flatMap(row -> Renamed.of(question, row))
                : Optional.<Renamed>empty();
        var found = library.find(renamed.map(Renamed::to).orElse(question), filters, sort, limit);
        var counted = facets ? facets(found.all()) : Map.<String, Map<String, Integer>>of();
        if (json) {
            var tree = new LinkedHashMap<String, Object>();
            tree.put("question", question);
            renamed.ifPresent(names -> tree.put("renamed", names));
            tree.put("words", found.plan().terms());
            tree.put("corrected", found.plan().corrected());
            tree.put("hits", found.answers().stream().map(answer -> tree(answer, found.plan())).toList());
            if (facets) {
                tree.put("facets", counted);
            }
            out.println(Json.line(tree));
            return 0;
        }
        renamed.ifPresent(names -> messages.println(names.sentence()));
        found.plan().corrected().forEach((word, meant) -> messages.println(
                "Nothing has `%s`; searched for %s.".formatted(word, String.join(", ", meant))));
        if (library.hasForeignVectors()) {
            messages.println("The vectors of this index are of another model than this program's: words alone were"
                    + " searched; update the program.");
        }
        if (found.answers().isEmpty()) {
            messages.println("Nothing found; try fewer or other words, or fewer filters.");
        }
        var number = 1;
        for (var answer : found.answers()) {
            entry(number++, answer.shown());
            if (why) {
                indented("why: " + why(answer, found.plan()));
            }
        }
        counted.forEach((facet, values) -> out.println(Screen.fit(facet + ": " + values.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue()).collect(Collectors.joining(", ")), columns)));
        return 0;
    }

    int related(String name, int limit) throws IOException {
        var row = library.reader().entry(name);
        var renamed = Renamed.of(name, row);
        var related = library.related(row.content().slot(), limit);
        if (json) {
            var tree = new LinkedHashMap<String, Object>();
            tree.put("id", row.content().id());
            renamed.ifPresent(names -> tree.put("renamed", names));
            tree.put("related", related.stream().map(Answering::tree).toList());
            out.println(Json.line(tree));
            return 0;
        }
        renamed.ifPresent(names -> messages.println(names.sentence()));
        if (related.isEmpty()) {
            messages.println("Nothing is known to be like it.");
        }
        var number = 1;
        for (var listing : related) {
            entry(number++, listing);
        }
        return 0;
    }

    int recommend(Path folder, Filters filters, int limit) throws IOException {
        var proposals = library.recommend(folder, filters, limit);
        if (json) {
            out.println(Json.line(Map.of("recommended", proposals.stream().map(Answering::tree).toList())));
            return 0;
        }
        if (proposals.isEmpty()) {
            messages.println("The names of its files say nothing that we know; try `discover search`.");
        }
        var number = 1;
        for (var proposal : proposals) {
            entry(number++, proposal.shown());
            indented("because of " + proposal.signs().stream()
                    .map(sign -> sign.topic() + " (" + sign.evidence() + ")").collect(Collectors.joining(", ")));
        }
        return 0;
    }

    /// Two lines: what it is called and is, and what it says it does.
    private void entry(int number, Listing listing) {
        var right = " %s %5.1f".formatted(listing.kind(), listing.score() / 100.0);
        var stars = listing.stars() < 0 ? "" : " *" + shortened(listing.stars());
        var name = "%2d  %s".formatted(number, listing.name());
        var room = columns - right.length() - stars.length();
        var left = Screen.fit(name, room);
        out.println(left + " ".repeat(Math.max(0, room - Screen.width(left))) + stars + right);
        if (!listing.description().isEmpty()) {
            indented(listing.description());
        }
        indented(listing.id() + (listing.place().isEmpty() ? "" : "  " + listing.place()));
    }

    private void indented(String text) {
        out.println("    " + Screen.fit(text, columns - 4));
    }

    private static String shortened(long stars) {
        return stars < 1_000 ? Long.toString(stars) : String.format(Locale.ROOT, "%.1fk", stars / 1_000.0);
    }

    private static String why(Answer answer, Plan plan) {
        var parts = new ArrayList<String>();
        for (var reason : answer.hit().reasons()) {
            var value = String.format(Locale.ROOT, "%s %+.2f", reason.what(), reason.value());
            parts.add(reason.what().equals("words")
                    ? value + " (" + String.join(" ", has(answer.shown(), plan)) + ")"
                    : value);
        }
        return String.join(", ", parts);
    }

    /// Which of the words that were looked up the entry has.
    private static List<String> has(Listing listing, Plan plan) {
        var there = new HashSet<String>();
        for (var text : List.of(listing.name(), listing.title(), listing.description(), listing.gist(),
                listing.place(), String.join(" ", listing.tags()), String.join(" ", listing.categories()))) {
            there.addAll(Words.all(text));
        }
        return plan.terms().stream().filter(there::contains).toList();
    }

    private static Map<String, Object> tree(Answer answer, Plan plan) {
        var tree = tree(answer.shown());
        var why = new LinkedHashMap<String, Object>();
        why.put("rank", rounded(answer.hit().value()));
        why.put("words", has(answer.shown(), plan));
        var reasons = new LinkedHashMap<String, Object>();
        for (Hit.Reason reason : answer.hit().reasons()) {
            reasons.put(reason.what(), rounded(reason.value()));
        }
        why.put("reasons", reasons);
        tree.put("why", why);
        return tree;
    }

    private static Map<String, Object> tree(Proposal proposal) {
        var tree = tree(proposal.shown());
        var because = new ArrayList<Map<String, Object>>();
        for (Sign sign : proposal.signs()) {
            var each = new LinkedHashMap<String, Object>();
            each.put("topic", sign.topic());
            each.put("evidence", sign.evidence());
            because.add(each);
        }
        tree.put("because", because);
        return tree;
    }

    private static Map<String, Object> tree(Listing listing) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("id", listing.id());
        tree.put("kind", listing.kind().toString());
        tree.put("slug", listing.slug());
        tree.put("name", listing.name());
        tree.put("title", listing.title());
        tree.put("description", listing.description());
        tree.put("place", listing.place());
        tree.put("path", listing.path());
        tree.put("licence", listing.licence());
        tree.put("stars", listing.stars());
        tree.put("score", listing.score());
        return tree;
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }

    private Map<String, Map<String, Integer>> facets(List<Integer> slots) throws IOException {
        var facets = new Facets();
        for (var listing : library.listings(slots).values()) {
            facets.count("kind", listing.kind().toString());
            listing.categories().forEach(category -> facets.count("category", category));
            facets.count("licence", listing.licence());
            facets.count("language", listing.language());
            listing.sources().forEach(source -> facets.count("source", source));
        }
        return facets.most(10);
    }
}
