package discovery.search;

import discovery.build.VectorFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Vectors in memory that are compared with each other, each with the slot of its entry. Numbers of vectors, from 0, grow
/// with their slots, so that of equal values the smaller number and the smaller slot are the same.
public final class Space {
    /// Vectors that one vector is compared with at once.
    static final int TILE = 256;

    private final int dims;
    private int[] slots = new int[64];
    private float[] scales = new float[64];
    private final List<String> digests = new ArrayList<>();
    private byte[][] codes = new byte[64][];
    private int size;

    /// @param dims components of a vector; sums of products are exact up to 1,000 of them
    public Space(int dims) {
        if (dims < 1 || dims > 1_000) {
            throw new IllegalArgumentException("%d dims; there should be 1 to 1,000".formatted(dims));
        }
        this.dims = dims;
    }

    /// Adds the vector of an entry.
    ///
    /// @param slot larger than all before
    /// @param row  as `VectorFile` has it, no hole
    public void add(int slot, byte[] row) {
        if (size > 0 && slots[size - 1] >= slot) {
            throw new IllegalArgumentException("slot %d after slot %d".formatted(slot, slots[size - 1]));
        }
        if (size == slots.length) {
            slots = Arrays.copyOf(slots, 2 * size);
            scales = Arrays.copyOf(scales, 2 * size);
            codes = Arrays.copyOf(codes, 2 * size);
        }
        slots[size] = slot;
        scales[size] = VectorFile.scale(row);
        digests.add(VectorFile.digest(row));
        codes[size] = Arrays.copyOfRange(row, VectorFile.CODES, VectorFile.CODES + dims);
        size++;
    }

    public int size() {
        return size;
    }

    int slot(int number) {
        return slots[number];
    }

    /// Number of the vector of a slot; negative where it has none.
    int number(int slot) {
        return Arrays.binarySearch(slots, 0, size, slot);
    }

    /// The digests of the texts that the vectors were made of.
    List<String> digests() {
        return Collections.unmodifiableList(digests);
    }

    /// Some vectors beside each other, component by component, so that a loop over them needs no sum across.
    ///
    /// The codes are held as floats: each product and each sum of products is a whole number below 2^24, so that floats
    /// are exact, and processors multiply and add them faster than whole numbers.
    final class Tile {
        /// An array for each component: of one array for all, the compiler makes loops that take four times as long.
        private final float[][] columns = new float[dims][TILE];
        private final float[] question = new float[dims];
        private final float[] sums = new float[TILE];
        private int from;
        private int count;

        /// Takes the vectors from this number on.
        void fill(int first) {
            from = first;
            count = Math.min(TILE, size - first);
            for (var i = 0; i < count; i++) {
                var vector = codes[first + i];
                for (var d = 0; d < dims; d++) {
                    columns[d][i] = vector[d];
                }
            }
        }

        int from() {
            return from;
        }

        int to() {
            return from + count;
        }

        /// Cosines, as every scan rounds them, of a vector and those of the tile. They stand until the next call.
        float[] cosines(int number) {
            var vector = codes[number];
            for (var i = 0; i < dims; i++) {
                question[i] = vector[i];
            }
            Arrays.fill(sums, 0);
            var d = 0;
            for (; d + 4 <= dims; d += 4) {
                four(question[d], question[d + 1], question[d + 2], question[d + 3], columns[d], columns[d + 1],
                        columns[d + 2], columns[d + 3], sums);
            }
            for (; d < dims; d++) {
                one(question[d], columns[d], sums);
            }
            var scale = scales[number];
            for (var i = 0; i < count; i++) {
                sums[i] *= scale * scales[from + i];
            }
            return sums;
        }
    }

    private static void one(float a, float[] components, float[] sums) {
        for (var i = 0; i < TILE; i++) {
            sums[i] += a * components[i];
        }
    }

    /// Four components at once: sums are then read and written a quarter as often.
    private static void four(
            float a, float b, float c, float d, float[] first, float[] second, float[] third, float[] fourth,
            float[] sums) {
        for (var i = 0; i < TILE; i++) {
            sums[i] += a * first[i] + b * second[i] + c * third[i] + d * fourth[i];
        }
    }
}
