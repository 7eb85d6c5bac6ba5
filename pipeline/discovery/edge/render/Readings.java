package discovery.edge.render;

import discovery.build.Dump;
import discovery.edge.json.Values;
import discovery.model.Row;
import discovery.site.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// The rows of a dump, which others than the site want to see, too: a dump of many entries is read as seldom as can be.
final class Readings implements Rows {
    private final Path dump;
    private final List<Consumer<Row>> others;
    private int reading;

    /// @param others who sees each row before the site does: the first at the first reading, and so on
    Readings(Path dump, List<Consumer<Row>> others) {
        this.dump = dump;
        this.others = others;
    }

    @Override
    public void forEach(Consumer<Row> each) {
        var all = reading < others.size() ? others.get(reading).andThen(each) : each;
        reading++;
        try (var values = Values.of(dump)) {
            Dump.read(values).forEachRemaining(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads for those whom the site has left waiting.
    void finish() {
        while (reading < others.size()) {
            forEach(row -> {});
        }
    }
}
