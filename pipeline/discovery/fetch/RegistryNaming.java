package discovery.fetch;

import discovery.fetch.Answer.Failed;
import discovery.fetch.Answer.Found;
import discovery.fetch.Answer.Later;
import discovery.model.Config;
import discovery.model.Problem;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Reads an MCP registry: pages of `GET /v0.1/servers` (modelcontextprotocol/registry: docs/reference/api/openapi.yaml),
/// whole once in so many days, in between what was updated since. What it answered is remembered server by server, and a
/// whole reading that had to stop goes on at its cursor.
final class RegistryNaming {
    private static final int PAGE_BYTES = 8 << 20;
    /// The official registry had 31,000 servers in pages of 100 in 2026.
    private static final int PAGES = 20_000;

    private final Web web;
    private final Documents documents;
    private final Notes notes;
    private final Map<String, String> environment;
    private final LocalDate today;
    private final Progress progress;

    RegistryNaming(
            Web web, Documents documents, Notes notes, Map<String, String> environment, LocalDate today,
            Progress progress) {
        this.web = web;
        this.documents = documents;
        this.notes = notes;
        this.environment = environment;
        this.today = today;
        this.progress = progress;
    }

    /// What is known of a registry: its newest documents by name, each as one line of JSON.
    ///
    /// @param full   day of the last whole reading
    /// @param seen   day of the last reading
    /// @param cursor where a whole reading stopped; empty: it came to its end
    private record Past(LocalDate full, LocalDate seen, String cursor, Map<String, String> servers) {}

    Answer<Named> name(Config.Source source) {
        var endpoint = Environment.expand(source.endpoint().orElse(""), environment).replaceFirst("/+$", "");
        if (endpoint.isEmpty()) {
            return new Failed<>("the configuration gives no `endpoint`");
        }
        var key = "registry %s".formatted(source.id());
        var past = notes.note(key).flatMap(RegistryNaming::parsed)
                .filter(known -> !known.seen().isAfter(today) && known.full().plusDays(source.every()).isAfter(today));
        var resumed = past.filter(known -> !known.cursor().isEmpty());
        var since = past.filter(known -> known.cursor().isEmpty()).map(Past::seen);
        var servers = new LinkedHashMap<String, String>();
        past.ifPresent(known -> servers.putAll(known.servers()));
        var cursor = resumed.map(Past::cursor).orElse("");
        var cursors = new HashSet<String>();
        for (var page = 1; page <= PAGES; page++) {
            var read = page(endpoint, cursor, since);
            if (!(read instanceof Found<Foreign>(var document))) {
                if (read instanceof Later<Foreign> && since.isEmpty() && !servers.isEmpty()) {
                    notes.note(key, text(new Past(past.map(Past::full).orElse(today), today, cursor, servers)));
                }
                return read.refused("page %d".formatted(page));
            }
            var place = page(cursor);
            document.at("servers").items().forEach(element -> take(element, place, servers));
            progress.reached(source.id(), servers.size(), OptionalLong.empty());
            var metadata = document.at("metadata");
            cursor = metadata.text("nextCursor").or(() -> metadata.text("next_cursor")).orElse("");
            if (cursor.isEmpty() || (source.most() > 0 && servers.size() >= source.most())) {
                if (source.most() == 0) {
                    notes.note(key, text(new Past(past.map(Past::full).orElse(today), today, "", servers)));
                }
                return new Found<>(named(source, servers.values()));
            }
            if (!cursors.add(cursor)) {
                return new Failed<>("page %d leads back to an earlier page".formatted(page));
            }
        }
        return new Failed<>("there are more than %,d pages".formatted(PAGES));
    }

    private static String page(String cursor) {
        return cursor.isEmpty() ? "the first page" : "the page after " + cursor;
    }

    /// A page that is short of its own count is a failure: a half-read registry must not look like a shrunken one.
    private Answer<Foreign> page(String endpoint, String cursor, Optional<LocalDate> since) {
        var query = new TreeMap<>(Map.of("limit", "100", "version", "latest"));
        if (!cursor.isEmpty()) {
            query.put("cursor", cursor);
        }
        // A day more, because a registry's clock is not ours.
        since.ifPresent(day -> query.put("updated_since", day.minusDays(1) + "T00:00:00Z"));
        return web.get(endpoint + "/v0.1/servers", query, PAGE_BYTES)
                .then(content -> documents.json(content.text()))
                .then(value -> {
                    var document = new Foreign(value);
                    var list = document.at("servers");
                    var count = document.at("metadata").text("count").orElse("");
                    return list.isList() && !(count.matches("\\d{1,9}")
                            && Integer.parseInt(count) > list.items().size())
                                    ? new Found<>(document)
                                    : new Failed<>("it holds no list of servers, or only a part of one");
                });
    }

    /// What is deleted is forgotten; what has no name is kept under its page, so that it is told of.
    private void take(Foreign element, String page, Map<String, String> servers) {
        if (!ServerDocument.isLatest(element)) {
            return;
        }
        var name = element.at("server").text("name").or(() -> element.text("name")).orElse(page);
        if (ServerDocument.isDeleted(element)) {
            servers.remove(name);
        } else {
            servers.put(name, documents.line(element.value()));
        }
    }

    private Named named(Config.Source source, Iterable<String> servers) {
        var pending = new ArrayList<Pending>();
        var problems = new ArrayList<Problem>();
        for (var line : servers) {
            if (documents.json(line) instanceof Found<Object>(var element)) {
                var reading = ServerDocument.read(source.id(), source.id(), new Foreign(element));
                problems.addAll(reading.problems());
                pending.addAll(reading.pending());
            }
        }
        return Named.of(pending.stream().limit(source.most() > 0 ? source.most() : Long.MAX_VALUE).toList(), problems);
    }

    /// A first line for the reading, `full seen cursor`; then a line for each server, its name and its document.
    private static String text(Past past) {
        var lines = new StringBuilder("%s %s %s\n".formatted(past.full(), past.seen(), past.cursor()));
        past.servers().forEach((name, line) -> lines.append(Texts.line(name)).append('\t').append(line).append('\n'));
        return lines.toString();
    }

    private static Optional<Past> parsed(String text) {
        try {
            var lines = text.lines().toList();
            var head = lines.getFirst().split(" ", 3);
            var servers = new LinkedHashMap<String, String>();
            for (var line : lines.subList(1, lines.size())) {
                var tab = line.indexOf('\t');
                servers.put(line.substring(0, tab), line.substring(tab + 1));
            }
            return Optional.of(new Past(LocalDate.parse(head[0]), LocalDate.parse(head[1]), head[2], servers));
        } catch (DateTimeParseException | IndexOutOfBoundsException | NoSuchElementException otherVersion) {
            return Optional.empty();
        }
    }
}
