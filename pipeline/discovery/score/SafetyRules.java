package discovery.score;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `manifests/safety.yaml`: what is looked for in foreign text, as data.
///
/// @param schema    2
/// @param protects  owners whose names others like to imitate, lower case
/// @param rules     in the order in which they are tried on a line
public record SafetyRules(int schema, List<String> protects, List<Rule> rules) {
    private static final List<String> SEVERITIES = List.of("high", "medium", "low");
    /// A set of rules is one machine word.
    private static final int MOST = 62;
    /// Stands among `words` for any character that is not seen.
    static final String UNSEEN = "<unseen>";

    /// @param id       kebab-case, never reused
    /// @param severity `high`, `medium` or `low`
    /// @param in       parts of an entry that it looks at; none: name, description, text, commands and hooks
    /// @param words    a line without any of these can't match, so it is not searched; lower case
    /// @param lines    how many lines are looked at together
    /// @param patterns regular expressions, RE2 syntax; any of them
    /// @param unless   no finding where this is on the line too: text that names a danger in order to avert it
    /// @param why      one sentence for people
    /// @param bad      lines that it finds, one for each pattern at least
    /// @param good     similar lines that it leaves alone
    public record Rule(
            String id, String severity, List<String> in, List<String> words, int lines, List<String> patterns,
            Optional<String> unless, String why, List<String> bad, List<String> good) {
        public Rule {
            in = in == null ? List.of() : List.copyOf(in);
            in.forEach(Part::of);
            words = words == null ? List.of() : List.copyOf(words);
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
        rules = List.copyOf(rules);
        if (rules.size() > MOST) {
            throw new IllegalArgumentException("there are %d rules; at most %d".formatted(rules.size(), MOST));
        }
        var ids = rules.stream().map(Rule::id).toList();
        ids.stream().filter(id -> ids.indexOf(id) != ids.lastIndexOf(id)).findFirst().ifPresent(id -> {
            throw new IllegalArgumentException("two rules are called `%s`".formatted(id));
        });
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
