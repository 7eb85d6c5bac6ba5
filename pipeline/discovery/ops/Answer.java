package discovery.ops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a command says: a table, with a line before or after it. The same for people and for programs.
///
/// @param lines said before the table
public record Answer(List<String> lines, List<String> columns, List<List<String>> rows) {
    private static final int WIDE = 72;

    public Answer {
        lines = List.copyOf(lines);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    static Answer table(List<String> columns, Stream<List<String>> rows) {
        return new Answer(List.of(), columns, rows.toList());
    }

    static Answer text(List<String> lines) {
        return new Answer(lines, List.of(), List.of());
    }

    Answer under(String line) {
        return new Answer(List.of(line), columns, rows);
    }

    /// As objects, one a row; `lines` beside them.
    public Map<String, Object> tree() {
        var objects = new ArrayList<Map<String, String>>();
        for (var row : rows) {
            var object = new LinkedHashMap<String, String>();
            for (var i = 0; i < columns.size(); i++) {
                object.put(columns.get(i), row.get(i));
            }
            objects.add(object);
        }
        var tree = new LinkedHashMap<String, Object>();
        if (!lines.isEmpty()) {
            tree.put("lines", lines);
        }
        if (!columns.isEmpty()) {
            tree.put("rows", objects);
        }
        return tree;
    }

    /// Aligned, one line a row; foreign control characters are shown as `?`.
    public String text() {
        var text = new StringBuilder();
        lines.forEach(line -> text.append(plain(line)).append('\n'));
        if (columns.isEmpty()) {
            return text.toString();
        }
        if (rows.isEmpty()) {
            return text.append("none\n").toString();
        }
        var widths = new int[columns.size()];
        Stream.concat(Stream.of(columns), rows.stream()).forEach(row -> {
            for (var i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], cut(row.get(i)).length());
            }
        });
        Stream.concat(Stream.of(columns), rows.stream()).forEach(row -> {
            var line = new StringBuilder();
            for (var i = 0; i < widths.length; i++) {
                var cell = cut(row.get(i));
                line.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        });
        return text.toString();
    }

    private static String cut(String cell) {
        var plain = plain(cell);
        return plain.length() <= WIDE ? plain : plain.substring(0, WIDE - 1) + "…";
    }

    static String plain(String text) {
        return text.codePoints().map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT
                ? '?'
                : c).mapToObj(Character::toString).collect(Collectors.joining());
    }
}
