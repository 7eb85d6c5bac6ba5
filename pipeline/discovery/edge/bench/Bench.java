package discovery.edge.bench;

import java.io.IOException;
import java.util.function.Consumer;

/// A benchmark.
interface Bench {
    String name();

    /// One sentence for `--list`.
    String about();

    /// Takes every figure that it names, those that can't be taken with a reason.
    void run(Setting setting, Consumer<Figure> figures) throws IOException;
}
