package discovery.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelatedFileTest {
    @Test
    void the_bytes_are_as_the_layout_says() {
        var file = RelatedFile.empty(2, 2);
        file.put(1, List.of(7, 258, 9));
        assertEquals("534b494c4c52454c" + "01000000" + "02000000" + "02000000" + "ffffffffffffffff"
                + "0700000002010000", HexFormat.of().formatHex(file.bytes()));
        var again = RelatedFile.of(file.bytes());
        assertEquals(List.of(), again.of(0));
        assertEquals(List.of(7, 258), again.of(1));
        assertEquals(List.of(), again.of(2));
        assertEquals(List.of(), again.of(-1));
        assertArrayEquals(file.bytes(), again.bytes());
    }

    @Test
    void what_is_no_such_file_is_refused_in_a_sentence() {
        var bytes = RelatedFile.empty(2, 2).bytes();
        assertThrows(IllegalArgumentException.class, () -> RelatedFile.of(new byte[3]));
        assertThrows(IllegalArgumentException.class, () -> RelatedFile.of(Arrays.copyOf(bytes, 30)));
        bytes[0]++;
        assertThrows(IllegalArgumentException.class, () -> RelatedFile.of(bytes));
    }
}
