package discovery.fetch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A list in columns: CSV, JSON or YAML. Every row or object with an address on GitHub, or a repository's short name, is
/// one item, whatever the rest of the document looks like.
final class ListTable {
    private static final int DEPTH = 12;
    private static final int MOST = 200_000;
    private static final List<String> LINKS = List.of(
            "github_url", "githubUrl", "github_id", "githubId", "github", "repository", "repo", "repo_url",
            "source_url",
            "sourceUrl", "url", "link", "primary link", "html_url", "homepage");
    private static final List<String> TITLES = List.of("title", "display_name", "displayName", "display name", "name");
    private static final List<String> CATEGORIES =
            List.of("category", "categories", "sub-category", "subcategory", "section", "group");

    private ListTable() {}

    /// A JSON or YAML document.
    static List<ListItem> of(Foreign document) {
        var items = new ArrayList<ListItem>();
        collect(document, items, 0);
        return List.copyOf(items);
    }

    private static void collect(Foreign part, List<ListItem> items, int depth) {
        if (depth > DEPTH || items.size() >= MOST) {
            return;
        }
        if (part.isList()) {
            part.items().forEach(each -> collect(each, items, depth + 1));
        } else if (part.isObject()) {
            var item = item(part);
            item.ifPresentOrElse(items::add, () -> part.members().values().stream()
                    .filter(member -> member.isObject() || member.isList())
                    .forEach(member -> collect(member, items, depth + 1)));
        }
    }

    private static Optional<ListItem> item(Foreign row) {
        for (var key : LINKS) {
            var text = row.text(key).or(() -> row.at(key).text("url")).orElse("");
            var link = GitHubLink.of(text).isPresent()
                    ? Optional.of(text)
                    : isShort(key) ? GitHubLink.ofName(text).map(name -> "https://github.com/" + name.name())
                    : Optional.<String>empty();
            if (link.isPresent()) {
                var path = row.text("path").filter(where -> isShort(key)).flatMap(Paths::clean).orElse("");
                var address = path.isEmpty() ? link.get() : link.get() + "/tree/HEAD/" + path;
                var headings = new ArrayList<>(List.of(""));
                CATEGORIES.forEach(name -> headings.addAll(row.texts(name)));
                var title = TITLES.stream().flatMap(name -> row.text(name).stream()).findFirst().orElse("");
                return Optional.of(new ListItem(headings, title, address,
                        row.text("description").or(() -> row.text("summary")).orElse(""), false));
            }
        }
        return Optional.empty();
    }

    /// These hold `owner/name` as well as addresses.
    private static boolean isShort(String key) {
        return key.equals("github_id") || key.equals("githubId") || key.startsWith("repo") || key.equals("github");
    }

    /// Comma-separated values with a line of names first (RFC 4180).
    static List<ListItem> ofCsv(String text) {
        var rows = rows(text.startsWith("\ufeff") ? text.substring(1) : text);
        if (rows.isEmpty()) {
            return List.of();
        }
        var names = rows.getFirst().stream().map(name -> Texts.line(name)).toList();
        var items = new ArrayList<ListItem>();
        for (var row : rows.subList(1, rows.size())) {
            var cells = new LinkedHashMap<String, Object>();
            for (var i = 0; i < Math.min(names.size(), row.size()); i++) {
                cells.putIfAbsent(names.get(i), row.get(i));
                cells.putIfAbsent(Texts.lower(names.get(i)), row.get(i));
            }
            item(new Foreign(Map.copyOf(cells))).ifPresent(items::add);
        }
        return List.copyOf(items);
    }

    private static List<List<String>> rows(String text) {
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.length() && rows.size() < MOST; i++) {
            var unit = text.charAt(i);
            if (quoted) {
                if (unit != '"') {
                    cell.append(unit);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (unit == '"' && cell.isEmpty()) {
                quoted = true;
            } else if (unit == ',') {
                row.add(cell.toString());
                cell.setLength(0);
            } else if (unit == '\n') {
                row.add(cell.toString());
                cell.setLength(0);
                rows.add(List.copyOf(row));
                row.clear();
            } else if (unit != '\r') {
                cell.append(unit);
            }
        }
        if (!row.isEmpty() || !cell.isEmpty()) {
            row.add(cell.toString());
            rows.add(List.copyOf(row));
        }
        return rows;
    }
}
