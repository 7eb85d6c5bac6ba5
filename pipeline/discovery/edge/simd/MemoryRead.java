package discovery.edge.simd;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/// How fast memory can be read here at all: what a scan is measured by.
public final class MemoryRead {
    private MemoryRead() {}

    /// The sum of all whole vectors of the bytes.
    public static long sum(MemorySegment bytes) {
        var species = LongVector.SPECIES_PREFERRED;
        var step = 4L * species.vectorByteSize();
        var one = LongVector.zero(species);
        var two = LongVector.zero(species);
        var three = LongVector.zero(species);
        var four = LongVector.zero(species);
        for (var at = 0L; at + step <= bytes.byteSize(); at += step) {
            one = one.add(LongVector.fromMemorySegment(species, bytes, at, ByteOrder.LITTLE_ENDIAN));
            two = two.add(LongVector.fromMemorySegment(
                    species, bytes, at + species.vectorByteSize(), ByteOrder.LITTLE_ENDIAN));
            three = three.add(LongVector.fromMemorySegment(
                    species, bytes, at + 2L * species.vectorByteSize(), ByteOrder.LITTLE_ENDIAN));
            four = four.add(LongVector.fromMemorySegment(
                    species, bytes, at + 3L * species.vectorByteSize(), ByteOrder.LITTLE_ENDIAN));
        }
        return one.add(two).add(three.add(four)).reduceLanes(VectorOperators.ADD);
    }
}
