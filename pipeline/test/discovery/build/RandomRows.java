package discovery.build;

import discovery.model.Judgement;
import discovery.model.Kind;
import discovery.model.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Rows such as a build may have, with texts that are hard on a serializer; the same from the same seed.
public final class RandomRows {
    private static final List<String> PIECES = List.of(
            "pdf", "form", "Größe", "naïve", "日本語", "👩‍💻", "𝔘", "\"", "\\", "\u0000", "\u0001", "\n", "\r\n", "\t",
            "\b",
            "\f", "\u007f", "\u0085", "\u2028", "\u2029", "\ufeff", "\uffff", " ", "  ", "/", "<b>", "&amp;", "';--",
            "{",
            "[]", "null", "0", "-1", "\ud83d\ude00");
    private static final List<String> WORDS = List.of(
            "pdf", "form", "review", "deploy", "kubernetes", "postgres", "browser", "test", "docs", "slack", "image",
            "chart", "git", "commit", "security", "audit", "translate", "invoice", "calendar", "search");

    private static final List<Kind> KINDS = List.of(Kind.values());

    private final Random random;

    public RandomRows(long seed) {
        random = new Random(seed);
    }

    /// So many rows, sorted by id, with slots below `nextSlot`, whose members and parents are each other's.
    public List<Row> rows(int count, int nextSlot) {
        var slots = new ArrayList<>(IntStream.range(0, nextSlot).boxed().toList());
        Collections.shuffle(slots, random);
        var ids = new TreeSet<String>();
        while (ids.size() < count) {
            ids.add(KINDS.get(random.nextInt(KINDS.size())) + "." + random.nextInt(1_000_000) + "."
                    + hex(4));
        }
        var sorted = List.copyOf(ids);
        var members = new TreeMap<String, TreeSet<String>>();
        var parents = new TreeMap<String, TreeSet<String>>();
        for (var i = 0; i < count / 2; i++) {
            var parent = sorted.get(random.nextInt(count));
            var child = sorted.get(random.nextInt(count));
            members.computeIfAbsent(parent, _ -> new TreeSet<>()).add(child);
            parents.computeIfAbsent(child, _ -> new TreeSet<>()).add(parent);
        }
        return IntStream.range(0, count)
                .mapToObj(i -> row(
                        sorted.get(i),
                        slots.get(i),
                        List.copyOf(members.getOrDefault(sorted.get(i), new TreeSet<>())),
                        List.copyOf(parents.getOrDefault(sorted.get(i), new TreeSet<>()))))
                .toList();
    }

    private Row row(String id, int slot, List<String> members, List<String> parents) {
        var kind = Kind.of(id.substring(0, id.indexOf('.'))).orElseThrow();
        var provenance = new TreeMap<String, String>();
        sets("name", "description", "stars").forEach(field -> provenance.put(field, "source-" + random.nextInt(3)));
        var content = new Row.Content(
                id, slot, kind, "slug-" + random.nextInt(1_000), "n" + text(), maybe(this::text), maybe(this::text),
                random.nextBoolean() ? 0 : random.nextLong(1L << 40), maybe(() -> "owner/" + hex(2)), maybe(this::text),
                maybe(() -> hex(20)), maybe(() -> hex(20)), maybe(() -> hex(32)), maybe(() -> "MIT"), maybe(this::text),
                maybe(this::text), maybe(() -> "https://example.org/" + hex(2)), maybe(() -> "Java"),
                maybe(() -> "active"), random.nextBoolean(), random.nextBoolean(),
                texts(), sets("data", "web", "code"), maybe(this::text), texts(), texts(), texts(), texts(), texts(),
                members, parents, sets("github", "list-a", "list-b"), provenance,
                maybe(() -> id), maybe(this::text), texts(), verdicts(), findings(), random.nextInt(30_000),
                sets("was-a", "was-b"));
        return new Row(content, numbers());
    }

    /// Other numbers, such as another night has.
    public Row.Numbers numbers() {
        return new Row.Numbers(
                unknown(300_000), unknown(9_000), unknown(900), unknown(21_000), unknown(21_000), unknown(9_000),
                random.nextInt(10_001), IntStream.range(0, 5).mapToObj(_ -> (int) unknown(10_000)).toList(),
                (int) unknown(90));
    }

    private long unknown(int bound) {
        return random.nextInt(4) == 0 ? -1 : random.nextInt(bound + 1);
    }

    private List<Judgement.Verdict> verdicts() {
        return IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> new Judgement.Verdict("reader-" + i, random.nextBoolean(), texts()))
                .toList();
    }

    private List<Judgement.Finding> findings() {
        return IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> new Judgement.Finding(
                        "rule-" + i, List.of("high", "medium", "low").get(random.nextInt(3)), random.nextInt(99),
                        text()))
                .toList();
    }

    private String maybe(Supplier<String> text) {
        return random.nextInt(3) == 0 ? "" : text.get();
    }

    private List<String> texts() {
        return Stream.generate(this::text).limit(random.nextInt(4)).toList();
    }

    private List<String> sets(String... from) {
        var set = new LinkedHashSet<String>();
        for (var each : from) {
            if (random.nextBoolean()) {
                set.add(each);
            }
        }
        return List.copyOf(set);
    }

    /// A text of odd pieces.
    public String text() {
        var text = new StringBuilder();
        for (var i = random.nextInt(8); i >= 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    /// A text of ordinary words.
    public String sentence(int words) {
        return String.join(" ", Stream.generate(() -> WORDS.get(random.nextInt(WORDS.size()))).limit(words).toList());
    }

    public String hex(int bytes) {
        var some = new byte[bytes];
        random.nextBytes(some);
        return HexFormat.of().formatHex(some);
    }

    /// The row with another content of the same id and slot.
    public Row edited(Row row) {
        var other = row(row.content().id(), row.content().slot(), row.content().members(), row.content().parents());
        return new Row(other.content(), row.numbers());
    }

    /// Another night: some rows gone, some edited, some with other numbers, some at another commit, some new.
    public List<Row> nextNight(List<Row> rows, int nextSlot) {
        var next = new TreeMap<String, Row>();
        for (var row : rows) {
            switch (random.nextInt(8)) {
                case 0 -> {}
                case 1, 2 -> next.put(row.content().id(), edited(row));
                case 3, 4 -> next.put(row.content().id(), new Row(row.content(), numbers()));
                case 5 -> next.put(row.content().id(), Edit.commit(row, hex(20)));
                default -> next.put(row.content().id(), row);
            }
        }
        for (var i = random.nextInt(6); i > 0; i--) {
            var id = "skill." + random.nextInt(1_000_000) + "." + hex(4);
            next.put(id, row(id, nextSlot + i, List.of(), List.of()));
        }
        return List.copyOf(next.values());
    }
}
