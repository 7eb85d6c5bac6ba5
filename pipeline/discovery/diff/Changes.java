package discovery.diff;

import discovery.build.Fields;
import discovery.model.Bounds;
import discovery.model.Row;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/// The changes from one build to another, entry by entry in the order of ids: one pass over both, in constant memory.
///
/// Law: the content of the old rows with the changes is the content of the new rows, but for `commit` of entries that
/// are otherwise the same. Numbers change every night and are only counted; so is a commit alone, because a commit to a
/// repository says nothing of a file that it leaves as it was.
public final class Changes implements Iterator<Change> {
    private static final Set<String> NAMES = Set.of("slug", "place", "path");
    /// What is kept of a text in JSON, in UTF-16 units, and of a list.
    private static final int TEXT = Bounds.LINE;
    private static final int LIST = 20;

    private final Iterator<Row> before;
    private final Iterator<Row> after;
    private final Function<Row, String> reasons;
    private Optional<Row> left = Optional.empty();
    private Optional<Row> right = Optional.empty();
    private Optional<Change> next = Optional.empty();
    private long added;
    private long changed;
    private long renamed;
    private long removed;
    private long numbers;
    private long commits;
    private long same;

    /// How many there were.
    ///
    /// @param numbers entries whose numbers alone changed
    /// @param commits entries that were read at another commit and are otherwise the same; their numbers may differ
    /// @param same    entries without any difference
    public record Counts(
            long added, long changed, long renamed, long removed, long numbers, long commits, long same) {}

    private Changes(Iterator<Row> before, Iterator<Row> after, Function<Row, String> reasons) {
        this.before = before;
        this.after = after;
        this.reasons = reasons;
    }

    /// The changes that make the rows of the old build those of the new one.
    ///
    /// @param before  rows of the old build, sorted by id
    /// @param after   rows of the new build, sorted by id
    /// @param reasons says of a row that is gone, in one sentence, why
    public static Changes between(Iterator<Row> before, Iterator<Row> after, Function<Row, String> reasons) {
        return new Changes(before, after, reasons);
    }

    @Override
    public boolean hasNext() {
        while (next.isEmpty()) {
            left = left.or(() -> following(before));
            right = right.or(() -> following(after));
            if (left.isEmpty() && right.isEmpty()) {
                return false;
            }
            next = step();
        }
        return true;
    }

    @Override
    public Change next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var change = next.orElseThrow();
        next = Optional.empty();
        return change;
    }

    /// What was met so far; of everything once there is no next change.
    public Counts counts() {
        return new Counts(added, changed, renamed, removed, numbers, commits, same);
    }

    private static Optional<Row> following(Iterator<Row> rows) {
        return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
    }

    /// Takes the lower of the two rows at hand, or both when they are of one entry.
    private Optional<Change> step() {
        var order = left.isEmpty() ? 1 : right.isEmpty() ? -1 : id(left).compareTo(id(right));
        var gone = left;
        var come = right;
        left = order <= 0 ? Optional.empty() : left;
        right = order >= 0 ? Optional.empty() : right;
        if (order < 0) {
            removed++;
            return gone.map(row -> new Change.Removed(row, reasons.apply(row)));
        }
        if (order > 0) {
            added++;
            return come.map(Change.Added::new);
        }
        return change(gone.orElseThrow(), come.orElseThrow());
    }

    private static String id(Optional<Row> row) {
        return row.orElseThrow().content().id();
    }

    private Optional<Change> change(Row old, Row now) {
        if (old.content().equals(now.content())) {
            if (old.numbers().equals(now.numbers())) {
                same++;
            } else {
                numbers++;
            }
            return Optional.empty();
        }
        var fields = different(old.content(), now.content());
        if (fields.equals(List.of("commit"))) {
            commits++;
            return Optional.empty();
        }
        if (fields.stream().anyMatch(NAMES::contains)) {
            renamed++;
            return Optional.of(new Change.Renamed(old, now, fields));
        }
        changed++;
        return Optional.of(new Change.Changed(old, now, fields));
    }

    private static List<String> different(Row.Content old, Row.Content now) {
        var before = Fields.of(old);
        var different = new ArrayList<String>();
        Fields.of(now).forEach((name, value) -> {
            if (!value.equals(before.get(name))) {
                different.add(name);
            }
        });
        return List.copyOf(different);
    }

    /// A change as one object of `changes.jsonl`: `change` (`added`, `changed`, `renamed`, `removed`), `id`, `slug`,
    /// `kind`, `name`, `place`, `path`, all of the new row where there is one; of changed and renamed ones `fields`:
    /// for each name `before` and `after`; of added ones `description`; of removed ones `reason`. Texts are cut to 500
    /// units, lists to 20 items, the last of which then says how many there are more.
    public static SequencedMap<String, Object> json(Change change) {
        return switch (change) {
            case Change.Added(var row) ->
                with(named("added", change), "description", bounded(row.content().description()));
            case Change.Changed(var old, var now, var fields) ->
                with(named("changed", change), "fields", fields(old, now, fields));
            case Change.Renamed(var old, var now, var fields) ->
                with(named("renamed", change), "fields", fields(old, now, fields));
            case Change.Removed(_, var reason) -> with(named("removed", change), "reason", reason);
        };
    }

    private static SequencedMap<String, Object> named(String word, Change change) {
        var content = change.row().content();
        var json = new LinkedHashMap<String, Object>();
        json.put("change", word);
        json.put("id", content.id());
        json.put("slug", content.slug());
        json.put("kind", content.kind().toString());
        json.put("name", content.name());
        json.put("place", content.place());
        json.put("path", content.path());
        return json;
    }

    private static SequencedMap<String, Object> with(SequencedMap<String, Object> json, String key, Object value) {
        json.put(key, value);
        return json;
    }

    private static Map<String, Object> fields(Row old, Row now, List<String> names) {
        var before = Fields.of(old.content());
        var after = Fields.of(now.content());
        var fields = new LinkedHashMap<String, Object>();
        for (var name : names) {
            var pair = new LinkedHashMap<String, Object>();
            pair.put("before", bounded(before.getOrDefault(name, "")));
            pair.put("after", bounded(after.getOrDefault(name, "")));
            fields.put(name, pair);
        }
        return fields;
    }

    private static Object bounded(Object value) {
        return switch (value) {
            case String text -> text.length() <= TEXT ? text : Bounds.cut(text, TEXT - 1) + "…";
            case List<?> list when list.size() > LIST -> bounded(cut(list));
            case List<?> list -> list.stream().map(Changes::bounded).toList();
            case Map<?, ?> map -> {
                var bounded = new LinkedHashMap<String, Object>();
                map.forEach((key, each) -> bounded.put(String.valueOf(key), bounded(each)));
                yield bounded;
            }
            default -> value;
        };
    }

    private static List<Object> cut(List<?> list) {
        var cut = new ArrayList<Object>(list.subList(0, LIST - 1));
        cut.add("… " + (list.size() - LIST + 1) + " more");
        return cut;
    }
}
