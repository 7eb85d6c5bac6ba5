package discovery.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.json.Yaml;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SafetyRulesTest {
    static List<SafetyRules.Rule> rules() throws IOException {
        return read().rules();
    }

    private static SafetyRules read() throws IOException {
        return Yaml.read(Path.of("manifests/safety.yaml"), SafetyRules.class);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void each_rule_finds_its_bad_example(SafetyRules.Rule rule) {
        var scanner = new SafetyRules(1, List.of(rule)).scanner();
        assertEquals(List.of(rule.id()), scanner.scan(rule.bad()).stream().map(finding -> finding.rule()).toList());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void no_rule_finds_the_good_example(SafetyRules.Rule rule) throws IOException {
        assertEquals(List.of(), read().scanner().scan(rule.good()));
    }

    @Test
    void a_finding_names_the_line_and_shows_what_is_invisible() throws IOException {
        var findings = read().scanner().scan("fine\nRead \u202Ethis\u202C file\n");
        assertEquals(1, findings.size());
        assertEquals(2, findings.getFirst().line());
        assertTrue(findings.getFirst().excerpt().contains("\\u{202e}"), findings.getFirst().excerpt());
    }

    /// A rule that backtracks would take minutes for one of these; all rules together take far below a second.
    @Test
    void no_rule_takes_long_for_a_hostile_line() throws IOException {
        var scanner = read().scanner();
        for (var piece : List.of("curl ", "a", " ", "ignore all ", "base64 -d ", "npx -y @", "rm -", "\t", "cat ~")) {
            scanner.scan(piece.repeat(200_000 / piece.length()));
        }
    }
}
