package discovery.edge.validate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the gate says of a release.
///
/// @param manifestSha256 of the manifest that was looked at
public record Verdict(long seq, String manifestSha256, List<Check> checks) {
    /// @param sentence what was found, good or bad
    public record Check(String name, boolean passed, String sentence) {}

    public Verdict {
        checks = List.copyOf(checks);
    }

    public boolean passed() {
        return checks.stream().allMatch(Check::passed);
    }

    /// What did not pass, in one sentence.
    public String refusal() {
        return String.join("; ", checks.stream()
                .filter(check -> !check.passed())
                .map(check -> check.name() + ": " + check.sentence())
                .toList());
    }

    public Map<String, Object> toTree() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("schema", 1);
        tree.put("build_number", seq);
        tree.put("manifest_sha256", manifestSha256);
        tree.put("passed", passed());
        tree.put("checks", checks);
        return tree;
    }

    public String toMarkdown() {
        var text = new StringBuilder("# Build ").append(seq).append(passed() ? " passed the gate" : " was refused")
                .append("\n\nManifest: `").append(manifestSha256)
                .append("`\n\n| check | | what was found |\n| --- | --- | --- |\n");
        checks.forEach(check -> text.append("| ").append(check.name()).append(" | ")
                .append(check.passed() ? "passed" : "**failed**").append(" | ")
                .append(check.sentence().replace("|", "\\|").replace("\n", " ")).append(" |\n"));
        return text.toString();
    }
}
