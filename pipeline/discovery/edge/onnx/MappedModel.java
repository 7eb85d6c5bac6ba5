package discovery.edge.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import discovery.edge.files.Unpacked;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// The model as ONNX Runtime's own format has it, after the optimisation that the recipe names: made once per machine
/// beside the model, and mapped since. Weights are used where they lie in the file, so that of the table of words, half
/// of the model, only a question's rows are read. A session of it gives the same bits as one of the model.
final class MappedModel {
    private MappedModel() {}

    /// A session, and the bytes that it works on: they must be kept as long as it. None where the model itself was
    /// loaded.
    record Loaded(OrtSession session, Optional<ByteBuffer> bytes) {}

    /// @param folder with the model, in which its other form is kept; where that is not possible, the model is loaded
    static Loaded load(OrtEnvironment environment, Path folder) throws OrtException, IOException {
        var model = OnnxEmbedder.MODEL + ".onnx";
        // Another version may write another format, so each has its own file.
        var mapped =
                Unpacked.derived(folder, "%s-%s.ort".formatted(OnnxEmbedder.MODEL, environment.getVersion()), model,
                        file -> make(environment, folder.resolve(model), file));
        if (mapped.isEmpty()) {
            try (var options = options(OrtSession.SessionOptions.OptLevel.BASIC_OPT)) {
                return new Loaded(
                        environment.createSession(folder.resolve(model).toString(), options), Optional.empty());
            }
        }
        try (var channel = FileChannel.open(mapped.get(), StandardOpenOption.READ);
                var options = options(OrtSession.SessionOptions.OptLevel.NO_OPT)) {
            options.addConfigEntry("session.use_ort_model_bytes_directly", "1");
            options.addConfigEntry("session.use_ort_model_bytes_for_initializers", "1");
            var bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            return new Loaded(environment.createSession(bytes, options), Optional.of(bytes));
        }
    }

    private static void make(OrtEnvironment environment, Path model, Path file) throws IOException {
        try (var options = options(OrtSession.SessionOptions.OptLevel.BASIC_OPT)) {
            options.addConfigEntry("session.save_model_format", "ORT");
            options.setOptimizedModelFilePath(file.toString());
            environment.createSession(model.toString(), options).close();
        } catch (OrtException e) {
            throw new IOException("%s can't be made of %s: %s".formatted(file, model, e.getMessage()), e);
        }
    }

    private static OrtSession.SessionOptions options(OrtSession.SessionOptions.OptLevel level) throws OrtException {
        var options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setOptimizationLevel(level);
        return options;
    }
}
