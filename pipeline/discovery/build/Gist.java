package discovery.build;

import discovery.model.Bounds;

/// The beginning of a Markdown text in plain words, for search and display.
///
/// It is no Markdown parser: it takes out what is surely markup (headings, code blocks, tables, pictures, comments,
/// tags, emphasis, the addresses of links) and leaves the rest. Takes time linear in what it reads, and reads no more
/// than it needs.
final class Gist {
    /// Most UTF-16 units of a gist.
    static final int MOST = 400;

    /// What is read of one line; longer ones are data.
    private static final int LINE = 2_000;

    private boolean inCode;
    private boolean inComment;

    private Gist() {}

    static String of(String text) {
        var gist = new Gist();
        var words = new StringBuilder();
        for (var from = 0; from < text.length() && words.length() <= MOST; ) {
            var end = text.indexOf('\n', from);
            end = end < 0 ? text.length() : end;
            var plain = Display.clean(gist.plain(text.substring(from, Math.min(end, from + LINE)).strip()));
            if (!plain.isEmpty()) {
                words.append(words.isEmpty() ? "" : " ").append(plain);
            }
            from = end + 1;
        }
        // Once more as a whole: a private key has more lines than one.
        return cut(Secrets.redacted(words.toString()));
    }

    /// Cut at the last word that fits, with an ellipsis, which counts.
    private static String cut(String words) {
        if (words.length() <= MOST) {
            return words;
        }
        var space = words.lastIndexOf(' ', MOST - 1);
        var cut = space > MOST / 2 ? words.substring(0, space) : Bounds.cut(words, MOST - 1);
        return cut + "…";
    }

    private String plain(String line) {
        if (line.startsWith("```") || line.startsWith("~~~")) {
            inCode = !inCode;
            return "";
        }
        return inCode ? "" : inline(block(visible(line)), 0);
    }

    /// The line without comments, which may span lines.
    private String visible(String line) {
        var rest = new StringBuilder();
        for (var at = 0; at < line.length(); ) {
            var edge = line.indexOf(inComment ? "-->" : "<!--", at);
            if (!inComment) {
                rest.append(line, at, edge < 0 ? line.length() : edge);
            }
            if (edge < 0) {
                break;
            }
            at = edge + (inComment ? 3 : 4);
            inComment = !inComment;
        }
        return rest.toString().strip();
    }

    /// The line without what marks it as a quotation or an item; nothing for headings, tables, rules and the
    /// definitions of links.
    private static String block(String line) {
        var from = 0;
        while (from < line.length() && (line.charAt(from) == '>' || line.charAt(from) == ' ')) {
            from++;
        }
        var rest = line.substring(from);
        if (rest.startsWith("#") || rest.startsWith("|") || isRule(rest) || isDefinition(rest)) {
            return "";
        }
        var item = item(rest);
        return rest.startsWith("[ ] ", item) || rest.startsWith("[x] ", item)
                ? rest.substring(item + 4)
                : rest.substring(item);
    }

    private static boolean isRule(String line) {
        return line.length() > 1 && line.chars().allMatch(unit -> "-=*_ :|".indexOf(unit) >= 0);
    }

    private static boolean isDefinition(String line) {
        return line.startsWith("[") && line.indexOf("]: ") > 0 && line.indexOf("]: ") == line.indexOf(']');
    }

    /// Where an item's text begins; 0 for what is no item.
    private static int item(String line) {
        var digits = 0;
        while (digits < line.length() && digits < 3 && Character.isDigit(line.charAt(digits))) {
            digits++;
        }
        var mark = digits < line.length() ? line.charAt(digits) : ' ';
        var marks = digits > 0 ? ".)" : "-*+";
        return marks.indexOf(mark) >= 0 && line.startsWith(" ", digits + 1) ? digits + 2 : 0;
    }

    /// The text without pictures, tags, emphasis and the addresses of links.
    private static String inline(String line, int depth) {
        var plain = new StringBuilder(line.length());
        for (var i = 0; i < line.length(); i++) {
            var unit = line.charAt(i);
            if (unit == '\\' && i + 1 < line.length() && isPunctuation(line.charAt(i + 1))) {
                plain.append(line.charAt(++i));
            } else if (unit == '`' || (unit == '~' && line.startsWith("~~", i))) {
                i += unit == '~' ? 1 : 0;
            } else if (unit == '*' || unit == '_') {
                if (!isEmphasis(line, i)) {
                    plain.append(unit);
                }
            } else if (unit == '<' && tag(line, i) > 0) {
                i = tag(line, i);
            } else if (unit == '!' && line.startsWith("[", i + 1) && depth < 3) {
                var label = closing(line, i + 1);
                i = label < 0 ? i : address(line, label);
            } else if (unit == '[' && depth < 3 && closing(line, i) > 0) {
                var label = closing(line, i);
                plain.append(inline(line.substring(i + 1, label), depth + 1));
                i = address(line, label);
            } else if (unit == '&') {
                i = entity(line, i, plain);
            } else {
                plain.append(unit);
            }
        }
        return plain.toString();
    }

    private static boolean isPunctuation(char unit) {
        return unit > ' ' && unit < 0x7F && !Character.isLetterOrDigit(unit);
    }

    /// A `*` that is no sign of its own, a `_` that is not inside a word.
    private static boolean isEmphasis(String line, int at) {
        var before = at > 0 ? line.charAt(at - 1) : ' ';
        var after = at + 1 < line.length() ? line.charAt(at + 1) : ' ';
        return line.charAt(at) == '*'
                ? before != ' ' || after != ' '
                : !(Character.isLetterOrDigit(before) && Character.isLetterOrDigit(after));
    }

    /// Where the tag ends that begins here; 0 for a `<` that begins none.
    private static int tag(String line, int at) {
        var next = at + 1 < line.length() ? line.charAt(at + 1) : ' ';
        return next == '/' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z')
                ? Math.max(0, line.indexOf('>', at))
                : 0;
    }

    /// Where the bracket closes that opens here, -1 where it doesn't.
    private static int closing(String line, int at) {
        var open = 0;
        for (var i = at; i < line.length(); i++) {
            open += line.charAt(i) == '[' ? 1 : line.charAt(i) == ']' ? -1 : 0;
            if (open == 0) {
                return i;
            }
        }
        return -1;
    }

    /// The last unit of the address after a label that ends here; the label's own end where there is none.
    private static int address(String line, int label) {
        var opens = label + 1 < line.length() ? line.charAt(label + 1) : ' ';
        var end = opens == '(' ? line.indexOf(')', label) : opens == '[' ? line.indexOf(']', label + 1) : -1;
        return end < 0 ? label : end;
    }

    /// Appends the character that an entity stands for, or the `&` itself; gives the last unit read.
    private static int entity(String line, int at, StringBuilder plain) {
        var end = line.indexOf(';', at);
        var name = end > at && end - at < 8 ? line.substring(at + 1, end) : "";
        var text = switch (name) {
            case "amp" -> "&";
            case "lt" -> "<";
            case "gt" -> ">";
            case "quot" -> "\"";
            case "apos", "#39" -> "'";
            case "nbsp" -> " ";
            default -> "";
        };
        plain.append(text.isEmpty() ? "&" : text);
        return text.isEmpty() ? at : end;
    }
}
