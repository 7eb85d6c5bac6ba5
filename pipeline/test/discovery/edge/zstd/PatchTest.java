package discovery.edge.zstd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PatchTest {
    @TempDir
    Path folder;

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    private static byte[] some(Random random, int most) {
        var bytes = new byte[random.nextInt(most)];
        random.nextBytes(bytes);
        return bytes;
    }

    /// Lines of words and numbers, much as a dump has.
    private static List<String> lines(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"id\":\"skill." + i + "\",\"name\":\"" + Long.toString(random.nextLong(), 36)
                        + "\",\"description\":\"" + IntStream.range(0, 20)
                                .mapToObj(_ -> Integer.toString(random.nextInt(40_000), 36))
                                .collect(Collectors.joining(" "))
                        + "\"}\n")
                .collect(Collectors.toList());
    }

    private static byte[] bytes(List<String> lines) {
        return String.join("", lines).getBytes(StandardCharsets.UTF_8);
    }

    /// The lines, with so many of them changed, left out or put in.
    private static List<String> edited(Random random, List<String> lines, int edits) {
        var edited = new ArrayList<>(lines);
        for (var i = 0; i < edits; i++) {
            var at = random.nextInt(edited.size());
            switch (random.nextInt(8)) {
                case 0 -> edited.remove(at);
                case 1 -> edited.add(at, lines(random, 1).getFirst());
                default -> edited.set(at, edited.get(at).replace(" ", " x"));
            }
        }
        return edited;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_patch_makes_the_new_bytes_of_the_old(int seed) throws IOException {
        var random = new Random(seed);
        var old = some(random, 5_000);
        var now = random.nextBoolean() ? some(random, 5_000) : Arrays.copyOf(old, random.nextInt(6_000));
        var patch = Patch.make(old, now);
        assertArrayEquals(now, Patch.apply(old, patch, now.length));
        assertArrayEquals(patch, Patch.make(old, now), "the same again");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0,1000", "1000,0", "1,1", "1,0", "0,1"})
    void either_file_may_be_empty(int old, int now) throws IOException {
        var before = bytes(lines(new Random(1), 99)).clone();
        var left = Arrays.copyOf(before, old);
        var right = Arrays.copyOf(before, now);
        assertArrayEquals(right, Patch.apply(left, Patch.make(left, right), 1_000));
    }

    @ParameterizedTest
    @CsvSource({"10,3", "1000,10", "20000,250"})
    void the_zstd_program_applies_a_patch(int count, int edits) throws Exception {
        var random = new Random(count);
        var lines = lines(random, count);
        var now = bytes(edited(random, lines, edits));
        var old = Files.write(folder.resolve("old"), bytes(lines));
        var patch = Files.write(folder.resolve("patch"), Patch.make(bytes(lines), now));
        run("zstd", "-q", "-d", "--long=27", "--patch-from=" + old, patch.toString(), "-o", folder + "/new");
        assertArrayEquals(now, Files.readAllBytes(folder.resolve("new")));
    }

    @Test
    void a_patch_of_the_zstd_program_is_applied() throws Exception {
        var random = new Random(7);
        var lines = lines(random, 5_000);
        var now = bytes(edited(random, lines, 50));
        var old = Files.write(folder.resolve("old"), bytes(lines));
        var next = Files.write(folder.resolve("new"), now);
        run("zstd", "-q", "-12", "--long=27", "--patch-from=" + old, next.toString(), "-o", folder + "/patch");
        var patch = Files.readAllBytes(folder.resolve("patch"));
        assertArrayEquals(now, Patch.apply(bytes(lines), patch, now.length));
        assertTrue(Patch.make(bytes(lines), now).length < 1.1 * patch.length);
    }

    private static void run(String... command) throws Exception {
        var process = new ProcessBuilder(List.of(command)).inheritIO().start();
        assertEquals(0, process.waitFor(), String.join(" ", command));
    }

    /// A silent fall to other settings makes patches a hundred times larger.
    @ParameterizedTest
    @CsvSource({"200,2", "3000,10", "50000,250"})
    void a_patch_is_as_large_as_what_changed(int count, int edits) {
        var random = new Random(count);
        var lines = lines(random, count);
        var now = edited(random, lines, edits);
        var whole = Patch.make(new byte[0], bytes(now)).length;
        var patch = Patch.make(bytes(lines), bytes(now)).length;
        assertTrue(patch < 120 * edits + 200, patch + " bytes for " + edits + " edits of " + whole);
    }

    @Test
    void a_result_is_never_larger_than_asked_for() {
        var patch = Patch.make(new byte[] {1}, new byte[1_000_000]);
        assertEquals("the patch makes 1000000 bytes; at most 999999 are taken", assertThrows(
                IOException.class, () -> Patch.apply(new byte[] {1}, patch, 999_999)).getMessage());
        var lying = patch.clone();
        lying[5] = 0x7F;
        assertThrows(IOException.class, () -> Patch.apply(new byte[] {1}, lying, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void damage_is_said(int seed) {
        var random = new Random(seed);
        var lines = lines(random, 50);
        var old = bytes(lines);
        var now = bytes(edited(random, lines, 5));
        var patch = Patch.make(old, now);
        var damaged = patch.clone();
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
        try {
            // One bit of a frame's header means nothing.
            assertArrayEquals(now, Patch.apply(old, damaged, 1L << 20));
        } catch (IOException refused) {
            assertFalse(String.valueOf(refused.getMessage()).isEmpty());
        }
        assertThrows(IOException.class, () -> Patch.apply(old, new byte[0], 1L << 20));
        assertThrows(IOException.class, () -> Patch.apply(old, Arrays.copyOf(patch, patch.length - 1), 1L << 20));
        assertThrows(IOException.class, () -> Patch.apply(old, Arrays.copyOf(patch, patch.length + 9), 1L << 20));
        assertThrows(IOException.class, () -> Patch.apply(new byte[old.length], patch, 1L << 20));
        assertThrows(IOException.class, () -> Patch.apply(new byte[0], patch, 1L << 20));
        assertThrows(IOException.class, () -> Patch.apply(old, some(random, 100), 1L << 20));
    }
}
