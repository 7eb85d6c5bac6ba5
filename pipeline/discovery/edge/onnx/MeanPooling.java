package discovery.edge.onnx;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import discovery.embed.Recipe;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;

/// Ids of word pieces in, unit vectors out: the mean of the last layer over the text's own tokens, then the L2 norm.
///
/// DJL's own translator cannot be used, because it pools with array arithmetic that DJL has for PyTorch only. Here it
/// is plain loops in one order, so that the sums repeat to the bit.
final class MeanPooling implements Translator<long[], float[]> {
    private static final String LENGTHS = "lengths";

    /// Not null, or DJL would run a batch one by one; not used otherwise.
    @Override
    public Batchifier getBatchifier() {
        return Batchifier.STACK;
    }

    /// Three arrays of int64, (rows, longest row), padded with zeros: id 0 is `[PAD]`, mask 0 is "not there", and all
    /// texts are of type 0.
    @Override
    public NDList batchProcessInput(TranslatorContext context, List<long[]> rows) {
        var longest = rows.stream().mapToInt(row -> row.length).max().orElseThrow();
        var ids = zeros(rows.size() * longest);
        var mask = zeros(rows.size() * longest);
        for (var row = 0; row < rows.size(); row++) {
            var tokens = rows.get(row);
            for (var token = 0; token < tokens.length; token++) {
                ids.put(row * longest + token, tokens[token]);
                mask.put(row * longest + token, 1);
            }
        }
        context.setAttachment(LENGTHS, rows.stream().map(row -> row.length).toList());
        var manager = context.getNDManager();
        var shape = new Shape(rows.size(), longest);
        return new NDList(
                array(manager, "input_ids", ids, shape),
                array(manager, "attention_mask", mask, shape),
                array(manager, "token_type_ids", zeros(rows.size() * longest), shape));
    }

    /// From `last_hidden_state`, (rows, longest row, 384) of float32.
    @Override
    public List<float[]> batchProcessOutput(TranslatorContext context, NDList outputs) {
        var states = requireNonNull(outputs.get("last_hidden_state"), "the model gave no last_hidden_state");
        var longest = Math.toIntExact(states.getShape().get(1));
        var width = Math.toIntExact(states.getShape().get(2));
        if (width != Recipe.DIMENSIONS) {
            throw new IllegalStateException("the model gave vectors of " + width + " dimensions");
        }
        var values = states.toByteBuffer().asFloatBuffer();
        var vectors = new ArrayList<float[]>();
        for (var length : (List<?>) requireNonNull(context.getAttachment(LENGTHS))) {
            vectors.add(mean(values, vectors.size() * longest * width, (Integer) length));
        }
        return vectors;
    }

    /// The direction of the mean; as it is normalised, the sum does.
    static float[] mean(FloatBuffer values, int start, int tokens) {
        var sum = new float[Recipe.DIMENSIONS];
        for (var token = 0; token < tokens; token++) {
            for (var i = 0; i < sum.length; i++) {
                sum[i] += values.get(start + token * sum.length + i);
            }
        }
        var squares = 0.0;
        for (var x : sum) {
            squares += (double) x * x;
        }
        var norm = Math.sqrt(squares);
        if (norm > 0) {
            for (var i = 0; i < sum.length; i++) {
                sum[i] = (float) (sum[i] / norm);
            }
        }
        return sum;
    }

    private static NDArray array(NDManager manager, String name, LongBuffer values, Shape shape) {
        var array = manager.create(values, shape, DataType.INT64);
        array.setName(name);
        return array;
    }

    private static LongBuffer zeros(int size) {
        return ByteBuffer.allocateDirect(size * Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
    }

    @Override
    public NDList processInput(TranslatorContext context, long[] row) {
        return batchProcessInput(context, List.of(row));
    }

    @Override
    public float[] processOutput(TranslatorContext context, NDList outputs) {
        return batchProcessOutput(context, outputs).getFirst();
    }
}
