package discovery.score;

import discovery.model.Bounds;
import discovery.model.Entry;
import discovery.model.Field;
import discovery.model.FolderFile;
import discovery.model.Judgement;
import discovery.model.Judgement.Finding;
import discovery.model.Kind;
import discovery.model.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// One entry in, one judgement out.
public final class Judge {
    /// Findings of one entry that are published.
    private static final int MOST = 50;
    private static final List<String> SEVERITIES = List.of("high", "medium", "low");

    private final Weights weights;
    private final Scanner scanner;
    private final Imitation imitation;
    private final Context context;

    public Judge(Weights weights, SafetyRules rules, Engine engine, Context context) {
        this.weights = weights;
        this.scanner = rules.scanner(engine);
        this.imitation = new Imitation(rules.protects());
        this.context = context;
    }

    public Judgement judge(Entry entry, Optional<Member> member) {
        return judge(entry, member, OptionalInt.empty());
    }

    /// @param before its score of the night before, in hundredths of a point; empty for a new entry
    public Judgement judge(Entry entry, Optional<Member> member, OptionalInt before) {
        var verdicts = Verdicts.of(entry);
        var findings = findings(entry);
        var parts = Score.parts(Evidence.of(entry, member, verdicts, findings, context), weights);
        var total = Score.total(parts, findings, weights);
        return new Judgement(entry.id(), weights.climbed(before, total), parts, verdicts, findings);
    }

    /// What the rules find in all parts of an entry, the gravest first. A finding outside its text is on line 1.
    private List<Finding> findings(Entry entry) {
        var facts = entry.facts();
        var found = new ArrayList<Finding>();
        imitation.look(entry.place().owner()).ifPresent(found::add);
        found.addAll(first(Part.NAME, entry.name()));
        found.addAll(first(Part.DESCRIPTION, facts.text(Field.DESCRIPTION).orElse("").replace('\n', ' ')));
        if (entry.kind() == Kind.SKILL || entry.kind() == Kind.COMMAND) {
            found.addAll(first(Part.TOOLS, String.join("\n", facts.list(Field.TOOLS))));
        }
        found.addAll(first(entry.kind() == Kind.HOOK ? Part.HOOKS : Part.COMMANDS,
                String.join("\n", facts.list(Field.COMMAND_LINES))));
        found.addAll(first(Part.EVENTS, String.join("\n", facts.list(Field.EVENTS))));
        var offset = (int) facts.number(Field.TEXT_LINE).orElse(1) - 1;
        scanner.scan(Part.TEXT, facts.text(Field.TEXT).orElse("")).forEach(each -> found.add(
                new Finding(each.rule(), each.severity(), each.line() + offset, each.excerpt())));
        FolderFile.of(facts).stream().filter(file -> !file.path().equals("SKILL.md")).forEach(
                file -> found.addAll(beside(file)));
        return found.stream()
                .sorted(Comparator.comparingInt(each -> SEVERITIES.indexOf(each.severity())))
                .distinct()
                .limit(MOST)
                .toList();
    }

    /// What is grave in another file of its folder; the rules for prose say too much of code to tell more.
    private List<Finding> beside(FolderFile file) {
        return scanner.scan(Part.TEXT, file.text()).stream()
                .filter(each -> each.severity().equals(SEVERITIES.getFirst()))
                .map(each -> new Finding(each.rule(), each.severity(), 1, Bounds.cut(
                        "%s, line %d: %s".formatted(file.path(), each.line(), each.excerpt()), Bounds.LINE)))
                .toList();
    }

    private List<Finding> first(Part part, String text) {
        return scanner.scan(part, text).stream()
                .map(each -> new Finding(each.rule(), each.severity(), 1, each.excerpt()))
                .toList();
    }
}
