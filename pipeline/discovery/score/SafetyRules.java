package discovery.score;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/// `manifests/safety.yaml`: what is looked for in foreign text, as data.
///
/// @param schema    2
/// @param protects  owners whose names others like to imitate, lower case
/// @param terms     parts of expressions by name: `{{name}}` in a later term, in `taught` or in a rule stands for one
/// @param taught    an expression: where the lines above match it, a rule that is `taught` finds nothing
/// @param rules     in the order in which they are tried on a line; terms are filled in
public record SafetyRules(
        int schema, List<String> protects, Map<String, String> terms, Optional<String> taught, List<Rule> rules) {
    private static final List<String> SEVERITIES = List.of("high", "medium", "low");
    /// A set of rules is one machine word.
    private static final int MOST = 62;
    /// Alternatives without any sign that an expression has a meaning for.
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9 :_-]+(\\|[a-z0-9 :_-]+)*");
    /// Stands among `words` for any character that is not seen.
    static final String UNSEEN = "<unseen>";

    /// @param id       kebab-case, never reused
    /// @param severity `high`, `medium` or `low`
    /// @param in       parts of an entry that it looks at; none: name, description, text, commands and hooks
    /// @param words    a line without any of these can't match, so it is not searched; lower case
    /// @param lines    how many lines are looked at together
    /// @param patterns regular expressions, RE2 syntax; any of them
    /// @param also     nor can one whose line, with those that are looked at together, has none of these; none: any can
    /// @param unless   no finding where this is on the line too: text that names a danger in order to avert it
    /// @param taught   no finding where the heading or the lines above say that a danger is shown in order to avert it
    /// @param why      one sentence for people
    /// @param bad      lines that it finds, one for each pattern at least
    /// @param good     similar lines that it leaves alone
    public record Rule(
            String id, String severity, List<String> in, List<String> words, List<String> also, int lines,
            List<String> patterns, Optional<String> unless, boolean taught, String why, List<String> bad,
            List<String> good) {
        public Rule {
            in = in == null ? List.of() : List.copyOf(in);
            in.forEach(Part::of);
            words = words == null ? List.of() : List.copyOf(words);
            also = also == null ? List.of() : List.copyOf(also);
            lines = Math.max(1, lines);
            patterns = patterns == null ? List.of() : List.copyOf(patterns);
            bad = bad == null ? List.of() : List.copyOf(bad);
            good = good == null ? List.of() : List.copyOf(good);
            if (!SEVERITIES.contains(severity)) {
                throw new IllegalArgumentException(
                        "rule `%s`: severity `%s` is none of %s".formatted(id, severity, SEVERITIES));
            }
            if (words.isEmpty() || patterns.isEmpty() || bad.isEmpty() || good.isEmpty()) {
                throw new IllegalArgumentException(
                        "rule `%s`: it needs words, patterns, and a bad and a good example".formatted(id));
            }
        }

        private Rule filled(Map<String, String> terms) {
            return new Rule(id, severity, in, words, also, lines,
                    patterns.stream().map(each -> fill(each, terms)).toList(), unless.map(each -> fill(each, terms)),
                    taught, why, bad, good);
        }

        Set<Part> parts() {
            var parts = EnumSet.noneOf(Part.class);
            in.forEach(word -> parts.add(Part.of(word)));
            return parts.isEmpty()
                    ? EnumSet.of(Part.NAME, Part.DESCRIPTION, Part.TEXT, Part.COMMANDS, Part.HOOKS)
                    : parts;
        }
    }

    public SafetyRules {
        if (schema != 2) {
            throw new IllegalArgumentException("schema is %d; this program reads schema 2".formatted(schema));
        }
        protects = protects == null ? List.of() : List.copyOf(protects);
        terms = filled(terms == null ? Map.of() : terms);
        var known = terms;
        taught = taught.map(each -> fill(each, known));
        rules = rules.stream().map(each -> each.filled(known)).toList();
        if (rules.size() > MOST) {
            throw new IllegalArgumentException("there are %d rules; at most %d".formatted(rules.size(), MOST));
        }
        var ids = rules.stream().map(Rule::id).toList();
        ids.stream().filter(id -> ids.indexOf(id) != ids.lastIndexOf(id)).findFirst().ifPresent(id -> {
            throw new IllegalArgumentException("two rules are called `%s`".formatted(id));
        });
    }

    /// One of a rule's patterns made ready: parts that ` <and> ` joins must all be found, in any order, and the last
    /// says where.
    public static Engine.Search search(String pattern, Engine engine) {
        var parts = Arrays.stream(pattern.split(" <and> ", -1)).map(part -> part(part, engine)).toList();
        return text -> {
            var last = OptionalInt.empty();
            for (var part : parts) {
                last = part.first(text);
                if (last.isEmpty()) {
                    return last;
                }
            }
            return last;
        };
    }

    /// Plain words need no engine: looking for them first is what makes a long expression cheap.
    private static Engine.Search part(String expression, Engine engine) {
        if (!PLAIN.matcher(expression).matches()) {
            return engine.compile(expression);
        }
        var words = List.of(expression.split("\\|"));
        return text -> {
            var lower = text.toString().toLowerCase(Locale.ROOT);
            return words.stream().mapToInt(lower::indexOf).filter(at -> at >= 0).min();
        };
    }

    private static Map<String, String> filled(Map<String, String> terms) {
        var filled = new LinkedHashMap<String, String>();
        terms.forEach((name, text) -> filled.put(name, fill(text, filled)));
        return java.util.Collections.unmodifiableMap(filled);
    }

    private static String fill(String expression, Map<String, String> terms) {
        var filled = expression;
        for (var open = filled.indexOf("{{"); open >= 0; open = filled.indexOf("{{", open)) {
            var close = filled.indexOf("}}", open);
            var name = close < 0 ? filled.substring(open) : filled.substring(open + 2, close);
            var term = terms.get(name);
            if (term == null) {
                throw new IllegalArgumentException("no term above is called `%s`".formatted(name));
            }
            filled = filled.substring(0, open) + "(" + term + ")" + filled.substring(close + 2);
        }
        return filled;
    }

    /// One sentence for people on what a rule finds.
    public String why(String rule) {
        return rules.stream().filter(each -> each.id().equals(rule)).map(Rule::why).findFirst()
                .orElse("The owner's name looks like that of somebody else.");
    }

    /// The rules made ready to search with.
    public Scanner scanner(Engine engine) {
        return new Scanner(this, engine);
    }
}
