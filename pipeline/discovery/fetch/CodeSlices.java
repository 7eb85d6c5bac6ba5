package discovery.fetch;

import discovery.fetch.Answer.Found;
import discovery.fetch.Answer.Later;
import discovery.fetch.Forge.CodeSearch;
import discovery.model.Facts;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.PriorityQueue;

/// A search for files, cut by their size until each slice can be listed whole. GitHub takes ten such requests a minute,
/// so one night reads some slices, those first that were read longest ago; of the others stands what they gave last.
final class CodeSlices {
    /// GitHub searches no files of 384 KiB and more.
    private static final long LARGEST = 384 * 1024;
    private static final Comparator<Slice> OLDEST =
            Comparator.comparing(Slice::day).thenComparingLong(Slice::from);

    /// @param waiting slices that were not read yet, or not for too long
    record Sliced(List<Repository> repositories, long waiting) {}

    /// @param day on which it was read; `LocalDate.MIN`: never
    private record Slice(long from, long to, LocalDate day, Map<Long, String> found) {}

    private final Forge forge;
    private final Notes notes;
    private final LocalDate today;

    CodeSlices(Forge forge, Notes notes, LocalDate today) {
        this.forge = forge;
        this.notes = notes;
        this.today = today;
    }

    /// @param every days for which a slice stands
    Answer<Sliced> of(String query, int every) {
        var key = "code " + query;
        var open = new PriorityQueue<>(OLDEST);
        open.addAll(notes.note(key).flatMap(CodeSlices::parsed)
                .orElse(List.of(new Slice(0, LARGEST, LocalDate.MIN, Map.of()))));
        var read = new ArrayList<Slice>();
        Answer<Sliced> stopped = new Found<>(new Sliced(List.of(), 0));
        while (!open.isEmpty()) {
            var slice = open.poll();
            if (!slice.day().equals(LocalDate.MIN) && slice.day().plusDays(every).isAfter(today)) {
                read.add(slice);
                continue;
            }
            var answer = forge.searchCode(new CodeSearch(query, slice.from(), slice.to()));
            if (!(answer instanceof Found<Forge.Hits>(var hits))) {
                open.add(slice);
                stopped = answer.refused();
                break;
            }
            if (hits.total() > Forge.HITS && slice.from() < slice.to()) {
                // Small files are many.
                var middle = slice.from() + (slice.to() - slice.from()) / 4;
                open.add(new Slice(slice.from(), middle, LocalDate.MIN, slice.found()));
                open.add(new Slice(middle + 1, slice.to(), LocalDate.MIN, Map.of()));
                continue;
            }
            var found = new LinkedHashMap<Long, String>();
            hits.repositories().forEach(repository -> found.putIfAbsent(repository.number(), repository.name()));
            read.add(new Slice(slice.from(), slice.to(), today, found));
        }
        var all = new ArrayList<>(read);
        all.addAll(open);
        all.sort(Comparator.comparingLong(Slice::from));
        notes.note(key, text(all));
        var together = new LinkedHashMap<Long, String>();
        all.forEach(slice -> slice.found().forEach(together::putIfAbsent));
        if (stopped instanceof Found<Sliced> || stopped instanceof Later<Sliced> || !together.isEmpty()) {
            return new Found<>(new Sliced(together.entrySet().stream()
                    .map(each -> new Repository(each.getKey(), each.getValue(), "", "", Facts.NONE))
                    .toList(), open.size()));
        }
        return stopped;
    }

    /// A line for each slice, `= from to day`, and below it one for each repository, `number name`.
    private static String text(List<Slice> slices) {
        var lines = new StringBuilder();
        for (var slice : slices) {
            lines.append("= %d %d %s\n".formatted(slice.from(), slice.to(),
                    slice.day().equals(LocalDate.MIN) ? "never" : slice.day()));
            slice.found().forEach((number, name) -> lines.append(number).append(' ').append(name).append('\n'));
        }
        return lines.toString();
    }

    private static Optional<List<Slice>> parsed(String text) {
        try {
            var slices = new ArrayList<Slice>();
            for (var line : text.lines().toList()) {
                var parts = line.split(" ", -1);
                if (parts[0].equals("=")) {
                    slices.add(new Slice(Long.parseLong(parts[1]), Long.parseLong(parts[2]),
                            parts[3].equals("never") ? LocalDate.MIN : LocalDate.parse(parts[3]),
                            new LinkedHashMap<>()));
                } else {
                    slices.getLast().found().put(Long.parseLong(parts[0]), parts[1]);
                }
            }
            return Optional.of(slices).filter(all -> !all.isEmpty()).map(List::copyOf);
        } catch (DateTimeParseException | NumberFormatException | IndexOutOfBoundsException
                | NoSuchElementException otherVersion) {
            return Optional.empty();
        }
    }
}
