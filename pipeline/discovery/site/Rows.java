package discovery.site;

import discovery.model.Row;
import java.util.function.Consumer;

/// The rows of a build in the order of their ids. It is read twice, so that no more than a card of each is kept.
public interface Rows {
    void forEach(Consumer<Row> each);
}
