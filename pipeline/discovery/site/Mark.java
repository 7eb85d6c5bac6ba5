package discovery.site;

/// A number for all that something is made of, to tell whether it is the same as on another night: its bits as digits of
/// a polynomial, modulo 2^31 - 1, at two secret points (Carter and Wegman, 1979). Who does not know the points can't
/// choose two contents with the same number; by chance it happens to one pair in (2^28 / length in octets)^2.
public final class Mark {
    private static final long PRIME = (1L << 31) - 1;
    private static final long DIGIT = (1L << 28) - 1;

    private final long firstPoint;
    private final long otherPoint;
    private long first = 1;
    private long other = 1;

    /// @param secret any number; the same for all marks that are compared
    public Mark(long secret) {
        firstPoint = secret & 0x3FFF_FFFF;
        otherPoint = secret >>> 30 & 0x3FFF_FFFF;
    }

    public Mark number(long number) {
        digit(number & DIGIT);
        digit(number >>> 28 & DIGIT);
        digit(number >>> 56);
        return this;
    }

    /// The text with its length, so that neighbours do not run together.
    public Mark text(String text) {
        var length = text.length();
        digit(length & DIGIT);
        for (var i = 0; i < length; i++) {
            digit(text.charAt(i));
        }
        return this;
    }

    /// The lowest 56 bits of a number: what is read of many octets at once.
    public void bits(long bits) {
        digit(bits & DIGIT);
        digit(bits >>> 28 & DIGIT);
    }

    /// The number of all that was put in.
    public long done() {
        return first % PRIME << 31 | other % PRIME;
    }

    /// Both sums stay below 2^32, so that no product leaves 63 bits.
    private void digit(long digit) {
        var one = first * firstPoint + digit;
        first = (one & PRIME) + (one >>> 31);
        var two = other * otherPoint + digit;
        other = (two & PRIME) + (two >>> 31);
    }
}
