package discovery.merge;

import discovery.model.Entry;
import discovery.model.Field;
import discovery.model.Problem;
import discovery.model.ProblemKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Names that can be taken for those of others: the same repository name under an owner who is called nearly as a
/// better known one, a misspelled name of a popular repository, a name in letters that only look like ASCII. They are
/// told, never merged: an identity hangs on a repository's number, not on any name.
///
/// Precision before recall: who is called a squatter and is none is wronged. Holds each repository's name and 8 bytes
/// for each entry's.
public final class LookAlikes {
    private static final String SOURCE = "merge";
    /// An owner's name that is shorter is one letter away from many.
    private static final int OWNER = 6;
    /// How many times as many stars the better known one has.
    private static final int BETTER_KNOWN = 5;
    /// Stars below which nobody is worth being taken for.
    private static final int KNOWN = 10;
    /// Repositories of one name that others are compared with, the best known first.
    private static final int COMPARED = 50;
    /// Stars of a popular repository, how many times as many as the other's, and letters of a name that is no accident.
    private static final int POPULAR = 1_000;
    private static final int FAR_BETTER_KNOWN = 100;
    private static final int NAME = 7;

    private record Repository(long number, String name, long stars) {
        private static final Comparator<Repository> BEST_KNOWN =
                Comparator.comparing(Repository::stars).reversed().thenComparing(Repository::number);

        String owner() {
            return lower().substring(0, lower().indexOf('/'));
        }

        String project() {
            return lower().substring(lower().indexOf('/') + 1);
        }

        private String lower() {
            return name.toLowerCase(Locale.ROOT);
        }
    }

    /// A name that is not ASCII.
    private record Foreign(String place, String name) {}

    private final Map<Long, Repository> repositories = new HashMap<>();
    private final List<Foreign> foreign = new ArrayList<>();
    private long[] names = new long[1 << 10];
    private int count;

    /// Takes every entry, in any order.
    public void add(Entry entry) {
        var place = entry.place();
        if (place.repository() != 0 && place.name().indexOf('/') > 0) {
            repositories.computeIfAbsent(place.repository(), number -> new Repository(
                    number, place.name(), entry.facts().number(Field.STARS).orElse(0)));
        }
        entry.facts().text(Field.NAME).ifPresent(name -> {
            if (name.chars().allMatch(unit -> unit < 0x80)) {
                names = count == names.length ? Arrays.copyOf(names, 2 * count) : names;
                names[count++] = hash(name.toLowerCase(Locale.ROOT));
            } else {
                foreign.add(new Foreign(place.toString(), name));
            }
        });
    }

    /// What was found, sorted.
    public List<Problem> problems() {
        return Stream.of(owners(), projects(), letters()).flatMap(List::stream).sorted(Problem.ORDER).toList();
    }

    private List<Problem> owners() {
        var problems = new ArrayList<Problem>();
        var named = new HashMap<String, List<Repository>>();
        repositories.values().forEach(
                each -> named.computeIfAbsent(each.project(), none -> new ArrayList<>()).add(each));
        for (var all : named.values()) {
            all.sort(Repository.BEST_KNOWN);
            for (var other : all) {
                all.stream()
                        .limit(COMPARED)
                        .filter(known -> known.stars() >= KNOWN && known.stars() >= BETTER_KNOWN * other.stars()
                                && isLike(known.owner(), other.owner()))
                        .findFirst()
                        .ifPresent(known -> problems.add(problem(other.name(), known.name(),
                                "its owner's name is nearly that of the better known one")));
            }
        }
        return problems;
    }

    private static boolean isLike(String owner, String other) {
        return !owner.equals(other) && (Confusables.skeleton(owner).equals(Confusables.skeleton(other))
                || (Math.min(owner.length(), other.length()) >= OWNER && isOneSlip(owner, other)));
    }

    /// One letter more, one less, another one, or two neighbours changed.
    static boolean isOneSlip(String one, String other) {
        var same = 0;
        while (same < Math.min(one.length(), other.length()) && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        var left = one.substring(same);
        var right = other.substring(same);
        return switch (one.length() - other.length()) {
            case 1 -> left.substring(1).equals(right);
            case -1 -> right.substring(1).equals(left);
            case 0 -> !left.isEmpty() && (left.substring(1).equals(right.substring(1))
                    || (left.length() > 1 && left.charAt(0) == right.charAt(1) && left.charAt(1) == right.charAt(0)
                            && left.substring(2).equals(right.substring(2))));
            default -> false;
        };
    }

    /// Only slips that no second name is made of on purpose: neighbours changed, a letter doubled or no longer doubled.
    private List<Problem> projects() {
        var slips = new HashMap<String, Repository>();
        repositories.values().stream()
                .filter(each -> each.stars() >= POPULAR && each.project().length() >= NAME)
                .sorted(Repository.BEST_KNOWN)
                .forEach(each -> slips(each.project()).forEach(slip -> slips.putIfAbsent(slip, each)));
        var problems = new ArrayList<Problem>();
        for (var other : repositories.values()) {
            Stream.ofNullable(slips.get(other.project()))
                    .filter(known -> !known.owner().equals(other.owner())
                            && known.stars() >= FAR_BETTER_KNOWN * other.stars())
                    .forEach(known -> problems.add(problem(other.name(), known.name(),
                            "its name is that of the popular one with a slip of the pen")));
        }
        return problems;
    }

    private static Set<String> slips(String name) {
        var slips = new HashSet<String>();
        for (var i = 0; i < name.length(); i++) {
            var letter = name.charAt(i);
            slips.add(name.substring(0, i) + letter + name.substring(i));
            if (i + 1 < name.length()) {
                var next = name.charAt(i + 1);
                slips.add(letter == next
                        ? name.substring(0, i) + name.substring(i + 1)
                        : name.substring(0, i) + next + letter + name.substring(i + 2));
            }
        }
        slips.remove(name);
        return slips;
    }

    private List<Problem> letters() {
        var known = Arrays.copyOf(names, count);
        Arrays.sort(known);
        var problems = new ArrayList<Problem>();
        for (var each : foreign) {
            var ascii = Confusables.ascii(each.name());
            if (ascii.chars().allMatch(unit -> unit < 0x80) && Arrays.binarySearch(known, hash(ascii)) >= 0) {
                problems.add(new Problem(ProblemKind.LOOK_ALIKE, SOURCE, each.place(),
                        "is called `%s` in letters that only look like those of `%s`, which others are called"
                                .formatted(each.name(), ascii)));
            }
        }
        return problems;
    }

    private static Problem problem(String name, String known, String why) {
        return new Problem(ProblemKind.LOOK_ALIKE, SOURCE, name,
                "can be taken for %s: %s; see that you mean this one".formatted(known, why));
    }

    private static long hash(String text) {
        var hash = 0xCBF29CE484222325L;
        for (var i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }
}
