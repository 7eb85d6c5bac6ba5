package discovery.edge.simd;

import discovery.build.VectorFile;
import discovery.edge.vectors.PlainScan;
import discovery.edge.vectors.VectorFileReader;
import discovery.embed.Quantised;
import discovery.search.Nearest;
import discovery.search.Top;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.IntPredicate;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Exact search with the Vector API, about as fast as memory is read once it is warm (some ten scans); cold, and under
/// the C1 compiler for ever, it is slower than plain loops.
///
/// Two products of codes fit 16 bits, because no code is -128: 2 · 127 · 127 < 32,768. So a row is multiplied in 16-bit
/// lanes, pairs are added there, and only then the lanes are split into 32 bits.
public final class VectorScan implements Nearest {
    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, jdk.incubator.vector.VectorShape.forBitSize(SHORTS.vectorBitSize() / 2));
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final VectorFileReader file;
    private final Nearest plain;

    public VectorScan(VectorFileReader file) {
        this.file = file;
        plain = new PlainScan(file);
    }

    @Override
    public List<Near> nearest(Quantised question, int limit, IntPredicate allowed) {
        var header = file.header();
        if (limit < 1 || question.dimensions() != header.dims() || header.dims() % (2 * SHORTS.length()) != 0) {
            return plain.nearest(question, limit, allowed);
        }
        var wide = new short[header.dims()];
        var codes = question.codes();
        for (var i = 0; i < wide.length; i++) {
            wide[i] = codes[i];
        }
        var top = new Top(limit);
        scan(wide, question.scale(), allowed, top);
        return top.sorted();
    }

    private void scan(short[] wide, float scale, IntPredicate allowed, Top top) {
        var bytes = file.bytes();
        var rows = file.header().rows();
        var rowBytes = file.header().rowBytes();
        var bar = top.bar();
        for (var slot = 0; slot < rows; slot++) {
            var at = VectorFile.HEADER + (long) slot * rowBytes;
            var other = bytes.get(FLOAT, at + VectorFile.SCALE);
            var value = PlainScan.cosine(product(bytes, at + VectorFile.CODES, wide), scale, other);
            // A hole's scale is zero; it is no answer.
            if (value >= bar && other > 0 && allowed.test(slot)) {
                top.offer(slot, value);
                bar = top.bar();
            }
        }
    }

    private static int product(MemorySegment bytes, long at, short[] wide) {
        var high = IntVector.zero(IntVector.SPECIES_PREFERRED);
        var low = IntVector.zero(IntVector.SPECIES_PREFERRED);
        for (var i = 0; i < wide.length; i += 2 * SHORTS.length()) {
            var pairs = widened(bytes, at + i).mul(ShortVector.fromArray(SHORTS, wide, i))
                    .add(widened(bytes, at + i + SHORTS.length())
                            .mul(ShortVector.fromArray(SHORTS, wide, i + SHORTS.length())))
                    .reinterpretAsInts();
            high = high.add(pairs.lanewise(VectorOperators.ASHR, 16));
            low = low.add(pairs.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16));
        }
        return high.add(low).reduceLanes(VectorOperators.ADD);
    }

    private static ShortVector widened(MemorySegment bytes, long at) {
        return (ShortVector) ByteVector.fromMemorySegment(BYTES, bytes, at, ByteOrder.LITTLE_ENDIAN)
                .convertShape(VectorOperators.B2S, SHORTS, 0);
    }

    @Override
    public double cosine(Quantised question, int slot) {
        return plain.cosine(question, slot);
    }
}
