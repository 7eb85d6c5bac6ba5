package discovery.score;

import discovery.model.Entry;
import discovery.model.Judgement;
import discovery.model.Judgement.Finding;
import discovery.model.Judgement.Verdict;
import discovery.model.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Findings in the Static Analysis Results Interchange Format 2.1.0 (OASIS), which code hosts show beside the lines.
public final class Sarif {
    /// Results in one document of an index; code hosts take no more.
    public static final int MOST = 10_000;

    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private Sarif() {}

    /// The findings of a report, and as notes what the readers of its formats object to.
    public static Map<String, Object> of(Report report) {
        var results = new ArrayList<Object>();
        report.findings().forEach(each -> results.add(
                result(each.finding().rule(), level(each.finding()), report.why(each.finding().rule()), each.file(),
                        each.finding().line(), each.finding().excerpt())));
        for (var judged : report.judged()) {
            for (var verdict : judged.judgement().verdicts()) {
                for (var rule : verdict.rules()) {
                    results.add(result("%s/%s".formatted(verdict.reader(), rule), "note", sentence(verdict, rule),
                            judged.file(), 1, ""));
                }
            }
        }
        return document(report.rules(), results);
    }

    /// What a reader of an index should look at before installing an entry: findings of high and medium severity, at
    /// `OWNER/NAME/PATH`.
    public static Stream<Map<String, Object>> results(Entry entry, Judgement judgement, SafetyRules rules) {
        return results(entry.id(), entry.place().name(), entry.place().path(), judgement.findings(), rules);
    }

    /// The same of an entry as it is published.
    public static Stream<Map<String, Object>> results(Row.Content entry, SafetyRules rules) {
        return results(entry.id(), entry.place(), entry.path(), entry.findings(), rules);
    }

    private static Stream<Map<String, Object>> results(
            String id, String place, String path, List<Finding> findings, SafetyRules rules) {
        var file = path.isEmpty() ? place : place + "/" + path;
        return findings.stream()
                .filter(finding -> !finding.severity().equals("low"))
                .map(finding -> result(finding.rule(), level(finding), rules.why(finding.rule()),
                        file.isEmpty() ? id : file, Math.max(1, finding.line()), finding.excerpt()));
    }

    /// One result.
    ///
    /// @param file path with `/`
    public static Map<String, Object> result(
            String rule, String level, String sentence, String file, int line, String excerpt) {
        var region = new LinkedHashMap<String, Object>();
        region.put("startLine", line);
        if (!excerpt.isEmpty()) {
            region.put("snippet", Map.of("text", excerpt));
        }
        var place = new LinkedHashMap<String, Object>();
        place.put("artifactLocation", Map.of("uri", uri(file)));
        place.put("region", region);
        var result = new LinkedHashMap<String, Object>();
        result.put("ruleId", rule);
        result.put("level", level);
        result.put("message", Map.of("text", sentence));
        result.put("locations", List.of(Map.of("physicalLocation", place)));
        return result;
    }

    /// A whole document.
    public static Map<String, Object> document(SafetyRules rules, List<Object> results) {
        var described = rules.rules().stream().map(rule -> {
            var each = new LinkedHashMap<String, Object>();
            each.put("id", rule.id());
            each.put("shortDescription", Map.of("text", rule.why()));
            // Code hosts show both beside a result, and take no rule without them.
            each.put("fullDescription", Map.of("text", rule.why()));
            each.put("help", Map.of("text", rule.why() + " Examples of what is found and what is not: `" + rule.id()
                    + "` in manifests/safety.yaml."));
            each.put("defaultConfiguration", Map.of("level", level(rule.severity())));
            return each;
        }).toList();
        var driver = new LinkedHashMap<String, Object>();
        driver.put("name", "skill-index");
        driver.put("rules", described);
        var run = new LinkedHashMap<String, Object>();
        run.put("tool", Map.of("driver", driver));
        run.put("results", results);
        var document = new LinkedHashMap<String, Object>();
        document.put("$schema", SCHEMA);
        document.put("version", "2.1.0");
        document.put("runs", List.of(run));
        return document;
    }

    /// How grave a finding is, in the format's words.
    public static String level(Finding finding) {
        return level(finding.severity());
    }

    private static String level(String severity) {
        return switch (severity) {
            case "high" -> "error";
            case "medium" -> "warning";
            default -> "note";
        };
    }

    private static String sentence(Verdict verdict, String rule) {
        return "%s does not accept it: %s".formatted(verdict.reader(), Mending.of(rule));
    }

    /// A path as a relative address: everything but letters, digits and `/.-_~` escaped, as UTF-8.
    static String uri(String path) {
        var uri = new StringBuilder();
        path.codePoints().forEach(point -> {
            if ((point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z') || (point >= '0' && point <= '9')
                    || "/.-_~".indexOf(point) >= 0) {
                uri.append((char) point);
            } else if (point < 0x80) {
                escape(uri, point);
            } else if (point < 0x800) {
                escape(uri, 0xC0 | point >> 6);
                escape(uri, 0x80 | (point & 0x3F));
            } else if (point < 0x10000) {
                escape(uri, 0xE0 | point >> 12);
                escape(uri, 0x80 | (point >> 6 & 0x3F));
                escape(uri, 0x80 | (point & 0x3F));
            } else {
                escape(uri, 0xF0 | point >> 18);
                escape(uri, 0x80 | (point >> 12 & 0x3F));
                escape(uri, 0x80 | (point >> 6 & 0x3F));
                escape(uri, 0x80 | (point & 0x3F));
            }
        });
        return uri.toString();
    }

    private static void escape(StringBuilder uri, int unit) {
        uri.append('%').append("0123456789ABCDEF".charAt(unit >> 4)).append("0123456789ABCDEF".charAt(unit & 15));
    }
}
