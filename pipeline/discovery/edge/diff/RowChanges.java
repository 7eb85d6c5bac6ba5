package discovery.edge.diff;

import discovery.build.Dump;
import discovery.model.Row;
import java.util.ArrayList;
import java.util.List;

/// The rows that differ between two dumps.
///
/// @param gone    slots of entries that the new one no longer has
/// @param changed new rows, and rows of another content
/// @param numbers rows of which the numbers alone are others
public record RowChanges(List<Integer> gone, List<Row> changed, List<Row> numbers) {
    public RowChanges {
        gone = List.copyOf(gone);
        changed = List.copyOf(changed);
        numbers = List.copyOf(numbers);
    }

    /// @throws IllegalArgumentException when one of them is no dump
    public static RowChanges between(byte[] old, byte[] now, Dump.Parser parser) {
        var gone = new ArrayList<Integer>();
        var changed = new ArrayList<Row>();
        var numbers = new ArrayList<Row>();
        LineChanges.between(old, now, new LineChanges.Sink() {
            @Override
            public void gone(String content) {
                gone.add(row(content, NOTHING, parser).content().slot());
            }

            @Override
            public void changed(String content, String counts) {
                changed.add(row(content, counts, parser));
            }

            @Override
            public void counted(String content, String counts) {
                numbers.add(row(content, counts, parser));
            }
        });
        return new RowChanges(gone, changed, numbers);
    }

    private static final String NOTHING = "[-1,-1,-1,-1,-1,-1,0,-1]";

    private static Row row(String content, String numbers, Dump.Parser parser) {
        try {
            return Dump.row(parser.parse(content), parser.parse(numbers));
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalArgumentException("a line of the dump can't be read: " + e.getMessage(), e);
        }
    }
}
