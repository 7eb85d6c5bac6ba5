package discovery.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DisplayTest {
    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @Test
    void white_space_becomes_one_space() {
        assertEquals("a b c", Display.clean(" \t a\r\n\u00a0\u3000b\u2028\u2029\u0085\u000bc \n"));
    }

    @Test
    void nothing_invisible_stays() {
        assertEquals("ab", Display.clean("a\u0000\u0007\u001b\u007f\u0090b"), "controls");
        assertEquals("ab", Display.clean("a\u061c\u200e\u200f\u202a\u202e\u2066\u2069b"), "bidi controls");
        assertEquals("ab", Display.clean("a\u200b\u200c\u200d\u2060\ufeff\u00ad\u034fb"), "zero width");
        assertEquals("ab", Display.clean("a" + Character.toString(0xE0041) + Character.toString(0xE007F) + "b"),
                "tags");
        assertEquals(
                "ab", Display.clean("a\ufe0f" + Character.toString(0xE0100) + Character.toString(0xE01EF) + "b"),
                "variation selectors");
        assertEquals("ab", Display.clean("a\u115f\u1160\u3164\uffa0b"), "fillers");
        assertEquals("ab", Display.clean("a\ufff9\ufffa\ufffb" + Character.toString(0x1D173) + "b"), "annotations");
    }

    @Test
    void what_can_be_seen_stays() {
        for (var text : new String[] {"naïve Größe", "日本語", "مرحبا", "e\u0301", "😀", "<b>&amp;", "𝔘", "C++ #1"}) {
            assertEquals(text, Display.clean(text));
        }
    }

    @Test
    void half_a_surrogate_pair_becomes_a_replacement_character() {
        assertEquals("a\ufffdb\ufffd", Display.clean("a\ud83db\ude00"));
    }

    @Test
    void a_clean_text_is_cut_at_a_whole_character() {
        assertEquals("a", Display.clean(" a 😀", 3));
        assertEquals("a 😀", Display.clean(" a 😀", 4));
    }

    @Test
    void a_path_keeps_its_spaces() {
        assertEquals("a  b/c\u00a0d.md", Display.exact("a  b/\u202ec\u00a0d\n.md"));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void cleaning_twice_is_cleaning_once(int seed) {
        var text = new RandomRows(seed).text();
        var clean = Display.clean(text);
        assertEquals(clean, Display.clean(clean));
        assertEquals(Display.exact(text), Display.exact(Display.exact(text)));
        assertTrue(clean.length() <= text.length());
        assertFalse(clean.startsWith(" ") || clean.endsWith(" ") || clean.contains("  "));
        assertTrue(clean.codePoints().noneMatch(point -> Character.isISOControl(point)
                || Character.getType(point) == Character.FORMAT));
    }
}
