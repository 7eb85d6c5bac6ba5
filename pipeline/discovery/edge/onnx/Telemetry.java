package discovery.edge.onnx;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/// ONNX Runtime from 1.29 on reports its use to its makers, outside of Windows too: each environment writes an
/// identifier of the device under the user's cache folder and sends what it loads. Only a variable of the process keeps
/// it from doing so, and it must be there before the first environment: `OrtEnvironment.setTelemetry` comes too late.
final class Telemetry {
    private static final String VARIABLE = "ORT_DISABLE_TELEMETRY";

    private Telemetry() {}

    /// Sets the variable where whoever started this program did not. Windows has no `setenv`, and its builds of ONNX
    /// Runtime heed `OrtEnvironment.setTelemetry`.
    ///
    /// @throws IOException when it can't be set: better no answer than one that somebody else is told of
    @SuppressWarnings("restricted")
    static void off() throws IOException {
        if ("1".equals(System.getenv(VARIABLE))) {
            return;
        }
        var linker = Linker.nativeLinker();
        var setenv = linker.defaultLookup().find("setenv");
        if (setenv.isEmpty()) {
            return;
        }
        try (var arena = Arena.ofConfined()) {
            var set = linker.downcallHandle(setenv.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
            var code = (int) set.invokeExact(arena.allocateFrom(VARIABLE), arena.allocateFrom("1"), 1);
            if (code != 0) {
                throw new IOException("%s can't be set; set it to 1 before the start".formatted(VARIABLE));
            }
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException("%s can't be set; set it to 1 before the start".formatted(VARIABLE), e);
        }
    }
}
