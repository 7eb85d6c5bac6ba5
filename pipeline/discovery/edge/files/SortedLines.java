package discovery.edge.files;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/// Sorts more lines than memory holds: full buffers are sorted and spilled to files, which are merged at the end.
///
/// Lines are compared as texts by UTF-16 unit, so begin each with the key to sort by. Equal lines stay, in no special
/// order: they are the same. A line may hold no line break. Not safe for use by several threads at once.
public final class SortedLines implements AutoCloseable {
    /// Characters in memory before a spill; about 64 MiB as Latin-1.
    private static final long BUFFER = 48L << 20;

    private final Path folder;
    private final List<String> buffer = new ArrayList<>();
    private final List<Path> spills = new ArrayList<>();
    private final List<BufferedReader> readers = new ArrayList<>();
    private long held;

    /// @param folder an existing folder for the spills; they are gone when this is closed
    public SortedLines(Path folder) {
        this.folder = folder;
    }

    public void add(String line) throws IOException {
        buffer.add(line);
        held += line.length();
        if (held > BUFFER) {
            spill();
        }
    }

    /// Hands over all lines in order, once.
    public void drainTo(Consumer<String> sink) throws IOException {
        try {
            drain().forEachRemaining(sink);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// All lines in order, once, read as they are asked for; the last before this is closed.
    public Iterator<String> drain() throws IOException {
        if (spills.isEmpty()) {
            buffer.sort(Comparator.naturalOrder());
            return buffer.iterator();
        }
        spill();
        var heads = new PriorityQueue<Head>(Comparator.comparing(Head::line).thenComparingInt(Head::number));
        for (var spill : spills) {
            readers.add(Files.newBufferedReader(spill));
            next(readers.size() - 1).ifPresent(heads::add);
        }
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !heads.isEmpty();
            }

            @Override
            public String next() {
                var head = heads.remove();
                SortedLines.this.next(head.number()).ifPresent(heads::add);
                return head.line();
            }
        };
    }

    private record Head(String line, int number) {}

    private Optional<Head> next(int number) {
        try {
            var line = readers.get(number).readLine();
            return line == null ? Optional.empty() : Optional.of(new Head(line, number));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void spill() throws IOException {
        buffer.sort(Comparator.naturalOrder());
        var file = Files.createTempFile(folder, ".new-sort", ".lines");
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            for (var line : buffer) {
                out.write(line.getBytes(StandardCharsets.UTF_8));
                out.write('\n');
            }
        }
        spills.add(file);
        buffer.clear();
        held = 0;
    }

    @Override
    public void close() {
        try {
            for (var reader : readers) {
                reader.close();
            }
            for (var spill : spills) {
                Files.deleteIfExists(spill);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
