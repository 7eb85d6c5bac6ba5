package discovery.install;

import discovery.model.Row;
import java.util.ArrayList;
import java.util.List;

/// What a reader should know before installing an entry, in our words: foreign text is not in them.
///
/// @param verdict what follows from the sentences
public record Concerns(Verdict verdict, List<String> sentences) {
    /// How much there is to say.
    public enum Verdict {
        FINE,
        LOOK,
        AVOID;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public Concerns {
        sentences = List.copyOf(sentences);
    }

    public static Concerns of(Row row) {
        var content = row.content();
        var avoid = new ArrayList<String>();
        var look = new ArrayList<String>();
        content.findings().forEach(finding -> (finding.severity().equals("high") ? avoid : look).add(
                "The rule %s (%s) applies to line %d.".formatted(finding.rule(), finding.severity(), finding.line())));
        if (content.status().equals("deleted") || content.status().equals("deprecated")) {
            avoid.add("Its registry calls it %s.".formatted(content.status()));
        }
        if (content.archived()) {
            look.add("Its repository is archived: nobody mends it.");
        }
        if (!content.original().isEmpty() && !content.original().equals(content.id())) {
            look.add("It is a copy; the original is %s.".formatted(content.original()));
        }
        if (content.licence().isEmpty()) {
            look.add("It has no licence that we know of.");
        }
        if (content.commit().isEmpty() && content.sha256().isEmpty()) {
            look.add("We have not read it: nothing pins what you would get.");
        }
        content.verdicts().stream().filter(verdict -> !verdict.accepts())
                .forEach(verdict -> look.add("The reader %s does not accept it.".formatted(verdict.reader())));
        var verdict = !avoid.isEmpty() ? Verdict.AVOID : !look.isEmpty() ? Verdict.LOOK : Verdict.FINE;
        avoid.addAll(look);
        return new Concerns(verdict, avoid);
    }
}
