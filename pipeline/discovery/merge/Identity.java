package discovery.merge;

import discovery.model.Entry;
import discovery.model.Field;
import discovery.model.Kind;
import discovery.model.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Second half of merging: things get the identity that they had last time, or a new one.
///
/// An identity belongs to a repository's number, never to its name, so that renames keep it and a re-registered name
/// can't take it. Inside a repository a thing is recognised by its path, else by its bytes, else by its name, each
/// only where that is unambiguous. Holds one repository's things of one kind at a time, and all slugs.
public final class Identity {
    /// What the last release knew of an entry.
    ///
    /// @param sha256   of its file, or empty
    /// @param formerly slugs that it had before that one
    public record Known(
            String id, int slot, String slug, Kind kind, long repository, String path, String name, String sha256,
            String commit, String blob, long firstSeen, List<String> formerly) {
        /// What is known of one group stands together in this order, as its things do in theirs.
        public String order() {
            return Thing.group(repository, kind) + id;
        }
    }

    private static final int SEVERAL = -1;
    /// Most former slugs of an entry.
    private static final int FORMER = 20;

    private final Digest digest;
    private final long today;
    private final Consumer<Entry> entries;
    private final Set<String> slugs = new HashSet<>();
    private int nextSlot;

    /// @param today    days since 1970-01-01
    /// @param nextSlot the lowest slot that was never given; 0 when there is no last release
    public Identity(Digest digest, long today, int nextSlot, Consumer<Entry> entries) {
        this.digest = digest;
        this.today = today;
        this.nextSlot = nextSlot;
        this.entries = entries;
    }

    /// After the last group: the lowest slot that was never given.
    public int nextSlot() {
        return nextSlot;
    }

    /// Settles one group. All of a group's things and all that was known of it come together.
    public void settle(List<Thing> things, List<Known> known) {
        var carried = carried(things, known);
        var taken = new HashSet<String>();
        known.forEach(past -> taken.add(past.id()));
        var ids = new TreeMap<String, Integer>();
        IntStream.range(0, carried.size())
                .forEach(i -> carried.get(i).ifPresent(past -> ids.put(past.id(), i)));
        IntStream.range(0, carried.size()).boxed()
                .filter(i -> carried.get(i).isEmpty())
                .sorted(Comparator.comparing(i -> things.get(i).order()))
                .forEach(i -> ids.put(freshId(things.get(i), taken), i));
        // The plain slug is the shortest path's; the others get a piece of their id.
        var bases = things.stream().map(Slugs::base).toList();
        var plain = new HashMap<String, String>();
        ids.forEach((id, i) -> plain.merge(bases.get(i), id, (one, other) -> Comparator
                .<String>comparingInt(each -> pathLength(things, ids, each))
                .thenComparing(Comparator.naturalOrder())
                .compare(one, other) <= 0 ? one : other));
        ids.forEach((id, i) -> {
            var past = carried.get(i);
            var base = bases.get(i);
            var alone = Optional.ofNullable(plain.get(base)).equals(Optional.of(id));
            var slug = past.map(Known::slug)
                    .filter(old -> old.equals(base) || old.equals(Slugs.distinct(base, id)))
                    .orElseGet(() -> alone ? base : Slugs.distinct(base, id));
            entries.accept(entry(id, things.get(i), slug(things.get(i).kind(), slug, base, id), past));
        });
    }

    private static int pathLength(List<Thing> things, Map<String, Integer> ids, String id) {
        return Optional.ofNullable(ids.get(id)).map(i -> things.get(i).place().path().length()).orElse(0);
    }

    /// The slug, unless another repository's thing has it already.
    private String slug(Kind kind, String wanted, String base, String id) {
        if (slugs.add(kind + "/" + wanted)) {
            return wanted;
        }
        var distinct = Slugs.distinct(base, id);
        slugs.add(kind + "/" + distinct);
        return distinct;
    }

    private Entry entry(String id, Thing thing, String slug, Optional<Known> past) {
        var slot = past.map(Known::slot).orElseGet(() -> nextSlot++);
        var place = past.map(before -> pinned(thing.place(), before)).orElse(thing.place());
        return new Entry(
                id, slug, slot, thing.kind(), place, thing.facts(), thing.provenance(), thing.losers(),
                thing.sources(), past.map(Known::firstSeen).orElse(today), formerly(past, slug));
    }

    /// The slugs that it had before this one, the newest last, so that each still leads to it.
    private static List<String> formerly(Optional<Known> past, String slug) {
        return past.map(before -> {
            var all = new LinkedHashSet<>(before.formerly());
            all.remove(before.slug());
            all.add(before.slug());
            all.remove(slug);
            return List.copyOf(all).subList(Math.max(0, all.size() - FORMER), all.size());
        }).orElse(List.of());
    }

    /// A file that has not changed stays pinned to the commit at which it was first read: a push to its repository says
    /// nothing new of it, and a night's delta need not carry it.
    private static Place pinned(Place place, Known past) {
        return place.path().equals(past.path()) && !place.blob().isEmpty() && place.blob().equals(past.blob())
                ? new Place(place.repository(), place.name(), place.path(), past.commit(), place.blob())
                : place;
    }

    /// For each thing what was known of it: recognised by path and name, else by path, by bytes, by name.
    private static List<Optional<Known>> carried(List<Thing> things, List<Known> known) {
        var carried = new ArrayList<Optional<Known>>(Collections.nCopies(things.size(), Optional.empty()));
        if (known.isEmpty()) {
            return carried;
        }
        var free = new HashSet<Integer>();
        IntStream.range(0, known.size()).forEach(free::add);
        match(things, known, carried, free, thing -> Optional.of(thing.place().path() + "\n" + name(thing)),
                past -> Optional.of(past.path() + "\n" + past.name()));
        match(things, known, carried, free, thing -> Optional.of(thing.place().path()),
                past -> Optional.of(past.path()));
        match(things, known, carried, free, thing -> thing.facts().text(Field.SHA256), past -> filled(past.sha256()));
        match(things, known, carried, free, thing -> filled(name(thing)), past -> filled(past.name()));
        return carried;
    }

    /// Joins those whose mark is unique on both sides among those that are left. What has no mark is not recognised.
    private static void match(
            List<Thing> things, List<Known> known, List<Optional<Known>> carried, Set<Integer> free,
            Function<Thing, Optional<String>> mark, Function<Known, Optional<String>> pastMark) {
        var open = IntStream.range(0, things.size()).filter(i -> carried.get(i).isEmpty()).boxed().toList();
        var marks = unique(open, i -> mark.apply(things.get(i)));
        var pasts = unique(free, i -> pastMark.apply(known.get(i)));
        marks.forEach((text, i) -> {
            var past = pasts.getOrDefault(text, SEVERAL);
            if (i >= 0 && past >= 0) {
                carried.set(i, Optional.of(known.get(past)));
                free.remove(past);
            }
        });
    }

    /// Mark → who has it, `SEVERAL` when it is not one alone.
    private static Map<String, Integer> unique(
            Collection<Integer> all, Function<Integer, Optional<String>> mark) {
        var marks = new HashMap<String, Integer>();
        for (var each : all) {
            mark.apply(each).ifPresent(text -> marks.merge(text, each, (one, other) -> SEVERAL));
        }
        return marks;
    }

    private static Optional<String> filled(String text) {
        return Optional.of(text).filter(mark -> !mark.isBlank());
    }

    /// `kind.repository.hash`; the hash of its first place, or of that and a number when somebody has it already.
    private String freshId(Thing thing, Set<String> taken) {
        var place = thing.part().isEmpty() ? thing.place().path() : thing.place().path() + "\n" + thing.part();
        for (var attempt = 0; ; attempt++) {
            var text = attempt == 0 ? place : place + "\n\n" + attempt;
            var id = thing.idPrefix() + digest.of(text).substring(0, 12);
            if (taken.add(id)) {
                return id;
            }
        }
    }

    private static String name(Thing thing) {
        return thing.facts().text(Field.NAME).orElse("");
    }
}
