package discovery.score;

import discovery.model.Judgement;
import discovery.model.Judgement.Finding;
import discovery.model.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What an author is told of a folder.
///
/// @param place    as it was asked for
/// @param judged   what is in it
/// @param others   findings in further files: scripts, references
/// @param problems sentences about what could not be read
public record Report(
        String place, List<Judged> judged, List<Other> others, List<String> problems, SafetyRules rules,
        Weights weights) {
    /// @param file path from the root of the folder
    public record Judged(Kind kind, String name, String file, Judgement judgement) {}

    /// @param file path from the root of the folder
    public record Other(String file, Finding finding) {}

    /// True where an author's CI should stop.
    public boolean isHigh() {
        return findings().anyMatch(each -> each.finding().severity().equals("high"));
    }

    /// All findings with their files.
    Stream<Other> findings() {
        return Stream.concat(
                judged.stream().flatMap(each -> each.judgement().findings().stream()
                        .map(finding -> new Other(each.file(), finding))),
                others.stream());
    }

    /// For people: verdicts, score with what would raise it, findings.
    public List<String> lines() {
        var lines = new ArrayList<String>();
        for (var each : judged) {
            lines.add("%s %s  (%s)".formatted(each.kind(), each.name(), each.file()));
            var said = new HashSet<String>();
            for (var verdict : each.judgement().verdicts()) {
                lines.add("  %s %s".formatted(verdict.reader(), verdict.accepts()
                        ? "accepts it"
                        : "does not accept it: " + String.join(", ", verdict.rules())));
                verdict.rules().stream().filter(said::add).forEach(
                        rule -> lines.add("    %s: %s".formatted(rule, Mending.of(rule))));
            }
            if (each.kind() != Kind.PACK && each.judgement().verdicts().isEmpty()
                    && each.judgement().findings().isEmpty()) {
                lines.add("  " + Explanation.lines(each.judgement(), weights).getFirst()
                        + ", by what is said of it here: it has no file of its own in this place");
            } else {
                Explanation.lines(each.judgement(), weights).forEach(line -> lines.add("  " + line));
                Explanation.advice(each.judgement(), weights).forEach(line -> lines.add("  to raise it: " + line));
            }
        }
        findings().forEach(each -> lines.add("%s:%d: %s %s: %s%n    %s".formatted(each.file(), each.finding().line(),
                each.finding().severity(), each.finding().rule(), why(each.finding().rule()),
                each.finding().excerpt())));
        problems.forEach(problem -> lines.add("problem: " + problem));
        var count = findings().count();
        lines.add(count == 0
                ? "No safety rule found anything."
                : "%d %s, %d of high severity.".formatted(count, count == 1 ? "finding" : "findings",
                        findings().filter(each -> each.finding().severity().equals("high")).count()));
        return lines;
    }

    String why(String rule) {
        return rules.why(rule);
    }

    /// For programs.
    public Map<String, Object> tree() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("schema", 1);
        tree.put("place", place);
        tree.put("high", isHigh());
        tree.put("entries", judged.stream().map(this::tree).toList());
        tree.put("other_findings", others.stream().map(each -> finding(each.file(), each.finding())).toList());
        tree.put("problems", problems);
        return tree;
    }

    private Map<String, Object> tree(Judged each) {
        var judgement = each.judgement();
        var tree = new LinkedHashMap<String, Object>();
        tree.put("kind", each.kind().toString());
        tree.put("name", each.name());
        tree.put("file", each.file());
        tree.put("score", judgement.score());
        tree.put("parts", judgement.parts());
        tree.put("advice", Explanation.advice(judgement, weights));
        tree.put("verdicts", judgement.verdicts());
        tree.put("objections", judgement.verdicts().stream().flatMap(verdict -> verdict.rules().stream()).distinct()
                .map(rule -> new TreeMap<>(Map.of("rule", rule, "sentence", Mending.of(rule)))).toList());
        tree.put("findings", judgement.findings().stream().map(finding -> finding(each.file(), finding)).toList());
        return tree;
    }

    private Map<String, Object> finding(String file, Finding finding) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("rule", finding.rule());
        tree.put("severity", finding.severity());
        tree.put("file", file);
        tree.put("line", finding.line());
        tree.put("why", why(finding.rule()));
        tree.put("excerpt", finding.excerpt());
        return tree;
    }
}
