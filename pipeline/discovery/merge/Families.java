package discovery.merge;

import discovery.model.Entry;
import discovery.model.Field;
import discovery.model.Kind;
import discovery.model.Member;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Copies: entries of one kind whose text is the same when case, width and white space are set aside.
public final class Families {
    /// Shorter texts say too little to tell a copy from a coincidence.
    private static final int LEAST = 80;

    private Families() {}

    /// What decides who is the original.
    ///
    /// @param fork    the repository is a fork
    /// @param created day of the repository's making; `Long.MAX_VALUE` when unknown
    /// @param stars   0 when unknown
    public record Candidate(String id, boolean fork, long firstSeen, long created, long stars) {
        private static final Comparator<Candidate> ORIGINAL_FIRST = Comparator.comparing(Candidate::fork)
                .thenComparing(Candidate::firstSeen)
                .thenComparing(Candidate::created)
                .thenComparing(Comparator.comparing(Candidate::stars).reversed())
                .thenComparing(Candidate::id);
    }

    public static Candidate candidate(Entry entry) {
        var facts = entry.facts();
        return new Candidate(
                entry.id(), facts.flag(Field.FORK), entry.firstSeen(),
                facts.day(Field.CREATED).orElse(Long.MAX_VALUE), facts.number(Field.STARS).orElse(0));
    }

    /// What entries of one family have in common; empty for an entry that can't be a copy.
    public static Optional<String> mark(Entry entry, Digest digest) {
        if (entry.kind() == Kind.PACK || entry.kind() == Kind.MARKETPLACE) {
            return Optional.empty();
        }
        return entry.facts().text(Field.TEXT)
                .map(Families::normal)
                .filter(text -> text.length() >= LEAST)
                .map(text -> digest.of(entry.kind() + "\n" + text));
    }

    /// The members of one family, by id. A family of one has none.
    public static List<Member> members(List<Candidate> candidates) {
        if (candidates.size() < 2) {
            return List.of();
        }
        var sorted = candidates.stream().sorted(Candidate.ORIGINAL_FIRST).toList();
        var original = sorted.getFirst();
        var why = why(original, sorted.get(1));
        return sorted.stream()
                .map(each -> new Member(each.id(), original.id(), sorted.size() - 1,
                        each.equals(original)
                                ? "Taken as the original of " + sorted.size() + ": " + why + "."
                                : "Its text is the same as the original's."))
                .sorted(Comparator.comparing(Member::id))
                .toList();
    }

    private static String why(Candidate original, Candidate next) {
        if (original.fork() != next.fork()) {
            return "the others are in forks";
        }
        if (original.firstSeen() != next.firstSeen()) {
            return "it was seen first";
        }
        if (original.created() != next.created()) {
            return "its repository is the oldest";
        }
        return original.stars() == next.stars()
                ? "nothing tells them apart, so the first by id"
                : "its repository has the most stars";
    }

    private static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .strip();
    }
}
