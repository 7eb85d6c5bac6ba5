package discovery.edge.vectors;

import discovery.build.VectorFile;
import discovery.embed.Quantised;
import discovery.search.Nearest;
import discovery.search.Top;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.IntPredicate;

/// Exact search in plain loops: what a program that answers once and ends wants, because it needs no warm-up. One that
/// stays uses `discovery.edge.simd`, which gives the same answers to the bit: sums of codes are exact.
public final class PlainScan implements Nearest {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final VectorFileReader file;

    public PlainScan(VectorFileReader file) {
        this.file = file;
    }

    @Override
    public List<Near> nearest(Quantised question, int limit, IntPredicate allowed) {
        if (limit < 1 || question.dimensions() != file.header().dims()) {
            return List.of();
        }
        var top = new Top(limit);
        var codes = question.codes();
        var row = new byte[codes.length];
        var bytes = file.bytes();
        for (var slot = 0; slot < file.header().rows(); slot++) {
            var at = file.header().offset(slot);
            var scale = bytes.get(FLOAT, at + VectorFile.SCALE);
            // A hole's scale is zero; it is no answer.
            if (scale > 0) {
                MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at + VectorFile.CODES, row, 0, row.length);
                var value = cosine(product(codes, row), question.scale(), scale);
                if (value >= top.bar() && allowed.test(slot)) {
                    top.offer(slot, value);
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
        return cosine(product(question.codes(), VectorFile.codes(row)), question.scale(), VectorFile.scale(row));
    }

    /// The same rounding everywhere, so that kernels agree.
    public static float cosine(int product, float scale, float other) {
        return product * (scale * other);
    }

    private static int product(byte[] one, byte[] other) {
        var sum = 0;
        for (var i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
