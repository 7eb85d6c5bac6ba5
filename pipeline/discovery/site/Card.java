package discovery.site;

import discovery.model.Kind;
import discovery.model.Row;
import java.util.Comparator;

/// What a list shows of an entry, and what its page asks of others: the only thing of each row that is kept.
///
/// @param paged  it has a page of its own; if not, it stands in a block of records
/// @param index  its place in the order of ids
/// @param file   file name of its page, without folder and ending
/// @param name   the name for people, where the thing has one
/// @param formal the name that programs use
/// @param alarms how many of its safety findings are high
/// @param flaws  what was wrong when it was read; `refused`: a reader of its format objects
/// @param versioned it gives a version
record Card(
        boolean paged,
        int index,
        String id,
        Kind kind,
        String file,
        String name,
        String formal,
        String summary,
        int score,
        long stars,
        String place,
        String licence,
        String original,
        boolean archived,
        int alarms,
        int flaws,
        boolean refused,
        boolean versioned,
        long firstSeen) {

    static final int SUMMARY = 160;

    /// Best first; the same order on every page.
    static final Comparator<Card> ORDER =
            Comparator.comparingInt(Card::score).reversed().thenComparing(Card::id);

    static Card of(int index, Row row) {
        var content = row.content();
        var alarms = content.findings().stream().filter(finding -> finding.severity().equals("high")).count();
        return new Card(
                true,
                index,
                content.id(),
                content.kind(),
                Slugs.ofEntry(content.slug()),
                Plain.cut(Plain.first(content.title(), content.name(), content.slug()), 100),
                Plain.cut(Plain.first(content.name(), content.slug()), 200),
                Plain.cut(Plain.first(content.description(), begins(content)), SUMMARY),
                row.numbers().score(),
                row.numbers().stars(),
                content.place(),
                Plain.cut(content.licence(), 40),
                content.original(),
                content.archived(),
                (int) alarms,
                content.flaws().size(),
                content.verdicts().stream().anyMatch(verdict -> !verdict.accepts()),
                !content.version().isBlank(),
                content.firstSeen());
    }

    /// What stands for a description that is missing: of a hook, whose text is JSON, the events that it waits for.
    private static String begins(Row.Content content) {
        return content.kind() == Kind.HOOK && !content.events().isEmpty()
                ? String.join(", ", content.events())
                : content.gist();
    }

    /// What the pages of others show of it, and nothing else: they are made again when one of these changes.
    record Line(String id, String path, Kind kind, String name, String points) {}

    Line line() {
        return new Line(id, path(), kind, name, points());
    }

    /// The same without a page of its own.
    Card unpaged() {
        return new Card(
                false, index, id, kind, file, name, formal, summary, score, stars, place, licence, original, archived,
                alarms, flaws, refused, versioned, firstSeen);
    }

    /// What its page, its JSON and its badge are called, without their endings.
    String folder() {
        return kind.folder() + "/" + file;
    }

    /// Its page, from the site's root.
    String path() {
        return paged ? folder() + ".html" : "entry.html?e=" + folder();
    }

    String data() {
        return "api/" + folder() + ".json";
    }

    String badge() {
        return "badges/" + folder() + ".svg";
    }

    boolean copy() {
        return !original.isEmpty() && !original.equals(id);
    }

    boolean alarm() {
        return alarms > 0;
    }

    String owner() {
        var slash = place.indexOf('/');
        return slash < 0 ? "" : place.substring(0, slash);
    }

    String points() {
        return Figure.points(score);
    }

    int bar() {
        return Figure.bar(score, 10_000);
    }

    String starred() {
        return stars < 0 ? "" : Figure.compact(stars);
    }
}
