package discovery.score;

import discovery.model.Entry;
import discovery.model.Field;
import discovery.model.Judgement.Verdict;
import discovery.model.Kind;
import java.util.List;
import java.util.Set;

/// What the readers of a format say of a file: the specification of Agent Skills with its reference validator, and what
/// Claude Code loads. Two verdicts, because they differ: Claude Code takes a skill without a description.
public final class Verdicts {
    /// Flaws for which Claude Code does not load a file; everything else it loads, perhaps with a warning.
    private static final Set<String> FATAL =
            Set.of("yaml-invalid", "json-invalid", "empty", "shape-invalid", "link-broken");
    /// And for a plugin or a marketplace, whose name is how it is asked for.
    private static final Set<String> FATAL_UNNAMED = Set.of("name-missing", "name-reserved", "plugin-twice");

    private Verdicts() {}

    /// Empty for things that have no file of their own.
    public static List<Verdict> of(Entry entry) {
        if (!entry.facts().has(Field.SHA256)) {
            return List.of();
        }
        var flaws = entry.facts().list(Field.FLAWS);
        var fatal = flaws.stream()
                .filter(flaw -> FATAL.contains(flaw) || (FATAL_UNNAMED.contains(flaw)
                        && (entry.kind() == Kind.PLUGIN || entry.kind() == Kind.MARKETPLACE)))
                .toList();
        var claude = new Verdict("claude-code", fatal.isEmpty(), fatal);
        return entry.kind() == Kind.SKILL
                ? List.of(new Verdict("agent-skills", flaws.isEmpty(), flaws), claude)
                : List.of(claude);
    }
}
