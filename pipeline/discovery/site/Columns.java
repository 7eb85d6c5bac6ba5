package discovery.site;

import discovery.model.Kind;
import discovery.model.Row;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/// What the search filters and sorts by: a few octets an entry, in files that are fetched when somebody asks for them.
///
/// `kind`, `licence`, `safety` and `fresh` hold a place in their list in the table; `category` and `client` a bit for
/// each of theirs; `score`, `stars`, `new` and `updated` a number that is larger for what comes first.
final class Columns {
    private static final int LICENCES = 14;
    private static final int MONTH = 31;
    /// Bits of `client`.
    static final List<String> CLIENTS = List.of("claude-code", "skills", "mcp");
    static final List<String> SAFETY = List.of("unread", "none", "low", "medium", "high");
    static final List<String> FRESH = List.of("unknown", "month", "quarter", "half", "year", "older");

    private final List<String> categories;
    private final long today;
    private final Map<String, Integer> licences = new HashMap<>();
    private long[] facts = new long[64];
    private String[] licence = new String[64];
    private int[] scores = new int[64];
    private int size;
    private List<String> named = List.of();

    /// @param categories ids of the taxonomy, at most 24; entries of further ones are found by no category
    Columns(List<String> categories, long today) {
        this.categories = categories.subList(0, Math.min(24, categories.size()));
        this.today = today;
    }

    void add(Card card, Row row) {
        if (size == facts.length) {
            facts = Arrays.copyOf(facts, size * 2);
            licence = Arrays.copyOf(licence, size * 2);
            scores = Arrays.copyOf(scores, size * 2);
        }
        var content = row.content();
        var mask = 0L;
        for (var category : content.categories()) {
            var place = categories.indexOf(category);
            mask |= place < 0 ? 0 : 1L << place;
        }
        var numbers = row.numbers();
        facts[size] = mask
                | (long) SearchIndex.KINDS.indexOf(card.kind()) << 24
                | (long) safety(row) << 28
                | (long) fresh(numbers.pushed()) << 31
                | (long) clients(card.kind(), content) << 34
                | (long) logarithm(numbers.stars() + 1, 16) << 40
                | (long) (255 - Math.clamp(today - content.firstSeen(), 0, 255)) << 48
                | (numbers.pushed() < 0 ? 0L : 255L - logarithm(today - numbers.pushed() + 1, 24)) << 56;
        licence[size] = card.licence();
        scores[size] = Math.round(card.score() / 40f);
        if (!card.licence().isEmpty()) {
            licences.merge(card.licence(), 1, Integer::sum);
        }
        size++;
    }

    private static int safety(Row row) {
        var worst = row.content().findings().stream()
                .mapToInt(finding -> Math.max(2, SAFETY.indexOf(finding.severity())))
                .max();
        return worst.orElse(row.numbers().words() < 0 ? 0 : 1);
    }

    private int fresh(long pushed) {
        var age = today - pushed;
        return pushed < 0 ? 0
                : age <= MONTH ? 1 : age <= 3 * MONTH ? 2 : age <= 6 * MONTH ? 3 : age <= 12 * MONTH ? 4 : 5;
    }

    /// What can take the kind in; for skills, what the verdicts allow.
    private static int clients(Kind kind, Row.Content content) {
        return switch (kind) {
            case SKILL -> content.verdicts().stream().anyMatch(verdict -> !verdict.accepts()) ? 1 : 3;
            case PLUGIN, MARKETPLACE, AGENT, COMMAND, HOOK -> 1;
            case MCP_SERVER -> 5;
            case PACK -> 0;
        };
    }

    private static int logarithm(long number, int steps) {
        return Math.clamp(Math.round(StrictMath.log((double) Math.max(1, number)) / StrictMath.log(2) * steps), 0, 255);
    }

    /// Gives each column, in the order of ranks.
    void write(int[] rank, BiConsumer<String, byte[]> files) {
        named = licences.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(LICENCES)
                .map(Map.Entry::getKey)
                .toList();
        column("kind", 24, 4, 1, rank, files);
        column("category", 0, 24, 3, rank, files);
        column("safety", 28, 3, 1, rank, files);
        column("fresh", 31, 3, 1, rank, files);
        column("client", 34, 3, 1, rank, files);
        column("stars", 40, 8, 1, rank, files);
        column("new", 48, 8, 1, rank, files);
        column("updated", 56, 8, 1, rank, files);
        var points = new byte[size];
        for (var i = 0; i < size; i++) {
            points[rank[i]] = (byte) scores[i];
        }
        files.accept("score", points);
        var plain = new byte[size];
        for (var i = 0; i < size; i++) {
            var place = named.indexOf(licence[i]);
            plain[rank[i]] = (byte) (licence[i].isEmpty() ? 0 : place < 0 ? 1 : place + 2);
        }
        files.accept("licence", plain);
    }

    private void column(
            String name, int shift, int bits, int octets, int[] rank, BiConsumer<String, byte[]> files) {
        var plain = new byte[size * octets];
        for (var i = 0; i < size; i++) {
            var value = facts[i] >>> shift & ((1L << bits) - 1);
            // Plane by plane, which packs better than entry by entry.
            for (var plane = 0; plane < octets; plane++) {
                plain[plane * size + rank[i]] = (byte) (value >>> (8 * plane));
            }
        }
        files.accept(name, plain);
    }

    /// Names of the values, by their places.
    void describe(Json table) {
        table.key("categories").texts(categories);
        table.key("licences").texts(named);
        table.key("clients").texts(CLIENTS);
        table.key("safety").texts(SAFETY);
        table.key("fresh").texts(FRESH);
    }
}
