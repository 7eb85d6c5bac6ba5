package discovery.edge.vectors;

import discovery.build.VectorFile;
import discovery.embed.Quantised;
import discovery.search.Nearest;
import discovery.search.Top;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.function.IntPredicate;

/// Exact search in plain loops: what a program that answers once and ends wants, because it needs no warm-up. One that
/// stays uses `discovery.edge.simd`, which gives the same answers to the bit: sums of codes are exact.
public final class PlainScan implements Nearest {
    /// Rows that are copied at once.
    private static final int AT_ONCE = 64;
    /// How many times the limit are looked at before each slot is asked for.
    private static final int SPARE = 4;

    private final VectorFileReader file;

    public PlainScan(VectorFileReader file) {
        this.file = file;
    }

    @Override
    public List<Near> nearest(Quantised question, int limit, IntPredicate allowed) {
        if (limit < 1 || question.dimensions() != file.header().dims()) {
            return List.of();
        }
        // To ask whether a slot is allowed may cost more than its product: first of the best only, then of as many as
        // it takes.
        var most = Math.clamp((long) SPARE * limit, 1, Math.max(1, file.header().rows()));
        var best = scan(question, most, slot -> true);
        var found = best.stream().filter(near -> allowed.test(near.slot())).limit(limit).toList();
        return found.size() == limit || best.size() < most ? found : scan(question, limit, allowed);
    }

    /// Rows are copied many at once: in a program that has just begun, a copy costs as much as a row's product.
    private List<Near> scan(Quantised question, int limit, IntPredicate allowed) {
        var header = file.header();
        var top = new Top(limit);
        var codes = question.codes();
        var rows = new byte[AT_ONCE * header.rowBytes()];
        for (var first = 0; first < header.rows(); first += AT_ONCE) {
            var count = Math.min(AT_ONCE, header.rows() - first);
            MemorySegment.copy(file.bytes(), ValueLayout.JAVA_BYTE, header.offset(first), rows, 0,
                    count * header.rowBytes());
            for (var i = 0; i < count; i++) {
                var at = i * header.rowBytes();
                var scale = VectorFile.scale(rows, at);
                // A hole's scale is zero; it is no answer.
                if (scale > 0) {
                    var value = cosine(product(codes, rows, at + VectorFile.CODES), question.scale(), scale);
                    if (value >= top.bar() && allowed.test(first + i)) {
                        top.offer(first + i, value);
                    }
                }
            }
        }
        return top.sorted();
    }

    @Override
    public double cosine(Quantised question, int slot) {
        if (file.isHole(slot)) {
            return 0;
        }
        var row = file.row(slot);
        return cosine(product(question.codes(), row, VectorFile.CODES), question.scale(), VectorFile.scale(row));
    }

    /// The same rounding everywhere, so that kernels agree.
    public static float cosine(int product, float scale, float other) {
        return product * (scale * other);
    }

    private static int product(byte[] codes, byte[] rows, int at) {
        var sum = 0;
        for (var i = 0; i < codes.length; i++) {
            sum += codes[i] * rows[at + i];
        }
        return sum;
    }
}
