package discovery.fetch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Small things that several readers do with text.
final class Texts {
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0]+");

    private Texts() {}

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /// The folder of a path; empty for the root.
    static String folder(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    static String join(String folder, String file) {
        return folder.isEmpty() ? file : file.isEmpty() ? folder : folder + "/" + file;
    }

    /// On one line, runs of white space as one space.
    static String line(String text) {
        return BLANKS.matcher(text).replaceAll(" ").strip();
    }

    /// The part of a list of tools: `Read, Bash(git add:*), Grep` or `Read Bash(git add:*) Grep`. Separators inside
    /// parentheses belong to the tool.
    static List<String> tools(String text) {
        var commas = outside(text, ',');
        var parts = new ArrayList<String>();
        var depth = 0;
        var part = new StringBuilder();
        for (var i = 0; i < text.length(); i++) {
            var unit = text.charAt(i);
            depth = Math.max(0, depth + (unit == '(' ? 1 : unit == ')' ? -1 : 0));
            if (depth == 0 && (unit == ',' || unit == '\n' || (!commas && Character.isWhitespace(unit)))) {
                parts.add(part.toString().strip());
                part.setLength(0);
            } else {
                part.append(unit);
            }
        }
        parts.add(part.toString().strip());
        return parts.stream().filter(tool -> !tool.isEmpty()).distinct().toList();
    }

    private static boolean outside(String text, char wanted) {
        var depth = 0;
        for (var i = 0; i < text.length(); i++) {
            var unit = text.charAt(i);
            depth = Math.max(0, depth + (unit == '(' ? 1 : unit == ')' ? -1 : 0));
            if (depth == 0 && unit == wanted) {
                return true;
            }
        }
        return false;
    }
}
