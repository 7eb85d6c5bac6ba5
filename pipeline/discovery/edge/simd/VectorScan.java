package discovery.edge.simd;

import discovery.build.VectorFile;
import discovery.edge.vectors.PlainScan;
import discovery.edge.vectors.VectorFileReader;
import discovery.embed.Quantised;
import discovery.embed.Recipe;
import discovery.search.Nearest;
import discovery.search.Top;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
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
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /// Of all vectors that are scanned fast. A constant, because a loop whose end the compiler knows is a third faster.
    private static final int DIMENSIONS = Recipe.DIMENSIONS;
    private static final int LANES = SHORTS.length();
    private static final int ROW = VectorFile.CODES + DIMENSIONS;
    /// Rows whose products are held at once: 256 KiB, so that they are still near when they are read.
    private static final int AT_ONCE = 1 << 16;
    /// Rows that are worth a thread: some fifty microseconds.
    private static final int LEAST = 4_096;
    /// Parts for each thread: one that the system keeps waiting holds the others up by no more than one of them.
    private static final int PARTS = 4;

    private final VectorFileReader file;
    private final Nearest plain;
    private final int threads;

    public VectorScan(VectorFileReader file) {
        this(file, Runtime.getRuntime().availableProcessors());
    }

    /// @param threads that share a scan, at most
    public VectorScan(VectorFileReader file, int threads) {
        this.file = file;
        this.threads = threads;
        plain = new PlainScan(file);
    }

    @Override
    public List<Near> nearest(Quantised question, int limit, IntPredicate allowed) {
        var header = file.header();
        if (limit < 1 || header.dims() != DIMENSIONS || question.dimensions() != DIMENSIONS) {
            return plain.nearest(question, limit, allowed);
        }
        var wide = new short[header.dims()];
        var codes = question.codes();
        for (var i = 0; i < wide.length; i++) {
            wide[i] = codes[i];
        }
        var top = new Top(limit);
        for (var first = 0; first < header.rows(); first += AT_ONCE) {
            var cosines = cosines(first, Math.min(AT_ONCE, header.rows() - first), wide, question.scale());
            choose(cosines, first, allowed, top);
        }
        return top.sorted();
    }

    /// Several threads multiply, each its part; one thread chooses, because `allowed` may be for one alone.
    private float[] cosines(int first, int count, short[] wide, float scale) {
        var bytes = file.bytes();
        var cosines = new float[count];
        var part = Math.max(LEAST, (count + PARTS * threads - 1) / (PARTS * threads));
        var parts = (count + part - 1) / part;
        if (threads < 2 || parts < 2) {
            multiply(bytes, first, 0, count, wide, scale, cosines);
        } else {
            IntStream.range(0, parts).parallel().forEach(each -> multiply(
                    bytes, first, each * part, Math.min(count, (each + 1) * part), wide, scale, cosines));
        }
        return cosines;
    }

    /// A row's scale is read while its codes are near: a second walk over the rows would fetch a line of each again.
    private static void multiply(
            MemorySegment bytes, int first, int from, int to, short[] wide, float scale, float[] cosines) {
        for (var row = from; row < to; row++) {
            var at = VectorFile.HEADER + (long) (first + row) * ROW;
            var high = IntVector.zero(INTS);
            var low = high;
            for (var i = 0; i < DIMENSIONS; i += 2 * LANES) {
                var pairs = widened(bytes, at + VectorFile.CODES + i).mul(ShortVector.fromArray(SHORTS, wide, i))
                        .add(widened(bytes, at + VectorFile.CODES + i + LANES)
                                .mul(ShortVector.fromArray(SHORTS, wide, i + LANES)))
                        .reinterpretAsInts();
                high = high.add(pairs.lanewise(VectorOperators.ASHR, 16));
                low = low.add(pairs.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16));
            }
            cosines[row] = PlainScan.cosine(
                    high.add(low).reduceLanes(VectorOperators.ADD), scale, bytes.get(FLOAT, at + VectorFile.SCALE));
        }
    }

    private void choose(float[] cosines, int first, IntPredicate allowed, Top top) {
        var bytes = file.bytes();
        var bar = top.bar();
        for (var row = 0; row < cosines.length; row++) {
            // A hole's scale is zero; it is no answer.
            if (cosines[row] >= bar
                    && bytes.get(FLOAT, VectorFile.HEADER + (long) (first + row) * ROW + VectorFile.SCALE) > 0
                    && allowed.test(first + row)) {
                top.offer(first + row, cosines[row]);
                bar = top.bar();
            }
        }
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
