package discovery.edge.sqlite;

import discovery.build.Display;
import discovery.build.Dump;
import discovery.model.Bounds;
import discovery.model.CanonicalJson;
import discovery.model.Judgement;
import discovery.model.Kind;
import discovery.model.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/// Reads a `skills.db` that came from elsewhere. Opening it checks that its schema is ours to the letter, so that no
/// view, trigger or table in it is the work of somebody else; `check` reads it whole. Not safe for several threads.
public final class SkillsDbReader implements AutoCloseable {
    /// Most entries that are named to who gives a name instead of a slug.
    private static final int NAMESAKES = 3;
    private static final String ROW = """
            SELECT e.slot, e.id, e.kind, e.slug, e.name, e.title, e.description, e.repository, e.place, e.path,
                e.commit_id, e.blob, e.sha256, e.licence, e.version, e.author, e.homepage, e.language, e.status,
                e.archived, e.fork, e.tags, e.categories, e.gist, e.tools, e.events, e.commands, e.packages, e.remotes,
                (SELECT json_group_array(c.id) FROM members m JOIN entries c ON c.slot = m.child
                    WHERE m.parent = e.slot),
                (SELECT json_group_array(p.id) FROM members m JOIN entries p ON p.slot = m.parent
                    WHERE m.child = e.slot),
                e.sources, e.provenance, e.original, e.reason, e.flaws, e.first_seen, e.formerly,
                n.stars, n.forks, n.issues, n.created, n.pushed, n.words, n.score, n.parts, n.copies
            FROM entries e JOIN numbers n ON n.slot = e.slot
            """;

    /// The schema that `schema.sql` makes, once it was asked for.
    private static volatile Map<String, String> ours = Map.of();

    private final Path file;
    private final Connection connection;
    private final PreparedStatement verdicts;
    private final PreparedStatement findings;

    private SkillsDbReader(Path file, Connection connection) throws SQLException {
        this.file = file;
        this.connection = connection;
        verdicts = connection.prepareStatement(
                "SELECT reader, accepts, rules FROM verdicts WHERE slot = ? ORDER BY number");
        findings = connection.prepareStatement(
                "SELECT rule, severity, line, excerpt FROM findings WHERE slot = ? ORDER BY number");
    }

    /// Opens a file and compares its schema.
    ///
    /// @throws IOException with one sentence, when it is not there, no database of skills, of another schema, or its
    ///                     schema is not to the letter what we write
    public static SkillsDbReader open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString(), null, "is no file");
        }
        try {
            var connection = Connections.hardened(file);
            try {
                identify(file, connection);
                compare(file, connection);
                return new SkillsDbReader(file, connection);
            } catch (SQLException | IOException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }

    private static void identify(Path file, Connection connection) throws SQLException, IOException {
        var application = number(connection, "PRAGMA application_id");
        var schema = number(connection, "PRAGMA user_version");
        if (application != SkillsDb.APPLICATION) {
            throw new IOException("%s is no database of skills".formatted(file));
        }
        if (schema != Dump.SCHEMA) {
            throw new IOException("%s has schema %d; this program reads schema %d".formatted(
                    file, schema, Dump.SCHEMA));
        }
    }

    /// Compares with the schema that `schema.sql` makes. The tables behind the full-text index are worded by SQLite,
    /// each version in its way, so of them only the names count.
    private static void compare(Path file, Connection connection) throws SQLException, IOException {
        var there = schema(connection);
        var wanted = ours();
        if (!there.equals(wanted)) {
            var strange = new TreeSet<>(there.keySet());
            strange.removeIf(name -> Objects.equals(there.get(name), wanted.get(name)));
            var missing = new TreeSet<>(wanted.keySet());
            missing.removeAll(there.keySet());
            throw new IOException("the schema of %s is not ours; strange: %s; missing: %s".formatted(
                    file, strange, missing));
        }
    }

    private static Map<String, String> ours() throws SQLException, IOException {
        if (ours.isEmpty()) {
            try (var memory = Connections.memory()) {
                SkillsDb.execute(memory, SkillsDb.schema());
                ours = schema(memory);
            }
        }
        return ours;
    }

    private static Map<String, String> schema(Connection connection) throws SQLException {
        var schema = new TreeMap<String, String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT type, name, tbl_name, iif(name GLOB 'search_*', '', coalesce(sql, ''))
                        FROM sqlite_schema""")) {
            while (rows.next()) {
                schema.put(
                        Bounds.cut(Display.clean(rows.getString(1) + " " + rows.getString(2)), Bounds.WORD),
                        rows.getString(3) + " " + rows.getString(4));
            }
        }
        return schema;
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement(); var row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /// Reads the whole file and looks for damage: every page, every index against its table, the full-text index in
    /// itself (not against the entries, which only a file that can be written allows: compare digests for that).
    ///
    /// @throws IOException with the first damage found
    public void check() throws IOException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("PRAGMA integrity_check(1)")) {
            var answer = found.next() ? String.valueOf(found.getString(1)) : "no answer";
            if (!answer.equals("ok")) {
                throw new IOException("%s is damaged: %s".formatted(
                        file, Bounds.cut(Display.clean(answer), Bounds.LINE)));
            }
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }

    /// A value of `meta`: `format`, `schema`, `entries`, `next_slot` or `sqlite`.
    public Optional<String> meta(String key) throws IOException {
        try (var statement = connection.prepareStatement("SELECT value FROM meta WHERE key = ?")) {
            statement.setString(1, key);
            try (var row = statement.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }

    /// The header of the dump that the file was made from.
    public Dump.Header header() throws IOException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT name, weight FROM parts ORDER BY part")) {
            var parts = new ArrayList<Dump.Part>();
            while (rows.next()) {
                parts.add(new Dump.Part(rows.getString(1), rows.getInt(2)));
            }
            return new Dump.Header(
                    Long.parseLong(meta("entries").orElse("")), Integer.parseInt(meta("next_slot").orElse("")), parts);
        } catch (SQLException e) {
            throw unreadable(file, e);
        } catch (IllegalArgumentException e) {
            throw new IOException("%s: meta says no entries or no next_slot".formatted(file), e);
        }
    }

    /// How many entries there are of each kind; kinds without entries are left out.
    public Map<Kind, Long> counts() throws IOException {
        var counts = new EnumMap<Kind, Long>(Kind.class);
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT kind, count(*) FROM entries GROUP BY kind")) {
            while (rows.next()) {
                counts.put(kind(rows.getString(1)), rows.getLong(2));
            }
            return Collections.unmodifiableMap(counts);
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }

    /// The full-text index and what ranks are made of; closed with this.
    public FullText fullText() throws IOException {
        try {
            return new FullText(file, connection);
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }

    /// The entry with this id, else the one with this slug, else the one that had it before; of several the best.
    public Optional<Row> bySlugOrId(String name) throws IOException {
        var byId = one("WHERE e.id = ?", name);
        var bySlug = byId.isPresent() ? byId : one("WHERE e.slug = ? ORDER BY n.score DESC, e.id LIMIT 1", name);
        return bySlug.isPresent()
                ? bySlug
                : one("WHERE e.slot IN (SELECT slot FROM entry_slugs WHERE slug = ?) ORDER BY n.score DESC, e.id"
                        + " LIMIT 1", name);
    }

    /// The entry with this id or slug; to who gives a mere name, the failure says whose it is.
    public Row entry(String name) throws IOException {
        var row = bySlugOrId(name);
        if (row.isPresent()) {
            return row.get();
        }
        var called = slugsOf(name);
        throw new IOException(called.isEmpty()
                ? "there is no entry `%s`; `discover search` finds ids".formatted(name)
                : "`%s` is the name, but neither id nor slug, of %s".formatted(name, String.join(", ", called)));
    }

    /// Slugs of the best that are called so.
    private List<String> slugsOf(String name) throws IOException {
        try (var statement = connection.prepareStatement(
                "SELECT e.slug FROM entries e JOIN numbers n USING (slot) WHERE e.name = ? ORDER BY n.score DESC, e.id"
                        + " LIMIT " + NAMESAKES)) {
            statement.setString(1, name);
            var slugs = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    slugs.add(rows.getString(1));
                }
            }
            return slugs;
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }

    /// The entry in this slot.
    public Optional<Row> bySlot(int slot) throws IOException {
        return one("WHERE e.slot = ?", slot);
    }

    private Optional<Row> one(String where, Object value) throws IOException {
        try (var statement = connection.prepareStatement(ROW + where)) {
            statement.setObject(1, value);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(row(rows)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }

    /// Hands over every entry, in the order of ids: the rows that the file was made from.
    public void rows(Consumer<Row> sink) throws IOException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(ROW + "ORDER BY e.id")) {
            while (rows.next()) {
                sink.accept(row(rows));
            }
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }

    private Row row(ResultSet rows) throws SQLException, IOException {
        var slot = rows.getInt(1);
        var content = new Row.Content(
                text(rows, 2),
                slot,
                kind(text(rows, 3)),
                text(rows, 4),
                text(rows, 5),
                text(rows, 6),
                text(rows, 7),
                rows.getLong(8),
                text(rows, 9),
                text(rows, 10),
                text(rows, 11),
                text(rows, 12),
                text(rows, 13),
                text(rows, 14),
                text(rows, 15),
                text(rows, 16),
                text(rows, 17),
                text(rows, 18),
                text(rows, 19),
                rows.getLong(20) != 0,
                rows.getLong(21) != 0,
                texts(rows, 22),
                texts(rows, 23),
                text(rows, 24),
                texts(rows, 25),
                texts(rows, 26),
                texts(rows, 27),
                texts(rows, 28),
                texts(rows, 29),
                texts(rows, 30).stream().sorted().toList(),
                texts(rows, 31).stream().sorted().toList(),
                texts(rows, 32),
                canonical(CanonicalJson::textMap, text(rows, 33)),
                text(rows, 34),
                text(rows, 35),
                texts(rows, 36),
                verdicts(slot),
                findings(slot),
                rows.getLong(37), texts(rows, 38));
        var numbers = new Row.Numbers(
                known(rows, 39), known(rows, 40), known(rows, 41), known(rows, 42), known(rows, 43), known(rows, 44),
                rows.getInt(45), parts(text(rows, 46)), (int) known(rows, 47));
        return new Row(content, numbers);
    }

    private List<Judgement.Verdict> verdicts(int slot) throws SQLException, IOException {
        verdicts.setInt(1, slot);
        var found = new ArrayList<Judgement.Verdict>();
        try (var rows = verdicts.executeQuery()) {
            while (rows.next()) {
                found.add(new Judgement.Verdict(text(rows, 1), rows.getLong(2) != 0, texts(rows, 3)));
            }
        }
        return List.copyOf(found);
    }

    private List<Judgement.Finding> findings(int slot) throws SQLException, IOException {
        findings.setInt(1, slot);
        var found = new ArrayList<Judgement.Finding>();
        try (var rows = findings.executeQuery()) {
            while (rows.next()) {
                found.add(new Judgement.Finding(text(rows, 1), text(rows, 2), rows.getInt(3), text(rows, 4)));
            }
        }
        return List.copyOf(found);
    }

    private List<Integer> parts(String json) throws IOException {
        if (!json.matches("\\[((null|[0-9]{1,9})(,(null|[0-9]{1,9}))*)?]")) {
            throw new IOException("%s: `%s` is no list of parts".formatted(file, Bounds.cut(json, Bounds.WORD)));
        }
        return json.equals("[]")
                ? List.of()
                : Arrays.stream(json.substring(1, json.length() - 1).split(","))
                        .map(part -> part.equals("null") ? -1 : Integer.parseInt(part))
                        .toList();
    }

    private String text(ResultSet rows, int column) throws SQLException, IOException {
        return Optional.ofNullable(rows.getString(column))
                .orElseThrow(() -> new IOException("%s has a row without a text it should have".formatted(file)));
    }

    private List<String> texts(ResultSet rows, int column) throws SQLException, IOException {
        return canonical(CanonicalJson::texts, text(rows, column));
    }

    private <T> T canonical(Function<String, T> reading, String json) throws IOException {
        try {
            return reading.apply(json);
        } catch (IllegalArgumentException e) {
            throw new IOException("%s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static long known(ResultSet rows, int column) throws SQLException {
        var number = rows.getLong(column);
        return rows.wasNull() ? -1 : number;
    }

    private Kind kind(String word) throws IOException {
        return Kind.of(word).orElseThrow(() -> new IOException("%s has a kind `%s`, which there is not".formatted(
                file, Bounds.cut(Display.clean(word), Bounds.WORD))));
    }

    private static IOException unreadable(Path file, SQLException e) {
        return new IOException("%s can't be read: %s".formatted(file, e.getMessage()), e);
    }

    @Override
    public void close() throws IOException {
        try (connection; verdicts; findings) {
            // Closing is all.
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }
}
