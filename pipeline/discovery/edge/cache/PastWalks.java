package discovery.edge.cache;

import discovery.edge.files.Sha256;
import discovery.edge.sqlite.KeyValues;
import discovery.fetch.Walks;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/// Walks as pieces of some MiB in zstd, and for each walk a head, written last, that says in which state of the
/// repository they were made, by which program, and how many they are.
final class PastWalks implements Walks {
    private static final int PIECE = 2 << 20;

    private final KeyValues store;
    private final String program;
    private final Consumer<String> used;

    /// @param used is told the keys that tonight has a use for
    PastWalks(KeyValues store, String program, Consumer<String> used) {
        this.store = store;
        this.program = program;
        this.used = used;
    }

    /// @param mark of the state and the program
    private record Head(String mark, int pieces) {}

    private Optional<Head> head(String walk) {
        return store.get(Cache.WALKS, key(walk)).map(bytes -> new String(bytes, StandardCharsets.UTF_8).split(" ", -1))
                .filter(parts -> parts.length == 2 && parts[1].matches("\\d{1,6}"))
                .map(parts -> new Head(parts[0], Integer.parseInt(parts[1])));
    }

    private static String key(String walk) {
        return "head " + walk;
    }

    private static String piece(String walk, String mark, int number) {
        return "piece %s %s %d".formatted(walk, mark, number);
    }

    private String mark(String state) {
        return Sha256.of(program + "\n" + state).substring(0, 24);
    }

    private Optional<String> text(String walk, Head head, int number) {
        return store.get(Cache.WALKS, piece(walk, head.mark(), number)).flatMap(Cache::unpacked)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public boolean replay(String walk, String state, Consumer<String> each) {
        var head = head(walk).filter(known -> known.mark().equals(mark(state)));
        if (head.isEmpty()) {
            return false;
        }
        var texts = head.get().pieces();
        // Several pieces are looked at before the first is handed over: a damaged one must not make half a walk.
        for (var number = texts == 1 ? 1 : 0; number < texts; number++) {
            if (text(walk, head.get(), number).isEmpty()) {
                return false;
            }
        }
        for (var number = 0; number < texts; number++) {
            var text = text(walk, head.get(), number);
            if (text.isEmpty()) {
                return false;
            }
            text.get().lines().forEach(each);
            used.accept(piece(walk, head.get().mark(), number));
        }
        used.accept(key(walk));
        return true;
    }

    @Override
    public Recording record(String walk, String state) {
        return new Lines(walk, mark(state));
    }

    private final class Lines implements Recording {
        private final String walk;
        private final String mark;
        private final StringBuilder lines = new StringBuilder();
        private int pieces;

        Lines(String walk, String mark) {
            this.walk = walk;
            this.mark = mark;
        }

        @Override
        public void line(String line) {
            lines.append(line).append('\n');
            if (lines.length() > PIECE) {
                flush();
            }
        }

        private void flush() {
            var key = piece(walk, mark, pieces);
            used.accept(key);
            store.put(Cache.WALKS, key, Cache.packed(lines.toString().getBytes(StandardCharsets.UTF_8)));
            pieces++;
            lines.setLength(0);
        }

        @Override
        public void keep() {
            if (!lines.isEmpty()) {
                flush();
            }
            var before = head(walk);
            used.accept(key(walk));
            store.put(Cache.WALKS, key(walk), (mark + " " + pieces).getBytes(StandardCharsets.UTF_8));
            before.filter(old -> !old.mark().equals(mark)).ifPresent(old -> {
                for (var number = 0; number < old.pieces(); number++) {
                    store.remove(Cache.WALKS, piece(walk, old.mark(), number));
                }
            });
        }
    }
}
