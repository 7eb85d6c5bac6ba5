package discovery.site;

import discovery.model.Kind;
import discovery.site.Change.Word;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What happened on the nights before this one: how many entries there were, and what changed of which entry. Each night
/// adds its own and writes the whole again, so that the site needs no archive of itself.
///
/// @param nights the oldest first
/// @param events the oldest first
public record History(List<Count> nights, List<Event> events) {
    public static final History NONE = new History(List.of(), List.of());
    static final int NIGHTS = 400;
    static final int EVENTS = 40_000;
    /// Of one night; what is only bookkeeping comes last and falls away.
    static final int OF_NIGHT = 4_000;

    public History {
        nights = List.copyOf(nights);
        events = List.copyOf(events);
    }

    /// How many entries a night's build had.
    public record Count(long seq, long day, Map<Kind, Long> kinds) {
        long all() {
            return kinds.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /// @param silent its content changed and its version did not
    /// @param before commit before, where it is known; `after` likewise
    public record Event(
            long seq, long day, Word word, String id, Kind kind, String slug, String name, String place,
            String fields, String reason, boolean silent, String before, String after) {}

    /// This and tonight.
    History with(Night night, Catalogue catalogue, List<Change> changes) {
        var day = night.day().toEpochDay();
        var counts = new EnumMap<Kind, Long>(Kind.class);
        for (var kind : Kind.values()) {
            counts.put(kind, (long) catalogue.of(kind).size());
        }
        var all = new ArrayList<>(nights);
        all.removeIf(count -> count.seq() >= night.seq());
        all.add(new Count(night.seq(), day, counts));
        var more = new ArrayList<>(events);
        more.removeIf(event -> event.seq() >= night.seq());
        // On the first night all is new, which says nothing.
        changes.stream().filter(change -> night.seq() > 1 || change.word() != Word.ADDED).limit(OF_NIGHT)
                .forEach(change -> more.add(new Event(
                        night.seq(), day, change.word(), change.id(), change.kind(), change.slug(),
                        Plain.cut(Plain.first(change.name(), change.slug()), 100), Plain.cut(change.place(), 120),
                        Plain.cut(String.join(", ", change.fields()), 160), Plain.cut(change.reason(), 200),
                        isSilent(change, catalogue), change.before(), change.after())));
        return new History(last(all, NIGHTS), last(more, EVENTS));
    }

    private static boolean isSilent(Change change, Catalogue catalogue) {
        return change.word() == Word.CHANGED && change.fields().contains("sha256")
                && !change.fields().contains("version")
                && catalogue.card(change.id()).filter(Card::versioned).isPresent();
    }

    private static <T> List<T> last(List<T> all, int most) {
        return all.subList(Math.max(0, all.size() - most), all.size());
    }

    /// The events of each entry, the newest first.
    Map<String, List<Event>> byId() {
        var all = new HashMap<String, List<Event>>();
        events.reversed().forEach(event -> all.computeIfAbsent(event.id(), first -> new ArrayList<>(1)).add(event));
        return all;
    }

    /// One JSON object a line: first the nights, then the events.
    byte[] lines() {
        var out = new Octets();
        for (var night : nights) {
            var json = new Json().object().key("seq").number(night.seq()).key("day").number(night.day()).key("kinds")
                    .object();
            night.kinds().forEach((kind, count) -> json.key(kind.toString()).number(count));
            out.all(json.endObject().endObject().bytes());
        }
        for (var event : events) {
            var json = new Json().object().key("seq").number(event.seq()).key("day").number(event.day())
                    .key("change").text(event.word().toString()).key("id").text(event.id())
                    .key("kind").text(event.kind().toString()).key("slug").text(event.slug())
                    .key("name").text(event.name()).key("place").text(event.place())
                    .key("fields").text(event.fields()).key("reason").text(event.reason());
            if (event.silent()) {
                json.key("silent").flag(true);
            }
            out.all(json.key("before").text(event.before()).key("after").text(event.after()).endObject().bytes());
        }
        return out.bytes();
    }

    /// What `lines` wrote, as trees of JSON.
    public static History of(List<Map<?, ?>> trees) {
        var nights = new ArrayList<Count>();
        var events = new ArrayList<Event>();
        for (var tree : trees) {
            Function<String, String> text = key -> tree.get(key) instanceof String word ? word : "";
            var seq = number(tree, "seq");
            var day = number(tree, "day");
            if (tree.get("kinds") instanceof Map<?, ?> kinds) {
                var counts = new EnumMap<Kind, Long>(Kind.class);
                for (var kind : Kind.values()) {
                    counts.put(kind, number(kinds, kind.toString()));
                }
                nights.add(new Count(seq, day, counts));
            } else {
                Kind.of(text.apply("kind"))
                        .ifPresent(kind -> Word.of(text.apply("change")).ifPresent(word -> events.add(
                                new Event(seq, day, word, text.apply("id"), kind, text.apply("slug"),
                                        text.apply("name"),
                                        text.apply("place"), text.apply("fields"), text.apply("reason"),
                                        Boolean.TRUE.equals(tree.get("silent")), text.apply("before"),
                                        text.apply("after")))));
            }
        }
        return new History(nights, events);
    }

    private static long number(Map<?, ?> tree, String key) {
        return tree.get(key) instanceof Number number ? number.longValue() : 0;
    }
}
