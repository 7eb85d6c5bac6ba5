package discovery.merge;

import discovery.model.Entry;
import discovery.model.Field;
import discovery.model.Kind;
import discovery.model.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/// Second half of merging: things get the identity that they had last time, or a new one.
///
/// An identity belongs to a repository's number, never to its name, so that renames keep it and a re-registered name
/// can't take it. Inside a repository a thing is recognised by its path, else by its bytes, else by its name, each
/// only where that is unambiguous. Holds one repository's things of one kind at a time.
public final class Identity {
    /// What the last release knew of an entry.
    ///
    /// @param sha256 of its file, or empty
    public record Known(
            String id, int slot, String slug, Kind kind, long repository, String path, String name, String sha256,
            String commit, String blob, long firstSeen) {
        String group() {
            return kind + "." + repository + ".";
        }
    }

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

    /// Settles one group. Groups come in the order of `Thing.order`; all of a group's things and all that was known of
    /// it come together.
    public void settle(List<Thing> things, List<Known> known) {
        var open = new ArrayList<>(things);
        var free = new ArrayList<>(known);
        var carried = new HashMap<Thing, Known>();
        match(open, free, carried, thing -> Optional.of(thing.place().path() + "\n" + name(thing)),
                past -> Optional.of(past.path() + "\n" + past.name()));
        match(open, free, carried, thing -> Optional.of(thing.place().path()), past -> Optional.of(past.path()));
        match(open, free, carried, thing -> thing.facts().text(Field.SHA256), past -> filled(past.sha256()));
        match(open, free, carried, thing -> filled(name(thing)), past -> filled(past.name()));

        var ids = new TreeMap<String, Thing>();
        carried.forEach((thing, past) -> ids.put(past.id(), thing));
        for (var thing : open.stream().sorted(Comparator.comparing(Thing::order)).toList()) {
            ids.put(freshId(thing, ids.keySet(), known), thing);
        }
        var bases = new HashMap<String, Integer>();
        ids.values().forEach(thing -> bases.merge(Slugs.base(thing), 1, Integer::sum));
        var shortest = new HashMap<String, String>();
        ids.forEach((id, thing) -> shortest.merge(Slugs.base(thing), id, (one, other) -> preferred(ids, one, other)));
        ids.forEach((id, thing) -> {
            var past = Optional.ofNullable(carried.get(thing));
            var base = Slugs.base(thing);
            var alone = Optional.ofNullable(shortest.get(base)).equals(Optional.of(id));
            var slug = past.map(Known::slug)
                    .filter(old -> old.equals(base) || old.equals(Slugs.distinct(base, id)))
                    .orElseGet(() -> alone ? base : Slugs.distinct(base, id));
            if (!slugs.add(thing.kind() + "/" + slug)) {
                slug = Slugs.distinct(base, id);
                slugs.add(thing.kind() + "/" + slug);
            }
            var slot = past.map(Known::slot).orElseGet(() -> nextSlot++);
            var place = past.map(before -> pinned(thing.place(), before)).orElse(thing.place());
            entries.accept(new Entry(
                    id, slug, slot, thing.kind(), place, thing.facts(), thing.provenance(), thing.losers(),
                    thing.sources(), past.map(Known::firstSeen).orElse(today)));
        });
    }

    /// A file that has not changed stays pinned to the commit at which it was first read: a push to its repository says
    /// nothing new of it, and a night's delta need not carry it.
    private static Place pinned(Place place, Known past) {
        return place.path().equals(past.path()) && !place.blob().isEmpty() && place.blob().equals(past.blob())
                ? new Place(place.repository(), place.name(), place.path(), past.commit(), place.blob())
                : place;
    }

    private static String preferred(Map<String, Thing> ids, String one, String other) {
        return Comparator
                .<String>comparingInt(
                        id -> Optional.ofNullable(ids.get(id)).map(thing -> thing.place().path().length()).orElse(0))
                .thenComparing(Comparator.naturalOrder())
                .compare(one, other) <= 0 ? one : other;
    }

    /// Moves the pairs whose mark is unique on both sides from open and free to carried. A thing without a mark is not
    /// recognised by it.
    private static void match(
            List<Thing> open, List<Known> free, Map<Thing, Known> carried,
            Function<Thing, Optional<String>> mark, Function<Known, Optional<String>> pastMark) {
        var marks = byMark(open, mark);
        var pasts = byMark(free, pastMark);
        marks.forEach((text, things) -> {
            var those = pasts.getOrDefault(text, List.of());
            if (things.size() == 1 && those.size() == 1) {
                carried.put(things.getFirst(), those.getFirst());
                open.remove(things.getFirst());
                free.remove(those.getFirst());
            }
        });
    }

    private static <T> Map<String, List<T>> byMark(List<T> all, Function<T, Optional<String>> mark) {
        var marks = new HashMap<String, List<T>>();
        for (var each : all) {
            mark.apply(each).ifPresent(text -> marks.computeIfAbsent(text, none -> new ArrayList<>()).add(each));
        }
        return marks;
    }

    private static Optional<String> filled(String text) {
        return Optional.of(text).filter(mark -> !mark.isBlank());
    }

    /// `kind.repository.hash`; the hash of its first place, or of that and a number when somebody has it already.
    private String freshId(Thing thing, Set<String> taken, List<Known> known) {
        var place = thing.part().isEmpty() ? thing.place().path() : thing.place().path() + "\n" + thing.part();
        for (var attempt = 0; ; attempt++) {
            var text = attempt == 0 ? place : place + "\n\n" + attempt;
            var id = thing.group() + digest.of(text).substring(0, 12);
            if (!taken.contains(id) && known.stream().noneMatch(past -> past.id().equals(id))) {
                return id;
            }
        }
    }

    private static String name(Thing thing) {
        return thing.facts().text(Field.NAME).orElse("");
    }
}
