package discovery.edge.cache;

import discovery.edge.json.Json;
import discovery.edge.json.MalformedException;
import discovery.edge.sqlite.KeyValues;
import discovery.fetch.Shelf;
import discovery.model.Observation;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The last good observations of each source, as JSON Lines in zstd, in pieces of some MiB.
///
/// What a source says tonight is written beside what it said before, under a mark of its own; `keep` points to the new
/// pieces and removes the old ones in one transaction. Pieces that nothing points to are a killed night's; they go when
/// the next one begins.
public final class LastGood implements Shelf {
    private static final int PIECE = 4 << 20;

    private final KeyValues store;
    private final String mark = UUID.randomUUID().toString();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Open> open = new HashMap<>();

    private static final class Open {
        private final StringBuilder lines = new StringBuilder();
        private int pieces;
    }

    LastGood(KeyValues store) {
        this.store = store;
        for (var key : store.keys(Cache.OBSERVATIONS, "piece ")) {
            var source = key.split(" ", 3)[1];
            var good = pointer(source).map(known -> key.startsWith(piece(source, known.mark()))).orElse(false);
            if (!good) {
                store.remove(Cache.OBSERVATIONS, key);
            }
        }
        store.commit();
    }

    /// @param pieces how many there are
    private record Pointer(LocalDate day, String mark, int pieces) {}

    private Optional<Pointer> pointer(String source) {
        return store.get(Cache.OBSERVATIONS, "source " + source).map(bytes -> {
            var parts = new String(bytes, StandardCharsets.UTF_8).split(" ", 3);
            return new Pointer(LocalDate.parse(parts[0]), parts[1], Integer.parseInt(parts[2]));
        });
    }

    private static String piece(String source, String mark) {
        return "piece %s %s ".formatted(source, mark);
    }

    @Override
    public Optional<LocalDate> day(String source) {
        return pointer(source).map(Pointer::day);
    }

    @Override
    public void last(String source, Consumer<Observation> each) {
        pointer(source).ifPresent(pointer -> {
            for (var number = 0; number < pointer.pieces(); number++) {
                store.get(Cache.OBSERVATIONS, piece(source, pointer.mark()) + number)
                        .flatMap(Cache::unpacked)
                        .ifPresent(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().forEach(line -> {
                            try {
                                each.accept(Json.read(line, Observation.class));
                            } catch (MalformedException otherVersion) {
                                // Written by another version of this program: as if it were not there.
                            }
                        }));
            }
        });
    }

    @Override
    public void put(String source, String line) {
        lock.lock();
        try {
            var pieces = open.computeIfAbsent(source, none -> new Open());
            pieces.lines.append(line).append('\n');
            if (pieces.lines.length() > PIECE) {
                flush(source, pieces);
            }
        } finally {
            lock.unlock();
        }
    }

    private void flush(String source, Open pieces) {
        store.put(Cache.OBSERVATIONS, piece(source, mark) + pieces.pieces,
                Cache.packed(pieces.lines.toString().getBytes(StandardCharsets.UTF_8)));
        pieces.pieces++;
        pieces.lines.setLength(0);
    }

    @Override
    public void keep(String source, LocalDate day) {
        lock.lock();
        try {
            var pieces = Optional.ofNullable(open.remove(source)).orElseGet(Open::new);
            flush(source, pieces);
            store.commit();
            var before = pointer(source);
            store.put(Cache.OBSERVATIONS, "source " + source,
                    "%s %s %d".formatted(day, mark, pieces.pieces).getBytes(StandardCharsets.UTF_8));
            before.filter(old -> !old.mark().equals(mark)).ifPresent(old -> {
                for (var number = 0; number < old.pieces(); number++) {
                    store.remove(Cache.OBSERVATIONS, piece(source, old.mark()) + number);
                }
            });
            store.commit();
        } finally {
            lock.unlock();
        }
    }
}
