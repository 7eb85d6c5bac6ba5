package discovery.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads our own HTML as a browser would: tags with their attributes, text between them. Strict, so that markup that it
/// does not know fails the test.
final class Html {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-zA-Z:-]+)(?:=\"([^\"<>`]*)\")?\\s*");

    private Html() {}

    /// @param name with a `/` before it for the end of an element
    record Tag(String name, Map<String, String> attributes) {}

    static List<Tag> tags(String html) {
        var tags = new ArrayList<Tag>();
        for (var open = html.indexOf('<'); open >= 0; open = html.indexOf('<', open + 1)) {
            var close = html.indexOf('>', open);
            var inside = html.substring(open + 1, close);
            if (inside.equals("!doctype html")) {
                continue;
            }
            var end = inside.startsWith("/");
            var rest = (end ? inside.substring(1) : inside).replaceFirst("/$", "");
            var name = rest.split("\\s", 2)[0];
            if (!NAME.matcher(name).matches()) {
                throw new AssertionError("not a tag of ours: <" + inside + ">");
            }
            var attributes = new LinkedHashMap<String, String>();
            var list = rest.substring(name.length()).strip();
            var matcher = ATTRIBUTE.matcher(list);
            var at = 0;
            while (at < list.length()) {
                if (!matcher.find(at) || matcher.start() != at) {
                    throw new AssertionError(
                            "not an attribute of ours: " + list.substring(at) + " in <" + inside + ">");
                }
                var value = matcher.group(2);
                attributes.put(matcher.group(1), value == null ? "" : unescape(value));
                at = matcher.end();
            }
            tags.add(new Tag((end ? "/" : "") + name, attributes));
        }
        return tags;
    }

    /// What a reader sees, without tags.
    static String text(String html) {
        return unescape(html.replaceAll("<[^>]*>", ""));
    }

    private static String unescape(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&#96;", "`")
                .replace("&amp;", "&");
    }
}
