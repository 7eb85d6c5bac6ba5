package discovery.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.model.Judgement;
import discovery.model.Kind;
import discovery.model.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AuditTest {
    private static final String SHA = "ab".repeat(32);
    private static final Receipt RECEIPT = new Receipt(1, "skill.1.a", "folder", "claude-code", "pdf", "/x/pdf",
            "1".repeat(40), SHA, 7, new TreeMap<>(Map.of("SKILL.md", "one", "run.py", "two")));

    @Test
    void what_is_as_it_was_gives_no_remark() {
        assertEquals(List.of(), audit(RECEIPT.files(), row("active", SHA, ""), false));
    }

    @Test
    void a_changed_a_missing_and_a_strange_file_are_each_told() {
        assertEquals(List.of(Audit.What.CHANGED, Audit.What.MISSING, Audit.What.ADDED), audit(
                Map.of("SKILL.md", "other", "new.sh", "three"), row("active", SHA, ""), false));
    }

    @Test
    void what_the_publisher_or_the_registry_withdrew_is_revoked() {
        assertEquals(List.of(Audit.What.REVOKED), audit(RECEIPT.files(), row("active", SHA, ""), true));
        assertEquals(List.of(Audit.What.REVOKED), audit(RECEIPT.files(), row("deleted", SHA, ""), false));
    }

    @Test
    void a_high_finding_is_an_alarm_and_a_newer_version_is_news() {
        assertEquals(List.of(Audit.What.RISKY), audit(RECEIPT.files(), row("active", SHA, "high"), false));
        assertEquals(List.of(), audit(RECEIPT.files(), row("active", SHA, "medium"), false));
        assertEquals(List.of(Audit.What.NEWER), audit(RECEIPT.files(), row("active", "cd".repeat(32), ""), false));
        assertEquals(List.of(Audit.What.GONE), audit(RECEIPT.files(), Optional.empty(), false));
        assertTrue(Audit.What.RISKY.isAlarm());
        assertTrue(!Audit.What.NEWER.isAlarm());
    }

    @Test
    void only_what_was_read_and_is_pinned_has_a_plan() {
        assertTrue(Plan.of(row("", SHA, "").orElseThrow().content()) instanceof Plan.Folder);
        assertTrue(Plan.of(row("", "", "").orElseThrow().content()) instanceof Plan.None);
    }

    private static List<Audit.What> audit(Map<String, String> there, Optional<Row> row, boolean revoked) {
        return Audit.of(RECEIPT, there, row, revoked).stream().map(Audit.Remark::what).toList();
    }

    private static Optional<Row> row(String status, String sha256, String severity) {
        var findings = severity.isEmpty()
                ? List.<Judgement.Finding>of()
                : List.of(new Judgement.Finding("rule", severity, 1, "x"));
        return Optional.of(new Row(
                new Row.Content(
                        "skill.1.a", 0, Kind.SKILL, "pdf", "pdf", "", "Reads.", 1, "acme/tools", "skills/pdf",
                        "1".repeat(40), "", sha256, "MIT", "", "", "", "", status, false, false, List.of(), List.of(),
                        "", List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                        new TreeMap<>(), "", "", List.of(), List.of(), findings, 1, List.of()),
                new Row.Numbers(-1, -1, -1, -1, -1, -1, 1, List.of(), -1)));
    }
}
