package discovery.edge.bench;

import discovery.edge.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What Hugo needs to make the same pages: one file an entry, out of the JSON and the page that we have made of it, and
/// the templates of `pipeline/test/web/hugo`.
final class HugoSite {
    private static final Pattern EVIDENCE = Pattern.compile("<td dir=\"auto\">(.*?)</td>");
    private static final Pattern ALIKE = Pattern.compile(
            "<li><a href=\"\\.\\./([^\"]+)\"><bdi>(.*?)</bdi></a> <span class=\"kind [a-z-]+\">([a-z-]+)</span>"
                    + " <span class=\"num soft\">(\\d+)</span></li>");
    private static final Pattern GIST = Pattern.compile("<blockquote dir=\"auto\">(.*?)</blockquote>");
    private static final Pattern HOW = Pattern.compile(
            "<p>([^<]*)</p><pre class=\"copy\"><code>(.*?)</code></pre>", Pattern.DOTALL);
    /// Tags of fewer entries have no page with us.
    private static final int LEAST = 3;

    private HugoSite() {}

    /// Whether there is a hugo; one is installed where that goes without a question.
    static boolean isInstalled(Setting setting) throws IOException {
        var asked = new Command(setting.work(), List.of("hugo", "version"), Map.of());
        var log = setting.work().resolve("hugo-version.log");
        if (asked.run(log).code() == 0) {
            return true;
        }
        new Command(setting.work(), List.of("apt-get", "install", "-y", "--no-install-recommends", "hugo"),
                Map.of("DEBIAN_FRONTEND", "noninteractive")).run(setting.work().resolve("apt.log"));
        return asked.run(log).code() == 0;
    }

    /// @return how many pages of entries there will be
    static int write(Path home, SiteWorld world, Path source) throws IOException {
        copy(home.resolve("pipeline/test/web/hugo"), source);
        var entries = new ArrayList<Map<String, Object>>();
        var tags = new HashMap<String, Integer>();
        var api = world.site().resolve("api");
        try (var files = Files.walk(api, 2)) {
            for (var file : (Iterable<Path>) files.filter(each -> each.toString().endsWith(".json"))
                    .sorted()::iterator) {
                if (Json.parse(Files.readString(file)) instanceof Map<?, ?> tree && tree.containsKey("slug")) {
                    var entry = new LinkedHashMap<String, Object>();
                    tree.forEach((key, value) -> entry.put(String.valueOf(key), value));
                    entries.add(entry);
                    words(entry, "tags").forEach(tag -> tags.merge(tag, 1, Integer::sum));
                }
            }
        }
        for (var entry : entries) {
            var page = String.valueOf(entry.get("page"));
            var content = source.resolve("content").resolve(page.replaceFirst("\\.html$", ".md"));
            Files.createDirectories(Optional.ofNullable(content.getParent()).orElse(source));
            Files.writeString(content, Json.line(front(entry, tags, Files.readString(world.site().resolve(page)))));
        }
        return entries.size();
    }

    private static List<String> words(Map<String, Object> entry, String field) {
        return entry.get(field) instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
    }

    private static Map<String, Object> front(Map<String, Object> entry, Map<String, Integer> tags, String html) {
        var front = new LinkedHashMap<String, Object>();
        var place = String.valueOf(entry.getOrDefault("place", ""));
        front.put("title", entry.getOrDefault("title", entry.getOrDefault("name", "")));
        front.put("description", entry.getOrDefault("description", ""));
        front.put("weight", 10_001 - (entry.get("score") instanceof Number score ? score.intValue() : 0));
        front.put("tags", words(entry, "tags").stream().filter(tag -> tags.getOrDefault(tag, 0) >= LEAST).toList());
        front.put("categories", words(entry, "categories"));
        front.put("sources", words(entry, "sources"));
        front.put("owners", place.isEmpty() ? List.of() : List.of(place.replaceFirst("/.*", "")));
        front.put("licences", entry.containsKey("licence") ? List.of(entry.get("licence")) : List.of());
        front.put("outputs", List.of("HTML", "JSON", "badge"));
        var page = new LinkedHashMap<>(entry);
        page.put("evidence", EVIDENCE.matcher(html).results().map(match -> match.group(1)).toList());
        page.put("alike", ALIKE.matcher(html).results().map(match -> Map.of("path", match.group(1), "name",
                match.group(2), "kind", match.group(3), "points", match.group(4))).toList());
        page.put("gist", GIST.matcher(html).results().map(match -> match.group(1)).findFirst().orElse(""));
        page.put("install", HOW.matcher(html).results().map(match -> Map.of("how", match.group(1), "text",
                match.group(2))).toList());
        front.put("entry", page);
        return front;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
