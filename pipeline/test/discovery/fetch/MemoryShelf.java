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
final class MemoryShelf implements Shelf, Notes {
    private final Map<String, String> notes = new ConcurrentHashMap<>();

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
    public synchronized void put(Observation observation) {
        tonight.computeIfAbsent(observation.source(), none -> new ArrayList<>()).add(observation);
    }

    @Override
    public synchronized void keep(String source, LocalDate day) {
        good.put(source, tonight.getOrDefault(source, List.of()));
        days.put(source, day);
        tonight.remove(source);
    }
}
