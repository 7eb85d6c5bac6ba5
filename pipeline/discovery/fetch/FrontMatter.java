package discovery.fetch;

import discovery.fetch.Answer.Found;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// A Markdown file's front matter, read as leniently as clients read it
/// (agentskills/agentskills: docs/client-implementation/adding-skills-support.mdx).
///
/// @param fields   the mapping; empty where there is none that can be read
/// @param body     the text after it, lines ended by `\n`; the whole text where there is no front matter
/// @param line     line of the file on which the body begins, from 1
/// @param flaws    what the reference parser of Agent Skills would object to
/// @param sentence why the YAML can't be read; empty when it can
record FrontMatter(Foreign fields, String body, int line, Set<Flaw> flaws, String sentence) {
    /// The longest of 22,000 real ones has 6,000 characters.
    private static final int LONGEST = 200_000;
    private static final Foreign NOTHING = new Foreign(Map.of());
    private static final Pattern SIMPLE = Pattern.compile("([A-Za-z_][A-Za-z0-9_-]*):[ \\t]+(\\S.*?)[ \\t]*");
    /// A value in brackets, an anchor, an alias or a tag: after a key or a hyphen, or on a line of its own.
    private static final Pattern FLOW =
            Pattern.compile("\\s*(?:(?:- +)*[^\\s:#\"'\\[{-][^:]*:[ \\t]+|(?:- +)+|)(?:[\\[{&*]|!\\S).*");
    private static final Pattern KEY = Pattern.compile("([^\\s:#\"'-][^:]*):(?:\\s.*)?");
    /// A value that goes on below, in lines that are indented deeper: `description: |`.
    private static final Pattern BLOCK = Pattern.compile("(?:[^#]*:|\\s*-)[ \\t]+[|>][-+0-9]*[ \\t]*");

    static FrontMatter read(String original, Documents documents) {
        var flaws = EnumSet.noneOf(Flaw.class);
        var text = original.replace("\r\n", "\n").replace('\r', '\n');
        if (text.startsWith("\ufeff")) {
            flaws.add(Flaw.BYTE_ORDER_MARK);
            text = text.substring(1);
        }
        var opening = text.stripLeading();
        if (opening.length() != text.length() && opening.startsWith("---")) {
            flaws.add(Flaw.FRONT_MATTER_NOT_FIRST);
        }
        var first = lineEnd(opening, 0) + 1;
        if (!isFence(opening.substring(0, first - 1))) {
            return without(text, flaws);
        }
        // Most of a file is its body, which is not taken apart.
        var start = first;
        var end = 1;
        while (start <= opening.length() && !isFence(opening.substring(start, lineEnd(opening, start)))) {
            start = lineEnd(opening, start) + 1;
            end++;
        }
        if (start > opening.length()) {
            return without(text, flaws);
        }
        var block = opening.substring(first, Math.max(first, start - 1));
        var rest = opening.substring(Math.min(opening.length(), lineEnd(opening, start) + 1));
        var body = rest.strip();
        var line = blank(text) + end + 2 + blank(rest);
        if (block.contains("---")) {
            flaws.add(Flaw.FRONT_MATTER_DASHES);
        }
        return parsed(blank(text) + 1, block, body, line, flaws, documents);
    }

    private static FrontMatter without(String text, Set<Flaw> flaws) {
        flaws.add(Flaw.FRONT_MATTER_MISSING);
        return new FrontMatter(NOTHING, text.strip(), 1 + blank(text), flaws, "");
    }

    private static int lineEnd(String text, int start) {
        var end = text.indexOf('\n', start);
        return end < 0 ? text.length() : end;
    }

    private static boolean isFence(String line) {
        return line.stripTrailing().equals("---");
    }

    /// How many lines there are before the first that is not blank.
    private static int blank(String text) {
        return (int) text.substring(0, text.length() - text.stripLeading().length()).chars()
                .filter(letter -> letter == '\n').count();
    }

    /// @param above lines of the file above the block, so that what is wrong is told by the file's lines
    private static FrontMatter parsed(
            int above, String block, String body, int line, Set<Flaw> flaws, Documents documents) {
        if (block.length() > LONGEST) {
            flaws.add(Flaw.YAML_INVALID);
            return new FrontMatter(NOTHING, body, line, flaws, "it is too long");
        }
        var strict = documents.yaml("\n".repeat(above) + block);
        if (strict instanceof Found<Object>(var value)) {
            var fields = new Foreign(value);
            if (fields.isObject()) {
                if (!isStrict(block)) {
                    flaws.add(Flaw.YAML_NOT_STRICT);
                }
                return new FrontMatter(fields, body, line, flaws, "");
            }
            flaws.add(block.isBlank() ? Flaw.FRONT_MATTER_MISSING : Flaw.SHAPE_INVALID);
            return new FrontMatter(NOTHING, body, line, flaws, "");
        }
        flaws.add(Flaw.YAML_INVALID);
        var fields = documents.yaml(quoted(block, FrontMatter::isSuspicious)).found()
                .or(() -> documents.yaml(quoted(block, value -> true)).found())
                .map(Foreign::new)
                .filter(Foreign::isObject)
                .orElseGet(() -> new Foreign(simple(block)));
        return new FrontMatter(fields, body, line, flaws, strict.sentence());
    }

    /// False for what the strict YAML of the reference parser lacks: brackets, anchors, tags, and the same key twice.
    /// What stands in a block of text is text.
    private static boolean isStrict(String block) {
        var keys = new HashSet<String>();
        var text = -1;
        for (var line : block.split("\n", -1)) {
            var indent = line.length() - line.stripLeading().length();
            if (line.isBlank() || (text >= 0 && indent > text)) {
                continue;
            }
            text = BLOCK.matcher(line).matches() ? indent : -1;
            var key = KEY.matcher(line);
            if (FLOW.matcher(line).matches() || (indent == 0 && key.matches() && !keys.add(key.group(1)))) {
                return false;
            }
        }
        return true;
    }

    /// The usual mistakes are values with a colon, a quote or a bracket in them: `description: Use when: …`. With such
    /// values quoted the block can be read.
    private static String quoted(String block, Predicate<String> which) {
        var mended = new ArrayList<String>();
        for (var line : block.split("\n", -1)) {
            var simple = SIMPLE.matcher(line);
            mended.add(simple.matches() && !isBlockMark(simple.group(2)) && which.test(simple.group(2))
                    ? "%s: '%s'".formatted(simple.group(1), plain(simple.group(2)).replace("'", "''"))
                    : line);
        }
        return String.join("\n", mended);
    }

    private static boolean isSuspicious(String value) {
        return value.contains(": ") || value.endsWith(":") || value.contains(" #") || value.matches("[*&!%@`].*")
                || value.matches("\\[[^\\]]*\\].+|\\{[^}]*\\}.+")
                || (value.matches("[\"'].*") && plain(value).equals(value));
    }

    /// The values that stand on one line with their key, for blocks that can't be mended.
    private static Map<String, Object> simple(String block) {
        var values = new LinkedHashMap<String, Object>();
        for (var line : block.split("\n", -1)) {
            var simple = SIMPLE.matcher(line);
            if (simple.matches() && !isBlockMark(simple.group(2))) {
                values.putIfAbsent(simple.group(1), plain(simple.group(2)));
            }
        }
        return values;
    }

    private static boolean isBlockMark(String value) {
        return value.matches("[|>][-+0-9]*");
    }

    private static String plain(String value) {
        var quote = value.charAt(0);
        return (quote == '"' || quote == '\'') && value.length() > 1 && value.charAt(value.length() - 1) == quote
                ? value.substring(1, value.length() - 1)
                : value;
    }
}
