package discovery.edge.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import discovery.build.VectorFile;
import discovery.embed.Quantised;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The documentation of `VectorFile` is enough to read the file: a reader in JavaScript, written by it alone, agrees.
class OtherLanguageTest {
    @TempDir
    Path folder;

    @Test
    void a_reader_in_javascript_reads_the_same() throws IOException, InterruptedException {
        var file = folder.resolve("embeddings.bin");
        var random = new Random(3);
        var expected = new StringBuilder("%s 7 24 5 3%n".formatted("ab".repeat(32)));
        try (var out = new VectorFileWriter(file, "ab".repeat(32), 7, 24, 5)) {
            for (var slot = 0; slot < 5; slot++) {
                if (slot % 2 == 1) {
                    expected.append(slot).append(" hole\n");
                    continue;
                }
                var vector = new float[24];
                IntStream.range(0, 24).forEach(i -> vector[i] = (float) random.nextGaussian());
                var made = Quantised.of(vector);
                var digest = "%064x".formatted(slot + 1);
                out.put(slot, VectorFile.row(digest, made.scale(), made.codes()));
                var codes = IntStream.range(0, 24).mapToObj(i -> Integer.toString(made.codes()[i]))
                        .collect(Collectors.joining(","));
                expected.append(String.format(Locale.ROOT, "%d %s %s %.4f%n", slot, digest, codes, made.dot(made)));
            }
        }
        var process = new ProcessBuilder("node", "pipeline/test/read_embeddings.mjs", file.toString())
                .redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        assertEquals(expected.toString(), said);
    }
}
