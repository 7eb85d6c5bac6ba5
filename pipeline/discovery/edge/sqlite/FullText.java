package discovery.edge.sqlite;

import discovery.model.CanonicalJson;
import discovery.model.Kind;
import discovery.search.Candidate;
import discovery.search.Filters;
import discovery.search.Plan;
import discovery.search.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What `skills.db` knows for a search: its full-text index, the words in it, and what ranks are made of. Remembers how
/// frequent words are and what ranks of entries are made of. Not safe for several threads; ends with its reader.
public final class FullText implements Vocabulary {
    /// Words, beginnings and candidates that are remembered of each; beyond, they are forgotten together.
    private static final int REMEMBERED = 20_000;

    private static final String MATCHES = """
            SELECT rowid, -bm25(search, 10, 8, 4, 6, 3, 2, 1) AS relevance FROM search WHERE search MATCH ?
            ORDER BY relevance DESC, rowid""";

    private static final String CANDIDATES = """
            SELECT e.slot, e.id, e.name, e.title, n.score, n.stars, e.first_seen,
                (SELECT count(*) FROM findings f WHERE f.slot = e.slot AND f.severity = 'high'),
                e.original NOT IN ('', e.id), e.archived OR e.status = 'deprecated'
            FROM entries e JOIN numbers n ON n.slot = e.slot WHERE e.slot IN (%s)""";

    private static final String LISTINGS = """
            SELECT e.slot, e.id, e.kind, e.slug, e.name, e.title, e.description, e.place, e.path, e.licence, e.language,
                e.original, e.categories, e.sources, n.stars, n.score, e.tags, e.gist
            FROM entries e JOIN numbers n ON n.slot = e.slot WHERE e.slot IN (%s)""";

    private final Path file;
    private final Connection connection;
    private final PreparedStatement frequency;
    private final PreparedStatement original;
    private final Map<String, Long> frequencies = new HashMap<>();
    private final Map<String, List<Term>> beginnings = new HashMap<>();
    private final Map<Filters, BitSet> filtered = new HashMap<>();
    private final Map<Integer, Candidate> candidates = new HashMap<>();
    private final BitSet known = new BitSet();
    private final BitSet originals = new BitSet();

    FullText(Path file, Connection connection) throws SQLException {
        this.file = file;
        this.connection = connection;
        // The list of words is a virtual table, which has to be named once; it is in this connection's memory only.
        SkillsDb.execute(connection, "PRAGMA query_only = OFF");
        SkillsDb.execute(connection,
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, search, row)");
        SkillsDb.execute(connection, "PRAGMA query_only = ON");
        frequency = connection.prepareStatement("SELECT doc FROM temp.vocabulary WHERE term = ?");
        original = connection.prepareStatement("SELECT original IN ('', id) FROM entries WHERE slot = ?");
    }

    /// @param words BM25, the larger the better
    public record Match(int slot, double words) {}

    /// What is shown of an entry, and what answers are counted by.
    ///
    /// @param stars    -1: unknown
    /// @param score    hundredths of a point of 100
    /// @param original id of the original, its own id for an original with copies, empty without family
    public record Listing(
            int slot,
            String id,
            Kind kind,
            String slug,
            String name,
            String title,
            String description,
            String place,
            String path,
            String licence,
            String language,
            String original,
            List<String> categories,
            List<String> sources,
            long stars,
            int score,
            List<String> tags,
            String gist) {}

    @Override
    public long entries(String word) {
        var there = frequencies.get(word);
        if (there == null) {
            there = number(frequency, word);
            if (frequencies.size() >= REMEMBERED) {
                frequencies.clear();
            }
            frequencies.put(word, there);
        }
        return there;
    }

    @Override
    public List<Term> beginningWith(String beginning) {
        if (beginnings.size() >= REMEMBERED) {
            beginnings.clear();
        }
        return beginnings.computeIfAbsent(beginning, this::read);
    }

    private List<Term> read(String beginning) {
        try (var statement = connection.prepareStatement(
                "SELECT term, doc FROM temp.vocabulary WHERE term >= ? AND term < ?")) {
            statement.setString(1, beginning);
            statement.setString(2, beginning + Character.toString(Character.MAX_CODE_POINT));
            var terms = new ArrayList<Term>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    terms.add(new Term(rows.getString(1), rows.getLong(2)));
                }
            }
            return List.copyOf(terms);
        } catch (SQLException e) {
            throw new UncheckedIOException(unreadable(e));
        }
    }

    /// The entries that have some of the words of a plan, the best first.
    ///
    /// @param allowed which slots may be answers
    public List<Match> matches(Plan plan, int limit, IntPredicate allowed) throws IOException {
        return plan.terms().isEmpty() ? List.of() : matches(query(plan), limit, allowed);
    }

    /// The words are letters and digits, so that quotation marks make each a plain word for FTS5.
    private static String query(Plan plan) {
        var words = plan.terms().stream().map(word -> '"' + word + '"').collect(Collectors.joining(" OR "));
        return plan.namesOnly() ? "{name title} : (" + words + ")" : words;
    }

    /// As above, for a question in the language of FTS5.
    public List<Match> matches(String question, int limit, IntPredicate allowed) throws IOException {
        try (var statement = connection.prepareStatement(MATCHES)) {
            statement.setString(1, question);
            var found = new ArrayList<Match>();
            try (var rows = statement.executeQuery()) {
                while (found.size() < limit && rows.next()) {
                    if (allowed.test(rows.getInt(1))) {
                        found.add(new Match(rows.getInt(1), rows.getDouble(2)));
                    }
                }
            }
            return List.copyOf(found);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /// Which slots may be answers. Without filters it looks only at the entries that it is asked for.
    public IntPredicate allowed(Filters filters) throws IOException {
        if (filters.equals(Filters.NONE)) {
            return this::isOriginal;
        }
        if (filters.equals(Conditions.EVERYTHING)) {
            return slot -> true;
        }
        var slots = filtered.get(filters);
        if (slots == null) {
            slots = slots(Conditions.of(filters));
            filtered.clear();
            filtered.put(filters, slots);
        }
        return slots::get;
    }

    private boolean isOriginal(int slot) {
        if (!known.get(slot)) {
            known.set(slot);
            originals.set(slot, number(original, slot) > 0);
        }
        return originals.get(slot);
    }

    private BitSet slots(Conditions conditions) throws IOException {
        try (var statement = connection.prepareStatement(
                "SELECT e.slot FROM entries e WHERE " + conditions.sql())) {
            var number = 1;
            for (var value : conditions.values()) {
                statement.setString(number++, value);
            }
            var slots = new BitSet();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    slots.set(rows.getInt(1));
                }
            }
            return slots;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /// @param words   of a slot, BM25
    /// @param meaning of a slot, cosine
    public List<Candidate> candidates(
            Collection<Integer> slots, Map<Integer, Double> words, Map<Integer, Double> meaning) throws IOException {
        if (candidates.size() + slots.size() > REMEMBERED) {
            candidates.clear();
        }
        var unknown = slots.stream().filter(slot -> !candidates.containsKey(slot)).toList();
        if (!unknown.isEmpty()) {
            list(CANDIDATES, unknown, rows -> new Candidate(
                    rows.getInt(1), text(rows, 2), text(rows, 3), text(rows, 4), 0, 0, rows.getInt(5), known(rows, 6),
                    rows.getLong(7), rows.getInt(8), rows.getBoolean(9), rows.getBoolean(10)))
                    .forEach(each -> candidates.put(each.slot(), each));
        }
        return slots.stream().map(candidates::get).flatMap(Stream::ofNullable)
                .map(each -> each.found(words.getOrDefault(each.slot(), 0.0), meaning.getOrDefault(each.slot(), 0.0)))
                .toList();
    }

    /// What is shown of these slots, in any order.
    public List<Listing> listings(Collection<Integer> slots) throws IOException {
        return list(LISTINGS, slots, rows -> new Listing(
                rows.getInt(1), text(rows, 2), kind(text(rows, 3)), text(rows, 4), text(rows, 5), text(rows, 6),
                text(rows, 7), text(rows, 8), text(rows, 9), text(rows, 10), text(rows, 11), text(rows, 12),
                texts(rows, 13), texts(rows, 14), known(rows, 15), rows.getInt(16), texts(rows, 17), text(rows, 18)));
    }

    private interface Reading<T> {
        T read(ResultSet rows) throws SQLException, IOException;
    }

    private <T> List<T> list(String sql, Collection<Integer> slots, Reading<T> reading) throws IOException {
        var numbers = slots.stream().map(String::valueOf).collect(Collectors.joining(","));
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(sql.formatted(numbers))) {
            var found = new ArrayList<T>();
            while (rows.next()) {
                found.add(reading.read(rows));
            }
            return List.copyOf(found);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private long number(PreparedStatement statement, Object value) {
        try {
            statement.setObject(1, value);
            try (var row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        } catch (SQLException e) {
            throw new UncheckedIOException(unreadable(e));
        }
    }

    private String text(ResultSet rows, int column) throws SQLException, IOException {
        return Optional.ofNullable(rows.getString(column))
                .orElseThrow(() -> new IOException("%s has a row without a text it should have".formatted(file)));
    }

    private List<String> texts(ResultSet rows, int column) throws SQLException, IOException {
        try {
            return CanonicalJson.texts(text(rows, column));
        } catch (IllegalArgumentException e) {
            throw new IOException("%s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private Kind kind(String word) throws IOException {
        return Kind.of(word).orElseThrow(() -> new IOException("%s has a kind that there is not".formatted(file)));
    }

    private static long known(ResultSet rows, int column) throws SQLException {
        var number = rows.getLong(column);
        return rows.wasNull() ? -1 : number;
    }

    private IOException unreadable(SQLException e) {
        return new IOException("%s can't be read: %s".formatted(file, e.getMessage()), e);
    }
}
