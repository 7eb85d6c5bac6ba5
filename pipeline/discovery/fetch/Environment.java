package discovery.fetch;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `${NAME}` and `${NAME:-default}` in a configuration's texts.
public final class Environment {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

    private Environment() {}

    /// The text with each variable's value in its place. An unset or empty variable gives its default, or nothing.
    public static String expand(String text, Map<String, String> variables) {
        return VARIABLE.matcher(text).replaceAll(found -> {
            var fallback = Optional.ofNullable(found.group(2)).orElse("");
            var value = variables.getOrDefault(found.group(1), "");
            return Matcher.quoteReplacement(value.isEmpty() ? fallback : value);
        });
    }
}
