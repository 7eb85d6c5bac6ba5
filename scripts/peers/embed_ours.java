//JAVA 25+
//SOURCES ../../pipeline/discovery/edge/onnx/*.java
//SOURCES ../../pipeline/discovery/edge/cli/*.java

import module java.base;
import com.sun.management.OperatingSystemMXBean;
import discovery.edge.cli.Night;
import discovery.edge.onnx.OnnxEmbedder;
import java.lang.management.ManagementFactory;

/// What `scripts/bench embed` compares with its peer: the embedder of the pipeline, as `pipeline/embed.java` uses it.
/// Arguments: a file with a text on each line, a file for the vectors (floats, little-endian). Prints CPU seconds.
void main(String... args) throws IOException {
    var texts = Files.readAllLines(Path.of(args[0]));
    var cores = Runtime.getRuntime().availableProcessors();
    try (var embedder = OnnxEmbedder.open(Night.cache().resolve("models"), cores, done -> {})) {
        embedder.embed(List.of("The first text loads what is loaded late."));
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var before = system.getProcessCpuTime();
        var vectors = embedder.embed(texts);
        IO.println((system.getProcessCpuTime() - before) / 1e9);
        var bytes = ByteBuffer.allocate(vectors.size() * 384 * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (var vector : vectors) {
            for (var x : vector) {
                bytes.putFloat(x);
            }
        }
        Files.write(Path.of(args[1]), bytes.array());
    }
    System.exit(0);
}
