package discovery.edge.bench;

import discovery.build.Dump;
import discovery.build.Fields;
import discovery.edge.diff.RowChanges;
import discovery.edge.json.Json;
import discovery.edge.zstd.Patch;
import discovery.edge.zstd.Zstd;
import discovery.model.CanonicalJson;
import discovery.model.Row;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The smallest thing that we know how to write down a night's changes in, to measure patches against: only the values
/// that changed, numbers as differences in columns, texts with all the old ones as a prefix, zstd around both. A decoder
/// makes the new rows of the old ones again.
final class LogicalBound {
    private LogicalBound() {}

    /// @param numbers packed slots, columns and differences
    /// @param texts   packed texts
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Written(byte[] numbers, byte[] texts) {
        long bytes() {
            return (long) numbers.length + texts.length;
        }
    }

    static Written write(byte[] dump, Map<Integer, Row> old, RowChanges changes) throws IOException {
        var streams = new ByteArrayOutputStream();
        var out = new DataOutputStream(streams);
        var texts = new StringBuilder();
        var prefix = new StringBuilder();
        slots(out, changes.gone().stream().sorted().toList());
        var changed = changes.changed().stream().sorted(java.util.Comparator.comparingInt(LogicalBound::slot)).toList();
        var edited = changed.stream().filter(row -> old.containsKey(slot(row))).toList();
        var added = changed.stream().filter(row -> !old.containsKey(slot(row))).toList();
        slots(out, edited.stream().map(LogicalBound::slot).toList());
        for (var row : edited) {
            var before = Fields.of(old(old, row).content());
            var place = 0;
            var last = -1;
            for (var field : Fields.of(row.content()).entrySet()) {
                if (!field.getValue().equals(before.get(field.getKey()))) {
                    varint(out, place - last);
                    last = place;
                    texts.append(CanonicalJson.of(field.getValue())).append('\n');
                    prefix.append(CanonicalJson.of(before.getOrDefault(field.getKey(), ""))).append('\n');
                }
                place++;
            }
            varint(out, 0);
        }
        varint(out, added.size());
        for (var row : added) {
            texts.append(Dump.content(row)).append('\n').append(Dump.numbers(row)).append('\n');
        }
        var counted = new ArrayList<Row>(changes.numbers());
        edited.stream().filter(row -> !row.numbers().equals(old(old, row).numbers())).forEach(counted::add);
        counted.sort(java.util.Comparator.comparingInt(LogicalBound::slot));
        slots(out, counted.stream().map(LogicalBound::slot).toList());
        numbers(out, counted, old);
        out.flush();
        var text = texts.toString().getBytes(StandardCharsets.UTF_8);
        return new Written(Zstd.pack(streams.toByteArray()), smaller(Patch.make(before(dump, prefix.toString()), text),
                Patch.searched(before(dump, prefix.toString()), text)));
    }

    private static byte[] smaller(byte[] one, byte[] other) {
        return one.length < other.length ? one : other;
    }

    /// The old values last, because what is near costs least to point at.
    private static byte[] before(byte[] dump, String values) {
        var bytes = values.getBytes(StandardCharsets.UTF_8);
        var all = Arrays.copyOf(dump, dump.length + bytes.length);
        System.arraycopy(bytes, 0, all, dump.length, bytes.length);
        return all;
    }

    private static Row old(Map<Integer, Row> old, Row row) {
        return java.util.Optional.ofNullable(old.get(slot(row))).orElseThrow();
    }

    private static int slot(Row row) {
        return row.content().slot();
    }

    private static List<Long> columns(Row row) {
        var columns = new ArrayList<Long>();
        for (var part : Dump.numbers(row).replaceAll("[\\[\\]]", "").split(",")) {
            columns.add(Long.parseLong(part));
        }
        return columns;
    }

    private static void numbers(DataOutputStream out, List<Row> counted, Map<Integer, Row> old) throws IOException {
        for (var row : counted) {
            var before = columns(old(old, row));
            var now = columns(row);
            var mask = 0L;
            for (var i = 0; i < now.size(); i++) {
                mask |= now.get(i).equals(before.get(i)) ? 0 : 1L << i;
            }
            varint(out, mask);
        }
        for (var column = 0; column < 64; column++) {
            for (var row : counted) {
                var now = columns(row);
                if (column < now.size()) {
                    var difference = now.get(column) - columns(old(old, row)).get(column);
                    if (difference != 0) {
                        varint(out, difference << 1 ^ difference >> 63);
                    }
                }
            }
        }
    }

    private static void slots(DataOutputStream out, List<Integer> slots) throws IOException {
        varint(out, slots.size());
        var last = 0;
        for (var slot : slots) {
            varint(out, slot - last);
            last = slot;
        }
    }

    private static void varint(DataOutputStream out, long number) throws IOException {
        var rest = number;
        while ((rest & ~0x7FL) != 0) {
            out.writeByte((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    private static long varint(DataInputStream in) throws IOException {
        var number = 0L;
        for (var shift = 0;; shift += 7) {
            var next = in.readUnsignedByte();
            number |= (next & 0x7FL) << shift;
            if (next < 0x80) {
                return number;
            }
        }
    }

    private static List<Integer> slots(DataInputStream in) throws IOException {
        var slots = new ArrayList<Integer>();
        var last = 0;
        for (var left = varint(in); left > 0; left--) {
            last += (int) varint(in);
            slots.add(last);
        }
        return slots;
    }

    /// The new rows by slot, of the old ones and what was written.
    static Map<Integer, Row> read(byte[] dump, Map<Integer, Row> old, Written written) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(Zstd.unpack(written.numbers(), 1L << 30)));
        var rows = new TreeMap<>(old);
        slots(in).forEach(rows::remove);
        var edited = slots(in);
        var fields = new ArrayList<List<String>>();
        var prefix = new StringBuilder();
        for (var slot : edited) {
            var content = Fields.of(java.util.Optional.ofNullable(old.get(slot)).orElseThrow().content());
            var names = List.copyOf(content.keySet());
            var changed = new ArrayList<String>();
            var last = -1;
            for (var step = varint(in); step > 0; step = varint(in)) {
                last += (int) step;
                changed.add(names.get(last));
                prefix.append(CanonicalJson.of(content.getOrDefault(names.get(last), ""))).append('\n');
            }
            fields.add(changed);
        }
        var lines = new String(Patch.apply(before(dump, prefix.toString()), written.texts(), 1L << 30),
                StandardCharsets.UTF_8).split("\n", -1);
        var line = 0;
        for (var i = 0; i < edited.size(); i++) {
            var was = java.util.Optional.ofNullable(old.get(edited.get(i))).orElseThrow();
            var content = new LinkedHashMap<String, Object>(Fields.of(was.content()));
            for (var name : fields.get(i)) {
                content.put(name, Json.parse(lines[line++]));
            }
            rows.put(edited.get(i), new Row(Dump.row(content, Json.parse(Dump.numbers(was))).content(), was.numbers()));
        }
        for (var left = varint(in); left > 0; left--) {
            var row = Dump.row(Json.parse(lines[line]), Json.parse(lines[line + 1]));
            rows.put(slot(row), row);
            line += 2;
        }
        count(in, old, rows);
        return rows;
    }

    private static void count(DataInputStream in, Map<Integer, Row> old, Map<Integer, Row> rows) throws IOException {
        var counted = slots(in);
        var masks = new ArrayList<Long>();
        for (var slot = 0; slot < counted.size(); slot++) {
            masks.add(varint(in));
        }
        var numbers = new ArrayList<List<Long>>();
        for (var slot : counted) {
            numbers.add(columns(java.util.Optional.ofNullable(old.get(slot)).orElseThrow()));
        }
        for (var column = 0; column < 64; column++) {
            for (var i = 0; i < counted.size(); i++) {
                if ((masks.get(i) >> column & 1) == 1) {
                    var packed = varint(in);
                    numbers.get(i).set(column, numbers.get(i).get(column) + (packed >>> 1 ^ -(packed & 1)));
                }
            }
        }
        for (var i = 0; i < counted.size(); i++) {
            var row = java.util.Optional.ofNullable(rows.get(counted.get(i))).orElseThrow();
            rows.put(counted.get(i), new Row(row.content(),
                    Dump.row(Json.parse(Dump.content(row)), numbers.get(i)).numbers()));
        }
    }
}
