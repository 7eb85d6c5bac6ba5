package discovery.fetch;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// When each repository was last read, so that a short night reads those first that were read longest ago; and which
/// number each name had, so that a name that somebody else has registered is not mistaken for the repository of before.
final class Walked {
    private static final String DAYS = "walked";
    private static final String NUMBERS = "numbers";

    private final Notes notes;
    private final LocalDate today;
    private final Map<Long, LocalDate> days = new ConcurrentHashMap<>();
    private final Map<String, Long> numbers = new TreeMap<>();

    Walked(Notes notes, LocalDate today) {
        this.notes = notes;
        this.today = today;
        lines(DAYS).forEach(line -> {
            try {
                days.put(Long.parseLong(line[0]), LocalDate.parse(line[1]));
            } catch (DateTimeParseException | NumberFormatException otherVersion) {
                // As if it had never been read.
            }
        });
        lines(NUMBERS).forEach(line -> {
            if (line[1].matches("\\d{1,18}")) {
                numbers.put(line[0], Long.parseLong(line[1]));
            }
        });
    }

    private List<String[]> lines(String key) {
        return notes.note(key).stream()
                .flatMap(String::lines)
                .map(line -> line.split(" ", -1))
                .filter(parts -> parts.length == 2)
                .toList();
    }

    /// Those first that were never read, then by age, then by number.
    Comparator<Long> oldest() {
        return Comparator.<Long, LocalDate>comparing(number -> days.getOrDefault(number, LocalDate.MIN))
                .thenComparing(Comparator.naturalOrder());
    }

    void read(long number) {
        days.put(number, today);
    }

    /// The number that this name had before, where it is another one now and no rename explains it.
    Optional<Long> replaced(String name, Repository now) {
        var lower = Texts.lower(name);
        var before = Optional.ofNullable(numbers.put(lower, now.number()));
        return before.filter(number -> number != now.number() && Texts.lower(now.name()).equals(lower));
    }

    void keep() {
        var lines = new StringBuilder();
        new TreeMap<>(days).forEach((number, day) -> lines.append(number).append(' ').append(day).append('\n'));
        notes.note(DAYS, lines.toString());
        var names = new StringBuilder();
        numbers.forEach((name, number) -> names.append(name).append(' ').append(number).append('\n'));
        notes.note(NUMBERS, names.toString());
    }
}
