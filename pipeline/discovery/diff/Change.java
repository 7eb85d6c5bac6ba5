package discovery.diff;

import discovery.model.Row;
import java.util.List;

/// What became of one entry between two builds.
public sealed interface Change {
    /// The row that there is, or was.
    Row row();

    /// An entry that was not there.
    record Added(Row row) implements Change {}

    /// Its content changed.
    ///
    /// @param fields names of what changed, as in the dump and in its order; `commit` may be among them, but is not
    ///               alone
    record Changed(Row before, Row after, List<String> fields) implements Change {
        @Override
        public Row row() {
            return after;
        }
    }

    /// It has another slug, place or path, and perhaps other changes with it.
    ///
    /// @param fields names of all that changed, as in the dump and in its order
    record Renamed(Row before, Row after, List<String> fields) implements Change {
        @Override
        public Row row() {
            return after;
        }
    }

    /// It is gone.
    ///
    /// @param reason one sentence
    record Removed(Row before, String reason) implements Change {
        @Override
        public Row row() {
            return before;
        }
    }
}
