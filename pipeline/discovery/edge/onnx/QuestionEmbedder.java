package discovery.edge.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import discovery.edge.files.Unpacked;
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

    private final OrtSession session;
    private final WordPieces pieces;
    private final ExecutorService worker;

    private QuestionEmbedder(OrtSession session, WordPieces pieces, ExecutorService worker) {
        this.session = session;
        this.pieces = pieces;
        this.worker = worker;
    }

    /// Loads the model; the first time on a machine it unpacks 120 MB into `cacheDir`.
    ///
    /// @throws IOException as `OnnxEmbedder.open`
    public static QuestionEmbedder open(Path cacheDir) throws IOException {
        var cache = Files.createDirectories(cacheDir).toRealPath();
        var files = OnnxEmbedder.model(cache);
        System.setProperty("onnxruntime.native.path",
                Unpacked.folder(cache, "onnxruntime-" + Natives.platform(), Natives.resources()).toString());
        var worker = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().stackSize(OnnxEmbedder.STACK).name("question").factory());
        try {
            var session = worker.submit(() -> load(files));
            var pieces = new WordPieces(PieceFile.read(files.resolve(OnnxEmbedder.TOKENIZER)));
            return new QuestionEmbedder(session.get(), pieces, worker);
        } catch (ExecutionException e) {
            worker.shutdownNow();
            throw new IOException("ONNX Runtime cannot load the model in " + files, e);
        } catch (InterruptedException e) {
            worker.shutdownNow();
            Thread.currentThread().interrupt();
            throw new IOException("loading the model was interrupted", e);
        }
    }

    private static OrtSession load(Path files) throws OrtException {
        var environment = OrtEnvironment.getEnvironment();
        environment.setTelemetry(false);
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.BASIC_OPT);
            return environment.createSession(files.resolve(OnnxEmbedder.MODEL + ".onnx").toString(), options);
        }
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
                var result = session.run(
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
            session.close();
        } catch (OrtException e) {
            throw new IOException("the model cannot be closed", e);
        }
    }
}
