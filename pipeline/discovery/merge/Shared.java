package discovery.merge;

/// What two sketches have in common, up to where both are complete.
///
/// @param both       hashes that both have
/// @param one        hashes of the one
/// @param other      hashes of the other
/// @param ownBoth    the same without what is a template
/// @param ownOne     the same without what is a template
/// @param ownOther   the same without what is a template
record Shared(int both, int one, int other, int ownBoth, int ownOne, int ownOther) {
    static Shared of(Sketches sketches, int one, int other) {
        var end = Math.min(end(sketches, one), end(sketches, other));
        int i = 0;
        int j = 0;
        int both = 0;
        int ownBoth = 0;
        int templatesOne = 0;
        int templatesOther = 0;
        while (true) {
            var left = i < sketches.size(one) ? sketches.at(one, i) : end;
            var right = j < sketches.size(other) ? sketches.at(other, j) : end;
            var a = left & ~Sketches.MARK;
            var b = right & ~Sketches.MARK;
            if (Math.min(a, b) >= end) {
                return new Shared(both, i, j, ownBoth, i - templatesOne, j - templatesOther);
            }
            if (a <= b) {
                templatesOne += left < 0 ? 1 : 0;
                i++;
            }
            if (b <= a) {
                templatesOther += right < 0 ? 1 : 0;
                j++;
            }
            if (a == b) {
                both++;
                ownBoth += left < 0 ? 0 : 1;
            }
        }
    }

    /// A full sketch says nothing of hashes from its last one on.
    private static long end(Sketches sketches, int sketch) {
        var size = sketches.size(sketch);
        return size < Fingerprint.MOST ? Long.MAX_VALUE : sketches.at(sketch, size - 1) & ~Sketches.MARK;
    }

    double resemblance() {
        return share(both, one + other - both);
    }

    /// The part of the smaller one that is in the larger one.
    double containment() {
        return share(both, Math.min(one, other));
    }

    double ownResemblance() {
        return share(ownBoth, ownOne + ownOther - ownBoth);
    }

    double ownContainment() {
        return share(ownBoth, Math.min(ownOne, ownOther));
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
