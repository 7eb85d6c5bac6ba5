package discovery.edge.fuzz;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Without the fuzzer: what it found once, and changes of good inputs that are the same each time.
class TargetsTest {
    private static final int CHANGES = 150;

    static List<String> names() {
        return Targets.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_parser_refuses_only_as_it_documents(String target) {
        var random = new Random(target.hashCode());
        for (var seed : Seeds.of(target)) {
            assertDoesNotThrow(() -> Targets.run(target, seed));
            for (var change = 0; change < CHANGES; change++) {
                var changed = changed(seed, random);
                assertDoesNotThrow(() -> Targets.run(target, changed), () -> target + ": " + Arrays.toString(changed));
            }
        }
    }

    private static byte[] changed(byte[] seed, Random random) {
        var changed =
                Arrays.copyOf(seed, Math.max(1, seed.length - random.nextInt(4) * random.nextInt(seed.length + 1) / 3));
        for (var times = random.nextInt(6); times >= 0; times--) {
            var at = random.nextInt(changed.length);
            switch (random.nextInt(4)) {
                case 0 -> changed[at] = (byte) random.nextInt(256);
                case 1 -> changed[at] = (byte) "{}[]\"':,-#&*!|>%@`\n\\".charAt(random.nextInt(20));
                case 2 -> System.arraycopy(seed, 0, changed, at, Math.min(seed.length, changed.length - at));
                default -> changed[at] ^= (byte) (1 << random.nextInt(8));
            }
        }
        return changed;
    }

    /// `pipeline/test/golden/fuzz/TARGET/NAME`: inputs on which a parser once failed.
    @Test
    void what_was_found_once_is_mended() throws IOException {
        var folder = Path.of("pipeline/test/golden/fuzz");
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var target = String.valueOf(folder.relativize(file).getName(0));
                var input = Files.readAllBytes(file);
                assertDoesNotThrow(() -> Targets.run(target, input), file::toString);
            }
        }
    }
}
