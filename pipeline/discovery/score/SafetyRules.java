package discovery.score;

import discovery.model.Bounds;
import discovery.model.Judgement.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// `manifests/safety.yaml`: what is looked for in foreign text, as data.
///
/// @param schema 1
/// @param rules  each is tried on every line
public record SafetyRules(int schema, List<Rule> rules) {
    private static final List<String> SEVERITIES = List.of("high", "medium", "low");
    /// Longer lines are cut before they are searched, so that no pattern meets more than this.
    private static final int LINE = 2_000;
    /// Findings of one rule in one entry; more say nothing new.
    private static final int MOST = 3;

    /// @param id       kebab-case, never reused
    /// @param severity `high`, `medium` or `low`
    /// @param pattern  regular expression, case set aside, without unbounded repetition of what can match in many ways
    /// @param why      one sentence for people
    /// @param bad      a line that it finds
    /// @param good     a similar line that it leaves alone
    public record Rule(String id, String severity, String pattern, String why, String bad, String good) {
        public Rule {
            if (!SEVERITIES.contains(severity)) {
                throw new IllegalArgumentException(
                        "rule `%s`: severity `%s` is none of %s".formatted(id, severity, SEVERITIES));
            }
            try {
                Pattern.compile(pattern);
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException("rule `%s`: the pattern is no regular expression".formatted(id), e);
            }
        }
    }

    public SafetyRules {
        if (schema != 1) {
            throw new IllegalArgumentException("schema is %d; this program reads schema 1".formatted(schema));
        }
        rules = List.copyOf(rules);
    }

    /// The rules made ready to search with. Safe for several threads.
    public Scanner scanner() {
        return new Scanner(rules);
    }

    /// Searches texts for all rules.
    public static final class Scanner {
        private record Ready(Rule rule, Pattern pattern) {}

        private final List<Ready> rules;

        private Scanner(List<Rule> rules) {
            this.rules = rules.stream()
                    .map(rule -> new Ready(
                            rule, Pattern.compile(rule.pattern(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)))
                    .toList();
        }

        /// What is found, by line, then by rule.
        public List<Finding> scan(String text) {
            var findings = new ArrayList<Finding>();
            var counts = new HashMap<String, Integer>();
            var number = 0;
            for (var line : (Iterable<String>) text.lines()::iterator) {
                number++;
                var bounded = Bounds.cut(line, LINE);
                for (var ready : rules) {
                    if (ready.pattern().matcher(bounded).find()
                            && counts.merge(ready.rule().id(), 1, Integer::sum) <= MOST) {
                        findings.add(new Finding(
                                ready.rule().id(), ready.rule().severity(), number, excerpt(bounded)));
                    }
                }
            }
            return List.copyOf(findings);
        }

        /// Invisible characters are shown by their code, so that a finding of them can be seen.
        private static String excerpt(String line) {
            var shown = new StringBuilder();
            line.strip().codePoints().limit(200).forEach(point -> {
                var type = Character.getType(point);
                if (type == Character.CONTROL || type == Character.FORMAT || type == Character.PRIVATE_USE
                        || type == Character.UNASSIGNED || type == Character.SURROGATE) {
                    shown.append("\\u{").append(Integer.toHexString(point)).append('}');
                } else {
                    shown.appendCodePoint(point);
                }
            });
            return shown.toString();
        }
    }
}
