package discovery.merge;

import discovery.model.Entry;
import discovery.model.Field;
import discovery.model.Kind;
import discovery.model.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToIntBiFunction;
import java.util.regex.Pattern;

/// Copies: entries of one kind whose texts are the same or nearly so are a family, and one of them is its original.
public final class Families {
    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100}");
    private static final String GITHUB = "github.com/";
    private static final int LINKS = 8;
    private static final int NOTICE = 120;
    /// An owner's name that is shorter is a word in many notices.
    private static final int OWNER = 4;

    private Families() {}

    /// What decides who is the original.
    ///
    /// @param text       of equal texts the same
    /// @param fork       the repository is a fork
    /// @param created    day of the repository's making; `Long.MAX_VALUE` when unknown
    /// @param stars      0 when unknown
    /// @param repository `owner/name` in lower case, or empty
    /// @param links      other repositories that its text leads to, in lower case
    /// @param notice     whom it names as author or holder of rights, in lower case
    public record Candidate(
            String id, String text, boolean fork, long firstSeen, long created, long stars, String repository,
            List<String> links, String notice) {
        /// Who is the more likely original, before it is known who names whom.
        public static final Comparator<Candidate> ORDER = Comparator.comparing(Candidate::fork)
                .thenComparing(Candidate::firstSeen)
                .thenComparing(Candidate::created)
                .thenComparing(Comparator.comparing(Candidate::stars).reversed())
                .thenComparing(Candidate::id);

        private boolean leadsTo(Candidate other) {
            return !other.repository.isEmpty() && !repository.equals(other.repository)
                    && links.contains(other.repository);
        }

        private boolean credits(Candidate other) {
            var owner = other.repository.substring(0, Math.max(0, other.repository.indexOf('/')));
            return owner.length() >= OWNER && !repository.startsWith(owner + "/") && notice.contains(owner);
        }
    }

    public static Candidate candidate(Entry entry, String text) {
        var facts = entry.facts();
        var repository = entry.place().name().toLowerCase(Locale.ROOT);
        var body = facts.text(Field.TEXT).orElse("");
        return new Candidate(
                entry.id(), text, facts.flag(Field.FORK), entry.firstSeen(),
                facts.day(Field.CREATED).orElse(Long.MAX_VALUE), facts.number(Field.STARS).orElse(0), repository,
                links(body, repository), notice(facts.text(Field.AUTHOR).orElse(""), body));
    }

    /// What entries of one family have in common; empty for an entry that can't be a copy.
    public static Optional<Fingerprint> fingerprint(Entry entry, Digest digest) {
        return entry.kind() == Kind.PACK || entry.kind() == Kind.MARKETPLACE
                ? Optional.empty()
                : entry.facts().text(Field.TEXT).flatMap(text -> Fingerprint.of(entry.kind(), text, digest));
    }

    private static List<String> links(String text, String own) {
        var links = new TreeSet<String>();
        for (var at = text.indexOf(GITHUB); at >= 0 && links.size() < LINKS; at = text.indexOf(GITHUB, at + 1)) {
            var link = REPOSITORY.matcher(text).region(at + GITHUB.length(), text.length());
            if (link.lookingAt()) {
                var name = link.group().toLowerCase(Locale.ROOT).replaceFirst("(\\.git)?\\.*$", "");
                if (!name.equals(own)) {
                    links.add(name);
                }
            }
        }
        return List.copyOf(links);
    }

    private static String notice(String author, String text) {
        var at = text.indexOf("opyright");
        var line =
                at < 0 ? "" : text.substring(at, Math.min(text.length(), at + NOTICE)).lines().findFirst().orElse("");
        return (author + " " + line).strip().toLowerCase(Locale.ROOT);
    }

    /// The members of one family, by id. A family of one has none.
    ///
    /// @param share hundredths of the shorter text's words that stand in the other
    public static List<Member> members(
            List<Candidate> candidates, ToIntBiFunction<Candidate, Candidate> share) {
        if (candidates.size() < 2) {
            return List.of();
        }
        var led = named(candidates, Candidate::leadsTo);
        var credited = named(candidates, Candidate::credits);
        var order = Comparator.comparing(Candidate::fork)
                .thenComparing(Candidate::firstSeen)
                .thenComparing(each -> -led.getOrDefault(each.id(), 0))
                .thenComparing(each -> -credited.getOrDefault(each.id(), 0))
                .thenComparing(Candidate.ORDER);
        var sorted = candidates.stream().sorted(order).toList();
        var original = sorted.getFirst();
        var why = why(original, sorted.get(1), led, credited);
        var members = new ArrayList<Member>();
        for (var each : sorted) {
            members.add(new Member(each.id(), original.id(), sorted.size() - 1, each.equals(original)
                    ? "Taken as the original of " + sorted.size() + ": " + why + "."
                    : each.text().equals(original.text())
                            ? "Its text is the same as the original's."
                    : "Its text is nearly the original's: of the shorter one's own words, about %d %% stand in the other."
                            .formatted(share.applyAsInt(each, original))));
        }
        members.sort(Comparator.comparing(Member::id));
        return members;
    }

    private interface Says {
        boolean of(Candidate one, Candidate other);
    }

    /// How many repositories of the family say it of each. Families may be large, so repositories are asked, not
    /// members; a repository speaks once.
    private static Map<String, Integer> named(List<Candidate> candidates, Says says) {
        var speakers = new HashMap<String, List<Candidate>>();
        candidates.stream()
                .filter(each -> !each.links().isEmpty() || !each.notice().isEmpty())
                .forEach(each -> speakers.computeIfAbsent(each.repository(), none -> new ArrayList<>()).add(each));
        var counts = new HashMap<String, Integer>();
        var byRepository = new HashMap<String, Integer>();
        for (var each : candidates) {
            var count = byRepository.computeIfAbsent(each.repository(), repository -> (int) speakers.values().stream()
                    .filter(them -> them.stream().anyMatch(speaker -> says.of(speaker, each)))
                    .count());
            counts.put(each.id(), count);
        }
        return counts;
    }

    private static String why(
            Candidate original, Candidate next, Map<String, Integer> led, Map<String, Integer> credited) {
        if (original.fork() != next.fork()) {
            return "the others are in forks";
        }
        if (original.firstSeen() != next.firstSeen()) {
            return "it was seen first";
        }
        if (!led.getOrDefault(original.id(), 0).equals(led.getOrDefault(next.id(), 0))) {
            return "others lead to its repository";
        }
        if (!credited.getOrDefault(original.id(), 0).equals(credited.getOrDefault(next.id(), 0))) {
            return "others name its owner as author";
        }
        if (original.created() != next.created()) {
            return "its repository is the oldest";
        }
        return original.stars() == next.stars()
                ? "nothing tells them apart, so the first by id"
                : "its repository has the most stars";
    }
}
