package discovery.edge.signing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.signing.VerificationException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    @Test
    void members_are_sorted_and_only_ascii_is_written() throws Exception {
        var json = Json.object(
                Map.of("b", new Json.Items(List.of(new Json.Whole(-7), new Json.Truth(true), new Json.Truth(false))),
                        "B", Json.object(Map.of()), "a\"\\", new Json.Text("é\n\u007f😀/")));
        var text = "{\"B\":{},\"a\\\"\\\\\":\"\\u00e9\\u000a\\u007f\\ud83d\\ude00/\",\"b\":[-7,true,false]}";
        assertEquals(text, new String(Json.canonical(json), StandardCharsets.US_ASCII));
        assertEquals(json, read(text));
    }

    @Test
    void what_is_written_reads_back_and_writes_the_same_bytes() throws Exception {
        for (var seed = 0; seed < 200; seed++) {
            var json = random(new Random(seed), 0);
            var bytes = Json.canonical(json);
            var again = CanonicalJsonReader.read("seed " + seed, bytes);
            assertEquals(json, again);
            assertArrayEquals(bytes, Json.canonical(again));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":1}", "{\"b\":1,\"a\":1}", " 1", "1 ", "{ }", "[1, 2]", "1\n", "[1,]",
            "{\"a\":1,}", "[1", "{\"a\"}", "{a:1}", "'a'", "\"a", "\"\\n\"", "\"\\/\"", "\"\\u0041\"", "\"\\u00E9\"",
            "\"\\u12\"", "\"\\u12g4\"", "\"é\"", "\"\t\"", "01", "-0", "-", "+1", "1.0", "1e2", "1e400", "NaN",
            "Infinity", "null", "9007199254740992", "-9007199254740992", "99999999999999999999", "tru", "truth", "",
            "\uFEFF1", "//x\n1", "1 2"})
    void whatever_is_not_canonical_is_refused(String text) {
        var refusal = assertThrows(VerificationException.class, () -> read(text));
        assertEquals(Reason.MALFORMED, refusal.reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "9007199254740991", "-9007199254740991", "[]", "{}", "\"\"", "true"})
    void what_is_canonical_reads_back(String text) throws Exception {
        assertEquals(text, new String(Json.canonical(read(text)), StandardCharsets.US_ASCII));
    }

    @Test
    void a_name_that_stands_twice_is_told() {
        var refusal = assertThrows(VerificationException.class, () -> read("{\"version\":1,\"version\":2}"));
        assertTrue(refusal.getMessage().startsWith("test.json, byte 22: the name \"version\" stands twice."),
                refusal.getMessage());
    }

    @Test
    void depth_is_bounded() throws Exception {
        var most = CanonicalJsonReader.MAX_DEPTH;
        assertArrayEquals("[".repeat(most).getBytes(StandardCharsets.US_ASCII),
                Arrays.copyOf(Json.canonical(read("[".repeat(most) + "]".repeat(most))), most));
        assertThrows(VerificationException.class, () -> read("[".repeat(most + 2) + "]".repeat(most + 2)));
        assertThrows(VerificationException.class, () -> read("[".repeat(1_000_000)));
    }

    @Test
    void foreign_names_are_quoted_harmlessly_in_messages() {
        var refusal = assertThrows(VerificationException.class,
                () -> read("{\"\\u001b[31m\\u000aok\":1,\"\\u001b[31m\\u000aok\":1}"));
        assertTrue(refusal.getMessage().chars().allMatch(unit -> unit >= ' ' && unit <= '~'), refusal.getMessage());
        assertEquals(85, Json.quoted("a".repeat(1000)).length());
    }

    private static Json read(String text) throws VerificationException {
        return CanonicalJsonReader.read("test.json", text.getBytes(StandardCharsets.UTF_8));
    }

    private static Json random(Random random, int depth) {
        return switch (random.nextInt(depth > 4 ? 3 : 5)) {
            case 0 -> new Json.Text(text(random));
            case 1 -> new Json.Whole(random.nextLong() % (1L << 53));
            case 2 -> new Json.Truth(random.nextBoolean());
            case 3 -> new Json.Items(
                    Stream.generate(() -> random(random, depth + 1)).limit(random.nextInt(4)).toList());
            default -> {
                var members = new TreeMap<String, Json>();
                for (var count = random.nextInt(4); count > 0; count--) {
                    members.put(text(random), random(random, depth + 1));
                }
                yield Json.object(members);
            }
        };
    }

    /// Any UTF-16 units, lone surrogates among them, with many near the borders of ASCII.
    private static String text(Random random) {
        var text = new StringBuilder();
        for (var count = random.nextInt(6); count > 0; count--) {
            text.append((char) (random.nextBoolean() ? random.nextInt(0x90) : random.nextInt(0x10000)));
        }
        return text.toString();
    }
}
