package discovery.edge.json;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Walks records that are sorted by a key beside other records sorted by the same key: a merge join, in the memory of
/// one record. Close it.
public final class Cursor<T> implements AutoCloseable {
    private final Stream<T> stream;
    private final Iterator<T> records;
    private final Function<T, String> key;
    private Optional<T> head;

    public Cursor(Stream<T> sorted, Function<T, String> key) {
        this.stream = sorted;
        this.records = sorted.iterator();
        this.key = key;
        this.head = next();
    }

    private Optional<T> next() {
        return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
    }

    /// The record with this key; keys must be asked in order.
    public Optional<T> at(String wanted) {
        while (head.isPresent() && key.apply(head.get()).compareTo(wanted) < 0) {
            head = next();
        }
        return head.filter(record -> key.apply(record).equals(wanted));
    }

    /// Takes all following records whose key starts so. Records before them are skipped.
    public List<T> startingWith(String prefix) {
        while (head.isPresent() && !key.apply(head.get()).startsWith(prefix)
                && key.apply(head.get()).compareTo(prefix) < 0) {
            head = next();
        }
        var found = new ArrayList<T>();
        while (head.isPresent() && key.apply(head.get()).startsWith(prefix)) {
            found.add(head.get());
            head = next();
        }
        return found;
    }

    /// The next record's key, without taking it.
    public Optional<String> peek() {
        return head.map(key);
    }

    /// The next record.
    ///
    /// @throws NoSuchElementException when there is none
    public T take() {
        var taken = head.orElseThrow();
        head = next();
        return taken;
    }

    @Override
    public void close() {
        stream.close();
    }
}
