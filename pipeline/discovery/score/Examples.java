package discovery.score;

import java.util.regex.Pattern;

/// Examples of risky text as they stand in files: a backslash with `u{E0041}` is a character by its number, `\k{ghp_:36}` is `ghp_` and
/// 36 letters that look like a key's. So no scanner of secrets takes such a file for a leak, and no editor loses what is
/// not seen.
public final class Examples {
    private static final Pattern MARK = Pattern.compile("[\\\\]u\\{([0-9A-Fa-f]{1,6})}|\\\\k\\{([^:}]*):([0-9]{1,3})}");
    private static final String LETTERS = "Q7wZ3rTk9LmX2vBn5HsJ8dFgY4pC6";

    private Examples() {}

    /// The text that an example stands for.
    public static String spelled(String example) {
        return MARK.matcher(example).replaceAll(match -> java.util.regex.Matcher.quoteReplacement(
                match.group(1) != null
                        ? Character.toString(Integer.parseInt(match.group(1), 16))
                        : match.group(2) + key(match.group(2), Integer.parseInt(match.group(3)))));
    }

    private static String key(String prefix, int length) {
        var key = new StringBuilder();
        for (var i = 0; i < length; i++) {
            key.append(LETTERS.charAt((i * 11 + prefix.length() * 5) % LETTERS.length()));
        }
        return prefix.equals("AKIA") ? key.toString().toUpperCase(java.util.Locale.ROOT) : key.toString();
    }
}
