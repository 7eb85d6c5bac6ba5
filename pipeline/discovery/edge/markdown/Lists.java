package discovery.edge.markdown;

import discovery.fetch.ListItem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/// The links of an awesome list, read from its syntax tree: each bullet and each table row is about the thing that its
/// first link names, or the link to its source; every other link is running text. Links in HTML and bare addresses count as running text, too.
public final class Lists {
    private static final int NESTING = 100;
    private static final Pattern HREF =
            Pattern.compile("<a\\s[^>]*?href\\s*=\\s*[\"']?([^\"'\\s>]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern BARE = Pattern.compile(
            "https?://(?:www\\.)?github\\.com/[A-Za-z0-9-]+/[A-Za-z0-9._-]+", Pattern.CASE_INSENSITIVE);

    private static final Pattern SOURCE =
            Pattern.compile("\\W*(source|source code|code|github|github repo|repo|repository)\\W*",
                    Pattern.CASE_INSENSITIVE);

    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .maxOpenBlockParsers(NESTING)
            .maxInlineNesting(NESTING)
            .build();

    private final List<ListItem> items = new ArrayList<>();
    private final TreeMap<Integer, String> headings = new TreeMap<>();
    private final Set<String> seen = new LinkedHashSet<>();

    private Lists() {}

    public static List<ListItem> read(String text) {
        var lists = new Lists();
        lists.blocks(PARSER.parse(text));
        lists.rest(text);
        return List.copyOf(lists.items);
    }

    private record Found(String address, String title) {}

    /// What a bullet, a cell or a paragraph says.
    private static final class Words {
        private final List<Found> links = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
    }

    private void blocks(Node parent) {
        for (var node = parent.getFirstChild(); node != null; node = node.getNext()) {
            switch (node) {
                case Heading heading -> heading(heading);
                case org.commonmark.node.ListItem item -> item(item);
                case TableBlock table -> rows(table);
                case HtmlBlock html -> html(html.getLiteral());
                case org.commonmark.node.Paragraph paragraph -> running(words(paragraph));
                default -> blocks(node);
            }
        }
    }

    private void heading(Heading heading) {
        var words = words(heading);
        headings.tailMap(heading.getLevel(), true).clear();
        headings.put(heading.getLevel(), words.text.toString().strip());
        running(words);
    }

    /// A bullet's own words are those outside the bullets below it.
    private void item(org.commonmark.node.ListItem item) {
        var words = new Words();
        for (var node = item.getFirstChild(); node != null; node = node.getNext()) {
            if (!(node instanceof ListBlock) && !(node instanceof TableBlock) && !(node instanceof HtmlBlock)) {
                collect(node, words, 0);
                words.text.append(' ');
            }
        }
        about(words, words.text.toString());
        for (var node = item.getFirstChild(); node != null; node = node.getNext()) {
            switch (node) {
                case ListBlock list -> blocks(list);
                case TableBlock table -> rows(table);
                case HtmlBlock html -> html(html.getLiteral());
                default -> {
                    // Said above.
                }
            }
        }
    }

    private void rows(Node table) {
        for (var part = table.getFirstChild(); part != null; part = part.getNext()) {
            for (var row = part.getFirstChild(); row != null; row = row.getNext()) {
                if (row instanceof TableRow) {
                    row(row, part instanceof TableHead);
                }
            }
        }
    }

    /// A row's description is the longest of the cells that do not hold its first link.
    private void row(Node row, boolean head) {
        var all = new Words();
        var description = "";
        var subject = true;
        for (var cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
            if (cell instanceof TableCell) {
                var words = words(cell);
                var text = words.text.toString().strip();
                if (subject && !words.links.isEmpty()) {
                    subject = false;
                    text = without(text, words.links.getFirst().title());
                }
                all.links.addAll(words.links);
                description = text.length() > description.length() ? text : description;
            }
        }
        if (head) {
            running(all);
        } else {
            about(all, description);
        }
    }

    /// Where the first link leads to a home page and a later one says that it is the source, it is about that.
    private void about(Words words, String text) {
        if (words.links.isEmpty()) {
            return;
        }
        var first = words.links.getFirst();
        var subject = BARE.matcher(first.address()).lookingAt() ? 0 : Math.max(0, source(words.links));
        for (var i = 0; i < words.links.size(); i++) {
            var link = words.links.get(i);
            if (i == subject) {
                add(first.title(), link.address(), without(text, first.title()), false);
            } else {
                add(link.title(), link.address(), "", true);
            }
        }
    }

    private static int source(List<Found> links) {
        return IntStream.range(0, links.size())
                .filter(i -> BARE.matcher(links.get(i).address()).lookingAt()
                        && SOURCE.matcher(links.get(i).title()).matches())
                .findFirst()
                .orElse(-1);
    }

    private static String without(String text, String title) {
        var at = title.isEmpty() ? -1 : text.indexOf(title);
        return at < 0 ? text.strip() : (text.substring(0, at) + " " + text.substring(at + title.length())).strip();
    }

    private void running(Words words) {
        words.links.forEach(link -> add(link.title(), link.address(), "", true));
    }

    private void html(String html) {
        var links = HREF.matcher(html);
        while (links.find()) {
            add("", links.group(1), "", true);
        }
    }

    private void add(String title, String address, String words, boolean running) {
        items.add(new ListItem(List.copyOf(headings.values()), title, address, words, running));
        BARE.matcher(address).results().forEach(match -> seen.add(match.group().toLowerCase(Locale.ROOT)));
    }

    /// Addresses that stand where the syntax has no links: code, comments, plain text.
    private void rest(String text) {
        BARE.matcher(text).results()
                .map(match -> match.group())
                .filter(address -> seen.add(address.toLowerCase(Locale.ROOT)))
                .forEach(address -> items.add(new ListItem(List.of(), "", address, "", true)));
    }

    private static Words words(Node node) {
        var words = new Words();
        collect(node, words, 0);
        return words;
    }

    private static void collect(Node node, Words words, int depth) {
        if (depth > NESTING) {
            return;
        }
        switch (node) {
            case Text text -> words.text.append(text.getLiteral());
            case Code code -> words.text.append(code.getLiteral());
            case SoftLineBreak ignored -> words.text.append(' ');
            case HardLineBreak ignored -> words.text.append(' ');
            case Image ignored -> {
                // A badge or a logo says nothing in words.
            }
            case HtmlInline html -> {
                var link = HREF.matcher(html.getLiteral());
                if (link.find()) {
                    words.links.add(new Found(link.group(1), ""));
                }
            }
            case Link link -> {
                var inner = new Words();
                children(link, inner, depth);
                words.links.add(new Found(link.getDestination(), inner.text.toString().strip()));
                words.links.addAll(inner.links);
                words.text.append(inner.text);
            }
            default -> children(node, words, depth);
        }
    }

    private static void children(Node node, Words words, int depth) {
        for (var child = node.getFirstChild(); child != null; child = child.getNext()) {
            collect(child, words, depth + 1);
        }
    }
}
