package discovery.edge.bench;

import discovery.build.VectorFile;
import discovery.edge.files.Sha256;
import discovery.edge.vectors.VectorFileReader;

/// More vectors than a night has: beyond its rows come such as lie half-way between two of them.
final class Mixed {
    private static final int STEP = 7_919;

    private Mixed() {}

    /// The other entry that goes into the one in a slot.
    static int other(int slot, int rows) {
        return Math.floorMod(slot * 31 + slot / rows * STEP + 1, rows);
    }

    static byte[] row(VectorFileReader from, int slot) {
        var rows = from.header().rows();
        var one = from.row(slot % rows);
        if (slot < rows || VectorFile.isHole(one)) {
            return one;
        }
        var codes = VectorFile.codes(one);
        var others = VectorFile.codes(from.row(other(slot, rows)));
        for (var i = 0; i < codes.length; i++) {
            codes[i] = (byte) ((codes[i] + others[i]) / 2);
        }
        return VectorFile.row(Sha256.of("slot " + slot), VectorFile.scale(one), codes);
    }
}
