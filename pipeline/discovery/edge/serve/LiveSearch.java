package discovery.edge.serve;

import discovery.edge.json.Json;
import discovery.edge.search.Library;
import discovery.search.Filters;
import discovery.search.Sort;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a static host can't answer: `/api/search/?q=WORDS&kind=KIND,…&limit=N` (and
/// `category`, `source`, `licence`, `language`, `client`, `safe=1`, `copies=1`), by the ranker of clients, over the
/// `skills.db` of a build. It knows no more of meaning than a browser is told, so that it answers as the site's own page
/// does.
final class LiveSearch implements AutoCloseable {
    private static final int USUAL = 10;
    private static final int MOST = 50;
    private static final int LONGEST = 200;

    private final Library library;

    private LiveSearch(Library library) {
        this.library = library;
    }

    /// @param folder which holds `skills.db`; empty where it does not
    static Optional<LiveSearch> open(Path folder) throws IOException {
        return Files.exists(folder.resolve("skills.db"))
                ? Optional.of(new LiveSearch(Library.distilled(folder)))
                : Optional.empty();
    }

    /// The answer as JSON; empty where nothing was asked. One question at a time: the library is one reader.
    ///
    /// @param query of the request, still encoded
    synchronized Optional<String> answer(String query) throws IOException {
        var asked = parameters(query);
        var words = Optional.ofNullable(asked.get("q")).map(text -> text.substring(0, Math.min(LONGEST, text.length())))
                .filter(text -> !text.isBlank());
        if (words.isEmpty()) {
            return Optional.empty();
        }
        var filters = new Filters(
                list(asked, "kind"), list(asked, "category"), list(asked, "source"), list(asked, "licence"),
                list(asked, "language"), list(asked, "client"), asked.containsKey("safe"), asked.containsKey("copies"));
        var limit = Optional.ofNullable(asked.get("limit")).filter(text -> text.matches("\\d{1,3}"))
                .map(Integer::parseInt).map(number -> Math.clamp(number, 1, MOST)).orElse(USUAL);
        var found = library.find(words.get(), filters, Sort.RELEVANCE, limit);
        var hits = new ArrayList<Map<String, Object>>();
        for (var answer : found.answers()) {
            hits.add(hit(answer));
        }
        var tree = new LinkedHashMap<String, Object>();
        tree.put("schema", 1);
        tree.put("q", words.get());
        tree.put("total", found.all().size());
        tree.put("corrected", found.plan().corrected());
        tree.put("hits", hits);
        return Optional.of(Json.line(tree) + "\n");
    }

    private static Map<String, Object> hit(Library.Answer answer) {
        var shown = answer.shown();
        var hit = new LinkedHashMap<String, Object>();
        hit.put("id", shown.id());
        hit.put("kind", shown.kind().toString());
        hit.put("slug", shown.slug());
        hit.put("name", shown.name());
        hit.put("title", shown.title());
        hit.put("description", shown.description());
        hit.put("place", shown.place());
        hit.put("licence", shown.licence());
        hit.put("stars", shown.stars());
        hit.put("score", shown.score());
        hit.put("page", shown.kind().folder() + "/" + shown.slug() + ".html");
        hit.put("why", answer.hit().reasons().stream().map(reason -> Map.of("what", reason.what(), "value",
                Math.round(reason.value() * 1_000) / 1_000.0)).toList());
        return hit;
    }

    private static List<String> list(Map<String, String> asked, String name) {
        return Optional.ofNullable(asked.get(name)).filter(text -> !text.isBlank())
                .map(text -> List.of(text.split(",")))
                .orElse(List.of());
    }

    private static Map<String, String> parameters(String query) {
        var all = new LinkedHashMap<String, String>();
        for (var pair : List.of(query.split("&"))) {
            var cut = pair.indexOf('=');
            if (cut > 0) {
                try {
                    all.putIfAbsent(pair.substring(0, cut),
                            URLDecoder.decode(pair.substring(cut + 1), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException notEncoded) {
                    all.putIfAbsent(pair.substring(0, cut), "");
                }
            }
        }
        return all;
    }

    @Override
    public void close() throws IOException {
        library.close();
    }
}
