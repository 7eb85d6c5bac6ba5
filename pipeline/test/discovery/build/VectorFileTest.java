package discovery.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class VectorFileTest {
    private static final String DIGEST = "0123456789abcdef".repeat(4);

    @Test
    void the_bytes_are_as_ever() {
        var header = new VectorFile.Header("ab".repeat(32), 3, 4, 300, 2);
        assertEquals(
                "534b494c4c564543" + "01000000" + "80000000" + "ab".repeat(32) + "03000000" + "04000000" + "28000000"
                        + "2c010000" + "02000000" + "00".repeat(60),
                HexFormat.of().formatHex(VectorFile.bytes(header)));
        assertEquals(
                DIGEST + "0000003f" + "007f81ff",
                HexFormat.of().formatHex(VectorFile.row(DIGEST, 0.5f, new byte[] {0, 127, -127, -1})));
        assertEquals(header, VectorFile.header(VectorFile.bytes(header), 128 + 300 * 40));
        assertEquals(128 + 299 * 40, header.offset(299));
    }

    @Test
    void a_row_is_what_it_was_made_of() {
        var row = VectorFile.row(DIGEST, 0.25f, new byte[] {1, -2});
        assertEquals(DIGEST, VectorFile.digest(row));
        assertEquals(0.25f, VectorFile.scale(row));
        assertArrayEquals(new byte[] {1, -2}, VectorFile.codes(row));
        assertFalse(VectorFile.isHole(row));
        assertTrue(VectorFile.isHole(new byte[38]));
    }

    @Test
    void what_is_no_vector_is_refused() {
        for (var digest : List.of("", "0".repeat(64), "AB".repeat(32), "ab".repeat(31), "xy".repeat(32))) {
            assertThrows(IllegalArgumentException.class, () -> VectorFile.row(digest, 1, new byte[1]), digest);
        }
        for (var scale : new float[] {Float.NaN, -1, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> VectorFile.row(DIGEST, scale, new byte[1]));
        }
        assertThrows(IllegalArgumentException.class, () -> VectorFile.row(DIGEST, 1, new byte[] {-128}));
    }

    @Test
    void what_is_no_header_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new VectorFile.Header("ab", 1, 384, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new VectorFile.Header(DIGEST, 1, 0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new VectorFile.Header(DIGEST, 1, 5_000, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new VectorFile.Header(DIGEST, 1, 384, 1, 2));
        assertThrows(IllegalArgumentException.class, () -> new VectorFile.Header(DIGEST, 1, 384, -1, -1));
    }
}
