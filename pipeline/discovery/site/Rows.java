package discovery.site;

import discovery.build.Dump;
import discovery.model.Row;
import java.util.List;
import java.util.function.Consumer;

/// The rows of a build in the order of their ids. All are read once, so that no more than a card of each is kept; then
/// those are asked for again whose pages are made.
public interface Rows {
    void forEach(Consumer<Row> each);

    /// A row that was read.
    ///
    /// @param index its place in the order
    Row at(int index);

    /// A number for all that is in a row that was read; on another night the same only for the same.
    long mark(int index);

    static Rows of(List<Row> rows) {
        return new Rows() {
            @Override
            public void forEach(Consumer<Row> each) {
                rows.forEach(each);
            }

            @Override
            public Row at(int index) {
                return rows.get(index);
            }

            @Override
            public long mark(int index) {
                return new Mark(4_711).text(Dump.content(at(index))).text(Dump.numbers(at(index))).done();
            }
        };
    }
}
