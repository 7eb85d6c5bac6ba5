package discovery.edge.render;

import discovery.build.Dump;
import discovery.edge.json.Values;
import discovery.model.Row;
import discovery.site.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// The rows of a dump. It is read through once, for the site and for others that want to see all rows, too; then only
/// those rows are read again that somebody asks for, at the places where they were.
public final class Readings implements Rows, AutoCloseable {
    private final Lines lines;
    private final long secret;
    private final Consumer<Row> first;
    private final List<String> ids = new ArrayList<>();
    private long[] places = new long[1 << 10];
    private long[] marks = new long[1 << 10];

    /// Close it.
    ///
    /// @param secret of the marks
    /// @param first  who sees each row before the site does
    public Readings(Path dump, long secret, Consumer<Row> first) throws IOException {
        lines = new Lines(dump);
        this.secret = secret;
        this.first = first;
    }

    @Override
    public void forEach(Consumer<Row> each) {
        var values = new Parsed();
        for (var rows = Dump.read(values); rows.hasNext();) {
            var index = ids.size();
            if (index == places.length) {
                places = Arrays.copyOf(places, 2 * index);
                marks = Arrays.copyOf(marks, 2 * index);
            }
            places[index] = lines.place();
            values.mark = 0;
            var row = rows.next();
            marks[index] = values.mark;
            ids.add(row.content().id());
            first.accept(row);
            each.accept(row);
        }
    }

    /// The lines as values, which are marked as they pass.
    private final class Parsed implements Iterator<Object> {
        private long mark;

        @Override
        public boolean hasNext() {
            try {
                return lines.hasNext();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Object next() {
            try {
                lines.next();
                mark = 31 * mark + Lines.mark(secret, lines.octets(), lines.from(), lines.to());
                return Values.of(lines.octets(), lines.from(), lines.to());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public Row at(int index) {
        lines.goTo(places[index]);
        var values = new Parsed();
        return Dump.row(values.next(), values.next());
    }

    @Override
    public long mark(int index) {
        return marks[index];
    }

    /// Shows those rows again.
    void again(Set<String> wanted, Consumer<Row> each) {
        for (var i = 0; i < ids.size() && !wanted.isEmpty(); i++) {
            if (wanted.contains(ids.get(i))) {
                each.accept(at(i));
            }
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
