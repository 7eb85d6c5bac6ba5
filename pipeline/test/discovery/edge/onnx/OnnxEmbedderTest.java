package discovery.edge.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.embed.Quantised;
import discovery.embed.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(Lifecycle.PER_CLASS)
class OnnxEmbedderTest {
    private static final String PDF = "Extract text and tables from PDF files, fill in forms and merge documents.";
    /// What recipe 1 makes of it (codes in Base64), when it was first run: DJL 0.38.0, ONNX Runtime 1.29.0, Zen 5.
    private static final float PDF_SCALE = 0.0011193069f;
    private static final String PDF_CODES = ""
            + "DQqhEBMo0i2zFxoPLwEDBM4VEyvuESHFOUe5/uTZHuo2ODMDCSgn3cqP+SEv/bH9SDqwF+oKDyYbz7TRwfznTuUk9n0A4aYN9/7w"
            + "18Dw2d0BLPo5x/ww5AYN4hkoINEGLNVzSf/x6K6KxCXHKOD+mpvA3ijR4NAjlzHmLt0XIgDVH+9YGyMY7hUOvivu6Nn70X/gFBUZ"
            + "PDs2M+go7fNS7/3h5zcDzv/3A+U71gvv+/RJzPD06uvvDKMCPwQYB83hCOT+CTey+uMgrVYOAdn74hEUHZcfE8jRARDn87KtaAAQ"
            + "0+D/QEnqDxIJpOz6mqbqREbuIdw7FDpIKvL7F0/76NtI9M0IJ/Tt8if0oxb2yB/m7QPZrLnpGyPu9P3qYSocHuHuBtUR5O8l/l05"
            + "+jzxzCc2NQQLJPy/GfW+Fnw2/gAX7O8dFCYNZNy8IMgBzy0mOALR+TPsFjYxGK8mH8Hu8K8pJQNG+KY0NU3f1RkLz8oDEhEP9xaB"
            + "Azw2GeAL9TIm";
    private static final String KUBERNETES = "Deploy and debug workloads on a Kubernetes cluster with kubectl.";

    private final List<Integer> done = new ArrayList<>();
    private final OnnxEmbedder one;
    private final OnnxEmbedder two;

    OnnxEmbedderTest(@TempDir Path cache) throws IOException {
        one = OnnxEmbedder.open(cache, 1, done::add);
        two = OnnxEmbedder.open(cache, 2, _ -> {});
    }

    @AfterAll
    void close() {
        one.close();
        two.close();
    }

    /// 60 texts of 2 to 128 tokens, among them an empty one, copies and some that are cut.
    private static List<String> texts() {
        var random = new Random(1);
        var words = List.of("extract", "deploy", "query", "pdf", "slack,", "e.g.", "(beta)", "naïve", "漢字", "v1.2");
        return IntStream.range(0, 60)
                .mapToObj(i -> random.ints(i % 20 == 19 ? 200 : random.nextInt(60), 0, words.size())
                        .mapToObj(words::get)
                        .collect(Collectors.joining(" ")))
                .map(text -> text.length() < 10 ? "" : text)
                .toList();
    }

    @Test
    void bits_depend_neither_on_the_batch_nor_on_order_nor_on_workers() {
        var texts = texts();
        var batched = one.embed(texts);
        assertSame(batched, texts.stream().map(text -> one.embed(List.of(text)).getFirst()).toList());
        assertSame(batched, two.embed(texts));

        var order = new ArrayList<>(IntStream.range(0, texts.size()).boxed().toList());
        Collections.shuffle(order, new Random(2));
        var shuffled = two.embed(order.stream().map(texts::get).toList());
        assertSame(order.stream().map(batched::get).toList(), shuffled);
    }

    private static void assertSame(List<float[]> expected, List<float[]> actual) {
        assertEquals(expected.size(), actual.size());
        for (var i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), actual.get(i), "text " + i);
        }
    }

    static Stream<String> odd() {
        return Stream.of(
                "",
                " \t\r\n",
                "\u0000",
                "a\u0000b",
                "\uD83D",
                "a\uDE00\uD83Db",
                "\uFFFE\uFFFF\uFEFF",
                "🎉👩‍👩‍👧 and more",
                "从 PDF 文件中提取文本",
                "[CLS] [SEP] [MASK] [PAD]",
                "e\u0301".repeat(300),
                "x".repeat(100_000),
                "word ".repeat(20_000),
                " ".repeat(100_000),
                "\uD83D".repeat(100_000),
                "漢".repeat(100_000));
    }

    @ParameterizedTest
    @MethodSource("odd")
    void any_string_has_a_unit_vector(String text) {
        var vector = two.embed(List.of(text, "neighbour")).getFirst();
        assertEquals(Recipe.DIMENSIONS, vector.length);
        assertEquals(1, cosine(vector, vector), 1e-6);
    }

    @Test
    void questions_get_the_same_bits_without_the_native_tokenizer(@TempDir Path cache) throws IOException {
        var texts = Stream.concat(texts().stream(), odd().filter(text -> !text.contains("[CLS]"))).toList();
        try (var questions = QuestionEmbedder.open(cache)) {
            assertSame(two.embed(texts), questions.embed(texts));
        }
    }

    @Test
    void a_lone_surrogate_is_as_if_it_were_not_there() {
        assertSame(two.embed(List.of("pdf to text")), two.embed(List.of("pdf\uD83D to \uDC00text")));
    }

    @Test
    void what_stands_behind_the_128th_token_counts_for_nothing() {
        var full = "word ".repeat(126);
        var vectors = two.embed(List.of(full, full + "kubernetes", "word ".repeat(125) + "kubernetes"));
        assertArrayEquals(vectors.get(0), vectors.get(1));
        assertTrue(cosine(vectors.get(0), vectors.get(2)) < 0.9999);
    }

    /// Another processor or runtime may move a code by one; another tokenizer, pooling or model moves many, and then
    /// the recipe's number must be raised.
    @Test
    void recipe_1_still_means_the_same() {
        var first = Quantised.of(Base64.getDecoder().decode(PDF_CODES), PDF_SCALE).vector();
        assertArrayEquals(first, one.embed(List.of(PDF)).getFirst(), 1.01f * PDF_SCALE);
    }

    @Test
    void a_question_is_nearer_to_what_answers_it() {
        var vectors = two.embed(List.of("extract text from a PDF", PDF, KUBERNETES));
        assertTrue(cosine(vectors.get(0), vectors.get(1)) > 0.6);
        assertTrue(cosine(vectors.get(0), vectors.get(2)) < 0.3);

        var codes = vectors.stream().map(Quantised::of).toList();
        assertEquals(cosine(vectors.get(0), vectors.get(1)), codes.get(0).dot(codes.get(1)), 0.01);
    }

    @Test
    void progress_is_told_each_text_once() {
        done.clear();
        var vectors = one.embed(Collections.nCopies(19, PDF));
        assertEquals(19, vectors.size());
        assertEquals(List.of(8, 8, 3), done);
    }

    @Test
    void no_texts_have_no_vectors() {
        assertEquals(List.of(), two.embed(List.of()));
    }

    @Test
    void an_interrupted_caller_gets_out_and_the_embedder_still_works() {
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> two.embed(texts()));
        assertTrue(Thread.interrupted());
        assertSame(one.embed(List.of(PDF)), two.embed(List.of(PDF)));
    }

    @Test
    void there_must_be_a_worker(@TempDir Path cache) {
        assertThrows(IllegalArgumentException.class, () -> OnnxEmbedder.open(cache, 0, _ -> {}));
    }

    private static double cosine(float[] one, float[] other) {
        return IntStream.range(0, one.length).mapToDouble(i -> (double) one[i] * other[i]).sum();
    }

    @Test
    void this_machine_has_its_native_libraries() throws IOException {
        assertTrue(Natives.resources().size() >= 2);
    }
}
