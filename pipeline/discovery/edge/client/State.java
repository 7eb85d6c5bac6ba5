package discovery.edge.client;

import discovery.edge.files.Published;
import discovery.edge.json.Json;
import discovery.edge.json.MalformedException;
import discovery.edge.signing.Trusted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// `index/sync_state.json`: what a client remembers between two syncs. It may be lost: then the next sync asks more.
///
/// @param trusted   of the last metadata that was verified, against rollback
/// @param timestamp the text of the last pointer that was verified
/// @param expires   when that metadata is out of date
/// @param verified  when the whole way from the root was last walked
/// @param asked     when a mirror was last asked
/// @param next      before this, a sync that is made by itself does nothing
/// @param manifest  SHA-256 of the manifest of the newest build that was seen
/// @param waits     host → until when it is left alone
/// @param bad       SHA-256 of deltas that led nowhere, not to be tried again
/// @param from      where releases were found; in order
/// @param problem   why the last sync took nothing new
record State(
        int schema, Optional<Trusted> trusted, String timestamp, String expires, String verified, String asked,
        String next, String manifest, SortedMap<String, String> waits, List<String> bad, List<String> from,
        String problem) {
    private static final String NAME = "sync_state.json";
    private static final int REMEMBERED = 50;

    State {
        timestamp = timestamp == null ? "" : timestamp;
        expires = expires == null ? "" : expires;
        verified = verified == null ? "" : verified;
        asked = asked == null ? "" : asked;
        next = next == null ? "" : next;
        manifest = manifest == null ? "" : manifest;
        waits = waits == null ? new TreeMap<>() : new TreeMap<>(waits);
        bad = bad == null ? List.of() : List.copyOf(bad.subList(Math.max(0, bad.size() - REMEMBERED), bad.size()));
        from = from == null ? List.of() : List.copyOf(from);
        problem = problem == null ? "" : problem;
    }

    private static final State NEW = new State(1, Optional.empty(), "", "", "", "", "", "", new TreeMap<>(), List.of(),
            List.of(), "");

    /// What is remembered in this folder; nothing, where there is nothing that can be read.
    static State read(Path index) throws IOException {
        var file = index.resolve(NAME);
        if (!Files.exists(file)) {
            return NEW;
        }
        try {
            var state = Json.read(Files.readString(file), State.class);
            return state.schema() == 1 ? state : NEW;
        } catch (MalformedException | java.nio.charset.CharacterCodingException damaged) {
            return NEW;
        }
    }

    void write(Path index) throws IOException {
        Published.file(index.resolve(NAME), Json.pretty(this).getBytes(StandardCharsets.UTF_8));
    }

    /// An instant that was written down; empty where there is none.
    static Optional<Instant> instant(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    boolean waitsFor(String host, Instant now) {
        return Optional.ofNullable(waits.get(host)).flatMap(State::instant).filter(now::isBefore).isPresent();
    }

    State waiting(String host, Instant until) {
        var more = new TreeMap<>(waits);
        more.put(host, until.toString());
        return new State(schema, trusted, timestamp, expires, verified, asked, next, manifest, more, bad, from,
                problem);
    }

    State bad(String sha256) {
        var more = new java.util.ArrayList<>(bad);
        more.add(sha256);
        return new State(schema, trusted, timestamp, expires, verified, asked, next, manifest, waits, more, from,
                problem);
    }

    State from(List<String> places) {
        return new State(schema, trusted, timestamp, expires, verified, asked, next, manifest, waits, bad, places,
                problem);
    }

    State asked(Instant at, Instant then, String why) {
        return new State(schema, trusted, timestamp, expires, verified, at.toString(), then.toString(), manifest, waits,
                bad, from, why);
    }

    State verified(Trusted now, String pointer, Instant until, Instant at, String sha256) {
        return new State(schema, Optional.of(now), pointer, until.toString(), at.toString(), asked, next, sha256, waits,
                bad, from, problem);
    }
}
