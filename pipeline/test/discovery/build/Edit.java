package discovery.build;

import discovery.model.Row;
import java.util.Collections;
import java.util.LinkedHashMap;

/// Rows that differ from another in one field.
public final class Edit {
    private Edit() {}

    public static Row commit(Row row, String commit) {
        return with(row, "commit", commit);
    }

    /// The row with another value of a field, which is called as in the dump.
    public static Row with(Row row, String field, Object value) {
        var fields = new LinkedHashMap<String, Object>(Fields.of(row.content()));
        if (fields.replace(field, value) == null) {
            throw new IllegalArgumentException("no field " + field);
        }
        var numbers = Collections.nCopies(8, -1L);
        return new Row(Dump.row(fields, numbers).content(), row.numbers());
    }
}
