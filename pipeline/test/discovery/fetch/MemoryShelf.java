package discovery.fetch;

import discovery.model.Observation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Last good observations in memory.
final class MemoryShelf implements Shelf, Notes, Walks {
    private final Map<String, String> notes = new ConcurrentHashMap<>();
    final Map<String, List<String>> walks = new ConcurrentHashMap<>();

    private final Map<String, List<Observation>> good = new HashMap<>();
    private final Map<String, LocalDate> days = new HashMap<>();
    private final Map<String, List<Observation>> tonight = new HashMap<>();

    @Override
    public Optional<String> note(String key) {
        return Optional.ofNullable(notes.get(key));
    }

    @Override
    public void note(String key, String text) {
        notes.put(key, text);
    }

    @Override
    public boolean replay(String walk, String state, Consumer<String> each) {
        var lines = Optional.ofNullable(walks.get(walk + " " + state));
        lines.ifPresent(known -> known.forEach(each));
        return lines.isPresent();
    }

    @Override
    public Recording record(String walk, String state) {
        var lines = new ArrayList<String>();
        return new Recording() {
            @Override
            public void line(String line) {
                lines.add(line);
            }

            @Override
            public void keep() {
                walks.put(walk + " " + state, lines);
            }
        };
    }

    @Override
    public synchronized Optional<LocalDate> day(String source) {
        return Optional.ofNullable(days.get(source));
    }

    @Override
    public void last(String source, Consumer<Observation> each) {
        List<Observation> last;
        synchronized (this) {
            last = List.copyOf(good.getOrDefault(source, List.of()));
        }
        last.forEach(each);
    }

    @Override
    public synchronized void put(String source, String line) {
        tonight.computeIfAbsent(source, none -> new ArrayList<>()).add(Files.observation(line));
    }

    @Override
    public synchronized void keep(String source, LocalDate day) {
        good.put(source, tonight.getOrDefault(source, List.of()));
        days.put(source, day);
        tonight.remove(source);
    }
}
