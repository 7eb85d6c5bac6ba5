package discovery.edge.onnx;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import discovery.edge.files.Unpacked;
import discovery.embed.Batches;
import discovery.embed.Embedder;
import discovery.embed.Recipe;
import discovery.model.Bounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.IntConsumer;

/// `Recipe.CURRENT` on ONNX Runtime: one session, and as many workers as there are cores to spare, each with one
/// thread inside an operator (two would double the CPU time).
///
/// Law: a vector is bit for bit the same whatever the batch, the order and the number of workers, because the weights
/// are fp32 and one thread sums in one order. On another type of processor it may differ in the last bits.
///
/// Memory: about 250 MB of process once open and 80 MB more per busy worker, outside the heap for the most part; in the
/// heap about 3 KiB per text of a call besides the text itself. So give windows of some thousand texts, not a whole
/// catalogue: a larger window only makes the batches a little more even in length.
///
/// Time: 3,800 word pieces per CPU second on busy cores, 6,600 on quiet ones.
///
/// Calls may come from several threads; they share the workers.
public final class OnnxEmbedder implements Embedder, AutoCloseable {
    /// Bytes of stack of a thread that runs native code of ONNX Runtime.
    static final long STACK = 64L << 20;
    static final String MODEL = "all-minilm-l6-v2";
    static final String TOKENIZER = MODEL + "-tokenizer.json";
    private static final String TOKENIZER_SHA256 = "da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0";

    /// How much of a text the tokenizer is given, in UTF-16 units. 126 word pieces of ordinary text are some 600 units,
    /// so this only keeps a monstrous text from costing time and memory. It is part of recipe 1.
    private static final int READ = 8_192;

    private final HuggingFaceTokenizer tokenizer;
    private final Model model;
    private final BlockingQueue<Predictor<long[], float[]>> predictors;
    private final ExecutorService workers;
    private final IntConsumer done;

    private OnnxEmbedder(HuggingFaceTokenizer tokenizer, Model model, int workers, IntConsumer done) {
        this.tokenizer = tokenizer;
        this.model = model;
        this.predictors = new ArrayBlockingQueue<>(workers);
        for (var i = 0; i < workers; i++) {
            predictors.add(model.newPredictor(new MeanPooling()));
        }
        this.workers = Executors.newFixedThreadPool(
                workers, Thread.ofPlatform().daemon().stackSize(STACK).name("embed-", 1).factory());
        this.done = done;
    }

    /// Loads the model; the first time on a machine it unpacks 135 MB into `cacheDir`, later it only checks them.
    ///
    /// It sets system properties that DJL and ONNX Runtime read once per process, so the first `cacheDir` of a process
    /// serves all of them for the native libraries. Nothing else in the process may touch DJL or ONNX Runtime before.
    ///
    /// @param cacheDir is made if need be; several processes may share it
    /// @param workers  at least 1; cores that the caller wants to keep busy
    /// @param done     is told how many texts a batch had, after each batch, on the thread that called `embed`
    /// @throws IOException if the folder cannot be written, a file of the class path is not the one of the recipe, this
    ///                     platform has no native library, or the model cannot be loaded
    public static OnnxEmbedder open(Path cacheDir, int workers, IntConsumer done) throws IOException {
        if (workers < 1) {
            throw new IllegalArgumentException("an embedder needs a worker, not " + workers);
        }
        var cache = Files.createDirectories(cacheDir).toRealPath();
        var files = model(cache);
        Telemetry.off();
        configure(cache, Natives.folder(cache));

        var tokenizer = HuggingFaceTokenizer.builder()
                .optTokenizerPath(files.resolve(TOKENIZER))
                .optTruncation(true)
                .optMaxLength(Recipe.CURRENT.maxTokens())
                .optPadding(false)
                .build();
        try {
            var model = onLargeStack(() -> load(files));
            return new OnnxEmbedder(tokenizer, model, workers, done);
        } catch (ExecutionException e) {
            tokenizer.close();
            throw new IOException("ONNX Runtime cannot load the model in " + files, e);
        }
    }

    /// The folder with the model and its tokenizer.
    static Path model(Path cache) throws IOException {
        return Unpacked.folder(
                cache,
                MODEL,
                () -> List.of(
                        new Unpacked.Resource("/" + MODEL + ".onnx", Recipe.CURRENT.modelSha256()),
                        new Unpacked.Resource("/" + TOKENIZER, TOKENIZER_SHA256)))
                .orElseThrow();
    }

    private static Model load(Path files) throws MalformedModelException, OrtException, IOException {
        var model = Model.newInstance(MODEL, Device.cpu(), "OnnxRuntime");
        try {
            // Windows builds of ONNX Runtime report their use unless told otherwise.
            OrtEnvironment.getEnvironment().setTelemetry(false);
            model.load(files, MODEL,
                    Map.of("intraOpNumThreads", "1", "interOpNumThreads", "1", "optLevel", "BASIC_OPT"));
            return model;
        } catch (MalformedModelException | OrtException | IOException e) {
            model.close();
            throw e;
        }
    }

    /// ONNX Runtime 1.29.0 recurses thousands of calls deep when it makes its environment, more than fits the megabyte of
    /// stack that a Java thread has: on such a thread the process now and then died without a word (seen in core
    /// dumps, under `OrtEnvironment.createHandle`).
    private static <T> T onLargeStack(Callable<T> work) throws ExecutionException, IOException {
        var task = new FutureTask<>(work);
        Thread.ofPlatform().name("load").daemon().stackSize(STACK).start(task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("loading the model was interrupted", e);
        }
    }

    /// Before any class of DJL initialises: it reads some of these in static initialisers, and without the first two it
    /// asks the network who we are.
    private static void configure(Path cache, Path natives) {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.default_engine", "OnnxRuntime");
        System.setProperty("ai.djl.onnx.disable_alternative", "true");
        // The environment's own pools are not used (a session has its own); keep them small.
        System.setProperty("ai.djl.onnxruntime.num_threads", "1");
        System.setProperty("ai.djl.onnxruntime.num_interop_threads", "1");
        System.setProperty("DJL_CACHE_DIR", cache.resolve("djl").toString());
        System.setProperty("jna.tmpdir", cache.resolve("jna").toString());
        System.setProperty("onnxruntime.native.path", natives.toString());
    }

    /// See `Embedder`; any string will do, also an empty one.
    ///
    /// @throws CancellationException if the calling thread is interrupted, which stays marked as such
    /// @throws IllegalStateException if the runtime fails
    @Override
    public List<float[]> embed(List<String> texts) {
        var rows = texts.stream().map(this::tokens).toList();
        var finished = new ExecutorCompletionService<Embedded>(workers);
        var running = new ArrayList<Future<Embedded>>();
        for (var batch : Batches.plan(rows.stream().map(row -> row.length).toList())) {
            running.add(finished.submit(() -> run(batch, rows)));
        }
        var vectors = new float[texts.size()][];
        try {
            for (var _ : running) {
                var embedded = finished.take().get();
                embedded.placeIn(vectors);
                done.accept(embedded.batch().size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("embedding was interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("ONNX Runtime failed on a batch of texts", e.getCause());
        } finally {
            running.forEach(future -> future.cancel(false));
        }
        return List.of(vectors);
    }

    /// @param batch indices of texts
    private record Embedded(List<Integer> batch, List<float[]> vectors) {
        void placeIn(float[][] all) {
            for (var i = 0; i < vectors.size(); i++) {
                all[batch.get(i)] = vectors.get(i);
            }
        }
    }

    private Embedded run(List<Integer> batch, List<long[]> rows) throws InterruptedException, TranslateException {
        var predictor = predictors.take();
        try {
            return new Embedded(batch, predictor.batchPredict(batch.stream().map(rows::get).toList()));
        } finally {
            predictors.add(predictor);
        }
    }

    /// Ids of word pieces, `[CLS]` first and `[SEP]` last; 2 to 128 of them. A hundredth of the work, so one thread at
    /// a time is enough.
    private synchronized long[] tokens(String text) {
        return tokenizer.encode(wellFormed(Bounds.cut(text, READ))).getIds();
    }

    /// A lone surrogate has no UTF-8 and the tokenizer is native code that wants UTF-8. It gets U+FFFD, which the
    /// tokenizer leaves out.
    private static String wellFormed(String text) {
        return text.codePoints()
                .map(point -> Character.getType(point) == Character.SURROGATE ? '\uFFFD' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// Waits for running batches, then frees the native memory. Not to be used afterwards.
    @Override
    public void close() {
        workers.close();
        predictors.forEach(Predictor::close);
        predictors.clear();
        model.close();
        tokenizer.close();
    }
}
