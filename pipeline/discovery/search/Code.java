package discovery.search;

/// A direction in four bits a dimension: whole numbers from -7 to 7, so that every program computes with it exactly.
public final class Code {
    private static final int MOST = 7;

    private final byte[] values;

    private Code(byte[] values) {
        this.values = values;
    }

    /// The nearest code of a vector of any length.
    static Code of(float[] vector) {
        var most = most(vector);
        var values = new byte[vector.length];
        for (var i = 0; i < values.length; i++) {
            values[i] = (byte) Math.round(vector[i] / Math.max(most, 1e-9f) * MOST);
        }
        return new Code(values);
    }

    /// As `packed` gives it.
    public static Code unpacked(byte[] packed) {
        var values = new byte[packed.length * 2];
        for (var i = 0; i < values.length; i++) {
            values[i] = (byte) ((packed[i / 2] >>> (i % 2 * 4) & 15) - 8);
        }
        return new Code(values);
    }

    /// The greatest distance from zero in any dimension.
    static float most(float[] vector) {
        var most = 0f;
        for (var value : vector) {
            most = Math.max(most, Math.abs(value));
        }
        return most;
    }

    /// Two values an octet, the first in its lower half, each with 8 added.
    public byte[] packed() {
        var packed = new byte[values.length / 2];
        for (var i = 0; i < values.length; i++) {
            packed[i / 2] |= (byte) ((values[i] + 8) << (i % 2 * 4));
        }
        return packed;
    }

    /// Adds this to a sum, so many times.
    void addTo(long[] sum, int times) {
        for (var i = 0; i < sum.length; i++) {
            sum[i] += (long) times * values[i];
        }
    }

    /// The cosine of this and a sum of codes; 0 where one of them is zero. Both squares are exact in a double.
    double cosine(long[] sum) {
        var product = 0L;
        var own = 0L;
        var other = 0L;
        for (var i = 0; i < sum.length; i++) {
            product += values[i] * sum[i];
            own += values[i] * values[i];
            other += sum[i] * sum[i];
        }
        return own == 0 || other == 0 ? 0 : product / (Math.sqrt((double) own) * Math.sqrt((double) other));
    }
}
