package discovery.build;

import discovery.model.CanonicalJson;
import discovery.model.Judgement;
import discovery.model.Kind;
import discovery.model.Row;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Consumer;

/// `skills.jsonl`, the canonical dump: the one serializer of it, for the publisher and for clients alike.
///
/// Lines end in `\n`, UTF-8. The first is the header:
///
/// ```
/// {"format":1,"schema":1,"entries":2,"next_slot":7,"parts":[{"name":"care","weight":30}]}
/// ```
///
/// - `format` the way that lines are written; a reader refuses one that it doesn't know
/// - `schema` the fields that lines have; raised when a field comes, goes or changes its meaning
/// - `entries` number of entries that follow
/// - `next_slot` every slot is below it; the next new entry gets it
/// - `parts` names and weights of the score's parts, in the order in which the numbers have them; absent: none
///
/// Then two lines for each entry, sorted by id (by UTF-16 unit; ids are ASCII):
///
/// 1. the **content**: an object with the keys of `Fields` in their order. What is empty (an empty text, list or
///    object, `false`, 0) is left out, except `id`, `slot`, `kind`, `slug` and `name`, which are always there; the
///    objects in `verdicts` and `findings` have all their keys.
/// 2. the **numbers**: an array of `stars, forks, issues, created, pushed, words, score, copies` and then the parts
///    of the score. Units are those of `Row.Numbers`; unknown is -1.
///
/// How values are spelled: `CanonicalJson`. Laws: `row(parse(content(row)), parse(numbers(row)))` equals `row`, and
/// equal rows are equal bytes on every system.
public final class Dump {
    public static final int FORMAT = 1;
    public static final int SCHEMA = 1;

    private static final Set<String> ALWAYS = Set.of("id", "slot", "kind", "slug", "name");
    private static final Set<String> HEADER = Set.of("format", "schema", "entries", "next_slot", "parts");
    private static final Set<String> VERDICT = Set.of("reader", "accepts", "rules");
    private static final Set<String> FINDING = Set.of("rule", "severity", "line", "excerpt");
    private static final List<String> NUMBERS =
            List.of("stars", "forks", "issues", "created", "pushed", "words", "score", "copies");
    private static final Set<String> FIELDS = Set.of(
            "id", "slot", "kind", "slug", "name", "title", "description", "repository", "place", "path", "commit",
            "blob", "sha256", "licence", "version", "author", "homepage", "language", "status", "archived", "fork",
            "tags", "categories", "gist", "tools", "events", "commands", "packages", "remotes", "members", "parents",
            "sources", "provenance", "original", "reason", "flaws", "verdicts", "findings", "first_seen",
            "formerly");

    private Dump() {}

    /// The first line.
    ///
    /// @param entries  number of entries
    /// @param nextSlot every slot is below it
    /// @param parts    what the score is made of
    public record Header(long entries, int nextSlot, List<Part> parts) {
        public Header {
            if (entries < 0 || nextSlot < 0 || entries > nextSlot) {
                throw new IllegalArgumentException(
                        "%d entries can't have different slots below %d".formatted(entries, nextSlot));
            }
            parts = List.copyOf(parts);
        }

        public Header(long entries, int nextSlot) {
            this(entries, nextSlot, List.of());
        }
    }

    /// One part of every score.
    ///
    /// @param weight its share, in parts of the sum of all weights
    public record Part(String name, int weight) {}

    public static String header(long entries, int nextSlot) {
        return header(new Header(entries, nextSlot));
    }

    /// The first line, without its end.
    public static String header(Header header) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("format", FORMAT);
        fields.put("schema", SCHEMA);
        fields.put("entries", header.entries());
        fields.put("next_slot", header.nextSlot());
        if (!header.parts().isEmpty()) {
            fields.put("parts", header.parts().stream().map(Dump::fields).toList());
        }
        return CanonicalJson.of(fields);
    }

    private static Map<String, Object> fields(Part part) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", part.name());
        fields.put("weight", part.weight());
        return fields;
    }

    /// The line of an entry's content, without its end.
    ///
    /// @throws IllegalArgumentException for half a surrogate pair, which could not be read back
    public static String content(Row row) {
        var line = new StringBuilder(1_024).append('{');
        Fields.of(row.content()).forEach((name, value) -> {
            if (ALWAYS.contains(name) || !Fields.isEmpty(value)) {
                line.append(line.length() > 1 ? ",\"" : "\"").append(name).append("\":");
                CanonicalJson.write(line, value);
            }
        });
        return line.append('}').toString();
    }

    /// The line of an entry's numbers, without its end.
    public static String numbers(Row row) {
        var numbers = row.numbers();
        var line = new StringBuilder(64)
                .append('[').append(numbers.stars())
                .append(',').append(numbers.forks())
                .append(',').append(numbers.issues())
                .append(',').append(numbers.created())
                .append(',').append(numbers.pushed())
                .append(',').append(numbers.words())
                .append(',').append(numbers.score())
                .append(',').append(numbers.copies());
        numbers.parts().forEach(part -> line.append(',').append(part.intValue()));
        return line.append(']').toString();
    }

    /// Writes a whole dump, line by line.
    ///
    /// @param rows sorted by id
    /// @param sink gets each line without its end
    /// @throws IllegalArgumentException when the rows are not sorted by id, not as many as the header says, or their
    ///                                  slots are not different ones below `nextSlot`
    public static void write(Header header, Iterator<Row> rows, Consumer<String> sink) {
        sink.accept(header(header));
        var order = new Order(header);
        while (rows.hasNext()) {
            var row = rows.next();
            order.take(row);
            sink.accept(content(row));
            sink.accept(numbers(row));
        }
        order.end();
    }

    /// The header from its parsed line.
    ///
    /// @throws IllegalArgumentException with one sentence, also for a format or schema that this program can't read
    public static Header header(Object tree) {
        var fields = Tree.of(tree, "header");
        var format = fields.count("format");
        var schema = fields.count("schema");
        if (format != FORMAT || schema != SCHEMA) {
            throw new IllegalArgumentException(
                    "the dump has format %d and schema %d; this program reads format %d and schema %d".formatted(
                            format, schema, FORMAT, SCHEMA));
        }
        fields.only(HEADER);
        var parts = fields.objects("parts").stream()
                .map(part -> new Part(part.word("name"), part.count("weight")))
                .toList();
        return new Header(fields.count("entries"), fields.count("next_slot"), parts);
    }

    /// The row from its two parsed lines: `Map`, `List`, `String`, `Long` and `Boolean`.
    ///
    /// @throws IllegalArgumentException with one sentence that names the entry and what is wrong
    public static Row row(Object contentTree, Object numbersTree) {
        var nameless = Tree.of(contentTree, "entry");
        var where = "entry `" + nameless.word("id") + "`";
        var content = content(nameless.in(where).only(FIELDS));
        return new Row(content, numbers(numbersTree, where));
    }

    private static Row.Content content(Tree tree) {
        var word = tree.word("kind");
        return new Row.Content(
                tree.word("id"),
                tree.count("slot"),
                Kind.of(word).orElseThrow(() -> new IllegalArgumentException(
                        "entry `%s`: there is no kind `%s`".formatted(tree.word("id"), word))),
                tree.word("slug"),
                tree.word("name"),
                tree.text("title"),
                tree.text("description"),
                tree.number("repository"),
                tree.text("place"),
                tree.text("path"),
                tree.text("commit"),
                tree.text("blob"),
                tree.text("sha256"),
                tree.text("licence"),
                tree.text("version"),
                tree.text("author"),
                tree.text("homepage"),
                tree.text("language"),
                tree.text("status"),
                tree.flag("archived"),
                tree.flag("fork"),
                tree.texts("tags"),
                tree.texts("categories"),
                tree.text("gist"),
                tree.texts("tools"),
                tree.texts("events"),
                tree.texts("commands"),
                tree.texts("packages"),
                tree.texts("remotes"),
                tree.texts("members"),
                tree.texts("parents"),
                tree.texts("sources"),
                tree.textMap("provenance"),
                tree.text("original"),
                tree.text("reason"),
                tree.texts("flaws"),
                tree.objects("verdicts").stream().map(Dump::verdict).toList(),
                tree.objects("findings").stream().map(Dump::finding).toList(),
                tree.number("first_seen"), tree.texts("formerly"));
    }

    private static Judgement.Verdict verdict(Tree tree) {
        tree.only(VERDICT);
        return new Judgement.Verdict(tree.text("reader"), tree.flag("accepts"), tree.texts("rules"));
    }

    private static Judgement.Finding finding(Tree tree) {
        tree.only(FINDING);
        return new Judgement.Finding(
                tree.text("rule"), tree.text("severity"), tree.count("line"), tree.text("excerpt"));
    }

    private static Row.Numbers numbers(Object tree, String where) {
        if (!(tree instanceof List<?> list) || list.size() < NUMBERS.size()) {
            throw new IllegalArgumentException("%s: the numbers should be an array of at least %d".formatted(
                    where, NUMBERS.size()));
        }
        var numbers = new long[list.size()];
        for (var i = 0; i < numbers.length; i++) {
            if (!(list.get(i) instanceof Long number) || number < -1) {
                throw new IllegalArgumentException("%s: `%s` should be a whole number from 0, or -1 for unknown"
                        .formatted(where, i < NUMBERS.size() ? NUMBERS.get(i) : "part " + (i - NUMBERS.size())));
            }
            numbers[i] = number;
        }
        var parts = new ArrayList<Integer>(numbers.length - NUMBERS.size());
        for (var i = NUMBERS.size(); i < numbers.length; i++) {
            parts.add(small(numbers[i], where));
        }
        return new Row.Numbers(
                numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5],
                small(numbers[6], where), List.copyOf(parts), small(numbers[7], where));
    }

    private static int small(long number, String where) {
        if (number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("%s: %d is too large a number".formatted(where, number));
        }
        return (int) number;
    }

    /// Makes plain collections of a line of JSON; `edge.json.Json::parse` is one.
    public interface Parser {
        Object parse(String line) throws Exception;
    }

    /// Reads a whole dump row by row. The header is read at once.
    ///
    /// @throws IllegalArgumentException now or from `next`, with the number of the line and one sentence, when the
    ///                                  lines are not a dump: also for rows that are out of order, missing or too
    ///                                  many
    public static Reading read(Iterator<String> lines, Parser parser) {
        return new Reading(lines, () -> parser.parse(lines.next()));
    }

    /// The same of lines that are parsed already.
    public static Reading read(Iterator<?> trees) {
        return new Reading(trees, trees::next);
    }

    /// The rows of a dump, in the order of their ids.
    public static final class Reading implements Iterator<Row> {
        private final Iterator<?> lines;
        private final Step<?> parsing;
        private final Header header;
        private final Order order;
        private long line;

        private Reading(Iterator<?> lines, Step<?> parsing) {
            this.lines = lines;
            this.parsing = parsing;
            header = at(() -> Dump.header(parsed()));
            order = new Order(header);
        }

        public Header header() {
            return header;
        }

        /// @throws IllegalArgumentException at the end, when entries are missing
        @Override
        public boolean hasNext() {
            if (lines.hasNext()) {
                return true;
            }
            order.end();
            return false;
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return at(() -> {
                var row = row(parsed(), parsed());
                order.take(row);
                return row;
            });
        }

        private Object parsed() throws Exception {
            line++;
            if (!lines.hasNext()) {
                throw new IllegalArgumentException("the dump ends in the middle");
            }
            return parsing.take();
        }

        private interface Step<T> {
            T take() throws Exception;
        }

        private <T> T at(Step<T> step) {
            try {
                return step.take();
            } catch (Exception e) {
                throw new IllegalArgumentException("line %d: %s".formatted(line, e.getMessage()), e);
            }
        }
    }

    /// Holds that rows come in the order of ids, as many as announced, each with a slot of its own. Takes one bit a
    /// slot.
    private static final class Order {
        private final Header header;
        private final BitSet slots;
        private String last = "";
        private long count;

        Order(Header header) {
            this.header = header;
            slots = new BitSet();
        }

        void take(Row row) {
            var id = row.content().id();
            var slot = row.content().slot();
            if (last.compareTo(id) >= 0) {
                throw new IllegalArgumentException("entry `%s` stands after `%s`; ids ascend".formatted(id, last));
            }
            if (slot < 0 || slot >= header.nextSlot()) {
                throw new IllegalArgumentException("entry `%s` has slot %d; slots are below %d".formatted(
                        id, slot, header.nextSlot()));
            }
            if (slots.get(slot)) {
                throw new IllegalArgumentException("entry `%s` has slot %d, which another has".formatted(id, slot));
            }
            if (count == header.entries()) {
                throw new IllegalArgumentException("entry `%s` is one more than the %d announced".formatted(id, count));
            }
            slots.set(slot);
            last = id;
            count++;
        }

        void end() {
            if (count != header.entries()) {
                throw new IllegalArgumentException("there are %d entries; the header announces %d".formatted(
                        count, header.entries()));
            }
        }
    }
}
