package discovery.edge.onnx;

import discovery.edge.files.Unpacked;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The native libraries of ONNX Runtime for this machine, as its jar names them
/// (`/ai/onnxruntime/native/linux-x64/libonnxruntime.so`; the rules are those of `ai.onnxruntime.OnnxRuntime` 1.29.0).
final class Natives {
    private Natives() {}

    /// `linux-x64`, `linux-aarch64`, `osx-aarch64`, `win-x64`; or a name for which the jar has nothing.
    static String platform() {
        var os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        var arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        var system = os.contains("mac") ? "osx" : os.contains("win") ? "win" : "linux";
        return system + "-" + (arch.equals("amd64") || arch.equals("x86_64") ? "x64" : arch);
    }

    /// The folder with the libraries, unpacked.
    static Path folder(Path cache) throws IOException {
        return Unpacked.folder(cache, "onnxruntime-" + platform(), Natives::resources).orElseThrow();
    }

    /// The libraries that ONNX Runtime looks for in its `onnxruntime.native.path`.
    ///
    /// @throws IOException if its jar has none for this platform
    static List<Unpacked.Resource> resources() throws IOException {
        var resources = new ArrayList<>(List.of(resource("onnxruntime"), resource("onnxruntime4j_jni")));
        for (var needed : resources) {
            if (!Unpacked.exists(needed)) {
                throw new IOException("ONNX Runtime has no native library for " + platform() + " (" + needed.path()
                        + " is not on the class path)");
            }
        }
        // Only the Windows build has it; without it ONNX Runtime would unpack it into a temporary folder.
        var shared = resource("onnxruntime_providers_shared");
        if (Unpacked.exists(shared)) {
            resources.add(shared);
        }
        return List.copyOf(resources);
    }

    private static Unpacked.Resource resource(String library) {
        return new Unpacked.Resource(
                "/ai/onnxruntime/native/" + platform() + "/" + System.mapLibraryName(library), "");
    }
}
