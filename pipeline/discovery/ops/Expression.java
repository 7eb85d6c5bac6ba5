package discovery.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The expressions of GitHub Actions, as far as our workflows use them: literals, contexts, `!`, `==`, `!=`, `&&`, `||`,
/// parentheses, and functions. Values are texts, numbers and booleans; what is not there is the empty text.
/// https://docs.github.com/en/actions/reference/workflows-and-actions/expressions
public final class Expression {
    private static final Pattern PART = Pattern.compile("\\$\\{\\{(.*?)}}", Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:('(?:[^']|'')*')|(\\d+(?:\\.\\d+)?)|([A-Za-z_][\\w.*-]*)|(&&|\\|\\||==|!=|[!(),\\[\\]]))");

    private final List<String> tokens;
    private final Function<String, Object> context;
    private int at;

    private Expression(List<String> tokens, Function<String, Object> context) {
        this.tokens = tokens;
        this.context = context;
    }

    /// A text with its `${{ … }}` replaced.
    ///
    /// @param context gives what `github.ref_name` and the like are, and the answers of `success()` and the like, which
    ///                it is asked by that name
    /// @throws IllegalArgumentException for what is beyond this part of the language
    public static String fill(String text, Function<String, Object> context) {
        return PART.matcher(text).replaceAll(part -> java.util.regex.Matcher.quoteReplacement(
                text(value(part.group(1), context))));
    }

    /// What an `if:` decides. Without one, or where it asks nothing of how the steps before went: only after success.
    public static boolean holds(String condition, Function<String, Object> context) {
        var whole = PART.matcher(condition.strip());
        var inner = whole.matches() ? whole.group(1) : condition;
        var asks = Pattern.compile("\\b(?:success|failure|always|cancelled)\\(\\)").matcher(inner).find();
        return (asks || truth(context.apply("success()"))) && (inner.isBlank() || truth(value(inner, context)));
    }

    static Object value(String expression, Function<String, Object> context) {
        var tokens = new ArrayList<String>();
        var matcher = TOKEN.matcher(expression.strip());
        while (matcher.lookingAt()) {
            tokens.add(matcher.group().strip());
            matcher.region(matcher.end(), matcher.regionEnd());
        }
        if (matcher.regionStart() != matcher.regionEnd()) {
            throw new IllegalArgumentException("not understood: «%s» in «%s»".formatted(
                    expression.strip().substring(matcher.regionStart()), expression.strip()));
        }
        var parsed = new Expression(tokens, context);
        var value = parsed.or();
        if (parsed.at != tokens.size()) {
            throw new IllegalArgumentException("too much in «%s»: %s".formatted(expression.strip(),
                    tokens.subList(parsed.at, tokens.size())));
        }
        return value;
    }

    private Object or() {
        var left = and();
        while (take("||")) {
            var right = and();
            left = truth(left) ? left : right;
        }
        return left;
    }

    private Object and() {
        var left = equality();
        while (take("&&")) {
            var right = equality();
            left = truth(left) ? right : left;
        }
        return left;
    }

    private Object equality() {
        var left = not();
        if (take("==")) {
            return same(left, not());
        }
        if (take("!=")) {
            return !same(left, not());
        }
        return left;
    }

    private Object not() {
        return take("!") ? !truth(not()) : atom();
    }

    private Object atom() {
        if (take("(")) {
            var inner = or();
            require(")");
            return inner;
        }
        var token = at < tokens.size() ? tokens.get(at++) : "";
        if (token.startsWith("'")) {
            return token.substring(1, token.length() - 1).replace("''", "'");
        }
        if (token.matches("\\d.*")) {
            return Double.parseDouble(token);
        }
        if (token.equals("true") || token.equals("false")) {
            return token.equals("true");
        }
        if (token.equals("null")) {
            return "";
        }
        if (!token.matches("[A-Za-z_].*")) {
            throw new IllegalArgumentException("a value is missing before «%s»".formatted(token));
        }
        return take("(") ? call(token.toLowerCase(Locale.ROOT)) : context.apply(token);
    }

    private Object call(String name) {
        var arguments = new ArrayList<String>();
        while (!take(")")) {
            arguments.add(text(or()));
            if (!take(",")) {
                require(")");
                break;
            }
        }
        return switch (name) {
            case "success", "failure", "always", "cancelled" -> context.apply(name + "()");
            case "contains" -> lower(arguments.get(0)).contains(lower(arguments.get(1)));
            case "startswith" -> lower(arguments.get(0)).startsWith(lower(arguments.get(1)));
            case "endswith" -> lower(arguments.get(0)).endsWith(lower(arguments.get(1)));
            case "hashfiles" -> "0".repeat(64);
            default -> throw new IllegalArgumentException("the function `%s` is not known here".formatted(name));
        };
    }

    private boolean take(String token) {
        if (at < tokens.size() && tokens.get(at).equals(token)) {
            at++;
            return true;
        }
        return false;
    }

    private void require(String token) {
        if (!take(token)) {
            throw new IllegalArgumentException("`%s` is missing in «%s»".formatted(token, String.join(" ", tokens)));
        }
    }

    private static boolean same(Object one, Object other) {
        return one.getClass() == other.getClass() ? lower(text(one)).equals(lower(text(other)))
                : number(one) == number(other);
    }

    private static double number(Object value) {
        return switch (value) {
            case Boolean flag -> flag ? 1 : 0;
            case Double number -> number;
            default -> {
                var text = value.toString().strip();
                yield text.isEmpty() ? 0 : text.matches("-?\\d+(\\.\\d+)?") ? Double.parseDouble(text) : Double.NaN;
            }
        };
    }

    static boolean truth(Object value) {
        return switch (value) {
            case Boolean flag -> flag;
            case Double number -> number != 0;
            default -> !value.toString().isEmpty();
        };
    }

    private static String text(Object value) {
        return value instanceof Double number && number == Math.rint(number) ? Long.toString(number.longValue())
                : value.toString();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
