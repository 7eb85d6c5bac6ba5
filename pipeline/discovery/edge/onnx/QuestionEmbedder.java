package discovery.edge.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import discovery.embed.Embedder;
import discovery.embed.Recipe;
import discovery.embed.WordPieces;
import discovery.model.Bounds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// `Recipe.CURRENT` for questions: the same bits as `OnnxEmbedder`'s, text by text, without DJL and its native tokenizer,
/// so that a program that asks one question starts in half the time.
public final class QuestionEmbedder implements Embedder, AutoCloseable {
    private static final int READ = 8_192;

    /// Holds the mapped file that the session works on.
    private final MappedModel.Loaded model;
    private final WordPieces pieces;
    private final ExecutorService worker;

    private QuestionEmbedder(MappedModel.Loaded model, WordPieces pieces, ExecutorService worker) {
        this.model = model;
        this.pieces = pieces;
        this.worker = worker;
    }

    /// Loads the model; the first time on a machine it unpacks 120 MB into `cacheDir` and writes 90 MB more.
    ///
    /// @throws IOException as `OnnxEmbedder.open`
    public static QuestionEmbedder open(Path cacheDir) throws IOException {
        var cache = Files.createDirectories(cacheDir).toRealPath();
        var files = OnnxEmbedder.model(cache);
        Telemetry.off();
        System.setProperty("onnxruntime.native.path", Natives.folder(cache).toString());
        var worker = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().stackSize(OnnxEmbedder.STACK).name("question").factory());
        try {
            var model = worker.submit(() -> load(files));
            var pieces = new WordPieces(PieceFile.read(files.resolve(OnnxEmbedder.TOKENIZER)));
            return new QuestionEmbedder(model.get(), pieces, worker);
        } catch (ExecutionException e) {
            worker.shutdownNow();
            throw new IOException("ONNX Runtime cannot load the model in " + files, e);
        } catch (InterruptedException e) {
            worker.shutdownNow();
            Thread.currentThread().interrupt();
            throw new IOException("loading the model was interrupted", e);
        }
    }

    private static MappedModel.Loaded load(Path files) throws OrtException, IOException {
        var environment = OrtEnvironment.getEnvironment();
        environment.setTelemetry(false);
        return MappedModel.load(environment, files);
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        var vectors = new ArrayList<float[]>();
        for (var text : texts) {
            var ids = pieces.ids(Bounds.cut(text, READ), Recipe.CURRENT.maxTokens());
            try {
                vectors.add(worker.submit(() -> run(ids)).get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("ONNX Runtime failed on a question", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("embedding was interrupted", e);
            }
        }
        return vectors;
    }

    private float[] run(long[] ids) throws OrtException {
        var environment = OrtEnvironment.getEnvironment();
        var ones = new long[ids.length];
        Arrays.fill(ones, 1);
        try (var tokens = tensor(environment, ids);
                var mask = tensor(environment, ones);
                var types = tensor(environment, new long[ids.length]);
                var result = model.session().run(
                        Map.of("input_ids", tokens, "attention_mask", mask, "token_type_ids", types))) {
            if (result.get("last_hidden_state").orElseThrow() instanceof OnnxTensor states) {
                return MeanPooling.mean(states.getFloatBuffer(), 0, ids.length);
            }
            throw new IllegalStateException("the model gave no last_hidden_state");
        }
    }

    private static OnnxTensor tensor(OrtEnvironment environment, long[] values) throws OrtException {
        LongBuffer buffer = ByteBuffer.allocateDirect(values.length * Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
        buffer.put(values).rewind();
        return OnnxTensor.createTensor(environment, buffer, new long[] {1, values.length});
    }

    @Override
    public void close() throws IOException {
        worker.shutdown();
        try {
            model.session().close();
        } catch (OrtException e) {
            throw new IOException("the model cannot be closed", e);
        }
    }
}
