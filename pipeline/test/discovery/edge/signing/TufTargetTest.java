package discovery.edge.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TufTargetTest {

    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @Test
    void the_digest_stands_before_the_file_name() {
        assertEquals("v412/" + EMPTY + ".manifest.json", new TufTarget("v412/manifest.json", 0, EMPTY).storedAs());
        assertEquals(EMPTY + ".manifest.json", new TufTarget("manifest.json", 0, EMPTY).storedAs());
    }

    @Test
    void a_target_of_bytes_has_their_length_and_digest() {
        assertEquals(new TufTarget("v1/empty", 0, EMPTY), TufTarget.of("v1/empty", new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "../x", "v1/../x", "v1/./x", "/etc/passwd", "v1//x", "v1/", "C:", "C:/x", "v1\\x",
            "v1/a\0b", "CON", "v1/con.json", "v1/COM1", "v1/x.", "v1/x ", "v1/.hidden", "v1/\u00e9", "v1/e\u0301",
            "v1/a\nb", "v1/\u001b[31m", "v1/a?b", "v1/a%2e"})
    void an_unsafe_name_is_refused(String name) {
        assertThrows(IllegalArgumentException.class, () -> new TufTarget(name, 0, EMPTY));
    }

    @Test
    void a_name_that_is_too_long_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new TufTarget("a".repeat(191), 0, EMPTY));
        assertThrows(IllegalArgumentException.class, () -> new TufTarget("a/".repeat(150) + "a", 0, EMPTY));
    }

    @Test
    void a_wrong_length_or_digest_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new TufTarget("a", -1, EMPTY));
        assertThrows(IllegalArgumentException.class, () -> new TufTarget("a", Long.MAX_VALUE, EMPTY));
        assertThrows(IllegalArgumentException.class, () -> new TufTarget("a", 0, EMPTY.substring(1)));
        assertThrows(IllegalArgumentException.class, () -> new TufTarget("a", 0, EMPTY.replace('e', 'E')));
    }
}
