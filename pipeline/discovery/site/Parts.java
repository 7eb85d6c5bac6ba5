package discovery.site;

import discovery.model.Judgement;
import discovery.model.Row;
import java.util.List;
import java.util.function.Supplier;

/// The parts of an entry's score, with their evidence.
public interface Parts {
    List<Judgement.Part> of(Row row);

    /// What they depend on that is not in the row: who else comes from its place, how long ago something was. It is asked
    /// for while the rows are read, and answers when they all were.
    default Supplier<long[]> beside(Row row) {
        return () -> new long[0];
    }

    /// What they depend on that is the same for all rows, as text.
    default String rules() {
        return "";
    }
}
