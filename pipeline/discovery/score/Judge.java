package discovery.score;

import discovery.model.Entry;
import discovery.model.Field;
import discovery.model.Judgement;
import discovery.model.Member;
import java.util.Optional;

/// One entry in, one judgement out.
public final class Judge {
    private final Weights weights;
    private final SafetyRules.Scanner scanner;
    private final long today;

    /// @param today days since 1970-01-01
    public Judge(Weights weights, SafetyRules rules, long today) {
        this.weights = weights;
        this.scanner = rules.scanner();
        this.today = today;
    }

    public Judgement judge(Entry entry, Optional<Member> member) {
        var verdicts = Verdicts.of(entry);
        var findings = scanner.scan(readable(entry));
        var parts = Score.parts(Evidence.of(entry, member, verdicts, findings, today), weights);
        return new Judgement(entry.id(), Score.total(parts, weights), parts, verdicts, findings);
    }

    /// The text first, so that line numbers are its own; then what it starts.
    private static String readable(Entry entry) {
        var facts = entry.facts();
        return facts.text(Field.TEXT).orElse("") + "\n"
                + facts.text(Field.DESCRIPTION).orElse("").replace('\n', ' ') + "\n"
                + String.join("\n", facts.list(Field.COMMAND_LINES));
    }
}
